"""Understanding of small made-up workbooks: what is unsaid, and each problem at its cell."""

from collections.abc import Mapping
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.bells import PeriodKind
from calendars.spans import ClockSpan, DateSpan
from calendars.weeks import EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.campus_terms import CampusTerm
from service.domain.communities import CommunityKind, Role
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.joint_lessons import AssistantState, JointLesson
from service.domain.research_sessions import Mode, ResearchSession
from service.exchange.reading.sheets import Merged, Sheet
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import SHEETS, Rows, changed, grids


def _intake(sheets: Mapping[str, Rows]) -> Intake:
    return understand(grids(sheets), None, counting())


def _district(sheets: Mapping[str, Rows] = SHEETS) -> District:
    intake = _intake(sheets)
    assert intake.district is not None, intake.problems
    return intake.district


def _with(sheet: str, row: int, column: int, value: object) -> dict[str, Rows]:
    return {**SHEETS, sheet: changed(SHEETS[sheet], row, column, value)}


def _without(*names: str) -> dict[str, Rows]:
    return {name: rows for name, rows in SHEETS.items() if name not in names}


def _problems(sheets: Mapping[str, Rows]) -> list[tuple[str, str, str]]:
    intake = _intake(sheets)
    assert intake.district is None
    return [(problem.code, problem.source.sheet, problem.source.cell) for problem in intake.problems]


def _notes(sheets: Mapping[str, Rows]) -> list[tuple[str, str, str]]:
    intake = _intake(sheets)
    assert intake.problems == ()
    return [(note.code, note.source.sheet, note.source.cell) for note in intake.notes]


def _lessons(district: District, campus: str) -> list[HomeLesson]:
    (campus_id,) = (one.id for one in district.campuses if one.name == campus)
    (base,) = district.timetables_of[campus_id]
    return list(base.lessons)


def _teacher(district: District, lesson: HomeLesson) -> str:
    return district.person[lesson.teacher_id].name if lesson.teacher_id else ""


def _calendar(district: District, campus: str = "柳河校区") -> CampusTerm:
    return next(entry for entry in district.campus_terms if district.campus[entry.campus_id].name == campus)


def _wish(sheets: Mapping[str, Rows]) -> JointLesson:
    (wish,) = _district(sheets).joint_lessons
    return wish


def _plan(sheets: Mapping[str, Rows]) -> ResearchSession:
    (plan,) = _district(sheets).sessions
    return plan


def test_a_table_is_read_row_by_row() -> None:
    district = _district()
    found = [
        (lesson.weekday, lesson.period, lesson.subject, _teacher(district, lesson), lesson.source.cell)
        for lesson in _lessons(district, "城北小学(核心校区)")
    ]
    assert found == [
        (1, 0, "语文", "赵霞", "D3"),
        (1, 0, "语文", "钱华", "E3"),
        (1, 1, "语文", "赵霞", "D4"),
        (1, 1, "数学", "孙丽", "E4"),
        (1, 2, "数学", "孙丽", "D5"),
        (1, 2, "班会", "钱华", "E5"),
        (1, 3, "信息科技", "李勇", "D7"),
        (1, 3, "劳动", "赵霞", "D7"),
        (1, 90, "课后服务", "", "D8"),
        (1, 90, "课后服务", "", "E8"),
    ]


def test_kinds_and_weeks_of_lessons() -> None:
    lessons = _lessons(_district(), "城北小学(核心校区)")
    assert {lesson.period: lesson.kind for lesson in lessons} == {
        0: PeriodKind.READING,
        1: PeriodKind.LESSON,
        2: PeriodKind.LESSON,
        3: PeriodKind.LESSON,
        90: PeriodKind.AFTER,
    }
    assert [lesson.weeks for lesson in lessons if lesson.period == 3] == [ODD_WEEKS, EVEN_WEEKS]


def test_a_head_teacher_named_in_the_table_has_the_homeroom_lesson() -> None:
    rows = list(SHEETS["总课表-核心"])
    rows.insert(2, ["班主任", None, None, "孙丽", "孙丽"])
    district = _district({**SHEETS, "总课表-核心": rows})
    homeroom = [one for one in _lessons(district, "城北小学(核心校区)") if one.subject == "班会"]
    assert [_teacher(district, lesson) for lesson in homeroom] == ["孙丽"]
    heads = {name.name: name.head_teacher_id for name in district.class_names if name.name == "302"}
    assert [district.person[head].name for head in heads.values() if head] == ["孙丽"]


