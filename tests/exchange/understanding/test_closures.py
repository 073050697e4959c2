"""节假日与调休: each form of a line, whom it is for, and what it says beside 校历 and the notice."""

from collections.abc import Mapping
from datetime import date

import pytest

from calendars.spans import ClockSpan, DateSpan
from service.domain.campus_terms import CampusTerm
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import CALENDAR, SHEETS, Rows, grids

CORE, MEMBER = "城北小学(核心校区)", "柳河校区"
#: weeks without remarks, so that only the list speaks
WEEKS: Rows = [row if place < 2 else [*row[:3], None] for place, row in enumerate(CALENDAR)]
HEADER = ["名称", "日期", "类型", "执行课表", "适用范围"]
HOLIDAY = DateSpan.of(date(2026, 10, 1), date(2026, 10, 7))
SUNDAY, SATURDAY = date(2026, 9, 20), date(2026, 10, 10)
TUESDAY, WEDNESDAY = date(2026, 10, 6), date(2026, 10, 7)
ALWAYS = {("footnote_not_read", "总课表-核心", "A9"), ("remark_not_used", "校历", "D6")}

Closed = tuple[DateSpan, str, frozenset[int] | None, ClockSpan | None]
Follows = tuple[date, int | date | None]


def _intake(rows: Rows | None, calendar: Rows = WEEKS, **more: Rows) -> Intake:
    plans = {name: of for name, of in SHEETS.items() if name != "集体教研规划(四定)"}
    listed: Mapping[str, Rows] = {} if rows is None else {"节假日与调休": rows}
    return understand(grids({**plans, "校历": calendar, **listed, **more}), None, counting())


def _entry(intake: Intake, campus: str) -> CampusTerm:
    assert intake.district is not None, intake.problems
    district = intake.district
    return next(one for one in district.campus_terms if district.campus[one.campus_id].name == campus)


def _closed(intake: Intake, campus: str = MEMBER) -> list[Closed]:
    return [(one.days, one.reason, one.grades, one.span) for one in _entry(intake, campus).closures]


def _followed(intake: Intake, campus: str = MEMBER) -> list[Follows]:
    return [(rule.day, rule.follows) for rule in _entry(intake, campus).day_rules]


def _line(*cells: str) -> Intake:
    return _intake([HEADER, list(cells)])


def _problems(intake: Intake) -> list[tuple[str, str, str]]:
    assert intake.district is None
    return [(one.code, one.source.sheet, one.source.cell) for one in intake.problems]


def _notes(intake: Intake) -> set[tuple[str, str, str]]:
    assert intake.problems == ()
    notes: set[tuple[str, str, str]] = {(n.code, n.source.sheet, n.source.cell) for n in intake.notes}
    return notes - ALWAYS


@pytest.mark.parametrize(
    "rows",
    [
        [["节日", "放假日期"], ["国庆节", "2026-10-01至10-07"]],
        [["节假日", "放假时间", "天数"], ["国庆节", "10月1日—7日", "7天"]],
        [["节日名称", "起止日期", "备注"], ["国庆节", "10月1日至10月7日,共7天", "放假"]],
        [["名称", "日期", "类型"], ["国庆节", "10.1-10.7", "放假"]],
        [["2026年节假日安排"], ["节日", "放假日期"], ["国庆节", "10月1日(周四)至7日(周三)"]],
        [["节日", "放假日期", "补课安排"], ["国庆节", "10月1日至7日", "无"]],
    ],
)
def test_a_holiday(rows: Rows) -> None:
    intake = _intake(rows)
    assert (_closed(intake), _followed(intake)) == ([(HOLIDAY, "国庆节", None, None)], [])


@pytest.mark.parametrize(
    "rows",
    [
        [["节日名称", "放假时间", "调休上课"], ["国庆", "10月1日至10月7日", ""]],
        [["节日名称", "日期"], ["国庆", "10月1日至10月7日"]],
        [["名称", "放假日期"], ["十一", "10月1日至10月7日"]],
    ],
)
def test_a_day_is_off_by_its_name_or_below_days_off(rows: Rows) -> None:
    assert [days for days, *_ in _closed(_intake([["节假日安排"], *rows]))] == [HOLIDAY]


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("停课", None),
        ("下午停课", ClockSpan(13 * 60 + 50, 24 * 60)),
        ("上午停课", ClockSpan(0, 10 * 60 + 5)),
        ("11:00放学", ClockSpan(11 * 60, 24 * 60)),
        ("8:00-11:30停课", ClockSpan(8 * 60, 11 * 60 + 30)),
    ],
)
def test_a_part_of_a_day(said: str, span: ClockSpan | None) -> None:
    days = DateSpan.of(date(2026, 9, 17), date(2026, 9, 17))
    assert _closed(_line("校运会", "9月17日", "校运会", said, "柳河校区")) == [(days, "校运会", None, span)]


