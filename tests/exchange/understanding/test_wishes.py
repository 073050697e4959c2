"""同步课堂需求 in the forms that districts write it: times, receivers, assistants, rooms."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from calendars.spans import ClockSpan, DateSpan
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.collecting.corrections import Correction, CorrectionKind
from service.domain.district import District
from service.domain.joint_lessons import AssistantState, JointLesson, OneOff
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.exchange.notation.class_lists import class_list
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.receivers_written import receiver_items
from service.exchange.notation.subjects import SUBJECTS
from service.exchange.reading.sheets import Merged, Sheet
from service.exchange.understanding.intake import Intake, Options, understand
from service.exchange.understanding.joint_work.replacements_said import replaces_said
from tests.exchange.case import counting
from tests.exchange.workbooks import SHEETS, Rows, changed, grids

_OTHERS = {
    name: rows for name, rows in SHEETS.items() if name not in ("空中同步课堂计划", "集体教研规划(四定)")
}
HEADER = [
    "需求编号",
    "学科",
    "主讲学校",
    "主讲班级",
    "主讲教师",
    "上课时间",
    "周次",
    "主讲教室",
    "接收学校",
    "辅助教师",
]
ROW = ["J01", "语文", "核心校区", "三(1)班", "赵霞", "周一第1节", "每周", "主讲室", "柳河校区", "周杰"]

#: Without a time.
OPEN_HEADER = [header for header in HEADER if header != "上课时间"]
OPEN_ROW = [cell for header, cell in zip(HEADER, ROW, strict=True) if header != "上课时间"]


def _sheets(rows: Rows, **more: Rows) -> Mapping[str, Rows]:
    return {**_OTHERS, "同步课堂需求": rows, **more}


def _intake(rows: Rows, *answers: Correction, **more: Rows) -> Intake:
    return understand(grids(_sheets(rows, **more)), None, counting(), Options(corrections=answers))


def _district(rows: Rows, **more: Rows) -> District:
    intake = _intake(rows, **more)
    assert intake.district is not None, intake.problems
    return intake.district


def _with(header: str, value: object) -> Rows:
    """The one wish with another value in that column, or in one more column."""
    if header in HEADER:
        return [HEADER, changed([ROW], 1, HEADER.index(header) + 1, value)[0]]
    return [[*HEADER, header], [*ROW, value]]


def _wish(rows: Rows, **more: Rows) -> JointLesson:
    (wish,) = _district(rows, **more).joint_lessons
    return wish


def _said(intake: Intake) -> list[tuple[str, str]]:
    problems: list[tuple[str, str]] = [
        (one.code, one.source.cell) for one in intake.problems if one.source.sheet == "同步课堂需求"
    ]
    assert len(problems) == len(intake.problems)
    return problems


def _notes(intake: Intake) -> list[tuple[str, str]]:
    assert intake.problems == ()
    return [(one.code, one.source.cell) for one in intake.notes if one.source.sheet == "同步课堂需求"]


@pytest.mark.parametrize(
    ("text", "slot", "weeks"),
    [
        ("周二第3节", Slot(2, 3), ALL_WEEKS),
        ("每周二上午第二节", Slot(2, 2), ALL_WEEKS),
        ("周二下午第3节", Slot(2, 3), ALL_WEEKS),
        ("周二13:50", Slot(2, 3), ALL_WEEKS),
        ("星期二\n第３节", Slot(2, 3), ALL_WEEKS),
        ("单周周四第2节", Slot(4, 2), ODD_WEEKS),
        ("周四第2节(双周)", Slot(4, 2), EVEN_WEEKS),
        ("第2-5周周二第3节", Slot(2, 3), Weeks(numbers=frozenset({2, 3, 4, 5}))),
        ("周二 3", Slot(2, 3), ALL_WEEKS),
        ("单周 周二 3", Slot(2, 3), ODD_WEEKS),
        ("周三 13:50-14:30", Slot(3, 3), ALL_WEEKS),
        ("周三 13:55-14:25", Slot(3, 3), ALL_WEEKS),
        ("周三第3节(13:50-14:30)", Slot(3, 3), ALL_WEEKS),
        ("不限", None, ALL_WEEKS),
        ("", None, ALL_WEEKS),
    ],
)
def test_weekly_times(text: str, slot: Slot | None, weeks: Weeks) -> None:
    wish = _wish(_with("上课时间", text))
    assert (wish.wished, wish.one_offs, wish.weeks) == (slot, (), weeks)


MORNINGS, NOT_FRIDAY = SlotRange(periods=frozenset({1, 2})), SlotRange(frozenset({5}))


@pytest.mark.parametrize(
    ("header", "text", "limits"),
    [
        ("可排时段", "上午", SlotLimits((MORNINGS,))),
        ("允许时段", "周一至周三上午", SlotLimits((SlotRange(frozenset({1, 2, 3}), frozenset({1, 2})),))),
        ("可选时间", "周二、四第1-2节", SlotLimits((SlotRange(frozenset({2, 4}), frozenset({1, 2})),))),
        ("可排课时间", "除周五外", SlotLimits((), (NOT_FRIDAY,))),
        ("不排时段", "周五", SlotLimits((), (NOT_FRIDAY,))),
        ("禁排时段", "下午", SlotLimits((), (SlotRange(periods=frozenset({3})),))),
        (
            "避开时间",
            "周五；周一第1节",
            SlotLimits((), (NOT_FRIDAY, SlotRange(frozenset({1}), frozenset({1})))),
        ),
        ("不可排时段", "无", SlotLimits()),
        ("可排时段", "不限", SlotLimits()),
        ("上课时间", "不排周五", SlotLimits((), (NOT_FRIDAY,))),
        ("上课时间", "除周五外", SlotLimits((), (NOT_FRIDAY,))),
        ("上课时间", "上午均可", SlotLimits((MORNINGS,))),
    ],
)
def test_slots_that_are_allowed_and_forbidden(header: str, text: str, limits: SlotLimits) -> None:
    wish = _wish([[*OPEN_HEADER, header], [*OPEN_ROW, text]])
    assert (wish.wished, wish.limits) == (None, limits)


_TUESDAY, _THURSDAY = frozenset({2}), frozenset({4})


@pytest.mark.parametrize(
    ("text", "allowed", "count"),
    [
        ("周二", (SlotRange(_TUESDAY),), 1),
        ("周二下午", (SlotRange(_TUESDAY, frozenset({3})),), 1),
        ("双周周二上午", (SlotRange(_TUESDAY, frozenset({1, 2})),), 1),
        ("第3节", (SlotRange(periods=frozenset({3})),), 1),
        ("13:50-14:30", (SlotRange(periods=frozenset({3})),), 1),
        ("周一至周五下午", (SlotRange(frozenset(range(1, 6)), frozenset({3})),), 1),
        ("周二~周四", (SlotRange(frozenset({2, 3, 4})),), 1),
        ("周二、周四下午", (SlotRange(_TUESDAY | _THURSDAY, frozenset({3})),), 2),
        (
            "周二第1节、周四下午",
            (SlotRange(_TUESDAY, frozenset({1})), SlotRange(_THURSDAY, frozenset({3}))),
            2,
        ),
    ],
)
def test_a_time_said_in_part_is_where_the_lesson_may_stand(
    text: str, allowed: tuple[SlotRange, ...], count: int
) -> None:
    intake = _intake(_with("上课时间", text))
    assert _notes(intake) == []
    assert intake.district is not None
    assert [(wish.wished, wish.limits) for wish in intake.district.joint_lessons] == [
        (None, SlotLimits(allowed))
    ] * count


def test_a_part_of_the_day_without_lessons_limits_to_the_day() -> None:
    assert _wish(_with("上课时间", "周二中午")).limits == SlotLimits((SlotRange(_TUESDAY),))


@pytest.mark.parametrize("text", ["13:50", "14:00-14:20"])
def test_a_clock_time_alone_limits_to_its_lesson(text: str) -> None:
    wish = _wish(_with("上课时间", text))
    assert (wish.wished, wish.limits) == (None, SlotLimits((SlotRange(periods=frozenset({3})),)))


@pytest.mark.parametrize("text", ["12:00", "11:20-11:55"])
def test_of_a_clock_time_alone_that_no_lesson_holds_an_answer_says_which(text: str) -> None:
    rows = _with("上课时间", text)
    (question,) = _intake(rows).questions
    assert (question.problem.code, sorted(question.choices)) == ("time_in_no_period", ["第2节", "第3节"])
    answered = _intake(rows, question.answered("第2节")).district
    assert answered is not None
    assert [wish.limits for wish in answered.joint_lessons] == [
        SlotLimits((SlotRange(periods=frozenset({2})),))
    ]


def test_a_stroke_between_weekdays_is_a_lesson_on_each_or_on_one() -> None:
    (question,) = _intake(_with("上课时间", "周二/周四第2节")).questions
    assert question.choices == ("周二、周四第2节", "周二第2节", "周四第2节")
    answered = _intake(_with("上课时间", "周二/周四第2节"), question.answered("周二、周四第2节")).district
    assert answered is not None
    assert [wish.wished for wish in answered.joint_lessons] == [Slot(2, 2), Slot(4, 2)]
    said = _district(_with("上课时间", "每周2节 周二/周四第2节"))
    assert [wish.wished for wish in said.joint_lessons] == [Slot(2, 2), Slot(4, 2)]


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("周二12节", ("周二第1-2节", "周二第12节")),
        ("周二23节", ("周二第2-3节", "周二第23节")),
        ("周二13节", ("周二第13节",)),
        ("周二2节", ("周二第2节",)),
    ],
)
def test_two_figures_of_lessons_may_be_a_double_period(text: str, choices: tuple[str, ...]) -> None:
    (question,) = _intake(_with("上课时间", text)).questions
    assert question.choices == choices


def test_of_several_lessons_of_a_day_an_answer_says_which() -> None:
    rows = _with("上课时间", "周二第1、3节")
    (question,) = _intake(rows).questions
    assert question.choices == ("周二 第1节", "周二 第3节")
    answered = _intake(rows, question.answered("周二 第3节")).district
    assert answered is not None
    assert [wish.wished for wish in answered.joint_lessons] == [Slot(2, 3)]


def test_an_answer_says_which_lesson_of_the_bells_is_meant() -> None:
    rows = _with("上课时间", "周二第9节")
    (question,) = _intake(rows).questions
    assert question.choices == ("1", "2", "3")
    answered = _intake(rows, question.answered("3")).district
    assert answered is not None
    assert [wish.wished for wish in answered.joint_lessons] == [Slot(2, 3)]


def test_what_time_and_columns_say_holds_together() -> None:
    row = [*_with("上课时间", "周二至周四均可")[1], "上午", "周四"]
    assert _wish([[*HEADER, "可排时段", "不排时段"], row]).limits == SlotLimits(
        (SlotRange(frozenset({2, 3, 4}), frozenset({1, 2})),), (SlotRange(frozenset({4})),)
    )


@pytest.mark.parametrize(
    ("header", "text", "problem"),
    [
        ("可排时段", "优先周二", "limits_unreadable"),
        ("不排时段", "周五第7-8节", "limits_without_period"),
        ("可排时段", "下午第1节", "limits_without_period"),
        ("可排时段", "周二至周四", "limits_contradict"),
        ("不排时段", "周一", "limits_contradict"),
    ],
)
def test_limits_that_cannot_be_meant_are_a_problem_at_their_cell(
    header: str, text: str, problem: str
) -> None:
    intake = _intake([[*HEADER, header], [*ROW, text]])
    assert _said(intake) == [(problem, "K2")]


def test_a_contradiction_names_both_cells_and_the_slot() -> None:
    (problem,) = _intake([[*HEADER, "可排时段", "不排时段"], [*ROW, "上午", "周一第1节"]]).problems
    assert (problem.source.cell, dict(problem.facts)) == (
        "L2",
        {"text": "周一第1节", "wished": "周一第1节", "other": "F2"},
    )


@pytest.mark.parametrize(
    ("allowed", "forbidden", "cell", "text", "cells"),
    [
        ("周一", "周一", "K2", "周一", ("J2", "K2")),
        ("上午", "第1-2节", "K2", "上午；第1-2节", ("J2", "K2")),
        ("", "周一至周五", "K2", "周一至周五", ("K2",)),
        ("周六", "", "J2", "周六", ("J2",)),
        ("周一至周三", "上午；下午", "K2", "周一至周三；上午;下午", ("J2", "K2")),
    ],
)
def test_limits_that_leave_no_slot_name_their_cells(
    allowed: str, forbidden: str, cell: str, text: str, cells: tuple[str, ...]
) -> None:
    rows: Rows = [[*OPEN_HEADER, "可排时段", "不排时段"], [*OPEN_ROW, allowed, forbidden]]
    (problem,) = _intake(rows).problems
    assert (problem.code, problem.source.cell, dict(problem.facts)) == (
        "limits_leave_nothing",
        cell,
        {"text": text, "cells": cells, "campus": "城北小学(核心校区)"},
    )


def test_limits_of_time_and_column_that_leave_no_slot_are_named_as_well() -> None:
    rows: Rows = [[*HEADER, "不排时段"], [*_with("上课时间", "周二均可")[1], "周二"]]
    (problem,) = _intake(rows).problems
    assert (problem.code, dict(problem.facts)["cells"]) == ("limits_leave_nothing", ("F2", "K2"))


def test_a_time_in_several_columns_that_limits_leave_nothing_of_is_named_as_it_stands() -> None:
    rows: Rows = [[*OPEN_HEADER, "星期", "节次", "不排时段"], [*OPEN_ROW, "周二", "下午", "下午"]]
    (problem,) = _intake(rows).problems
    facts = dict(problem.facts)
    assert (problem.code, facts["text"], facts["cells"]) == (
        "limits_leave_nothing",
        "周二下午；下午",
        ("J2", "L2"),
    )


@pytest.mark.parametrize("time", ["周一第1节", "9月15日第3节"])
def test_limits_that_leave_nothing_are_told_once_and_not_of_single_dates(time: str) -> None:
    rows: Rows = [[*HEADER, "可排时段", "不排时段"], [*_with("上课时间", time)[1], "周一", "周一"]]
    codes = [problem.code for problem in _intake(rows).problems]
    assert codes == (["limits_contradict"] if time.startswith("周") else [])


def test_an_answer_says_which_slots_are_meant() -> None:
    rows = [[*OPEN_HEADER, "不排时段"], [*OPEN_ROW, "开会那天"]]
    (question,) = _intake(rows).questions
    answered = _intake(rows, question.answered("周五")).district
    assert answered is not None
    assert [wish.limits for wish in answered.joint_lessons] == [SlotLimits((), (NOT_FRIDAY,))]


@pytest.mark.parametrize(
    ("answer", "limits"),
    [
        ("周一、周二", SlotLimits((SlotRange(frozenset({1, 2})),))),
        ("不排周五", SlotLimits((), (NOT_FRIDAY,))),
        ("不限", SlotLimits()),
    ],
)
def test_an_answer_about_a_time_says_what_is_allowed(answer: str, limits: SlotLimits) -> None:
    rows = _with("上课时间", "开会那天不排")
    (question,) = _intake(rows).questions
    answered = _intake(rows, question.answered(answer)).district
    assert answered is not None
    assert [wish.limits for wish in answered.joint_lessons] == [limits]


def _below(header: str, text: str) -> Rows:
    """The one wish, its weeks below another header."""
    return [[header if one == "周次" else one for one in HEADER], _with("周次", text)[1]]


@pytest.mark.parametrize("header", ["周次/日期", "周次(日期)", "日期/周次", "周次或日期", "上课周次/日期"])
@pytest.mark.parametrize(
    ("text", "weekly", "days", "weeks"),
    [
        ("单周", True, [], ODD_WEEKS),
        ("2-5", True, [], Weeks(numbers=frozenset({2, 3, 4, 5}))),
        ("9月14日", False, [date(2026, 9, 14)], ALL_WEEKS),
        ("2026-09-14、9.21", False, [date(2026, 9, 14), date(2026, 9, 21)], ALL_WEEKS),
    ],
)
def test_weeks_or_dates_in_one_column(
    header: str, text: str, weekly: bool, days: list[date], weeks: Weeks
) -> None:
    wish = _wish(_below(header, text))
    assert (wish.wished, wish.weeks) == (Slot(1, 1) if weekly else None, weeks)
    assert wish.one_offs == tuple(OneOff(day, 1) for day in days)


def test_neither_weeks_nor_dates_below_their_header_are_a_question() -> None:
    assert _said(_intake(_below("周次/日期", "开学初"))) == [("weeks_unreadable", "G2")]


_AFTERNOON = ClockSpan(14 * 60, 14 * 60 + 40)


@pytest.mark.parametrize(
    ("text", "one_offs"),
    [
        ("2026-09-15 第3节", (OneOff(date(2026, 9, 15), 3),)),
        ("9月15日(周二)第3节", (OneOff(date(2026, 9, 15), 3),)),
        ("9月15日 14:00-14:40", (OneOff(date(2026, 9, 15), None, _AFTERNOON),)),
        ("9月15日 2", (OneOff(date(2026, 9, 15), 2),)),
        ("9月15日、22日第2节", (OneOff(date(2026, 9, 15), 2), OneOff(date(2026, 9, 22), 2))),
        ("9月15日第2节；9月23日第3节", (OneOff(date(2026, 9, 15), 2), OneOff(date(2026, 9, 23), 3))),
    ],
)
def test_single_dates(text: str, one_offs: tuple[OneOff, ...]) -> None:
    wish = _wish(_with("上课时间", text))
    assert (wish.wished, wish.one_offs) == (None, one_offs)


def test_a_number_behind_a_date_may_stand_in_the_column_of_periods_too() -> None:
    row = _with("上课时间", "9月15日 2")[1]
    assert _wish([[*HEADER, "节次"], [*row, "2"]]).one_offs == (OneOff(date(2026, 9, 15), 2),)


@pytest.mark.parametrize("weeks", ["单次", "一次", "1次", "/"])
def test_a_single_date_is_of_no_week(weeks: str) -> None:
    rows = changed(_with("上课时间", "9月15日第3节"), 2, HEADER.index("周次") + 1, weeks)
    assert _wish(rows).one_offs == (OneOff(date(2026, 9, 15), 3),)


def test_of_a_time_in_no_period_a_lesson_of_both_seasons_is_offered_once() -> None:
    bells: Rows = [
        ["2026—2027学年度第一学期作息时间表"],
        ["节次", "夏令", "冬令(10月8日起)"],
        ["第一节", "08:30-09:10", "08:30-09:10"],
        ["第二节", "09:25-10:05", "09:25-10:05"],
        ["第三节", "14:20-15:00", "13:50-14:30"],
    ]
    intake = _intake(_with("上课时间", "周二 8:35-9:15"), 统一作息=bells)
    choices = {question.written: question.choices for question in intake.questions}
    assert choices["周二8:35-9:15"] == ("周二第1节", "周二第2节")


@pytest.mark.parametrize(
    ("day", "period", "found"),
    [
        ("星期二", "第3节", Slot(2, 3)),
        (2, 3, Slot(2, 3)),
        ("二", "三", Slot(2, 3)),
        ("2026-09-15", "第3节", (OneOff(date(2026, 9, 15), 3),)),
        ("2026-09-15", "14:00-14:40", (OneOff(date(2026, 9, 15), None, _AFTERNOON),)),
        ("周三", "13:50-14:30", Slot(3, 3)),
    ],
)
def test_day_and_lesson_in_columns_of_their_own(
    day: object, period: object, found: Slot | tuple[OneOff, ...]
) -> None:
    header = ["星期/日期" if name == "上课时间" else name for name in HEADER]
    row = changed([ROW], 1, 6, day)[0]
    wish = _wish([[*header, "节次/时间"], [*row, period]])
    assert found == (wish.one_offs or wish.wished)


@pytest.mark.parametrize(
    ("day", "weekday", "period", "found"),
    [
        ("2026-09-15", "/", "第3节", (OneOff(date(2026, 9, 15), 3),)),
        ("2026-09-15", "二", "第3节", (OneOff(date(2026, 9, 15), 3),)),
        ("/", "周二", "3", Slot(2, 3)),
        (None, "周二", "第3节", Slot(2, 3)),
    ],
)
@pytest.mark.parametrize("headers", [("日期", "星期"), ("星期", "日期")])
def test_dates_and_weekdays_stand_in_columns_of_their_own(
    headers: tuple[str, str],
    day: str | None,
    weekday: str,
    period: str,
    found: Slot | tuple[OneOff, ...],
) -> None:
    said = {"日期": day, "星期": weekday}
    first, second = headers
    header = [first if name == "上课时间" else name for name in HEADER]
    row = changed([ROW], 1, 6, said[first])[0]
    wish = _wish([[*header, second, "节次"], [*row, said[second], period]])
    assert found == (wish.one_offs or wish.wished)


@pytest.mark.parametrize(("weekday", "said"), [("周二", []), ("三", [("date_weekday_differs", "K2")])])
def test_a_date_has_to_agree_with_a_weekday_beside_it(weekday: str, said: list[tuple[str, str]]) -> None:
    """15 September 2026 is a Tuesday."""
    header = ["星期" if name == "上课时间" else name for name in HEADER]
    row = changed([ROW], 1, 6, weekday)[0]
    assert _said(_intake([[*header, "日期", "节次"], [*row, "9月15日", "第3节"]])) == said


@pytest.mark.parametrize("period", [3, "3", "３", "第3节", "三"])
def test_a_number_below_the_time_is_a_lesson_beside_a_day(period: object) -> None:
    header = ["上课日期" if name == "上课时间" else name for name in HEADER]
    row = changed([ROW], 1, 6, "星期二")[0]
    assert _wish([[*header, "上课时间"], [*row, period]]).wished == Slot(2, 3)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("每周", ALL_WEEKS),
        ("全学期", ALL_WEEKS),
        ("每周一次", ALL_WEEKS),
        ("/", ALL_WEEKS),
        ("单周", ODD_WEEKS),
        ("双数周", EVEN_WEEKS),
        ("单周(1-5)", Weeks(ODD_WEEKS.parity, frozenset(range(1, 6)))),
        ("2-6双周", Weeks(EVEN_WEEKS.parity, frozenset(range(2, 7)))),
        ("第2、4、6周", Weeks(numbers=frozenset({2, 4, 6}))),
        ("第1-18周(全学期)", Weeks(numbers=frozenset(range(1, 19)))),
        ("前2周", Weeks(numbers=frozenset({1, 2}))),
        ("后两周", Weeks(numbers=frozenset({2, 3}))),
    ],
)
def test_weeks(text: str, weeks: Weeks) -> None:
    assert _wish(_with("周次", text)).weeks == weeks


@pytest.mark.parametrize(
    ("header", "value", "problem"),
    [
        ("周课时", 2, ("lessons_a_week_differ", "F2")),
        ("上课时间", "每周3节 周二、四第2节", ("lessons_a_week_differ", "F2")),
        ("上课时间", "每周2节(连堂) 周二、四第2节", ("lessons_a_week_differ", "F2")),
        ("周课时", "若干", ("lessons_a_week_unreadable", "K2")),
        ("周课时", "4(2+1)", ("lessons_a_week_unreadable", "K2")),
        ("连堂", "看情况", ("lessons_a_week_unreadable", "K2")),
        ("上课时间", "每周3节连堂", ("lessons_a_week_unreadable", "F2")),
        ("上课时间", "周二第2-4节", ("period_not_single", "F2")),
        ("上课时间", "周二第1、3节", ("period_not_single", "F2")),
        ("上课时间", "周二上午第3节", ("period_unknown", "F2")),
        ("上课时间", "周二晚上第1节", ("period_unknown", "F2")),
        ("上课时间", "周二2节", ("plan_time_unreadable", "F2")),
        ("上课时间", "周二14:00", ("time_in_no_period", "F2")),
        ("上课时间", "9月15日第2-3节", ("period_not_single", "F2")),
        ("上课时间", "单周周二第3节、双周周四第2节", ("plan_time_unreadable", "F2")),
        ("上课时间", "周二第9节", ("period_unknown", "F2")),
        ("上课时间", "周二 11:20-11:55", ("time_in_no_period", "F2")),
        ("上课时间", "9月15日(周三)第3节", ("date_weekday_differs", "F2")),
        ("上课时间", "9月15日", ("cell_empty", "A2")),
        ("上课时间", "2025-09-15 第3节", ("date_outside_term", "F2")),
        ("上课时间", "开学以后", ("plan_time_unreadable", "F2")),
        ("周次", "隔周", ("weeks_unreadable", "G2")),
        ("周次", "后30周", ("weeks_unreadable", "G2")),
        ("主讲教室", "主讲宝", ("room_unknown", "H2")),
        ("替代", "随便哪门", ("replacement_unreadable", "K2")),
    ],
)
def test_what_cannot_be_read_is_a_problem_at_its_cell(
    header: str, value: object, problem: tuple[str, str]
) -> None:
    assert _said(_intake(_with(header, value))) == [problem]


@pytest.mark.parametrize(
    ("header", "value", "note"),
    [
        ("上课时间", "周二中午", ("wish_half_unknown", "F2")),
        ("上课时间", "中午", ("wish_time_partial", "F2")),
        ("上课时间", "周二下午第1节", ("afternoon_counted_on", "F2")),
        ("上课时间", "周三第3节(14:00-14:40)", ("time_differs", "F2")),
        ("主讲教室", "礼堂", ("room_not_listed", "H2")),
        ("主讲班级", None, ("host_without_class", "D2")),
        ("主讲教师", "待定", ("lecturer_open", "E2")),
        ("教共体", "东山教共体", ("community_taken_as", "K2")),
    ],
)
def test_what_is_taken_for_granted_is_noted(header: str, value: object, note: tuple[str, str]) -> None:
    rows = _with(header, value)
    if header == "主讲班级":
        rows = [[*HEADER, "年级"], [*changed([ROW], 1, 4, value)[0], "三年级"]]
    assert _notes(_intake(rows)) == [note]


def test_an_answer_says_which_lesson_a_clock_time_means() -> None:
    rows = _with("上课时间", "周二 11:20-11:55")
    (question,) = _intake(rows).questions
    assert question.choices == ("周二第2节", "周二第3节")
    answered = _intake(rows, question.answered("周二第3节")).district
    assert answered is not None
    assert [wish.wished for wish in answered.joint_lessons] == [Slot(2, 3)]


def test_how_to_fill_in_the_form_is_no_wish() -> None:
    intake = _intake([HEADER, ROW, ["填表说明：辅助教师须为接收班级的任课教师。"]])
    assert [note.source.cell for note in intake.notes if note.code == "footnote_not_read"][-1:] == ["A3"]


def test_a_lecturer_may_teach_without_a_class_of_her_own() -> None:
    wish = _wish([[*HEADER, "年级"], [*changed([ROW], 1, 4, "—")[0], "三年级"]])
    assert (wish.host.class_ids, wish.host.awaited, len(wish.receivers[0].class_ids)) == ((), "", 1)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("柳河校区、石桥校区", [("柳河校区", "", ""), ("石桥校区", "", "")]),
        ("柳河 三(1)班 甲\n石桥 三年级 乙", [("柳河", "三(1)班", "甲"), ("石桥", "三年级", "乙")]),
        ("柳河 三(1)班、三(2)班 甲", [("柳河", "三(1)班、三(2)班", "甲")]),
        ("柳河三(1)班、三(2)班", [("柳河", "三(1)班、三(2)班", "")]),
        ("柳河三(1)班(甲)；石桥三年级（乙）", [("柳河三(1)班", "", "甲"), ("石桥三年级", "", "乙")]),
        ("柳河三(1)班：甲", [("柳河三(1)班", "", "甲")]),
        ("柳河 三(1)班郝丽华", [("柳河", "三(1)班", "郝丽华")]),
        ("柳河三(1)班郝丽华", [("柳河三(1)班", "", "郝丽华")]),
        ("柳河 三1班、三2班郝丽华", [("柳河", "三1班、三2班", "郝丽华")]),
        ("柳河 三(1)班合班", [("柳河", "三(1)班合班", "")]),
        ("柳河/三(1)班/甲", [("柳河", "三(1)班", "甲")]),
        ("柳河-三(1)班-甲", [("柳河", "三(1)班", "甲")]),
        ("柳河 三(1)班 辅助教师:甲", [("柳河", "三(1)班", "甲")]),
        ("1.柳河 301 甲\n2.石桥 302 乙", [("柳河", "301", "甲"), ("石桥", "302", "乙")]),
        ("柳河 三、四年级复式班 甲", [("柳河", "三和四年级复式班", "甲")]),
        ("柳河 三、四年级（复式） 甲", [("柳河", "三和四年级(复式)", "甲")]),
        ("柳河 三/四年级复式班 甲", [("柳河", "三/四年级复式班", "甲")]),
        ("柳河 三(1)、(2)班 甲", [("柳河", "三(1)、(2)班", "甲")]),
        ("江北小学(核心校区) 三（１）班 甲", [("江北小学(核心校区)", "三(1)班", "甲")]),
        ("无", []),
    ],
)
def test_receivers_of_a_cell(text: str, items: list[tuple[str, str, str]]) -> None:
    assert [(plain.place, plain.classes, plain.assistant) for plain in receiver_items(text)] == items


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("三(1)班、三(2)班", "三(1)班、三(2)班"),
        ("三（1）（2）班", "三(1)班、三(2)班"),
        ("三(1)、(2)班合班", "三(1)班、三(2)班"),
        ("301、302", "三(1)班、三(2)班"),
        ("三、四年级复式班", "三年级、四年级"),
        ("三四年级(复式)", "三年级、四年级"),
        ("三四复式班", "三年级、四年级"),
        ("三/四年级复式班", "三年级、四年级"),
        ("三年级各班", "三年级各班"),
        ("三年级", "三年级"),
        ("11年级", "十一年级"),
        ("12年级", "十二年级"),
    ],
)
def test_classes_that_sit_together(text: str, labels: str) -> None:
    assert str(class_list(text)) == labels


@pytest.mark.parametrize("text", ["", "语文组", "31", "三(1)班各班", "三(1)、(0)班"])
def test_what_are_no_classes(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="class_label_unreadable"):
        class_list(text)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("3-1", ("三(1)班",)),
        ("31、3.2", ("三(1)班、三(2)班",)),
        ("2026-03-01", ("三(1)班",)),
        ("三(1)班、3-2", ("三(1)班、三(2)班",)),
        ("31、语文组", ()),
    ],
)
def test_what_may_be_classes_has_choices_for_all_of_the_text(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(NotUnderstoodError) as told:
        class_list(text)
    assert (told.value.text, told.value.choices) == (text, choices)


_MORE_CLASSES = changed(SHEETS["总课表-柳河校区"], 2, 4, "三(1)班")
_MORE_CLASSES = [
    [*row, *more]
    for row, more in zip(_MORE_CLASSES, [(), ("三(2)班",), (), ("语文\n周杰",), ()], strict=True)
]


def _receiving(rows: Rows, **more: Rows) -> list[tuple[str, ...]]:
    """Each receiving end: campus, classes, assistant, room."""
    district = _district(rows, **more)
    return [
        (
            district.campus[end.campus_id].name,
            "、".join(district.class_name[class_id].name for class_id in end.class_ids),
            district.person[end.assistant_id].name if end.assistant_id else end.assistant_state.value,
            district.place[end.place_id].name if end.place_id else end.place_text,
        )
        for wish in district.joint_lessons
        for end in wish.receivers
    ]


@pytest.mark.parametrize("label", ["2024级1班", "24级（1）班"])
def test_classes_by_the_year_of_their_entry_are_of_the_grade_that_the_campus_has(label: str) -> None:
    named = _wish(_with("主讲班级", "三(1)班"))
    assert [one.class_ids for one in _wish(_with("主讲班级", label)).ends] == [
        one.class_ids for one in named.ends
    ]
    for receivers in (f"柳河校区 {label} 周杰", f"柳河校区{label}", f"柳河{label}"):
        assert [one.class_ids for one in _wish(_with("接收学校", receivers)).receivers] == [
            one.class_ids for one in named.receivers
        ]


@pytest.mark.parametrize("text", ["3-1", "(3-1)", "核心校区(3-1)", "核心校区三(1)班", "2024级1班"])
def test_a_hosting_class_is_one_of_its_campus(text: str) -> None:
    named = _wish(_with("主讲班级", "三(1)班"))
    assert [one.class_ids for one in _wish(_with("主讲班级", text)).ends] == [
        one.class_ids for one in named.ends
    ]


def test_several_classes_by_the_year_of_their_entry_host_together() -> None:
    named = _wish(_with("主讲班级", "三(1)、(2)班"))
    assert _wish(_with("主讲班级", "2024级1、2班")).ends[0].class_ids == named.ends[0].class_ids


@pytest.mark.parametrize(
    ("column", "text", "written", "choices"),
    [
        ("主讲班级", "3-4", "3-4", ("三(4)班",)),  # no class there; it may be grades, or a date
        ("接收学校", "柳河校区 3-2 周杰", "3-2", ("三(2)班",)),
        ("接收学校", "柳河校区2025级1班", "2025级1班", ("二(1)班", "八(1)班", "十一(1)班")),
        ("主讲班级", "启智班", "启智班", ("三(1)班", "三(2)班")),
    ],
)
def test_a_class_that_cannot_be_told_is_asked_about_with_choices(
    column: str, text: str, written: str, choices: tuple[str, ...]
) -> None:
    intake = _intake(_with(column, text))
    assert [one.code for one in intake.problems] == ["class_label_unreadable"]
    (question,) = intake.questions
    assert (question.written, question.choices) == (written, choices)


def test_an_answer_for_a_class_is_taken() -> None:
    rows = _with("主讲班级", "2026-03-01")
    (question,) = _intake(rows).questions
    assert _intake(rows, question.answered("三(1)班")).problems == ()


def _both(text: str, assistants: str | None = None) -> Rows:
    return [HEADER, [*ROW[:8], text, assistants]]


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("柳河校区 三(1)班 周杰", "301"),
        ("柳河校区 三(2)班 周杰", "302"),
        ("柳河校区 三(1)班、三(2)班 周杰", "301、302"),
        ("柳河三(1)（2）班 周杰", "301、302"),
        ("柳河校区三年级各班 周杰", "301、302"),
        ("柳河校区2024级1、2班 周杰", "301、302"),
        ("柳河校区2024级(1)、(2)班 周杰", "301、302"),
        ("柳河校区2024级1-2班 周杰", "301、302"),
        ("柳河校区 三年级1至2班 周杰", "301、302"),
        ("柳河校区(3-2) 周杰", "302"),
        ("柳河校区 3-1、3-2 周杰", "301、302"),
    ],
)
def test_one_end_holds_all_classes_that_sit_together(text: str, classes: str) -> None:
    table = {"总课表-柳河校区": _MORE_CLASSES}
    assert _receiving(_both(text), **table) == [("柳河校区", classes, "周杰", "网络功能室")]


@pytest.mark.parametrize("label", ["三、四年级（复式）", "三四年级"])
@pytest.mark.parametrize(
    "receiver",
    ["柳河校区", "柳河校区三年级", "柳河校区四年级", "柳河校区四(1)班", "柳河校区三、四年级复式班"],
)
def test_a_combined_class_is_found_by_each_of_its_grades(label: str, receiver: str) -> None:
    table = {"总课表-柳河校区": changed(SHEETS["总课表-柳河校区"], 2, 4, label)}
    district = _district(_with("接收学校", receiver), **table)
    (there,) = (name for name in district.class_names if "四" in name.label)
    (wish,) = district.joint_lessons
    assert there.class_id in {class_id for end in wish.ends for class_id in end.class_ids}
    assert (
        len(
            [
                one
                for base in district.home_timetables
                for one in base.lessons
                if one.class_id == there.class_id
            ]
        )
        == 3
    )


@pytest.mark.parametrize(
    ("receiver", "name"), [("三(1)班", "301"), ("四(1)班", "394"), ("三、四年级复式班", "394")]
)
def test_a_combined_class_beside_one_of_its_grades_is_not_taken_for_it(receiver: str, name: str) -> None:
    header, *rows = SHEETS["总课表-柳河校区"][1:]
    table = [
        SHEETS["总课表-柳河校区"][0],
        [*header[:3], "三(1)班", "三、四年级（复式）"],
        *([*row, "数学\n吴倩" if "周杰" in str(row[3]) else "语文\n周杰"] for row in rows),
    ]
    district = _district(_with("接收学校", f"柳河校区{receiver}"), **{"总课表-柳河校区": table})
    (wish,) = district.joint_lessons
    (end,) = wish.receivers
    assert [district.class_name[class_id].name for class_id in end.class_ids] == [name]


@pytest.mark.parametrize("written", ["三、四年级", "三年级、四年级", "三(1)班、四(1)班", "三年级"])
def test_a_hosting_combined_class_stands_once_whichever_of_its_grades_are_named(written: str) -> None:
    header, *rows = SHEETS["总课表-核心"][1:]
    combined = [[*header[:-2], "三、四年级（复式）"], *(row[:4] for row in rows)]
    table = [SHEETS["总课表-核心"][0], *combined]
    district = _district(_with("主讲班级", written), **{"总课表-核心": table})
    (wish,) = district.joint_lessons
    assert [district.class_name[class_id].name for class_id in wish.host.class_ids] == ["394"]


def test_of_several_classes_of_a_grade_it_asks_and_keeps_the_answer() -> None:
    intake = _intake(_both("柳河校区 三年级 周杰"), **{"总课表-柳河校区": _MORE_CLASSES})
    (question,) = intake.questions
    assert (question.written, question.choices) == ("三年级/语文", ("三(1)班", "三(2)班"))
    answered = _intake(
        _both("柳河校区 三年级 周杰"), question.answered("三(2)班"), **{"总课表-柳河校区": _MORE_CLASSES}
    ).district
    assert answered is not None
    (end,) = answered.joint_lessons[0].receivers
    assert [answered.class_name[class_id].name for class_id in end.class_ids] == ["302"]


#: a third campus, and what each is
_POINT = {"总课表-石桥教学点": [["石桥教学点总课表"], *SHEETS["总课表-柳河校区"][1:]]}
_COOPERATIVE = {
    "说明": [
        ["项目", "内容"],
        ["教联体", "城北小学教联体(协作型)"],
        ["支援校", "城北小学(核心校区)"],
        ["受援校", "石桥教学点"],
        ["成员校", "柳河校区"],
    ]
}


@pytest.mark.parametrize(
    ("text", "campuses"),
    [
        ("全体受援校", ["石桥教学点"]),
        ("各受援学校三年级", ["石桥教学点"]),
        ("全部成员校", ["柳河校区"]),
        ("各校", ["柳河校区", "石桥教学点"]),
        ("各校区", ["柳河校区", "石桥教学点"]),
        ("教联体内所有教学点", ["石桥教学点"]),
        ("柳河校区、全体受援校", ["柳河校区", "石桥教学点"]),
    ],
)
def test_receivers_named_together_are_the_other_members_in_that_role(text: str, campuses: list[str]) -> None:
    ends = _receiving(_both(text), **_POINT, **_COOPERATIVE)
    assert [(campus, classes) for campus, classes, _, _ in ends] == [(one, "301") for one in campuses]


def test_a_role_that_no_member_has_is_asked_about() -> None:
    assert _said(_intake(_both("全体受援校"))) == [("campus_unknown", "I2")]


def test_receivers_named_together_are_asked_for_their_class_as_each_alone() -> None:
    intake = _intake(_both("各校区"), **{"总课表-柳河校区": _MORE_CLASSES}, **_POINT)
    asked = [(one.campus, one.choices) for one in intake.questions if one.kind is CorrectionKind.CLASS]
    assert asked == [("柳河校区", ("三(1)班", "三(2)班"))]


def test_of_receivers_named_together_those_are_meant_who_are_members_in_the_term() -> None:
    known = _district(_both("柳河校区"), **_POINT)
    ended = DateSpan.of(date(2025, 9, 1), date(2026, 7, 1))
    left = next(one.id for one in known.campuses if one.name == "石桥教学点")
    rows = tuple(replace(row, valid=ended) if row.campus_id == left else row for row in known.memberships)
    wishes = grids({"同步课堂需求": _both("各校")}, "需求.xlsx")
    district = understand(wishes, replace(known, memberships=rows), counting("n")).district
    assert district is not None
    assert [district.campus[end.campus_id].name for end in district.joint_lessons[-1].receivers] == [
        "柳河校区"
    ]


_COLUMNS = [*HEADER[:8], "接收学校", "接收班级", "辅助教师", "接收教室"]


@pytest.mark.parametrize(
    "rows",
    [
        [_COLUMNS, [*ROW[:8], "柳河校区", "三年级", "周杰", "网络功能室"]],
        [_COLUMNS, [*ROW[:8], "柳河", "301", "柳河:周杰", None]],
    ],
)
def test_receivers_in_columns_of_their_own(rows: Rows) -> None:
    assert _receiving(rows) == [("柳河校区", "301", "周杰", "网络功能室")]


_SHARED: Rows = [
    [*HEADER[:8], "听课学校", "听课班级", "辅助教师"],
    [*ROW[:3], "三(1)班", "赵霞", *ROW[5:8], "柳河校区", "三年级", "周杰"],
    [None] * 8 + ["城北小学(核心校区)", "三(2)班", "钱华"],
]
_TWO_ENDS = [("柳河校区", "301", "周杰", "网络功能室"), ("城北小学(核心校区)", "302", "钱华", "主讲室")]


def test_the_hosting_end_may_stand_in_one_cell() -> None:
    header = ["编号", "学科", "主讲(学校 班级 教师)", "时间", "周次", "接收(学校 班级 辅助教师)"]
    wish = _wish(
        [header, ["J01", "语文", "核心校区 三(1)班 赵霞", "周一第1节", "每周", "柳河校区 三年级 周杰"]]
    )
    assert (len(wish.host.class_ids), wish.lecturer_id is not None, len(wish.receivers)) == (1, True, 1)


def test_a_row_per_receiver_goes_on_with_the_wish_above() -> None:
    assert _receiving(_SHARED) == _TWO_ENDS
    again = [_SHARED[0], _SHARED[1], [*_SHARED[1][:8], *_SHARED[2][8:]]]
    assert _receiving(again) == _TWO_ENDS


def test_a_row_per_receiver_with_the_wish_merged_beside_them() -> None:
    sheets = list(grids(_sheets(_SHARED)))
    place = next(n for n, sheet in enumerate(sheets) if sheet.name == "同步课堂需求")
    merged = tuple(Merged(2, column, 3, column) for column in range(1, 9))
    sheets[place] = Sheet(sheets[place].file, sheets[place].name, sheets[place].cells, merged=merged)
    district = understand(sheets, None, counting()).district
    assert district is not None
    assert [len(wish.receivers) for wish in district.joint_lessons] == [2]


def test_several_receivers_in_one_cell_take_what_stands_beside_them_line_by_line() -> None:
    beside = ["柳河校区\n城北小学(核心校区)", "三年级\n三(2)班", "周杰\n钱华", None]
    assert _receiving([_COLUMNS, [*ROW[:8], *beside]]) == _TWO_ENDS


def test_what_cannot_be_told_apart_beside_receivers_is_a_problem() -> None:
    beside = ["柳河校区\n城北小学(核心校区)", "三年级\n三(2)班\n三(1)班", None, None]
    assert _said(_intake([_COLUMNS, [*ROW[:8], *beside]])) == [
        ("receiving_class_unclear", "I2"),
        ("receivers_unaligned", "J2"),
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("本班学科教师", AssistantState.BY_ROLE),
        ("本班老师", AssistantState.BY_ROLE),
        ("/", AssistantState.MISSING),
        ("周杰", AssistantState.NAMED),
    ],
)
def test_assistants(text: str, state: AssistantState) -> None:
    (end,) = _wish(_with("辅助教师", text)).receivers
    assert end.assistant_state is state


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("同学科", "same_subject", ""),
        ("替换语文", "same_subject", ""),
        ("", "same_subject", ""),
        ("替换书法课", "named", "书法"),
        ("占用写字", "named", "书法"),
        ("综合实践", "named", "综合实践活动"),
        ("不替代", "nothing", ""),
        ("新开课", "nothing", ""),
        ("课后服务", "nothing", ""),
    ],
)
def test_what_a_wish_replaces(text: str, kind: str, subject: str) -> None:
    found = replaces_said(text, SUBJECTS, "语文")
    assert (found.kind.value, found.subject) == (kind, subject)


def test_what_was_agreed_to_replace_stays_where_the_sheet_says_nothing() -> None:
    before = _district(_with("替代", "替换书法课"))
    again = understand(grids(_sheets([HEADER, ROW])), before, counting("n")).district
    assert again is not None
    assert again.joint_lessons == before.joint_lessons


# a campus whose table is not in

_WITHOUT_TABLE = {name: rows for name, rows in _OTHERS.items() if name != "总课表-柳河校区"}


def _waiting(rows: Rows, **more: Rows) -> Intake:
    return understand(grids({**_WITHOUT_TABLE, "同步课堂需求": rows, **more}), None, counting())


@pytest.mark.parametrize(
    ("text", "awaited"),
    [
        ("柳河校区", "三年级"),
        ("柳河校区 三(2)班 周杰", "三(2)班"),
        ("柳河校区 三(1)班、三(2)班 周杰", "三(1)班、三(2)班"),
    ],
)
def test_a_class_of_a_campus_without_a_table_is_awaited(text: str, awaited: str) -> None:
    intake = _waiting(_both(text))
    assert ("receiver_awaited", "I2") in _notes(intake)
    assert intake.district is not None
    (end,) = intake.district.joint_lessons[0].receivers
    assert (end.class_ids, end.awaited) == ((), awaited)


def test_an_assistant_there_is_of_the_roster_else_noted() -> None:
    known, new = _waiting(_both("柳河 三年级 周杰")), _waiting(_both("柳河 三年级 林新"))
    assert _notes(known) == [("receiver_awaited", "I2")]
    assert _notes(new) == [("receiver_awaited", "I2"), ("teacher_not_in_roster", "I2")]


def test_the_table_that_comes_later_resolves_it_without_the_wishes() -> None:
    before = _waiting(_both("柳河校区", "本班学科教师")).district
    only = {"总课表-柳河校区": SHEETS["总课表-柳河校区"]}
    after = understand(grids(only), before, counting("n")).district
    assert after is not None
    (end,) = after.joint_lessons[0].receivers
    assert [after.class_name[class_id].label for class_id in end.class_ids] == ["三年级"]
    assert (end.awaited, end.assistant_id and after.person[end.assistant_id].name) == ("", "周杰")


def test_several_classes_of_the_grade_that_was_awaited_are_asked() -> None:
    before = _waiting(_both("柳河校区", "周杰")).district
    only = grids({"总课表-柳河校区": _MORE_CLASSES})
    asked = understand(only, before, counting("n"))
    (question,) = asked.questions
    assert (question.problem.code, question.choices) == ("receiving_class_unclear", ("三(1)班", "三(2)班"))
    answer = Options(corrections=(question.answered("三(2)班"),))
    after = understand(only, before, counting("n"), answer).district
    assert after is not None
    (end,) = after.joint_lessons[0].receivers
    assert [after.class_name[class_id].label for class_id in end.class_ids] == ["三(2)班"]


def test_a_class_that_a_part_of_the_table_does_not_hold_is_still_awaited() -> None:
    before = _waiting(_both("柳河校区 五(1)班", "周杰")).district
    lower = understand(grids({"总课表-柳河校区": SHEETS["总课表-柳河校区"]}), before, counting("n"))
    assert _notes(lower) == [("receiving_class_awaited", "A2")]
    assert lower.district is not None
    (end,) = lower.district.joint_lessons[0].receivers
    assert (end.class_ids, end.awaited) == ((), "五(1)班")
    upper = changed(SHEETS["总课表-柳河校区"], 2, 4, "五(1)班")
    whole = understand(grids({"总课表-柳河校区": upper}), lower.district, counting("m")).district
    assert whole is not None
    (end,) = whole.joint_lessons[0].receivers
    assert [whole.class_name[class_id].label for class_id in end.class_ids] == ["五(1)班"]
    assert end.awaited == ""


def test_the_wishes_that_come_again_between_two_parts_of_a_table_still_await_its_class() -> None:
    rows, lower = _both("柳河校区 五(1)班", "周杰"), SHEETS["总课表-柳河校区"]
    before = _waiting(rows).district
    part = understand(grids({"总课表-柳河校区": lower}), before, counting("n")).district
    again = understand(grids({"同步课堂需求": rows}), part, counting("m"))
    assert _notes(again) == [("receiving_class_awaited", "A2")]
    assert again.district is not None
    (end,) = again.district.joint_lessons[0].receivers
    assert (end.class_ids, end.awaited) == ((), "五(1)班")


def test_a_host_class_still_awaited_is_awaited_when_the_wishes_come_again() -> None:
    rows: Rows = [
        HEADER,
        ["J01", "语文", "柳河校区", "五(1)班", "周杰", *ROW[5:7], None, "核心校区三(1)班", "赵霞"],
    ]
    only = grids({"总课表-柳河校区": SHEETS["总课表-柳河校区"]})
    part = understand(only, _waiting(rows).district, counting("n")).district
    again = understand(grids({"同步课堂需求": rows}), part, counting("m")).district
    assert again is not None
    assert (again.joint_lessons[0].host.class_ids, again.joint_lessons[0].host.awaited) == ((), "五(1)班")


def test_a_class_that_nothing_waits_for_is_asked_about() -> None:
    before = _waiting(_both("柳河校区 五(1)班", "周杰")).district
    part = understand(grids({"总课表-柳河校区": SHEETS["总课表-柳河校区"]}), before, counting("n")).district
    other = understand(grids({"同步课堂需求": _both("柳河校区 六(1)班", "周杰")}), part, counting("m"))
    assert [one.code for one in other.problems] == ["class_unknown"]


def test_a_host_without_a_table_is_awaited_too() -> None:
    intake = _waiting(
        [HEADER, ["J01", "语文", "柳河校区", "三(1)班", "周杰", *ROW[5:7], None, "核心校区三(1)班", "赵霞"]]
    )
    assert _notes(intake) == [("receiver_awaited", "D2")]
    assert intake.district is not None
    assert intake.district.joint_lessons[0].host.awaited == "三(1)班"


def test_the_room_of_a_list_is_answered_once() -> None:
    rows = _with("主讲教室", "主讲宝")
    answer = Correction("城北小学(核心校区)", CorrectionKind.ROOM, "主讲宝", "主讲室")
    district = _intake(rows, answer).district
    assert district is not None
    assert district.joint_lessons[0].host.place_id == district.places[0].id


@pytest.mark.parametrize(
    ("label", "wished", "asked"),
    [
        ("3班", "三(1)班", [("class_label_unreadable", "D2")]),
        ("三(1)班", "三(9)班", [("class_unknown", "D3")]),
    ],
)
def test_a_label_that_cannot_be_read_asks_alone_for_the_class_it_may_be(
    label: str, wished: str, asked: list[tuple[str, str]]
) -> None:
    tables = {
        **SHEETS,
        "总课表-核心": changed(SHEETS["总课表-核心"], 2, 4, label),
        "空中同步课堂计划": changed(SHEETS["空中同步课堂计划"], 3, 4, wished),
    }
    intake = understand(grids(tables), None, counting())
    assert [(problem.code, problem.source.cell) for problem in intake.problems] == asked
