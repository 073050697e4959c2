"""Clock times, seasons and grades in every way that schools write them beside their bells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.spans import MINUTES_A_DAY, ClockSpan, DateSpan
from service.exchange.notation.clock_times import (
    ClockText,
    clock_span,
    clock_text,
    is_clock_text,
    minutes_written,
)
from service.exchange.notation.grades_written import grades_in
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.seasons_written import season_written

AUTUMN_ENDS, SPRING_ENDS = date(2027, 1, 29), date(2027, 7, 2)


@pytest.mark.parametrize(
    "text",
    [
        "8:40",
        "08：40",
        "8.40",
        "8.4",
        "8点40",
        "8点40分",
        "8时40分",
        "上午8:40",
        "早上 8:40",
        "0840",
        "08:40:00",
        "0.361111111",
    ],
)
def test_one_time(text: str) -> None:
    assert clock_text(text) == ClockText(8 * 60 + 40)


@pytest.mark.parametrize(
    ("text", "minute"), [("8点", 480), ("8点整", 480), ("8点半", 510), ("下午2:10", 850), ("晚上7点", 1140)]
)
def test_times_in_words(text: str, minute: int) -> None:
    assert clock_text(text) == ClockText(minute)


@pytest.mark.parametrize(
    "text",
    [
        "下午2:10-2:50",
        "下午2点10分至下午2点50分",
        "14:10\n14:50",
        "14:10 14:50",
        "14:10(40分钟)",
        "14:10,40分钟",
        "14:10-14:50(40分钟)",
        "(14:10—14:50)",
        "1410-1450",
    ],
)
def test_a_span_in_words(text: str) -> None:
    assert clock_span(text) == ClockSpan(850, 890)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "40分钟",
        "8:60",
        "8:40-9:20(30分钟)",
        "9月1日",
        "1",
        "8:40-9:20-10:00",
        "8:4",
        "24:00",
        "24:50",
        "8:40-24:50",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert not is_clock_text(text)


@given(
    st.integers(60, MINUTES_A_DAY - 1),
    st.sampled_from(["{0}:{1:02}", "{0:02}：{1:02}", "{0}点{1:02}分", "{0}.{1:02}", "{0:02}{1:02}"]),
)
def test_every_way_to_write_a_time_is_the_same(minute: int, form: str) -> None:
    assert clock_text(form.format(*divmod(minute, 60))) == ClockText(minute)


@given(st.integers(0, MINUTES_A_DAY - 1))
def test_a_time_as_excel_stores_it(minute: int) -> None:
    assert clock_text(f"{minute / MINUTES_A_DAY:.9f}") == ClockText(minute)


@given(st.integers(0, MINUTES_A_DAY - 121), st.integers(1, 120))
def test_how_long_is_as_good_as_until_when(start: int, minutes: int) -> None:
    first, last = ("{}:{:02}".format(*divmod(minute, 60)) for minute in (start, start + minutes))
    expected = ClockSpan(start, start + minutes)
    assert clock_span(f"{first}({minutes}分钟)") == expected
    assert clock_span(f"{first}-{last}({minutes}分钟)") == expected


@pytest.mark.parametrize("text", ["40", "40分钟", "40分", "40min", "40'", "共40分钟"])
def test_minutes(text: str) -> None:
    assert minutes_written(text) == 40


@pytest.mark.parametrize("text", ["", "四十", "0", "1节"])
def test_what_are_no_minutes(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="minutes_unreadable"):
        minutes_written(text)


@pytest.mark.parametrize(
    ("text", "autumn", "spring"),
    [
        ("夏令(5月1日起)", (2026, 5, 1), (2027, 5, 1)),
        ("冬令(10月8日起)", (2026, 10, 8), (2026, 10, 8)),
        ("冬令(2026.10.8起)", (2026, 10, 8), (2026, 10, 8)),
        ("春季(3月1日起)", (2026, 3, 1), (2027, 3, 1)),
    ],
)
def test_a_season_is_the_last_one_that_began(
    text: str, autumn: tuple[int, int, int], spring: tuple[int, int, int]
) -> None:
    found = [season_written(text, last) for last in (AUTUMN_ENDS, SPRING_ENDS)]
    expected = [DateSpan(date(*autumn), None), DateSpan(date(*spring), None)]
    assert [season.days for season in found if season is not None] == expected


@pytest.mark.parametrize("text", ["夏令", "", "碧湖小学作息时间表", "2026-2027学年", "周一至周四"])
def test_what_has_no_date(text: str) -> None:
    assert season_written(text, AUTUMN_ENDS) is None


def test_an_impossible_date_of_a_season() -> None:
    with pytest.raises(NotUnderstoodError, match="date_unreadable"):
        season_written("冬令(2月30日起)", AUTUMN_ENDS)


@given(st.dates(date(2026, 2, 1), date(2027, 1, 29)))
def test_every_day_of_the_year_before_the_end_is_the_first_of_a_season(day: date) -> None:
    found = season_written(f"冬令({day.month}月{day.day}日起)", date(2027, 1, 29))
    assert found is not None
    assert found.days == DateSpan(day, None)


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("三年级", {3}),
        ("三、四年级", {3, 4}),
        ("一二年级", {1, 2}),
        ("1-2年级", {1, 2}),
        ("一至三年级", {1, 2, 3}),
        ("三年级、四年级", {3, 4}),
        ("小学部", set(range(1, 7))),
        ("初中", {7, 8, 9}),
        ("低段", {1, 2}),
        ("中高年级", {3, 4, 5, 6}),
        ("初一、初二", {7, 8}),
        ("小一至小三", {1, 2, 3}),
        ("七至九年级", {7, 8, 9}),
        ("除一年级外", set(range(2, 13))),
        ("除了一、二年级以外", set(range(3, 13))),
        ("六年级除外", set(range(1, 13)) - {6}),
        ("小学部(除一年级外)", set(range(2, 7))),
    ],
)
def test_grades(text: str, grades: set[int]) -> None:
    assert grades_in(text)[0] == frozenset(grades)


@pytest.mark.parametrize("text", ["", "全体", "碧湖小学", "三(1)班", "年级"])
def test_what_are_no_grades(text: str) -> None:
    assert grades_in(text)[0] is None


@pytest.mark.parametrize(
    ("text", "grades", "rest"),
    [
        ("三、四年级停课", {3, 4}, "停课"),
        ("9月17三年级停课", {3}, "9月17停课"),
        ("大港头学校初中部", {7, 8, 9}, "大港头学校"),
        ("除一年级外停课", set(range(2, 13)), "停课"),
        ("下午停课", None, "下午停课"),
    ],
)
def test_grades_inside_a_text(text: str, grades: set[int] | None, rest: str) -> None:
    assert grades_in(text) == (grades, rest)