def test_a_merged_cell_is_the_lesson_of_each_of_its_rows() -> None:
    sheets = list(grids())
    place = next(n for n, sheet in enumerate(sheets) if sheet.name == "总课表-核心")
    old = sheets[place]
    cells = tuple(cell for cell in old.cells if (cell.row, cell.column) != (5, 4))
    sheets[place] = Sheet(old.file, old.name, cells, merged=(Merged(4, 4, 5, 4),))
    district = understand(sheets, None, counting()).district
    assert district is not None
    doubled = [one for one in _lessons(district, "城北小学(核心校区)") if one.source.cell == "D4"]
    assert [(lesson.period, lesson.subject) for lesson in doubled] == [(1, "语文"), (2, "语文")]


def test_the_calendar_says_what_is_off_and_what_follows_what() -> None:
    entry = _calendar(_district())
    assert [(closure.days, closure.reason) for closure in entry.closures] == [
        (DateSpan.of(date(2026, 9, 25), date(2026, 9, 25)), "中秋"),
        (DateSpan.of(date(2026, 10, 1), date(2026, 10, 7)), "国庆"),
    ]
    assert [(rule.day, rule.follows) for rule in entry.day_rules] == [
        (date(2026, 9, 20), date(2026, 10, 6)),
        (date(2026, 10, 10), 3),
    ]
    assert entry.own_days == DateSpan.of(date(2026, 8, 31), date(2026, 10, 11))


def test_the_term_begins_where_the_calendar_says_and_ends_with_review_weeks() -> None:
    term = _district().term.term
    assert (term.name, term.first_day, term.last_day) == (
        "2026—2027学年第一学期",
        date(2026, 9, 1),
        date(2026, 10, 9),
    )
    assert term.lesson_weeks == frozenset({1, 2, 3})


def test_weeks_are_kept_only_where_the_school_counts_otherwise() -> None:
    assert _calendar(_district()).weeks_given == ()
    swapped = _with("校历", 8, 3, "单")
    given = _calendar(_district(swapped)).weeks_given
    assert [(week.number, week.parity.value) for week in given][-1] == (6, "odd")


def test_remarks_and_footnotes_are_noted() -> None:
    assert _notes(SHEETS) == [("remark_not_used", "校历", "D6"), ("footnote_not_read", "总课表-核心", "A9")]


@pytest.mark.parametrize(
    ("said", "span", "grades"),
    [
        ("停课", None, None),
        ("下午停课", ClockSpan(13 * 60 + 50, 24 * 60), None),
        ("上午停课", ClockSpan(0, 10 * 60 + 5), None),
        ("上午照常上课，下午停课", ClockSpan(13 * 60 + 50, 24 * 60), None),
        ("上午停课，下午正常", ClockSpan(0, 10 * 60 + 5), None),
        ("三、四年级停课", None, frozenset({3, 4})),
    ],
)
def test_events_close_one_campus(said: str, span: ClockSpan | None, grades: frozenset[int] | None) -> None:
    events: Rows = [["校区", "日期", "事项", "课表"], ["柳河", "9月17日—18日", "运动会", said]]
    district = _district({**SHEETS, "校区活动": events})
    (closure, _, _) = _calendar(district).closures
    assert (closure.days, closure.reason, closure.span, closure.grades) == (
        DateSpan.of(date(2026, 9, 17), date(2026, 9, 18)),
        "运动会",
        span,
        grades,
    )
    assert len(_calendar(district, "城北小学(核心校区)").closures) == 2


def test_an_event_may_make_a_day_follow_another() -> None:
    events: Rows = [["校区", "日期", "事项", "课表"], ["全体", "9.12", "调课", "补9.18(五)课"]]
    district = _district({**SHEETS, "校区活动": events})
    assert [entry.day_rules[0].follows for entry in district.campus_terms] == [date(2026, 9, 18)] * 2


