"""Sheets of bells in the forms that schools give them: whose they are, when and for whom they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from calendars.bells import EVERY_WEEKDAY, BellBook
from calendars.spans import ALWAYS, DateSpan
from calendars.terms import Term
from service.domain.campus_terms import CampusTerm
from service.domain.collecting.corrections import Correction, Corrections
from service.domain.identity import TermId
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.bells.bells_sheet import bell_sheet
from service.exchange.recognition.layouts.layout_a import layout_a
from service.exchange.reporting.reports import Report
from service.exchange.understanding.calendars.bells_understood import BellReader
from service.exchange.understanding.district.names import Names
from tests.districts import small_district
from tests.exchange.workbooks import Rows, grids

TERM = Term("第一学期", date(2026, 8, 31), date(2027, 1, 29), date(2026, 8, 31), frozenset(range(1, 19)))
SCHOOLS = ("碧湖小学", "大港头学校")
SUMMER = DateSpan.of(date(2026, 5, 1), date(2026, 9, 30))
WINTER = DateSpan.of(date(2026, 10, 1), date(2027, 4, 30))
FROM_OCTOBER = DateSpan(date(2026, 10, 8), None)
PRIMARY, JUNIOR = frozenset(range(1, 7)), frozenset(range(7, 10))

#: name, dates, weekdays, grades, and number and span of each period
Told = tuple[str, DateSpan, frozenset[int], frozenset[int] | None, str]


def _read(
    sheets: Sequence[Sheet],
    *answers: Correction,
    sites: Mapping[str, str] | None = None,
    tables: Mapping[str, Rows] | None = None,
) -> tuple[dict[str, BellBook], Report]:
    """`sites`: the sites of schools that have several, with the name of their school; `tables`: of sites."""
    report = Report(sheets, Corrections(answers))
    numbers = count(1)
    names = Names(None, TermId("t"), lambda: f"id{next(numbers)}", report)
    for school in SCHOOLS:
        names.add_campus(school)
    names.know_schools({names.add_campus(site).id: school for site, school in (sites or {}).items()})
    for site, school in (sites or {}).items():
        if "本部" in site:
            names.with_aliases(names.add_campus(site).id, (school,))
    found = [bells for sheet in sheets if (bells := bell_sheet(sheet)) is not None]
    taught = {}
    for site, rows in (tables or {}).items():
        home_sheet = layout_a(grids({site: rows})[0])
        assert home_sheet is not None
        taught[names.add_campus(site).id] = tuple(home_sheet.tables)
    books = BellReader(names, TERM, taught, report).books(found, None)
    return {names.name_of(campus_id): book for campus_id, book in books.items()}, report


def _read_again(rows: Rows, known: BellBook) -> BellBook:
    """What a school rings by that hands in a sheet where `known` was known."""
    report = Report(sheets := grids({"碧湖小学作息时间表": rows}), Corrections(()))
    names = Names(None, TermId("t"), lambda: "id", report)
    campus = names.add_campus("碧湖小学")
    district = replace(
        small_district(), campus_terms=(CampusTerm(campus.id, TermId("t"), known),), campuses=(campus,)
    )
    found = [bells for sheet in sheets if (bells := bell_sheet(sheet)) is not None]
    return BellReader(names, TERM, {}, report).books(found, district)[campus.id]


def _told(book: BellBook) -> list[Told]:
    return [
        (
            schedule.name,
            schedule.valid,
            schedule.weekdays,
            schedule.grades,
            " ".join(f"{period.number}:{period.span}" for period in schedule.periods),
        )
        for schedule in book.schedules
    ]


def _of(school: str, sheets: Mapping[str, Rows]) -> list[Told]:
    books, report = _read(grids(sheets))
    assert report.problems == ()
    return _told(books[school])


def _always(name: str, periods: str, weekdays: frozenset[int] = EVERY_WEEKDAY) -> Told:
    return (name, ALWAYS, weekdays, None, periods)


_SHORT_DAY: Rows = [["节次", "时间"], ["第一节", "8:30-9:10"]]
_LATER_DAY: Rows = [["节次", "时间"], ["第一节", "8:50-9:30"]]
_SITES = {"城关小学(本部)": "城关小学", "城关小学(江滨校区)": "城关小学"}


def test_a_sheet_handed_in_again_leaves_what_was_rung_since() -> None:
    """The same sheet, or one written out since: both say what is known. One with other times replaces it."""
    own = _read_again(_SHORT_DAY, BellBook(()))
    [schedule] = own.schedules
    rung = BellBook((schedule, replace(schedule, name="考试", valid=SUMMER, periods=(), layer=1)))
    assert _read_again(_SHORT_DAY, rung) == rung
    assert rung.said_again_by(rung.written())
    assert _told(_read_again(_LATER_DAY, rung)) == [_always("全年", "1:08:50–09:30")]


def test_bells_of_a_school_are_those_of_all_its_sites() -> None:
    books, report = _read(grids({"作息_城关小学": _SHORT_DAY}), sites=_SITES)
    assert report.problems == ()
    assert list(books) == list(_SITES)
    assert [_told(book) for book in books.values()] == [[_always("全年", "1:08:30–09:10")]] * 2


def test_a_site_with_a_sheet_of_its_own_rings_by_that() -> None:
    sheets = {"作息_城关小学": _SHORT_DAY, "作息_城关小学(江滨校区)": _LATER_DAY}
    books, _ = _read(grids(sheets), sites=_SITES)
    assert {site: _told(book) for site, book in books.items()} == {
        "城关小学(本部)": [_always("全年", "1:08:30–09:10")],
        "城关小学(江滨校区)": [_always("全年", "1:08:50–09:30")],
    }


def test_a_teaching_point_rings_as_its_school() -> None:
    sites = {"南坑小学": "南坑小学", "石仓教学点": "南坑小学"}
    books, _ = _read(grids({"作息_南坑小学": _SHORT_DAY}), sites=sites)
    assert [_told(book) for book in books.values()] == [[_always("全年", "1:08:30–09:10")]] * 2


def _table(*times: str) -> Rows:
    lessons = [["周一", f"第{number}节", time, "语文\n张三"] for number, time in enumerate(times, start=1)]
    return [["星期", "节次", "时间", "三(1)班"], *lessons]


@pytest.mark.parametrize(
    ("times", "rings"),
    [
        (("8:30-9:10",), "1:08:30–09:10"),
        (("8:50-9:30",), "1:08:50–09:30"),  # by times of its own
        (("8:30-9:10", "9:00-9:40"), "1:08:30–09:10"),  # these cannot be, and say nothing
    ],
)
def test_a_site_whose_table_has_other_times_keeps_them(times: tuple[str, ...], rings: str) -> None:
    river = "城关小学(江滨校区)"
    sheets = grids({"作息_城关小学": _SHORT_DAY})
    books, report = _read(sheets, sites=_SITES, tables={river: _table(*times)})
    assert report.problems == ()
    assert _told(books[river]) == [_always("全年", rings)]


def test_bells_of_one_site_are_not_those_of_another() -> None:
    books, _ = _read(grids({"作息_城关小学(本部)": _SHORT_DAY}), sites=_SITES)
    assert list(books) == ["城关小学(本部)"]


@pytest.mark.parametrize(
    "rows",
    [
        [["节次", "开始", "结束"], ["早读", "8:00", "8:20"], ["第一节", "8:30", "9:10"]],
        [["节次", "时间"], ["早读", "8:00-8:20"], ["第一节", "08：30—09：10"]],
        [["时间", "内容"], ["8:00～8:20", "早读"], ["8.30-9.10", "第一节"]],
        [["作息项目", "起止时间"], ["早读", "上午8点-8点20分"], ["第一节", "上午8:30-9:10"]],
        [
            ["节次", "上课时间", "下课时间"],
            ["早读", "0.333333333", "0.347222222"],
            [1, 0.354166667, 0.381944444],
        ],
        [["节次", "时间", "时长"], ["早读", "8:00", "20分钟"], ["第1节", "8:30", 40]],
        [["时段", "节次", "时间"], ["上午", "早读", "8:00(20分钟)"], [None, "1", "8:30\n9:10"]],
        [["碧湖小学作息时间(每节课40分钟)"], ["节次", "时间"], ["早读", "8:00-8:20"], ["第1节", "8:30"]],
        [
            ["碧湖小学作息时间表"],
            ["早读", "8:00-8:20"],
            ["第一节", "8:30-9:10"],
            ["放学", "16:30"],
            ["第二节", "—"],
        ],
    ],
)
def test_forms_of_times(rows: Rows) -> None:
    books, report = _read(grids({"作息_碧湖小学": rows}))
    assert report.problems == ()
    assert _told(books["碧湖小学"]) == [_always("全年", "0:08:00–08:20 1:08:30–09:10")]


def test_a_schedule_without_a_school_is_everybodys() -> None:
    rows: Rows = [["2026学年第一学期统一作息时间表"], ["节次", "开始", "结束"], ["1", "8:30", "9:10"]]
    books, _ = _read(grids({"统一作息": rows}))
    assert {school: _told(book) for school, book in books.items()} == {
        school: [_always("全年", "1:08:30–09:10")] for school in SCHOOLS
    }


OWN: Rows = [["节次", "时间"], ["1", "8:20-9:00"]]


@pytest.mark.parametrize(
    "sheets",
    [
        {"作息_大港头学校": OWN},
        {"大港头学校作息时间": OWN},
        {"作息_大港头": OWN},
        {"Sheet1": [["大港头学校作息时间表"], *OWN]},
        {"各校作息": [["节次", "碧湖小学", "大港头学校"], ["1", "8:30-9:10", "8:20-9:00"]]},
        {
            "各校作息": [
                ["学校", "节次", "时间"],
                ["碧湖小学", "1", "8:30-9:10"],
                ["大港头学校", "1", "8:20-9:00"],
            ]
        },
        {
            "各校作息": [
                ["学校", "早读", "第1节", "午休"],
                ["碧湖小学", "8:00-8:20", "8:30-9:10", "12:00-13:00"],
                ["大港头学校", None, "8:20-9:00", None],
            ]
        },
        {"各校作息": [["碧湖小学作息"], ["节次", "时间"], ["1", "8:30-9:10"], ["大港头学校作息"], *OWN]},
    ],
)
def test_whose_bells_they_are(sheets: Mapping[str, Rows]) -> None:
    assert _of("大港头学校", sheets) == [_always("全年", "1:08:20–09:00")]


def test_schools_that_ring_alike() -> None:
    sheets: dict[str, Rows] = {"Sheet1": [["碧湖小学、大港头学校作息时间表"], *OWN]}
    assert _of("碧湖小学", sheets) == _of("大港头学校", sheets) == [_always("全年", "1:08:20–09:00")]


TWO_SEASONS = [("夏令(5.1-9.30)", SUMMER, "1:08:30–09:10"), ("冬令(10.1-4.30)", WINTER, "1:08:40–09:20")]


@pytest.mark.parametrize(
    "sheets",
    [
        {"作息_碧湖小学": [["节次", "夏令(5.1-9.30)", "冬令(10.1-4.30)"], ["1", "8:30-9:10", "8:40-9:20"]]},
        {
            "作息_碧湖小学": [
                ["节次", "夏令(5.1-9.30)", None, "冬令(10.1-4.30)", None],
                [None, "开始", "结束", "开始", "结束"],
                ["1", "8:30", "9:10", "8:40", "9:20"],
            ]
        },
        {
            "作息_碧湖小学": [
                ["夏令(5.1-9.30)"],
                ["节次", "时间"],
                ["1", "8:30-9:10"],
                ["冬令(10.1-4.30)"],
                ["节次", "时间"],
                ["1", "8:40-9:20"],
            ]
        },
        {
            "作息_碧湖小学": [
                ["节次", "时间"],
                ["夏令(5.1-9.30)"],
                ["1", "8:30-9:10"],
                ["冬令(10.1-4.30)"],
                ["1", "8:40-9:20"],
            ]
        },
        {
            "碧湖小学作息": [
                ["季节", "节次", "时间"],
                ["夏令(5.1-9.30)", "1", "8:30-9:10"],
                ["冬令(10.1-4.30)", "1", "8:40-9:20"],
            ]
        },
        {
            "作息_碧湖小学夏令(5.1-9.30)": [["节次", "时间"], ["1", "8:30-9:10"]],
            "作息_碧湖小学冬令(10.1-4.30)": [["节次", "时间"], ["1", "8:40-9:20"]],
        },
    ],
)
def test_seasons_wherever_they_stand(sheets: Mapping[str, Rows]) -> None:
    assert _of("碧湖小学", sheets) == [
        (name, days, EVERY_WEEKDAY, None, periods) for name, days, periods in TWO_SEASONS
    ]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("冬令(10月8日起)", FROM_OCTOBER),
        ("冬令时(10月8日起执行)", FROM_OCTOBER),
        ("冬季 2026-10-08起", FROM_OCTOBER),
        ("冬令(十月八日起)", FROM_OCTOBER),
        ("冬令:10.8—次年4.30", DateSpan.of(date(2026, 10, 8), date(2027, 4, 30))),
        ("冬令时(10月-次年4月)", WINTER),
        ("夏令时:5月1日-9月30日", SUMMER),
        ("夏令(5月—9月)", SUMMER),
        ("夏令(5-9月)", SUMMER),
        ("夏令(5月1日起)", DateSpan(date(2026, 5, 1), None)),
        ("夏令(9月30日止)", DateSpan.of(date.min, date(2026, 9, 30))),
        ("夏令(10月1日前)", DateSpan.of(date.min, date(2026, 9, 30))),
        ("夏令", ALWAYS),
    ],
)
def test_when_a_season_holds(written: str, days: DateSpan) -> None:
    ((_, valid, _, _, _),) = _of("碧湖小学", {"作息_碧湖小学": [["节次", written], ["1", "8:30-9:10"]]})
    assert valid == days


def test_a_season_of_the_sheets_name_has_its_date_in_the_title() -> None:
    sheets: dict[str, Rows] = {
        "作息_碧湖小学(夏)": [["节次", "时间"], ["1", "8:30-9:10"]],
        "作息_碧湖小学(冬)": [["冬季作息(10月8日起执行)"], ["节次", "时间"], ["1", "8:40-9:20"]],
    }
    found = [(valid, periods) for _, valid, _, _, periods in _of("碧湖小学", sheets)]
    assert found == [(ALWAYS, "1:08:30–09:10"), (FROM_OCTOBER, "1:08:40–09:20")]


def test_a_season_without_a_date_is_asked_about_and_read_as_answered() -> None:
    sheets = grids({"作息_碧湖小学": [["节次", "夏令", "冬令"], ["1", "8:30-9:10", "8:40-9:20"]]})
    _, report = _read(sheets)
    (question,) = report.questions
    books, answered = _read(sheets, question.answered("冬令(10月8日起)"))
    assert (question.written, answered.problems) == ("冬令", ())
    assert [valid for _, valid, _, _, _ in _told(books["碧湖小学"])] == [ALWAYS, FROM_OCTOBER]


def test_since_when_a_paper_holds_is_no_season() -> None:
    rows: Rows = [["碧湖小学作息时间表(2026年9月1日起执行)"], ["节次", "夏令", "冬令(10月8日起)"]]
    both = _of("碧湖小学", {"作息_碧湖小学": [*rows, ["1", "8:30-9:10", "8:40-9:20"]]})
    alone = _of("碧湖小学", {"作息_碧湖小学": [rows[0], ["节次", "时间"], ["1", "8:30-9:10"]]})
    assert [(name, valid) for name, valid, _, _, _ in both] == [
        ("夏令", ALWAYS),
        ("冬令(10月8日起)", FROM_OCTOBER),
    ]
    assert alone == [_always("全年", "1:08:30–09:10")]


@pytest.mark.parametrize(
    ("header", "weekdays"),
    [
        ("周三", {3}),
        ("星期五", {5}),
        ("周一至周四", {1, 2, 3, 4}),
        ("周一、二、四、五", {1, 2, 4, 5}),
        ("除周三外", {1, 2, 4, 5}),
    ],
)
def test_weekdays_with_bells_of_their_own(header: str, weekdays: set[int]) -> None:
    rows: Rows = [["节次", "时间", header], ["1", "8:30-9:10", "8:30-9:10"], ["2", "9:20-10:00", "/"]]
    assert _of("碧湖小学", {"作息_碧湖小学": rows}) == [
        _always("全年", "1:08:30–09:10 2:09:20–10:00"),
        _always(header, "1:08:30–09:10", frozenset(weekdays)),
    ]


@pytest.mark.parametrize(
    ("header", "grades"),
    [
        ("一、二年级", {1, 2}),
        ("1-2年级", {1, 2}),
        ("低段", {1, 2}),
        ("中高段", {3, 4, 5, 6}),
        ("小学部", PRIMARY),
        ("小学(1-6年级)", PRIMARY),
        ("初中部", JUNIOR),
        ("七至九年级", JUNIOR),
        ("除一年级外", set(range(2, 13))),
    ],
)
def test_grades_with_bells_of_their_own(header: str, grades: frozenset[int]) -> None:
    rows: Rows = [["节次", "时间", header], ["1", "8:30-9:10", "8:30-9:15"]]
    assert _of("大港头学校", {"作息_大港头学校": rows}) == [
        _always("全年", "1:08:30–09:10"),
        (header, ALWAYS, EVERY_WEEKDAY, frozenset(grades), "1:08:30–09:15"),
    ]


def test_sections_side_by_side_with_labels_of_their_own() -> None:
    rows: Rows = [
        ["小学部", None, "初中部"],
        ["节次", "时间", "节次", "时间"],
        ["早读", "8:00-8:20", "早读", "7:30-8:00"],
        ["第一节", "8:30-9:10", "第一节", "8:10-8:55"],
        [None, None, "晚自习", "18:30-20:00"],
    ]
    assert _of("大港头学校", {"作息_大港头学校": rows}) == [
        ("小学部", ALWAYS, EVERY_WEEKDAY, PRIMARY, "0:08:00–08:20 1:08:30–09:10"),
        ("初中部", ALWAYS, EVERY_WEEKDAY, JUNIOR, "0:07:30–08:00 1:08:10–08:55 95:18:30–20:00"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["节次", "时间"], ["第1节", "8:30-9:10"], ["第6节(三至六年级)", "14:40-15:20"]],
        [["节次", "时间"], ["第1节", "8:30-9:10"], ["第6节(一二年级除外)", "14:40-15:20"]],
        [["节次", "时间", "备注"], ["第1节", "8:30-9:10", None], ["第6节", "14:40-15:20", "一、二年级不上"]],
        [["节次", "时间", "适用年级"], ["第1节", "8:30-9:10", None], ["第6节", "14:40-15:20", "3-6年级"]],
    ],
)
def test_a_row_for_some_grades_only(rows: Rows) -> None:
    assert _of("碧湖小学", {"作息_碧湖小学": rows}) == [
        _always("全年", "1:08:30–09:10 6:14:40–15:20"),
        ("全年", ALWAYS, EVERY_WEEKDAY, frozenset({1, 2}), "1:08:30–09:10"),
    ]


def test_a_row_not_for_wednesdays() -> None:
    rows: Rows = [["节次", "时间"], ["第1节", "8:30-9:10"], ["课后服务(周三除外)", "15:40-16:40"]]
    ((_, _, _, _, everyday), (_, _, wednesday, _, short)) = _of("碧湖小学", {"作息_碧湖小学": rows})
    assert (everyday, short) == ("1:08:30–09:10 90:15:40–16:40", "1:08:30–09:10")
    assert wednesday == frozenset({3, 6, 7})


def test_a_remark_that_is_for_nobody_in_particular_limits_nothing() -> None:
    rows: Rows = [["节次", "时间", "备注"], ["第1节", "8:30-9:10", "一年级新生由班主任带队入校"]]
    assert _of("碧湖小学", {"作息_碧湖小学": rows}) == [_always("全年", "1:08:30–09:10")]


def test_afternoons_on_a_clock_of_twelve_hours_are_noted() -> None:
    rows: Rows = [["节次", "时间"], ["第1节", "8:30-9:10"], ["午休", "12:10-1:30"], ["第2节", "2:10-2:50"]]
    books, report = _read(grids({"作息_碧湖小学": rows}))
    assert _told(books["碧湖小学"]) == [_always("全年", "1:08:30–09:10 70:12:10–13:30 2:14:10–14:50")]
    assert [(note.code, note.source.cell) for note in report.notes] == [("time_taken_as_afternoon", "B4")]


def test_a_day_of_many_breaks_keeps_what_has_a_name() -> None:
    breaks = [["课间休息", f"{hour}:10-{hour}:20"] for hour in range(8, 18)]
    rows: Rows = [["节次", "时间"], *breaks, ["大课间", "18:00-18:30"]]
    lesson: Rows = [*rows, ["第1节", "19:00-19:40"]]
    assert _of("碧湖小学", {"作息_碧湖小学": lesson}) == [_always("全年", "80:18:00–18:30 1:19:00–19:40")]


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["节次", "时间"], ["1", "8:30-9:10"], ["2", "9:20"]], "time_without_end", "B3"),
        ([["节次", "时间"], ["1", "8:30-9:10"], ["2", "九点"]], "time_unreadable", "B3"),
        ([["节次", "时间", "时长"], ["1", "8:30", "四十"], ["2", "9:20", 40]], "minutes_unreadable", "C2"),
        ([["节次", "时间"], ["1", "8:30-9:10"], ["语文", "9:20-10:00"]], "period_unreadable", "A3"),
        ([["节次", "时间"], ["1", "8:30-9:10"], ["2", "9:00-9:40"]], "bells_impossible", "B1"),
        ([["节次", "夏令", "冬令"], ["1", "8:30-9:10", "8:40-9:20"]], "season_without_date", "C1"),
        (
            [["节次", "夏令(5.1-10.7)", "冬令(10.1-4.30)"], ["1", "8:30-9:10", "8:40-9:20"]],
            "seasons_overlap",
            "C1",
        ),
        ([["节次", "冬令(2月30日起)"], ["1", "8:30-9:10"]], "date_unreadable", "B1"),
    ],
)
def test_problems_of_bells(rows: Rows, code: str, cell: str) -> None:
    _, report = _read(grids({"作息_碧湖小学": rows}))
    assert [(problem.code, problem.source.cell) for problem in report.problems] == [(code, cell)]


@pytest.mark.parametrize("heading", ["时间", "夏令(5.1-10.7)"])
def test_bells_that_differ_between_two_sheets_name_both_and_what_differs(heading: str) -> None:
    first: Rows = [["节次", heading], ["第1节", "8:30-9:10"], ["第2节", "9:20-10:00"]]
    other: Rows = [
        ["节次", heading],
        ["早读", "8:00-8:15"],
        ["第1节", "8:20-9:00"],
        ["第2节", "9:20-10:00"],
    ]
    _, report = _read(grids({"作息_碧湖小学": first, "碧湖小学作息表": other}))
    (problem,) = report.problems
    facts = dict(problem.facts)
    assert (problem.code, problem.source.sheet, problem.source.cell) == (
        "bells_differ",
        "碧湖小学作息表",
        "B1",
    )
    assert facts["other"] == "资料.xlsx!作息_碧湖小学!B1"
    assert facts["differing"] == ("第1节 08:30–09:10 ≠ 第1节 08:20–09:00", "— ≠ 早读 08:00–08:15")
    assert facts["count"] == 2
    _, same = _read(grids({"作息_碧湖小学": first, "碧湖小学作息表": first}))
    assert same.problems == ()


@pytest.mark.parametrize(
    "sheets",
    [
        {"作息_碧胡小学": OWN},
        {"Sheet1": [["碧胡小学作息时间表"], *OWN]},
        {"各校作息": [["学校", "节次", "时间"], ["碧胡小学", "1", "8:30-9:10"]]},
        {"各校作息": [["节次", "碧胡小学", "大港头学校"], ["1", "8:30-9:10", "8:20-9:00"]]},
    ],
)
def test_bells_of_a_school_that_nobody_knows(sheets: Mapping[str, Rows]) -> None:
    _, report = _read(grids(sheets))
    assert [
        (one.code, dict(one.facts)["text"], dict(one.facts)["candidates"]) for one in report.problems
    ] == [("campus_unknown", "碧胡小学", SCHOOLS)]


@pytest.mark.parametrize(
    "rows",
    [
        [["节次", "星期一", "星期二", "星期三"], ["1", "语文", "数学", "英语"]],
        [["时间", "内容"], ["3月", "送教下乡"], ["9月12日", "集体教研"]],
        [["学校", "姓名"], ["碧湖小学", "赵霞"]],
    ],
)
def test_what_are_no_bells(rows: Rows) -> None:
    assert [bell_sheet(sheet) for sheet in grids({"作息": rows})] == [None]