def test_half_a_day_beside_the_date() -> None:
    days = DateSpan.of(date(2026, 9, 30), date(2026, 9, 30))
    assert _closed(_line("国庆", "9月30日下午", "放假", "", "")) == [
        (days, "国庆", None, ClockSpan(13 * 60 + 50, 24 * 60))
    ]


@pytest.mark.parametrize(
    ("rows", "followed"),
    [
        ([HEADER, ["调休", "9月20日(周日)", "调休上课", "补10月6日(周二)课", ""]], [(SUNDAY, TUESDAY)]),
        ([HEADER, ["调休", "9月20日", "上课", "上周五课", "全体"]], [(SUNDAY, 5)]),
        ([HEADER, ["调休", "9月20日", "上课", "补第6周周二课", "全体"]], [(SUNDAY, TUESDAY)]),
        ([HEADER, ["调休", "9月20日", "上课", "补第六周星期二的课", "全体"]], [(SUNDAY, TUESDAY)]),
        (
            [["2026年节假日"], HEADER, ["调休", "9月20日", "上课", "执行第6周周二课表", ""]],
            [(SUNDAY, TUESDAY)],
        ),
        ([HEADER, ["调休", "9月20日", "补课", "执行周二课表", "全体"]], [(SUNDAY, 2)]),
        ([HEADER, ["调休", "9月20日", "调休上课", "10月6日(周二)", "全体"]], [(SUNDAY, TUESDAY)]),
        ([HEADER, ["调休", "9月20日", "调休上课", "待定", "全体"]], [(SUNDAY, None)]),
        ([HEADER, ["调休", "9月20日", "调休上课", "补课安排另行通知", "全体"]], [(SUNDAY, None)]),
        ([HEADER, ["调休", "9月20日", "调休上课", "", "全体"]], [(SUNDAY, None)]),
        (
            [
                ["序号", "事项", "日期", "范围", "课表执行"],
                ["1", "调休上课", "9月20日", "全体", "补10月6日(周二)课"],
            ],
            [(SUNDAY, TUESDAY)],
        ),
        (
            [
                ["日期", "事项", "安排", "范围"],
                ["9月20日(周日)", "调休上课", "补10月6日(周二)课", "全体"],
                ["2026-10-10", "国庆", "上周三课", "全体"],
            ],
            [(SUNDAY, TUESDAY), (SATURDAY, 3)],
        ),
        (
            [["日期", "补课安排"], ["10月1日至7日放假", "9月20日(周日)上班,补10月6日(周二)课"]],
            [(SUNDAY, TUESDAY)],
        ),
        (
            [
                ["节日", "放假日期", "补课安排"],
                [
                    "国庆节",
                    "10.1-10.7",
                    "9月20日(周日)上班,补10月6日(周二)课;10月10日(周六)上10月7日(周三)的课",
                ],
            ],
            [(SUNDAY, TUESDAY), (SATURDAY, WEDNESDAY)],
        ),
        (
            [
                ["节日", "放假日期", "调休上课日期", "补课内容"],
                ["国庆节", "10.1-10.7", "9月20日(周日)、10月10日(周六)", "10月6日(周二)、10月7日(周三)"],
            ],
            [(SUNDAY, TUESDAY), (SATURDAY, WEDNESDAY)],
        ),
        (
            [
                ["节日", "放假日期", "补课安排"],
                ["国庆节", "10.1-10.7", "10月6日(周二)的课调到9月20日(周日)上"],
            ],
            [(SUNDAY, TUESDAY)],
        ),
        (
            [["节日", "放假日期", "补课安排"], ["国庆节", "10.1-10.7", "9月20日上班,补课安排另行通知"]],
            [(SUNDAY, None)],
        ),
    ],
)
def test_make_up_days(rows: Rows, followed: list[Follows]) -> None:
    assert _followed(_intake(rows)) == followed