def test_a_heading_nobody_knows_over_what_becomes_of_the_lessons_is_asked() -> None:
    events: Rows = [
        ["校区", "日期", "事项", "课程处理", "负责人"],
        ["柳河", "9.17", "运动会", "全天停课", "周杰"],
    ]
    sheets = {**SHEETS, "校区活动": events}
    (question,) = understand(grids(sheets), None, counting()).questions
    problem = question.problem
    assert (problem.code, problem.source.sheet, problem.source.cell, question.choices) == (
        "event_heading_unknown",
        "校区活动",
        "D1",
        ("课表", "不读"),
    )
    read = Options(corrections=(question.answered("课表"),))
    district = understand(grids(sheets), None, counting(), read).district
    assert district is not None
    assert [closure.reason for closure in _calendar(district).closures][:1] == ["运动会"]
    unread = Options(corrections=(question.answered("不读"),))
    intake = understand(grids(sheets), None, counting(), unread)
    assert ("event_without_closure", "C2") in {(note.code, note.source.cell) for note in intake.notes}


def test_a_remark_beside_what_becomes_of_the_lessons_is_no_question() -> None:
    events: Rows = [
        ["校区", "日期", "事项", "课表", "说明"],
        ["柳河", "9.17", "运动会", "停课", "设备检查正常"],
    ]
    assert understand(grids({**SHEETS, "校区活动": events}), None, counting()).questions == ()


@pytest.mark.parametrize(
    ("lessons", "noted"), [("照常上课", False), ("不停课", False), ("正常放假", True), ("", True)]
)
def test_an_event_that_does_not_speak_of_lessons_closes_nothing(lessons: str, noted: bool) -> None:
    events: Rows = [["校区", "日期", "事项", "课表"], ["柳河校区", "9.17", "家长会", lessons]]
    read = _notes({**SHEETS, "校区活动": events})
    assert (("event_without_closure", "校区活动", "C2") in read) == noted


def test_a_campus_with_bells_of_its_own_and_their_seasons() -> None:
    own: Rows = [
        ["节次", "夏令", "冬令(9月21日起)"],
        ["早读", "08:00-08:20", "08:10-08:30"],
        ["1", "08：30—09：10", "08:40～09:20"],
        ["2", "9:20-10:00", "9:30-10:10"],
    ]
    district = _district({**_without("集体教研规划(四定)"), "作息_柳河校区": own})
    entry = _calendar(district)
    summer, winter = entry.bells.schedules
    assert (winter.valid, [str(p.span) for p in winter.lessons]) == (
        DateSpan(date(2026, 9, 21), None),
        ["08:40–09:20", "09:30–10:10"],
    )
    assert entry.bells.on(date(2026, 9, 18), 3) == summer
    assert entry.bells.on(date(2026, 9, 21), 3) == winter
    core = _calendar(district, "城北小学(核心校区)")
    assert len(core.bells.schedules) == 1


def test_seasons_may_stand_one_below_the_other_with_two_columns_each() -> None:
    own: Rows = [
        ["夏令", None, None],
        ["节次", "开始", "结束"],
        ["1", "08：30", "09:10"],
        ["2", "9:20", "10:00"],
        ["冬令(9月21日起)", None, None],
        ["节次", "开始", "结束"],
        ["1", "08：40", "09:20"],
        ["2", "9:30", "10:10"],
    ]
    member: Rows = [*SHEETS["总课表-柳河校区"][:2], ["周一", "第1节", None, "语文\n周杰"]]
    sheets = {**_without("集体教研规划(四定)"), "作息_柳河": own, "总课表-柳河校区": member}
    entry = _calendar(_district(sheets))
    assert [(schedule.name, schedule.valid.first) for schedule in entry.bells.schedules] == [
        ("夏令", date.min),
        ("冬令(9月21日起)", date(2026, 9, 21)),
    ]


def test_without_a_bell_sheet_the_times_of_the_table_are_the_bells() -> None:
    sheets = _without(
        "统一作息", "总课表-柳河校区", "空中同步课堂计划", "集体教研规划(四定)", "网络功能室", "教师名册"
    )
    sheets["总课表-核心"] = [
        ["2026—2027学年城北小学总课表"],
        ["星期", "节次", "时间", "301"],
        ["周一", "1", "08:30-09:10", "语文\n赵霞"],
        [None, "2", "09:25-10:05", "数学\n孙丽"],
        ["周二", "1", "08:30-09:10", "语文\n赵霞"],
    ]
    district = _district(sheets)
    (entry,) = district.campus_terms
    assert [str(period.span) for period in entry.bells.schedules[0].lessons] == ["08:30–09:10", "09:25–10:05"]
    assert [campus.name for campus in district.campuses] == ["城北小学"]


