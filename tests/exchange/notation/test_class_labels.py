import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.exchange.notation.class_labels import (
    ClassLabel,
    class_label,
    class_label_in,
    grade_label,
)
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import chinese, number


@pytest.mark.parametrize(
    ("text", "grade", "count"),
    [
        ("三（１）班 ", 3, 1),
        ("三(1)班", 3, 1),
        ("三 (1) 班", 3, 1),
        ("301", 3, 1),
        ("３０１ ", 3, 1),
        ("301班", 3, 1),
        ("三年级1班", 3, 1),
        ("三年级(2)班", 3, 2),
        ("3年级2班", 3, 2),
        ("3(2)班", 3, 2),
        ("三（一）班", 3, 1),
        ("三1班", 3, 1),
        ("4.1班", 4, 1),
        ("4-11班", 4, 11),
        ("三年级", 3, None),
        ("６年级", 6, None),
        ("初一(2)班", 7, 2),
        ("八(11)班", 8, 11),
        ("九年级12班", 9, 12),
        ("高二(3)班", 11, 3),
        ("1103", 11, 3),
        ("十二(1)班", 12, 1),
        *(("三甲", 3, 1), ("三（甲）班", 3, 1), ("三年级乙班", 3, 2), ("3(丙)班", 3, 3), ("初一丁班", 7, 4)),
    ],
)
def test_a_class_label_is_a_grade_and_a_number(text: str, grade: int, count: int | None) -> None:
    assert class_label(text) == ClassLabel(grade, count)


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("五、六年级（复式）", (5, 6)),
        ("五六年级", (5, 6)),
        ("五、六复式班", (5, 6)),
        ("1、2年级复式班", (1, 2)),
        ("一至三年级（复式班）", (1, 2, 3)),
    ],
)
def test_a_combined_class_is_one_of_several_grades(text: str, grades: tuple[int, ...]) -> None:
    label = class_label(text)
    assert label == ClassLabel(grades[0], None, grades[1:])
    assert class_label(label.title).grades == frozenset(grades)
    assert class_label_in(f"碧湖小学{text}课程表") == class_label_in(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("五、六年级(复式)", "596"),
        ("一至三年级(复式)", "193"),
        ("一、三年级(复式)", "183"),
        ("一、二年级", "192"),
    ],
)
def test_a_combined_class_has_a_number_that_no_other_has(text: str, name: str) -> None:
    assert class_label(text).name == name


@pytest.mark.parametrize("text", ["六五年级", "五五年级", "56年级", "五、六班"])
def test_what_are_no_grades_of_one_class(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        class_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31",
        "4.1",
        "12班",
        "一班",
        "早读",
        "三",
        "0",
        "三(0)班",
        "三(甲乙)班",
        "甲班",
        "1301",
        "100",
        "13年级",
        "三(1)班语文",
    ],
)
def test_what_may_be_two_classes_or_none_is_not_read(text: str) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        class_label(text)
    assert (caught.value.code, caught.value.text) == ("class_label_unreadable", text)


@given(
    grade=st.integers(1, 12),
    count=st.integers(1, 20),
    form=st.sampled_from(
        ["{0}（{1}）班", "{0}年级{1}班", "{0}({1})班 ", "{0}年级（{1}）班", "{2}{3:02}", "{2}{3:02}班"]
    ),
    wide=st.booleans(),
)
def test_every_way_to_write_a_label_is_the_same_class(grade: int, count: int, form: str, wide: bool) -> None:
    text = form.format(chinese(grade), count, grade, count)
    if wide:
        text = text.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    assert class_label(text) == ClassLabel(grade, count)
    assert class_label(class_label(text).name) == ClassLabel(grade, count)


@given(st.integers(1, 99))
def test_chinese_numerals_round_trip(value: int) -> None:
    assert number(chinese(value)) == value


@pytest.mark.parametrize("text", ["", "十十", "一二", "甲", "百"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no number below 100"):
        number(text)


@pytest.mark.parametrize("text", ["3年级", "三年级", "三", "３"])
def test_a_grade(text: str) -> None:
    assert grade_label(text) == 3


def test_no_grade() -> None:
    with pytest.raises(NotUnderstoodError, match="grade_unreadable"):
        grade_label("三(1)班")


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("碧湖小学三（１）班课程表", "三(1)班"),
        ("401 班主任 张三", "401"),
        ("401班 班主任 张三", "401班"),
        ("401班班主任:张三", "401班"),
        ("2026学年第一学期课程表", None),
        ("云岭教学点五、六年级复式班课程表", "五、六年级复式班"),
        ("云岭教学点一、二、三年级复式班课程表", None),
        ("一年级、二年级复式班课程表", None),
        ("一至三年级复式班课程表", None),
        ("一二三年级复式班课表", None),
        ("初一、二年级复式班课程表", None),
    ],
)
def test_the_label_of_a_title(title: str, label: str | None) -> None:
    assert class_label_in(title) == label