@pytest.mark.parametrize(
    ("scope", "campuses"),
    [
        ("", {CORE, MEMBER}),
        ("全体", {CORE, MEMBER}),
        ("全体学校", {CORE, MEMBER}),
        ("柳河校区", {MEMBER}),
        ("柳河", {MEMBER}),
        ("核心校区、柳河校区", {CORE, MEMBER}),
        ("全体(柳河校区除外)", {CORE}),
        ("除柳河校区外", {CORE}),
        ("除柳河校区外全体", {CORE}),
        ("各校(不含核心校区)", {MEMBER}),
        ("小学部", {CORE, MEMBER}),
        ("初中部", set()),
    ],
)
def test_whom_a_line_is_for(scope: str, campuses: set[str]) -> None:
    intake = _line("研学", "9月17日", "停课", "", scope)
    assert {campus for campus in (CORE, MEMBER) if _closed(intake, campus)} == campuses


@pytest.mark.parametrize(
    "header",
    [
        ["日期", "类型", "说明", "适用范围"],
        ["时间", "性质", "安排", "范围"],
        ["日期", "类别", "备注", "学校"],
        ["日期", "事项", "说明", "适用学校"],
        ["日期", "安排", "执行课表", "适用对象"],
        ["日期", "类型", "名称/安排", "适用学校"],
        ["日期", "类型", "怎么上", "适用学校"],
    ],
)
def test_a_list_of_four_columns(header: list[str]) -> None:
    lines = [
        ["2026-09-20", "调休上课", "补10月6日(周二)课", "全体"],
        ["2026-10-01至10-07", "放假", "国庆节", "全体"],
        ["2026-10-10", "调休上课", "上周五课", "全体(柳河校区除外)"],
        ["2026-09-29、30", "停课", "校运会", "柳河校区"],
    ]
    intake = _intake([header, *lines])
    days = [DateSpan.of(date(2026, 9, day), date(2026, 9, day)) for day in (29, 30)]
    sports = [(day, "校运会", None, None) for day in days]
    assert _closed(intake) == [*sports, (HOLIDAY, "国庆节", None, None)]
    assert (_followed(intake), _followed(intake, CORE)) == (
        [(SUNDAY, TUESDAY)],
        [(SUNDAY, TUESDAY), (SATURDAY, 5)],
    )


def test_an_unreadable_make_up_day_is_read_as_answered() -> None:
    plans = {name: of for name, of in SHEETS.items() if name != "集体教研规划(四定)"}
    rows: Rows = [HEADER, ["调休", "9月20日", "调休上课", "按课表补", ""]]
    sheets = grids({**plans, "校历": WEEKS, "节假日与调休": rows})
    (question,) = understand(sheets, None, counting()).questions
    answered = understand(sheets, None, counting(), Options(corrections=(question.answered("补10月6日课"),)))
    assert (question.written, _followed(answered)) == ("按课表补", [(SUNDAY, TUESDAY)])


def test_an_excepted_school_is_undecided_unless_a_line_of_its_own_says_more() -> None:
    general = ["调休", "9月20日(周日)", "调休上课", "补10月6日课", "全体(柳河校区除外)"]
    own = ["调休", "9月20日(周日)", "调休上课", "上周五课", "柳河校区"]
    assert _followed(_intake([HEADER, general]), CORE) == [(SUNDAY, TUESDAY)]
    assert _followed(_intake([HEADER, general])) == []  # the notice makes it a make-up day: it asks
    assert _followed(_intake([HEADER, general, own])) == [(SUNDAY, 5)]
    assert _followed(_intake([HEADER, own, general])) == [(SUNDAY, 5)]


def test_a_school_that_makes_up_otherwise_has_the_holiday_of_the_line_all_the_same() -> None:
    rows: Rows = [
        ["节日", "放假时间", "调休上班", "调休课表安排", "适用学校"],
        ["国庆节", "2026-10-01至10-07", "2026-09-20", "补10月6日(周二)课", "全体(柳河校区除外)"],
        ["国庆节", None, "2026-09-20", "上周五课", "柳河校区"],
    ]
    intake = _intake(rows)
    assert [(_closed(intake, campus), _followed(intake, campus)) for campus in (CORE, MEMBER)] == [
        ([(HOLIDAY, "国庆节", None, None)], [(SUNDAY, TUESDAY)]),
        ([(HOLIDAY, "国庆节", None, None)], [(SUNDAY, 5)]),
    ]