def test_rooms_host_or_only_receive() -> None:
    assert [(place.name, place.can_host, place.max_ends) for place in _district().places] == [
        ("主讲室", True, 4),
        ("网络功能室", False, None),
    ]


def test_a_receiver_takes_its_campus_only_room_and_class_of_the_grade() -> None:
    district = _district()
    (wish,) = district.joint_lessons
    (end,) = wish.receivers
    assert end.place_id is not None
    assert (district.place[end.place_id].name, district.class_name[end.class_ids[0]].name) == (
        "网络功能室",
        "301",
    )


@pytest.mark.parametrize(
    ("text", "state", "name"),
    [
        ("柳河:周杰", AssistantState.NAMED, "周杰"),
        ("柳河校区：周 杰", AssistantState.NAMED, "周杰"),
        ("周杰", AssistantState.NAMED, "周杰"),
        ("柳河:本班学科教师", AssistantState.BY_ROLE, "周杰"),
        ("本班学科教师", AssistantState.BY_ROLE, "周杰"),
        ("", AssistantState.MISSING, ""),
    ],
)
def test_assistants_are_named_by_name_or_role_or_missing(text: str, state: AssistantState, name: str) -> None:
    district = _district(_with("空中同步课堂计划", 3, 11, text))
    (end,) = district.joint_lessons[0].receivers
    found = district.person[end.assistant_id].name if end.assistant_id else ""
    assert (end.assistant_state, found) == (state, name)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [("每周", Weeks()), ("单周", ODD_WEEKS), ("1-3周", Weeks(numbers=frozenset({1, 2, 3})))],
)
def test_weeks_of_a_wish(text: str, weeks: Weeks) -> None:
    assert _wish(_with("空中同步课堂计划", 3, 8, text)).weeks == weeks


def test_a_wish_may_ask_for_any_time() -> None:
    rows = changed(changed(SHEETS["空中同步课堂计划"], 3, 6, ""), 3, 7, "不限")
    assert _wish({**SHEETS, "空中同步课堂计划": rows}).wished is None


def test_several_classes_of_a_campus_sit_together() -> None:
    rows = changed(SHEETS["空中同步课堂计划"], 3, 4, "三年级")
    rows = changed(
        changed(rows, 3, 5, "周杰"), 3, 10, "城北小学(核心校区)三（1）班、城北小学(核心校区)三(2)班"
    )
    rows = changed(changed(rows, 3, 11, "赵霞"), 3, 9, "网络功能室")
    district = _district({**SHEETS, "空中同步课堂计划": rows})
    (end,) = district.joint_lessons[0].receivers
    assert [district.class_name[class_id].name for class_id in end.class_ids] == ["301", "302"]


def test_a_plan_by_weekday_and_lessons_has_the_date_of_its_week_and_the_hosts_bells() -> None:
    plan = _plan(SHEETS)
    assert (plan.day, str(plan.span), plan.mode) == (date(2026, 9, 8), "09:25–14:30", Mode.ON_SITE)
    assert len(plan.member_ids) == 3


@pytest.mark.parametrize(
    ("column", "missing"), [(4, ["time"]), (7, ["place"]), (8, ["topic"]), (9, ["chair"])]
)
def test_what_a_plan_leaves_empty_is_no_problem(column: int, missing: list[str]) -> None:
    assert [fixed.value for fixed in _plan(_with("集体教研规划(四定)", 3, column, "")).missing] == missing


def test_a_plan_on_a_date_outside_its_week_is_noted() -> None:
    sheets = _with("集体教研规划(四定)", 3, 4, "9.15 13:50-15:25")
    assert ("date_outside_week", "集体教研规划(四定)", "D3") in _notes(sheets)
    assert _plan(sheets).day == date(2026, 9, 15)


def test_one_name_at_two_campuses_is_two_people_unless_declared() -> None:
    rows = [*SHEETS["教师名册"], ["柳河校区", "LH03", "孙丽", "数学"]]
    assert len([one for one in _district({**SHEETS, "教师名册": rows}).people if one.name == "孙丽"]) == 2
    shared: Rows = [
        ["姓名", "学科", "周一、三", "周二、四、五", "路程"],
        ["孙丽", "数学", "城北小学(核心校区)", "柳河校区", "35分钟"],
    ]
    district = _district({**SHEETS, "教师名册": rows, "走教教师": shared})
    (person,) = (one for one in district.people if one.name == "孙丽")
    assert [post.weekdays for post in district.posts_of[person.id]] == [{1, 3}, {2, 4, 5}]
    assert [travel.minutes for travel in district.travels] == [35]


