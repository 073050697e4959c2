"""校历 in its forms: a list of weeks, a grid of day numbers; one for all, for each school, for each half."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.spans import DateSpan
from service.domain.campus_terms import CampusTerm
from service.exchange.notation.dates_written import SchoolYear
from service.exchange.recognition.lists.calendar_grid import calendar_grid, grid_weeks
from service.exchange.reporting.reports import Report
from service.exchange.understanding.intake import Intake, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import CALENDAR, SHEETS, Rows, changed, grids

CORE, MEMBER = "城北小学(核心校区)", "柳河校区"
YEAR = SchoolYear(2026)
WEEKDAYS = ["一", "二", "三", "四", "五", "六", "日"]
GRID: Rows = [
    ["2026学年第一学期校历"],
    ["周次", *(f"星期{day}" for day in WEEKDAYS), "备注"],
    [1, 31, "9月1日\n正式上课", 2, 3, 4, 5, 6, None],
    [2, 7, 8, 9, 10, 11, 12, 13, None],
    [3, 14, 15, 16, 17, 18, 19, "20\n补10月6日课", None],
    [4, 21, 22, 23, 24, "25中秋放假", 26, 27, "期中复习"],
    [5, 28, 29, 30, "10/1", 2, 3, 4, "10.1-10.7国庆"],
    [6, 5, 6, 7, 8, 9, "10(上周三课)", 11, None],
]


def _intake(calendars: Mapping[str, Rows]) -> Intake:
    rest = {name: rows for name, rows in SHEETS.items() if name not in ("校历", "集体教研规划(四定)")}
    return understand(grids({**rest, **calendars}), None, counting())


def _entry(intake: Intake, campus: str) -> CampusTerm:
    assert intake.district is not None, intake.problems
    district = intake.district
    return next(one for one in district.campus_terms if district.campus[one.campus_id].name == campus)


def test_a_grid_says_what_a_list_says() -> None:
    as_list, as_grid = _intake({"校历": CALENDAR}).district, _intake({"校历": GRID}).district
    assert as_list is not None
    assert as_grid is not None
    assert as_grid.term.term == as_list.term.term
    assert [entry.own_days for entry in as_grid.campus_terms] == [
        entry.own_days for entry in as_list.campus_terms
    ]
    told = [
        {(closure.days, closure.reason) for closure in entry.closures}
        | {(rule.day, rule.follows) for rule in entry.day_rules}
        for entry in (*as_list.campus_terms, *as_grid.campus_terms)
    ]
    assert told == [told[0]] * 4


@given(
    st.dates(date(2026, 8, 3), date(2027, 2, 1)),
    st.integers(12, 21),
    st.sampled_from(["{1}", "{0}/{1}", "{1}日"]),
)
def test_a_grid_is_dated_by_its_numbers(begins: date, count: int, first_of_month: str) -> None:
    monday = begins - timedelta(days=begins.isoweekday() - 1)
    rows: list[list[object]] = [["周次", *WEEKDAYS]]
    for week in range(count):
        days = [monday + timedelta(weeks=week, days=day) for day in range(7)]
        cells = [first_of_month.format(day.month, day.day) if day.day == 1 else day.day for day in days]
        rows.append([week + 1, *cells])
    (sheet,) = grids({"校历": rows})
    table = calendar_grid(sheet)
    assert table is not None
    weeks = grid_weeks(table, YEAR, Report())
    assert [week.monday for week in weeks] == [monday + timedelta(weeks=week) for week in range(count)]


def test_a_number_that_is_not_the_day_of_its_place_is_a_problem() -> None:
    intake = _intake({"校历": changed(GRID, 4, 3, 18)})
    assert [(one.code, one.source.cell, dict(one.facts)["expected"]) for one in intake.problems] == [
        ("calendar_day_differs", "C4", "9月8日")
    ]


def test_numbers_of_no_weeks_are_a_problem() -> None:
    rows: Rows = [GRID[0], GRID[1], [1, 31, 31, 31, 31, 31, 31, 31, None]]
    assert [(one.code, one.source.cell) for one in _intake({"校历": rows}).problems] == [
        ("calendar_without_weeks", ""),
        ("calendar_grid_unclear", "A2"),
    ]


def test_weeks_that_are_none_are_noted() -> None:
    rows: Rows = [*CALENDAR[:2], ["预备周", "08.24—08.30", None, None], *CALENDAR[2:]]
    intake = _intake({"校历": rows})
    assert _entry(intake, MEMBER).own_days == DateSpan.of(date(2026, 8, 31), date(2026, 10, 11))
    assert ("row_not_used", "B3") in {(note.code, note.source.cell) for note in intake.notes}


@pytest.mark.parametrize("said", ["补第6周周二课", "补第六周星期二的课"])
def test_a_make_up_day_may_follow_a_day_of_a_week(said: str) -> None:
    intake = _intake({"校历": changed(CALENDAR, 5, 4, f"9.20(日){said}")})
    rules = {rule.day: rule.follows for rule in _entry(intake, CORE).day_rules}
    assert rules[date(2026, 9, 20)] == date(2026, 10, 6)


def test_a_day_of_a_week_that_the_term_has_not_is_not_read() -> None:
    intake = _intake({"校历": changed(CALENDAR, 5, 4, "9.20(日)补第26周周二课")})
    assert ("remark_not_used", "D5") in {(note.code, note.source.cell) for note in intake.notes}
    assert date(2026, 9, 20) not in {rule.day for rule in _entry(intake, CORE).day_rules}


def test_a_school_may_have_a_calendar_of_its_own() -> None:
    own = changed(CALENDAR, 5, 4, "9.18运动会停课")
    intake = _intake({"校历_柳河校区": own, "校历": CALENDAR})
    core, member = (_entry(intake, campus) for campus in (CORE, MEMBER))
    assert [closure.reason for closure in core.closures] == ["中秋", "国庆"]
    assert [closure.reason for closure in member.closures] == ["运动会停课", "中秋", "国庆"]
    assert len(core.day_rules) - len(member.day_rules) == 1


def test_of_two_halves_of_a_year_the_one_that_the_other_sheets_are_about_is_read() -> None:
    spring: Rows = [
        ["2026—2027学年第二学期校历"],
        CALENDAR[1],
        [1, "2027.02.22—02.28", "单", None],
        [2, "03.01—03.07", "双", None],
    ]
    autumn: Rows = [["2026—2027学年第一学期校历"], *CALENDAR[1:]]
    apart = _intake({"校历(下)": spring, "校历(上)": autumn})
    stacked = _intake({"校历": [*autumn, *spring]})
    assert apart.term_name == stacked.term_name == "2026—2027学年第一学期"
    assert apart.problems == stacked.problems == ()
    assert ("sheet_not_used", "校历(下)") in {(note.code, note.source.sheet) for note in apart.notes}


def test_the_second_half_crosses_no_new_year_and_is_the_spring() -> None:
    spring: Rows = [
        ["2026—2027学年第二学期校历"],
        CALENDAR[1],
        *([week, f"{3 * week}月1日—{3 * week}月7日", None, None] for week in (1, 2)),
    ]
    bells = changed(SHEETS["统一作息"], 1, 1, "作息时间表")
    rest = {name: SHEETS[name] for name in ("总课表-柳河校区", "教师名册")}
    intake = understand(grids({**rest, "统一作息": bells, "校历": spring}), None, counting())
    assert intake.term_name == "2026—2027学年第二学期"
    assert intake.district is not None
    assert intake.district.term.term.week_one == date(2027, 3, 1)


def test_days_between_two_seasons_have_no_bells() -> None:
    bells: Rows = [
        ["2026—2027学年第一学期"],
        ["节次", "夏令(5.1-9.18)", "冬令(9.22起)"],
        ["早读", "8:00-8:20", "8:00-8:20"],
        ["1", "8:30-9:10", "8:40-9:20"],
        ["2", "9:20-10:00", "9:30-10:10"],
        ["3", "13:50-14:30", "13:50-14:30"],
        ["课后服务", "15:40-17:30", "15:40-17:30"],
    ]
    intake = _intake({"校历": CALENDAR, "统一作息": bells})
    found = [
        (one.code, one.source.sheet, dict(one.facts)["first"], dict(one.facts)["last"])
        for one in intake.problems
    ]
    assert found == [("days_without_bells", "统一作息", "2026-09-20", "2026-09-21")] * 2


@pytest.mark.parametrize("header", ["周次", "教学周", "周别"])
def test_headers_of_weeks(header: str) -> None:
    assert _intake({"校历": changed(CALENDAR, 2, 1, header)}).problems == ()
