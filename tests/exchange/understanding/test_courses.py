"""One wish for several lessons a week: a lesson each, with codes of their own, and double periods."""

from dataclasses import replace
from datetime import date

import pytest

from calendars.weeks import EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.district import District
from service.domain.joint_lessons import OneOff
from service.domain.slots import Slot
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.understanding.test_wishes import HEADER, ROW, _sheets
from tests.exchange.workbooks import Rows, changed, grids


def _rows(**said: object) -> Rows:
    """The one wish with these values, in its own columns or further ones; at any time where none is said."""
    row = changed([ROW], 1, HEADER.index("上课时间") + 1, said.pop("上课时间", None))[0]
    for header in [header for header in said if header in HEADER]:
        row = changed([row], 1, HEADER.index(header) + 1, said.pop(header))[0]
    return [[*HEADER, *said], [*row, *said.values()]]


def _intake(rows: Rows, known: District | None = None) -> Intake:
    return understand(grids(_sheets(rows)), known, counting(), Options())


def _district(rows: Rows, known: District | None = None) -> District:
    intake = _intake(rows, known)
    assert intake.district is not None, intake.problems
    return intake.district


def _lessons(**said: object) -> list[tuple[str, Slot | None, str, str]]:
    return [
        (one.code, one.wished, one.course, one.right_after) for one in _district(_rows(**said)).joint_lessons
    ]


def _weeks(**said: object) -> list[Weeks]:
    return [one.weeks for one in _district(_rows(**said)).joint_lessons]


def _said(**said: object) -> list[tuple[str, str, dict[str, object]]]:
    return [(one.code, one.source.cell, dict(one.facts)) for one in _intake(_rows(**said)).problems]


TWO = [("J01", None, "J01", ""), ("J01-2", None, "J01", "")]
DOUBLE = [("J01", None, "J01", ""), ("J01-2", None, "J01", "J01")]


@pytest.mark.parametrize("time", ["每周2节", "每周两节", "周2课时"])
def test_a_number_in_the_time_asks_for_lessons_at_any_time(time: str) -> None:
    assert _lessons(上课时间=time) == TWO


@pytest.mark.parametrize("number", [2, "2", "２节", "两节", "每周2节", "2课时", "2节/周"])
def test_so_does_a_column_of_how_many(number: object) -> None:
    assert _lessons(周课时=number) == TWO


def test_so_does_the_column_of_weeks() -> None:
    assert _lessons(周次="每周2次") == TWO


@pytest.mark.parametrize("number", [1, "1节", "每周1节", "/", "不限"])
def test_one_is_of_no_course(number: object) -> None:
    assert _lessons(周课时=number) == [("J01", None, "", "")]


@pytest.mark.parametrize("header", ["周课时", "上课时间", "周次"])
@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("单周1节", [ODD_WEEKS]),
        ("奇数周1节", [ODD_WEEKS]),
        ("双周一节", [EVEN_WEEKS]),
        ("双周2节", [EVEN_WEEKS, EVEN_WEEKS]),
    ],
)
def test_so_many_may_be_asked_for_in_odd_or_even_weeks(header: str, text: str, weeks: list[Weeks]) -> None:
    assert _weeks(**{header: text}) == weeks


def test_what_several_cells_say_of_weeks_holds_together() -> None:
    assert _weeks(上课时间="周二第3节", 周次="1-6周", 周课时="单周1节") == [
        Weeks(ODD_WEEKS.parity, frozenset(range(1, 7)))
    ]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (
            {"周次": "双周", "周课时": "单周1节"},
            ("weeks_contradict", "K2", {"text": "单周1节", "other": "G2"}),
        ),
        (
            {"周次": "双周", "上课时间": "单周周二第3节"},
            ("weeks_contradict", "F2", {"text": "单周周二第3节", "other": "G2"}),
        ),
        (
            {"上课时间": "单周1节", "周课时": "双周1节"},
            ("weeks_contradict", "F2", {"text": "单周1节", "other": "G2"}),
        ),
        ({"周课时": "隔周1节"}, ("lessons_a_week_unreadable", "K2", {"text": "隔周1节"})),
        ({"周课时": "每月1节"}, ("lessons_a_week_unreadable", "K2", {"text": "每月1节"})),
    ],
)
def test_weeks_that_cannot_be_meant_are_a_question(
    said: dict[str, object], problem: tuple[str, str, dict[str, object]]
) -> None:
    assert _said(**said) == [problem]


DATE = "9月15日第3节"


@pytest.mark.parametrize(
    ("said", "cell", "text"),
    [
        ({"周课时": 2}, "K2", "2"),
        ({"周课时": "2(连堂)"}, "K2", "2(连堂)"),
        ({"周次": "每周2次"}, "G2", "每周2次"),
        ({"连堂": "是"}, "K2", "是"),
        ({"周课时": 1, "连堂": "是"}, "L2", "是"),
        ({"周课时": 2, "连堂": "是"}, "K2", "2"),
    ],
)
def test_single_dates_are_neither_several_a_week_nor_double(
    said: dict[str, object], cell: str, text: str
) -> None:
    assert _said(上课时间=DATE, **said) == [("dates_not_weekly", cell, {"text": text, "other": "F2"})]


@pytest.mark.parametrize("said", [{"周课时": 1}, {"周课时": "每周1节"}, {"连堂": "否"}])
def test_one_a_week_says_nothing_of_single_dates(said: dict[str, object]) -> None:
    (lesson,) = _district(_rows(上课时间=DATE, **said)).joint_lessons
    assert lesson.one_offs == (OneOff(date(2026, 9, 15), 3),)