def test_a_teacher_no_roster_has_gets_a_post_without_number_once() -> None:
    sheets = _with("总课表-柳河校区", 5, 4, "数学\n郑新")
    assert ("teacher_not_in_roster", "总课表-柳河校区", "D5") in _notes(sheets)
    district = _district(sheets)
    (person,) = (one for one in district.people if one.name == "郑新")
    assert [(post.staff_number, post.subject) for post in district.posts_of[person.id]] == [("", "数学")]


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("城北教联体(融合型)", CommunityKind.MERGED, [Role.CORE, Role.MEMBER]),
        ("城北教共体（共建型）", CommunityKind.CO_BUILT, [Role.CORE, Role.MEMBER]),
        ("城北教共体（协作型）", CommunityKind.COOPERATIVE, [Role.SUPPORTING, Role.SUPPORTED]),
    ],
)
def test_the_kind_of_a_community_decides_schools_and_roles(
    text: str, kind: CommunityKind, roles: list[Role]
) -> None:
    district = _district(_with("说明", 2, 2, text))
    assert [community.kind for community in district.communities] == [kind]
    assert [row.role for row in district.memberships] == roles
    assert len(district.schools) == (1 if kind is CommunityKind.MERGED else 2)


def test_without_an_overview_the_community_is_assumed_and_said() -> None:
    sheets = _without("说明")
    assert ("community_assumed", "", "") in _notes(sheets)
    assert [(one.name, one.kind) for one in _district(sheets).communities] == [
        ("城北小学教联体", CommunityKind.MERGED)
    ]


def test_hidden_and_unknown_sheets_are_said_and_not_used() -> None:
    extra = Sheet("资料.xlsx", "食堂菜单", grids({"食堂菜单": [["周一", "红烧肉"]]})[0].cells)
    table = next(sheet for sheet in grids() if sheet.name == "总课表-柳河校区")
    hidden = Sheet("资料.xlsx", "总课表-柳河校区(旧)", table.cells, hidden=True)
    intake = understand((*grids(), extra, hidden), None, counting())
    assert intake.problems == ()
    assert [(note.code, note.source.sheet) for note in intake.notes] == [
        ("remark_not_used", "校历"),
        ("footnote_not_read", "总课表-核心"),
        ("sheet_not_used", "食堂菜单"),
        ("sheet_hidden", "总课表-柳河校区(旧)"),
    ]


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "code", "cell"),
    [
        ("统一作息", 4, 2, "八点半", "time_unreadable", "B4"),
        ("统一作息", 5, 2, "09:05", "bells_impossible", "B2"),
        ("统一作息", 4, 1, "语文", "period_unreadable", "A4"),
        ("校历", 4, 2, "九月", "date_unreadable", "B4"),
        ("校历", 4, 3, "奇", "parity_unreadable", "C4"),
        ("校历", 5, 4, "9.20(六)补10.6(二)课", "date_weekday_differs", "D5"),
        ("总课表-核心", 2, 5, "三(1)班", "class_twice", "E2"),
        ("总课表-核心", 2, 5, "语文组", "class_label_unreadable", "E2"),
        ("总课表-核心", 3, 1, "星期八", "weekday_unreadable", "A3"),
        ("总课表-核心", 7, 2, "第8节", "period_unknown", "B7"),
        ("总课表-核心", 7, 2, "第二节", "period_twice", "B7"),
        ("总课表-核心", 7, 2, "??", "period_unreadable", "B7"),
        ("总课表-核心", 4, 3, "8点", "time_unreadable", "C4"),
        ("总课表-核心", 4, 4, "语文\n赵霞/钱华", "cell_unreadable", "D4"),
        ("教师名册", 3, 2, "HX01", "staff_number_twice", "B3"),
        ("教师名册", 3, 3, "", "cell_empty", "C3"),
        ("网络功能室", 2, 3, "唱歌", "room_use_unreadable", "C2"),
        ("网络功能室", 2, 4, "许多", "number_unreadable", "D2"),
        ("网络功能室", 2, 1, "东山校区", "campus_unknown", "A2"),
        ("空中同步课堂计划", 3, 1, "", "cell_empty", "A3"),
        ("空中同步课堂计划", 3, 4, "三(9)班", "class_unknown", "D3"),
        ("空中同步课堂计划", 3, 4, "甲班", "class_label_unreadable", "D3"),
        ("空中同步课堂计划", 3, 5, "赵夏", "teacher_unknown", "E3"),
        ("空中同步课堂计划", 3, 7, "第9节", "period_unknown", "G3"),
        ("空中同步课堂计划", 3, 8, "有时", "weeks_unreadable", "H3"),
        ("空中同步课堂计划", 3, 9, "主讲宝", "room_unknown", "I3"),
        ("空中同步课堂计划", 3, 10, "东山校区", "campus_unknown", "J3"),
        ("空中同步课堂计划", 3, 10, "城北小学(核心校区)", "receiving_class_unclear", "J3"),
        ("空中同步课堂计划", 3, 11, "柳河:周捷", "teacher_unknown", "K3"),
        ("空中同步课堂计划", 3, 11, "核心校区:赵霞", "assistant_elsewhere", "K3"),
        ("集体教研规划(四定)", 3, 3, "第40周", "plan_week_unknown", "C3"),
        ("集体教研规划(四定)", 3, 4, "改天", "plan_time_unreadable", "D3"),
        ("集体教研规划(四定)", 3, 4, "周二第7-8节", "period_unknown", "D3"),
        ("集体教研规划(四定)", 3, 5, "半线", "mode_unreadable", "E3"),
        ("集体教研规划(四定)", 3, 6, "东山校区", "campus_unknown", "F3"),
        ("集体教研规划(四定)", 3, 9, "周捷", "teacher_unknown", "I3"),
        ("集体教研规划(四定)", 3, 10, "全体化学教师", "members_unknown", "J3"),
    ],
)
def test_each_problem_is_named_at_its_cell(
    sheet: str, row: int, column: int, value: str, code: str, cell: str
) -> None:
    assert (code, sheet, cell) in _problems(_with(sheet, row, column, value))