def test_the_line_of_a_school_with_all_in_its_name_is_its_own() -> None:
    school = "柳河完全小学"
    listed: Rows = [
        HEADER,
        ["调休", "9月20日(周日)", "调休上课", "补10月6日课", "全体"],
        ["调休", "9月20日(周日)", "调休上课", "补10月7日课", school],
    ]
    sheets = {name: rows for name, rows in SHEETS.items() if name != "集体教研规划(四定)"}
    renamed = {
        name: [[one.replace(MEMBER, school) if isinstance(one, str) else one for one in row] for row in rows]
        for name, rows in {**sheets, "校历": WEEKS, "节假日与调休": listed}.items()
    }
    intake = understand(grids(renamed), None, counting())
    assert (_followed(intake, CORE), _followed(intake, school)) == (
        [(SUNDAY, TUESDAY)],
        [(SUNDAY, WEDNESDAY)],
    )


def test_a_saturday_that_no_notice_speaks_of_asks_at_the_excepted_school() -> None:
    saturday = date(2026, 9, 12)
    intake = _line("调课", "9月12日(周六)", "调休上课", "补9月18日课", "全体(柳河校区除外)")
    assert (_followed(intake, CORE), _followed(intake)) == (
        [(saturday, date(2026, 9, 18))],
        [(saturday, None)],
    )


def test_an_exception_takes_the_rule_of_the_calendar_from_that_school() -> None:
    rows: Rows = [HEADER, ["调休", "9月20日", "调休上课", "补10月6日课", "全体(柳河校区除外)"]]
    intake = _intake(rows, CALENDAR)
    assert (SUNDAY, TUESDAY) in _followed(intake, CORE)
    assert [rule for rule in _followed(intake) if rule[0] == SUNDAY] == []


def test_the_line_of_a_school_goes_before_that_of_all() -> None:
    rows: Rows = [
        HEADER,
        ["国庆", "10月1日—7日", "放假", "", "全体"],
        ["国庆", "10月1日—8日", "放假", "", "柳河校区"],
    ]
    longer = DateSpan.of(date(2026, 10, 1), date(2026, 10, 8))
    intake = _intake(rows)
    assert (_closed(intake, CORE), _closed(intake)) == (
        [(HOLIDAY, "国庆", None, None)],
        [(longer, "国庆", None, None)],
    )


def test_what_the_calendar_says_too_is_said_once() -> None:
    rows: Rows = [
        ["节日", "放假日期", "补课安排"],
        ["中秋节", "9月25日至27日", "无"],
        ["国庆节", "10月1日—7日", "9月20日上班,补10月6日(周二)课;10月10日上周三课"],
    ]
    intake = _intake(rows, CALENDAR)
    assert _closed(intake) == [
        (DateSpan.of(date(2026, 9, 25), date(2026, 9, 27)), "中秋节", None, None),
        (HOLIDAY, "国庆", None, None),
    ]
    assert _followed(intake) == [(SUNDAY, TUESDAY), (SATURDAY, 3)]


@pytest.mark.parametrize(
    ("line", "cell", "day", "other"),
    [
        (["国庆节", "10月1日—8日", "放假", "", "全体"], "B2", "2026-10-08", "资料.xlsx!校历!D7"),
        (["调休", "9月20日", "调休上课", "上周五课", "全体"], "B2", "2026-09-20", "资料.xlsx!校历!D5"),
        (["国庆", "10月6日", "上课", "上周二课", "全体"], "B2", "2026-10-06", "资料.xlsx!校历!D7"),
    ],
)
def test_a_contradiction_with_the_calendar_names_both_cells(
    line: list[str], cell: str, day: str, other: str
) -> None:
    intake = _intake([HEADER, line], CALENDAR)
    found = [(one.code, one.source.cell, dict(one.facts)) for one in intake.problems]
    assert [(code, at, facts["day"], facts["other"]) for code, at, facts in found] == [
        ("calendars_contradict", cell, day, other)
    ] * 2
    assert [facts["campus"] for _, _, facts in found] == [CORE, MEMBER]


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([HEADER, ["国庆", "9月31日", "放假", "", ""]], "date_unreadable", "B2"),
        ([HEADER, ["国庆", "10月1日—7日(共8天)", "放假", "", ""]], "date_count_differs", "B2"),
        ([HEADER, ["国庆", "9月20日(周六)", "上课", "上周五课", ""]], "date_weekday_differs", "B2"),
        ([HEADER, ["国庆", "10月1日", "放假", "", "柳合校区"]], "campus_unknown", "E2"),
        ([HEADER, ["调休", "9月20日", "调休上课", "看通知上课表", ""]], "makeup_unreadable", "D2"),
        (
            [["节日", "放假日期", "补课安排"], ["国庆", "10.1-10.7", "9月20日上随便课"]],
            "makeup_unreadable",
            "C2",
        ),
        (
            [["节日", "放假日期", "补课安排"], ["国庆", "10.1-10.7", "9月20日(周六)上周五课"]],
            "date_weekday_differs",
            "C2",
        ),
        ([HEADER, ["校运会", "9月17日", "停课", "14:00-8:00停课", ""]], "time_unreadable", "B2"),
    ],
)
def test_problems_of_lines(rows: Rows, code: str, cell: str) -> None:
    assert _problems(_intake(rows)) == [(code, "节假日与调休", cell)]


