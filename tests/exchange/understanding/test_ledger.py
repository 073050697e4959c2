"""年度活动台账: every form of a line, what continues from above, and what is no activity."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.spans import ClockSpan, DateSpan
from service.domain.activities import Activity
from service.domain.district import District
from service.domain.research_sessions import Mode
from service.exchange.notation.dates_written import CalendarYear
from service.exchange.notation.days_of_year import Days, days_of_year
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.reading.sheets import Merged, Sheet
from service.exchange.recognition.lists.ledger_sheet import called_ledger, ledger_table
from service.exchange.understanding.intake import Intake, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import SHEETS, Rows, grids

YEAR = CalendarYear(2026)
CORE, MEMBER = "城北小学(核心校区)", "柳河校区"
TITLE = ["城北小学教联体2026年度活动台账"]
HEADER = [
    "编号",
    "日期",
    "活动类型",
    "活动主题",
    "学科",
    "形式",
    "主办学校",
    "参加学校",
    "主讲人",
    "地点",
    "节数",
    "完成情况",
    "备注",
]
LINE = [
    "H01",
    "2026.3.12",
    "示范课",
    "《我们的校园》",
    "语文",
    "线上",
    "柳河校区",
    "全体成员校",
    "周杰",
    "网络功能室",
    "2节",
    "已完成",
    "有录像",
]


def _intake(rows: Rows, known: District | None = None, prefix: str = "id") -> Intake:
    rest = {name: of for name, of in SHEETS.items() if name != "集体教研规划(四定)"}
    return understand(grids({**rest, "年度活动台账": rows}), known, counting(prefix))


def _activities(rows: Rows) -> tuple[Activity, ...]:
    intake = _intake(rows)
    assert intake.district is not None, intake.problems
    return intake.district.activities


def _one(column: str, value: object) -> Activity:
    cells: list[object] = list(LINE)
    cells[HEADER.index(column)] = value
    (activity,) = _activities([TITLE, HEADER, cells])
    return activity


def _notes(intake: Intake) -> set[tuple[str, str]]:
    assert intake.problems == ()
    return {(note.code, note.source.cell) for note in intake.notes if note.source.sheet == "年度活动台账"}


def test_a_line_of_the_ledger() -> None:
    intake = _intake([TITLE, HEADER, LINE])
    assert intake.district is not None
    (found,) = intake.district.activities
    names = {campus.id: campus.name for campus in intake.district.campuses}
    people = {person.id: person.name for person in intake.district.people}
    assert found.source is not None
    assert (
        found.code,
        found.day,
        found.kind,
        found.topic,
        found.subject,
        found.mode,
        names[found.host_campus_id] if found.host_campus_id else "",
        [names[campus] for campus in found.campus_ids],
        [people[person] for person in found.person_ids],
        found.people_text,
        found.place_text,
        (found.count, found.unit),
        found.status,
        found.note,
        found.source.cell,
    ) == (
        "H01",
        date(2026, 3, 12),
        "示范课",
        "《我们的校园》",
        "语文",
        Mode.ONLINE,
        MEMBER,
        [CORE, MEMBER],
        ["周杰"],
        "周杰",
        "网络功能室",
        (2, "节"),
        "已完成",
        "有录像",
        "A3",
    )
    assert dict(intake.counts)["activities"] == 1


def _days(first: tuple[int, int], last: tuple[int, int]) -> DateSpan:
    return DateSpan.of(date(2026, *first), date(2026, *last))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026.3.12", _days((3, 12), (3, 12))),
        ("2026-03-12", _days((3, 12), (3, 12))),
        ("3月12日(周四)", _days((3, 12), (3, 12))),
        ("3月12日下午", _days((3, 12), (3, 12))),
        ("3月12日-14日", _days((3, 12), (3, 14))),
        ("3.12-3.14", _days((3, 12), (3, 14))),
        ("3月12日、13日", _days((3, 12), (3, 13))),
        ("3月", _days((3, 1), (3, 31))),
        ("三月份", _days((3, 1), (3, 31))),
        ("2026-03", _days((3, 1), (3, 31))),
        ("2026年3月", _days((3, 1), (3, 31))),
        ("2026.3", _days((3, 1), (3, 31))),
        ("3-5月", _days((3, 1), (5, 31))),
        ("2026年3月至5月", _days((3, 1), (5, 31))),
        ("2月上旬", _days((2, 1), (2, 10))),
        ("2月中旬", _days((2, 11), (2, 20))),
        ("2月底", _days((2, 21), (2, 28))),
        ("上半年", _days((1, 1), (6, 30))),
        ("2026年全年", _days((1, 1), (12, 31))),
        ("待定", None),
        ("每周三", None),
        ("", None),
    ],
)
def test_days(text: str, days: DateSpan | None) -> None:
    assert days_of_year(text, YEAR) == Days(days)


def test_days_with_clock_times() -> None:
    expected = Days(_days((3, 12), (3, 12)), ClockSpan(14 * 60, 15 * 60 + 30))
    texts = ("3.12 14:00-15:30", "3月12日 下午2:00—3:30", "2026年3月12日(周四)14:00至15:30")
    assert {text: days_of_year(text, YEAR) for text in texts} == dict.fromkeys(texts, expected)


@pytest.mark.parametrize(
    "text", ["9月31日", "13月", "5-3月", "下次", "3月12日(周五)", "12", "2月30日-3月1日"]
)
def test_what_are_no_days(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        days_of_year(text, YEAR)


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.sampled_from(["{0}.{1}", "{0}月{1}日", "2026-{0:02}-{1:02}"]),
)
def test_every_day_of_the_year(day: date, form: str) -> None:
    assert days_of_year(form.format(day.month, day.day), YEAR) == Days(DateSpan.of(day, day))


@given(st.integers(1, 12), st.sampled_from(["{0}月", "{0}月份", "2026年{0}月", "2026-{0:02}"]))
def test_every_month_of_the_year(month: int, form: str) -> None:
    days = days_of_year(form.format(month), YEAR).days
    assert days is not None
    assert (days.first, days.end) == (
        date(2026, month, 1),
        date(2026 + month // 12, month % 12 + 1, 1),
    )


@pytest.mark.parametrize("text", ["10月20日、27日", "3.12、3.19", "9月18日、21日"])
def test_days_apart_are_activities_of_their_own(text: str) -> None:
    with pytest.raises(NotUnderstoodError) as asked:
        days_of_year(text, YEAR)
    assert asked.value.code == "dates_apart"


@pytest.mark.parametrize(
    ("host", "called"),
    [
        ("柳河校区", [MEMBER]),
        ("城北小学核心校区", [CORE]),
        ("城北小学核心校区、柳河校区", [CORE, MEMBER]),
    ],
)
def test_the_host_is_called_as_in_other_lists_and_who_stands_beside_takes_part(
    host: str, called: list[str]
) -> None:
    cells: list[object] = list(LINE)
    cells[HEADER.index("主办学校")] = host
    cells[HEADER.index("参加学校")] = ""
    intake = _intake([TITLE, HEADER, cells])
    assert intake.district is not None
    names = {campus.id: campus.name for campus in intake.district.campuses}
    (activity,) = intake.district.activities
    assert activity.host_campus_id is not None
    assert [names[one] for one in (activity.host_campus_id, *activity.campus_ids)] == called


def test_a_week_of_the_term() -> None:
    assert _one("日期", "第3周").days == _days((9, 14), (9, 20))
    assert _one("日期", "第3周周三").day == date(2026, 9, 16)


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("3节", 3, "节"),
        ("2", 2, "节"),
        ("共3节", 3, "节"),
        ("两节", 2, "节"),
        ("45人", 45, "人"),
        ("12人次", 12, "人次"),
        ("", 1, ""),
        ("—", 1, ""),
    ],
)
def test_how_many(text: str, count: int, unit: str) -> None:
    assert (_one("节数", text).count, _one("节数", text).unit) == (count, unit)


@pytest.mark.parametrize(
    ("text", "mode"),
    [("线上", Mode.ONLINE), ("线下", Mode.ON_SITE), ("线上线下", Mode.ON_SITE), ("腾讯会议", Mode.ONLINE)],
)
def test_modes(text: str, mode: Mode) -> None:
    assert _one("形式", text).mode == mode


@pytest.mark.parametrize(
    ("column", "header"),
    [
        ("主讲人", "主讲/执教教师"),
        ("主讲人", "执教人"),
        ("主办学校", "主办(承办)学校"),
        ("主办学校", "承办单位"),
        ("活动类型", "活动项目"),
        ("活动主题", "活动内容"),
        ("日期", "开展时间"),
        ("形式", "形式(线上/线下)"),
        ("完成情况", "是否完成"),
        ("参加学校", "参与单位"),
    ],
)
def test_columns_by_their_other_names(column: str, header: str) -> None:
    renamed = [header if name == column else name for name in HEADER]
    assert _activities([TITLE, renamed, LINE]) == _activities([TITLE, HEADER, LINE])


def test_what_is_left_out_continues_and_headings_say_what_follows() -> None:
    rows: Rows = [
        TITLE,
        ["月份", "活动类型", "活动主题", "完成情况"],
        ["3月", "示范课", "甲", "是"],
        [None, None, "乙", "是"],
        [None, None, None, None],
        ["二、送教下乡", None, None, None],
        ["4月", None, "丙", "否"],
        ["合计", None, None, "3"],
    ]
    intake = _intake(rows)
    assert intake.district is not None
    assert [(one.kind, one.topic, one.days) for one in intake.district.activities] == [
        ("示范课", "甲", _days((3, 1), (3, 31))),
        ("示范课", "乙", _days((3, 1), (3, 31))),
        ("送教下乡", "丙", _days((4, 1), (4, 30))),
    ]
    assert _notes(intake) == {("row_not_used", "A8")}


def test_types_merged_down_and_headers_on_every_page() -> None:
    rows: Rows = [TITLE, HEADER, LINE, HEADER, ["H02", "4月", None, "集体备课", *[None] * 9]]
    (sheet,) = grids({"年度活动台账": rows})
    merged = Sheet(sheet.file, sheet.name, sheet.cells, merged=(Merged(1, 1, 1, 13),))
    rest = [one for one in grids() if one.name not in ("年度活动台账", "集体教研规划(四定)")]
    district = understand([*rest, merged], None, counting()).district
    assert district is not None
    assert [(one.code, one.kind) for one in district.activities] == [("H01", "示范课"), ("H02", "示范课")]


def test_names_that_nobody_knows_are_one_note_and_stay_as_text() -> None:
    cells: list[object] = list(LINE)
    cells[7], cells[8] = "柳河校区、江南小学", "欧阳修、周杰、全体语文教师"
    intake = _intake([TITLE, HEADER, cells])
    assert intake.district is not None
    (found,) = intake.district.activities
    assert (len(found.campus_ids), len(found.person_ids), found.people_text) == (
        1,
        1,
        "欧阳修、周杰、全体语文教师",
    )
    unknown = [dict(note.facts) for note in intake.notes if note.code == "ledger_names_unknown"]
    assert unknown == [{"names": ("江南小学", "欧阳修")}]


@pytest.mark.parametrize(
    ("column", "value", "code", "cell"),
    [
        ("日期", "9月31日", "date_unreadable", "B3"),
        ("日期", "3月12日(周五)", "date_weekday_differs", "B3"),
        ("日期", 10.1, "date_typed_as_number", "B3"),
        ("日期", "第40周", "date_unreadable", "B3"),
        ("节数", "若干", "number_unreadable", "K3"),
    ],
)
def test_problems_of_lines(column: str, value: object, code: str, cell: str) -> None:
    cells: list[object] = list(LINE)
    cells[HEADER.index(column)] = value
    intake = _intake([TITLE, HEADER, cells])
    assert [(problem.code, problem.source.cell) for problem in intake.problems] == [(code, cell)]


def test_the_year_is_that_of_the_title_else_the_one_in_which_the_term_begins() -> None:
    cells: list[object] = list(LINE)
    cells[1] = "3月12日"
    school_year = _activities([["2026—2027学年活动台账"], HEADER, cells])
    unsaid = _intake([HEADER, cells])
    assert unsaid.district is not None
    assert [one.day for one in (*school_year, *unsaid.district.activities)] == [
        date(2027, 3, 12),
        date(2026, 3, 12),
    ]
    assert ("ledger_year_assumed", "") in _notes(unsaid)


def test_the_same_ledger_changes_nothing_and_a_corrected_one_keeps_its_lines() -> None:
    without_code = ["", *LINE[1:]]
    rows: Rows = [TITLE, HEADER, LINE, without_code, without_code]
    first = _intake(rows).district
    assert first is not None
    assert len({one.id for one in first.activities}) == 3
    assert _intake(rows, first, "new").district == first
    corrected = _intake([TITLE, HEADER, [*LINE[:11], "未完成", ""]], first, "new")
    assert corrected.district is not None
    assert [one.id for one in corrected.district.activities] == [one.id for one in first.activities]
    assert corrected.district.activities[0].status == "未完成"
    assert ("activities_gone", "") in _notes(corrected)


def test_a_number_that_stands_twice_is_no_identity() -> None:
    other = [*LINE[:3], "《秋天的雨》", *LINE[4:]]
    assert [(one.code, one.topic) for one in _activities([TITLE, HEADER, LINE, other])] == [
        ("", "《我们的校园》"),
        ("", "《秋天的雨》"),
    ]


@pytest.mark.parametrize(
    ("rows", "ledger"),
    [
        ([["序号", "时间", "类型", "主题", "完成情况"], [1, "3月", "示范课", "甲", "是"]], True),
        ([["2026年活动登记"], ["时间", "内容", "地点"], ["3月", "送教下乡", "柳河"]], True),
        ([["时间", "内容", "地点"], ["3月", "送教下乡", "柳河"]], False),
        ([["校区", "日期", "事项", "课表"], ["柳河", "9.17", "运动会", "停课"]], False),
    ],
)
def test_what_is_a_ledger(rows: Rows, ledger: bool) -> None:
    (sheet,) = grids({"Sheet1": rows})
    assert (called_ledger(sheet) is not None or ledger_table(sheet) is not None) == ledger