def test_all_problems_come_in_one_go_in_the_order_of_the_workbook() -> None:
    sheets = {
        **_with("空中同步课堂计划", 3, 4, "三(9)班"),
        "总课表-核心": changed(changed(SHEETS["总课表-核心"], 5, 5, "语文/数学\n甲"), 4, 4, "语文、数学\n甲"),
        "校历": changed(SHEETS["校历"], 8, 2, "十月"),
    }
    assert _problems(sheets) == [
        ("date_unreadable", "校历", "B8"),
        ("cell_unreadable", "总课表-核心", "D4"),
        ("cell_unreadable", "总课表-核心", "E5"),
        ("class_unknown", "空中同步课堂计划", "D3"),
    ]


def test_a_problem_names_what_was_expected() -> None:
    (problem,) = _intake(_with("空中同步课堂计划", 3, 4, "三(9)班")).problems
    assert dict(problem.facts)["candidates"] == ("三(1)班", "三(2)班")


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({}, "nothing_understood"),
        (_without("校历"), "calendar_missing"),
        ({**_without("统一作息"), "校历": SHEETS["校历"]}, "school_year_unknown"),
    ],
)
def test_what_an_import_cannot_do_without(sheets: Mapping[str, Rows], code: str) -> None:
    assert [found for found, *_ in _problems(sheets)] == [code]


def test_files_in_which_nothing_is_understood_are_named() -> None:
    sheets = [sheet for file in ("乙.xlsx", "甲.xlsx") for sheet in grids({"通讯": [["今天开会"]]}, file)]
    found = understand(sheets, None, counting()).problems
    assert [(one.code, one.source.file) for one in found] == [
        ("nothing_understood", "乙.xlsx"),
        ("nothing_understood", "甲.xlsx"),
    ]


def test_a_class_in_two_tables_of_its_campus() -> None:
    other = changed(SHEETS["总课表-柳河校区"], 5, 4, "体育\n吴倩")
    assert _problems({**SHEETS, "柳河校区": other}) == [("class_twice", "柳河校区", "D2")]
    same = _notes({**SHEETS, "柳河校区": SHEETS["总课表-柳河校区"]})
    assert ("class_repeated", "柳河校区", "D2") in same