@pytest.mark.parametrize(
    ("line", "note", "cell"),
    [
        (["国庆", "10月1日—8日", "放假", "", ""], "notice_differs", "B2"),
        (["调休", "9月12日(周六)", "调休上课", "上周五课", ""], "notice_differs", "B2"),
        (["家长会", "9月17日", "会议", "", ""], "event_without_closure", "B2"),
        (["元旦", "2026年1月1日", "放假", "", ""], "row_not_used", "B2"),
        (["国庆", "10月1日—7日", "放假", "提前采购用品", ""], "remark_not_used", "D2"),
    ],
)
def test_notes_of_lines(line: list[str], note: str, cell: str) -> None:
    assert (note, "节假日与调休", cell) in _notes(_intake([HEADER, line]))


def test_of_a_day_of_lessons_as_usual_nothing_is_said() -> None:
    assert ("event_without_closure", "节假日与调休", "B2") not in _notes(
        _intake([HEADER, ["家长会", "9月17日", "会议", "照常上课", ""]])
    )


def test_what_the_notice_has_and_nobody_says_is_noted() -> None:
    intake = _line("国庆", "10月1日—7日", "放假", "", "")
    unsaid = [dict(note.facts) for note in intake.notes if note.code == "notice_day_unsaid"]
    assert unsaid == [{"name": "调休", "days": ("9.20",)}, {"name": "中秋节", "days": ("9.25",)}]


def test_a_corrected_list_replaces_what_the_one_before_said() -> None:
    first = _intake([HEADER, ["研学", "9月17日", "停课", "", ""], ["国庆", "10.1-10.7", "放假", "", ""]])
    listed = grids({"节假日与调休": [HEADER, ["国庆", "10.1-10.7", "放假", "", ""]]})
    again = understand(listed, first.district, counting("new"))
    assert _closed(again) == [(HOLIDAY, "国庆", None, None)]
    gone = [dict(note.facts)["names"] for note in again.notes if note.code == "days_gone"]
    assert gone == [("研学 2026-09-17–2026-09-17",)] * 2


def test_events_alone_are_added_and_the_same_list_changes_nothing() -> None:
    rows: Rows = [HEADER, ["国庆", "10.1-10.7", "放假", "", ""], ["调休", "9.20", "上课", "上周五课", "柳河"]]
    first = _intake(rows)
    events: Rows = [["校区", "日期", "事项", "安排"], ["柳河", "9月17日", "运动会", "停课"]]
    added = understand(grids({"校区活动": events}), first.district, counting("new"))
    assert [reason for _, reason, _, _ in _closed(added)] == ["运动会", "国庆"]
    plans = {name: of for name, of in SHEETS.items() if name != "集体教研规划(四定)"}
    sheets = grids({**plans, "校历": WEEKS, "节假日与调休": rows})
    assert understand(sheets, first.district, counting("new")).district == first.district


def test_a_list_is_read_by_the_year_of_its_title() -> None:
    rows: Rows = [["2027年节假日安排"], HEADER, ["元旦", "1月1日", "放假", "", ""]]
    assert ("row_not_used", "节假日与调休", "B3") in _notes(_intake(rows))


def test_the_days_are_in_their_order_wherever_they_stand() -> None:
    """An export writes 校历 and 校区活动, another sheet than the school did: that is no change."""
    rows: Rows = [
        HEADER,
        ["国庆", "10月1日至7日", "放假", "", "全体"],
        ["调休", "10月10日", "补课", "上周三课", ""],
    ]
    events: Rows = [
        ["校区", "日期", "事项", "课表"],
        ["柳河校区", "9月17日", "运动会", "停课"],
        ["柳河校区", "9月20日", "调休上课", "补10月6日(周二)课"],
    ]
    intake = _intake(rows, 校区活动=events)
    assert [days.first for days, *_ in _closed(intake)] == [date(2026, 9, 17), HOLIDAY.first]
    assert _followed(intake) == [(SUNDAY, TUESDAY), (SATURDAY, 3)]