@pytest.mark.parametrize(
    ("time", "slots"),
    [
        ("周二第3节、周四第2节", [(2, 3), (4, 2)]),
        ("周四第2节；周二第3节", [(2, 3), (4, 2)]),
        ("周二、四第3节", [(2, 3), (4, 3)]),
        ("每周2节 周二、四第3节", [(2, 3), (4, 3)]),
        ("周一、周三、周五第2节", [(1, 2), (3, 2), (5, 2)]),
    ],
)
def test_times_are_wished_in_the_order_of_the_week(time: str, slots: list[tuple[int, int]]) -> None:
    found = _lessons(上课时间=time)
    assert [(wished, after) for _, wished, _, after in found] == [(Slot(*slot), "") for slot in slots]
    assert [code for code, *_ in found] == ["J01", "J01-2", "J01-3"][: len(slots)]


@pytest.mark.parametrize(
    "time",
    [
        "周二第2-3节",
        "周二第2、3节连堂",
        "周二第2-3节(连堂)",
        "周二第2节、周二第3节",
        "每周2节连堂 周二第2-3节",
    ],
)
def test_two_lessons_running_are_a_double_period(time: str) -> None:
    assert _lessons(上课时间=time) == [("J01", Slot(2, 2), "J01", ""), ("J01-2", Slot(2, 3), "J01", "J01")]


@pytest.mark.parametrize(
    "said",
    [
        {"周课时": "2(连堂)"},
        {"周课时": "2节连堂"},
        {"上课时间": "每周2节（连堂）"},
        {"上课时间": "连堂"},
        {"上课时间": "第2-3节"},
        {"连堂": "是"},
        {"连堂": "√", "周课时": 2},
        {"是否连堂": "2节连堂"},
    ],
)
def test_a_double_period_may_have_no_time_yet(said: dict[str, object]) -> None:
    assert _lessons(**said) == DOUBLE


def test_four_may_be_two_double_periods() -> None:
    for said in ({"周课时": "4(2+2连堂)"}, {"周课时": 4, "连堂": "是"}, {"周课时": "4(2+2)"}):
        found = _lessons(**said)
        assert [(code, after) for code, _, _, after in found] == [
            ("J01", ""), ("J01-2", "J01"), ("J01-3", ""), ("J01-4", "J01-3"),
        ]  # fmt: skip


def test_three_may_be_a_double_period_and_a_single_lesson() -> None:
    found = _lessons(周课时="3(2+1)")
    assert [after for *_, after in found] == ["", "J01", ""]


def test_three_in_double_periods_ask_which() -> None:
    (problem,) = _intake(_rows(周课时=3, 连堂="是")).problems
    assert (problem.code, dict(problem.facts)) == ("double_of_odd", {"text": "是", "count": 3})


def test_all_else_of_the_wish_is_that_of_each_lesson() -> None:
    first, second = _district(_rows(上课时间="周二、四第3节")).joint_lessons
    assert second == replace(first, id=second.id, code="J01-2", wished=Slot(4, 3))


def test_the_code_of_a_further_lesson_may_be_no_others() -> None:
    rows = [*_rows(上课时间="每周2节"), ["J01-2", "数学", *ROW[2:]]]
    assert "code_twice" in {problem.code for problem in _intake(rows).problems}


def test_the_next_import_keeps_each_lesson() -> None:
    rows = _rows(上课时间="周二、四第3节")
    first = _district(rows)
    assert _district(rows, first).joint_lessons == first.joint_lessons


def test_a_wish_for_fewer_lessons_takes_the_others_back() -> None:
    """Nobody is told that the code is gone: the wish itself says so."""
    first = _district(_rows(周课时=3))
    intake = _intake(_rows(周课时=2), first)
    assert intake.district is not None
    assert [one.code for one in intake.district.joint_lessons] == ["J01", "J01-2"]
    assert intake.district.joint_lessons == first.joint_lessons[:2]
    assert "wishes_gone" not in {note.code for note in intake.notes}


def test_one_that_becomes_two_keeps_its_first() -> None:
    first = _district(_rows(周课时=1))
    then = _district(_rows(周课时=2), first)
    assert [one.code for one in then.joint_lessons] == ["J01", "J01-2"]
    assert then.joint_lessons[0].id == first.joint_lessons[0].id


@pytest.mark.parametrize(
    ("said", "cell", "text", "found", "asked"),
    [
        ({"上课时间": "周二", "周课时": "2"}, "F2", "周二", 1, 2),
        ({"上课时间": "每周3节，不排周一至周三"}, "F2", "每周3节,不排周一至周三", 2, 3),
        ({"可排时段": "周一", "周课时": "3(2+1)"}, "K2", "周一", 1, 2),
    ],
)
def test_a_wish_for_lessons_on_more_days_than_its_limits_leave_is_asked_about(
    said: dict[str, object], cell: str, text: str, found: int, asked: int
) -> None:
    facts = {"text": text, "cells": (cell,), "campus": "城北小学(核心校区)", "found": found, "asked": asked}
    assert _said(**said) == [("limits_leave_few_days", cell, facts)]


def test_a_double_period_on_the_one_day_that_is_left_is_none_too_many() -> None:
    assert _lessons(上课时间="周二", 周课时="2(连堂)") == DOUBLE


def test_two_columns_that_say_different_numbers_of_lessons_are_asked_about() -> None:
    facts = {"text": "单周1节", "other": "K2"}
    assert _said(周次="单周1节", 周课时="2") == [("lessons_a_week_contradict", "G2", facts)]