def test_a_date_typed_as_a_number_is_not_guessed() -> None:
    events: Rows = [["校区", "日期", "事项", "课表"], ["柳河校区", 9.1, "运动会", "停课"]]
    assert ("date_typed_as_number", "校区活动", "B2") in _problems({**SHEETS, "校区活动": events})


def test_a_table_alone_is_enough_when_the_term_is_known() -> None:
    before = _district()
    only = {"总课表-柳河校区": changed(SHEETS["总课表-柳河校区"], 5, 4, "体育\n吴倩")}
    intake = understand(grids(only), before, counting("new"), Options(from_day=date(2026, 9, 21)))
    after = intake.district
    assert after is not None, intake.problems
    assert (after.term, after.campus_terms, after.communities) == (
        before.term,
        before.campus_terms,
        before.communities,
    )
    (new,) = set(after.home_timetables) - set(before.home_timetables)
    assert (new.effective_from, new.version) == (date(2026, 9, 21), 2)
    kept = {lesson.id for lesson in _lessons(before, "柳河校区")} & {lesson.id for lesson in new.lessons}
    assert len(kept) == 2


@pytest.mark.parametrize("day", [date(2026, 8, 30), date(2028, 10, 11)])
def test_a_table_from_a_day_outside_the_term_would_never_hold(day: date) -> None:
    before = _district()
    only = {"总课表-柳河校区": SHEETS["总课表-柳河校区"]}
    intake = understand(grids(only), before, counting("new"), Options(from_day=day))
    assert intake.district is None
    assert [(p.code, p.source.sheet, p.source.cell, dict(p.facts)) for p in intake.problems] == [
        (
            "date_outside_term",
            "总课表-柳河校区",
            "",
            {
                "text": day.isoformat(),
                "first": before.term.term.first_day.isoformat(),
                "last": before.term.term.last_day.isoformat(),
            },
        )
    ]


def test_the_next_term_keeps_schools_people_and_classes() -> None:
    before = _district()
    rows = changed(changed(SHEETS["统一作息"], 1, 1, "2027—2028学年度第一学期"), 2, 1, "节次")
    calendar: Rows = [["周次", "日期"], [1, "2027-08-30至09-05"], [2, "09.06—09.12"]]
    table = changed(SHEETS["总课表-柳河校区"], 2, 4, "四年级")
    after = understand(
        grids({"统一作息": rows, "校历": calendar, "总课表-柳河校区": table}), before, counting("new")
    ).district
    assert after is not None
    assert after.term.id != before.term.id
    assert set(before.people) <= set(after.people)
    assert set(before.classes) == set(after.classes)
    assert [(name.name, name.grade) for name in after.class_names] == [("401", 4)]
    assert (after.joint_lessons, after.sessions, len(after.home_timetables)) == ((), (), 1)


def test_minted_ids_are_used_once() -> None:
    numbers = count()
    minted: list[str] = []

    def mint() -> str:
        minted.append(f"id{next(numbers)}")
        return minted[-1]

    district = understand(grids(), None, mint).district
    assert district is not None
    ids = [
        *(school.id for school in district.schools),
        *(campus.id for campus in district.campuses),
        *(person.id for person in district.people),
        *(post.id for post in district.posts),
        *(place.id for place in district.places),
        *(group.id for group in district.classes),
        *(base.id for base in district.home_timetables),
        *district.home_lesson,
    ]
    assert len(set(ids)) == len(ids)


_TEXTS = [
    "",
    "/",
    "语文",
    "三(1)班",
    "星期一",
    "第3节",
    "8:00-8:40",
    "9.31",
    "10.1-10.7国庆",
    "1",
    "柳河校区",
    "注:",
    "单双",
    "全体教师",
]


@given(data=st.data())
def test_no_sheet_can_make_understanding_fail(data: st.DataObject) -> None:
    """Whatever stands in some cells, there is a district or there are problems."""
    sheets = dict(SHEETS)
    for _ in range(data.draw(st.integers(1, 6))):
        name = data.draw(st.sampled_from(sorted(sheets)))
        row = data.draw(st.integers(1, len(sheets[name])))
        column = data.draw(st.integers(1, len(sheets[name][row - 1])))
        value = data.draw(st.one_of(st.sampled_from(_TEXTS), st.text(max_size=12)))
        sheets[name] = changed(sheets[name], row, column, value)
    intake = _intake(sheets)
    assert (intake.district is None) == bool(intake.problems)
