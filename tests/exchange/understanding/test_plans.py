"""教研计划(四定) in the forms that districts write it: times, people, places, whose it is."""

from collections.abc import Mapping
from datetime import date

import pytest

from service.domain.collecting.corrections import Correction
from service.domain.district import District
from service.domain.research_sessions import ResearchSession
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import SHEETS, Rows, changed, grids

_OTHERS = {
    name: rows for name, rows in SHEETS.items() if name not in ("空中同步课堂计划", "集体教研规划(四定)")
}
HEADER = [
    "编号", "学科", "周次", "活动时间", "活动方式", "承办学校",
    "地点", "教研主题", "主持人", "主讲人", "参加人员", "活动类型",
]  # fmt: skip
ROW = [
    "K01",
    "语文",
    "第2周",
    "周二第2节",
    "线上",
    "柳河校区",
    "网络功能室",
    "作业",
    "周杰",
    None,
    "全体语文教师",
    "主题教研",
]


def _intake(rows: Rows, *answers: Correction, **more: Rows) -> Intake:
    sheets = grids({**_OTHERS, "教研计划(四定)": rows, **more})
    return understand(sheets, None, counting(), Options(corrections=answers))


def _with(header: str, value: object) -> Rows:
    return [HEADER, changed([ROW], 1, HEADER.index(header) + 1, value)[0]]


def _district(rows: Rows, **more: Rows) -> District:
    intake = _intake(rows, **more)
    assert intake.district is not None, intake.problems
    return intake.district


def _plan(rows: Rows, **more: Rows) -> ResearchSession:
    (plan,) = _district(rows, **more).sessions
    return plan


def _notes(intake: Intake) -> list[tuple[str, str]]:
    assert intake.problems == ()
    return [(one.code, one.source.cell) for one in intake.notes if one.source.sheet == "教研计划(四定)"]


@pytest.mark.parametrize(
    ("text", "day", "span"),
    [
        ("周二第2节", date(2026, 9, 8), "09:25–10:05"),
        ("9月8日(周二)下午第3节", date(2026, 9, 8), "13:50–14:30"),
        ("第3周周三第2节", date(2026, 9, 16), "09:25–10:05"),
        ("2026-09-10 13:50-15:25", date(2026, 9, 10), "13:50–15:25"),
        ("2026-09-10 第2、3节", date(2026, 9, 10), "09:25–14:30"),
        ("9.8 13:50—15:25", date(2026, 9, 8), "13:50–15:25"),
    ],
)
def test_times(text: str, day: date, span: str) -> None:
    plan = _plan(_with("活动时间", text))
    assert (plan.day, str(plan.span)) == (day, span)


@pytest.mark.parametrize(
    ("text", "day", "span", "note"),
    [
        ("第3周周三下午", date(2026, 9, 16), "13:50–14:30", "half_day_taken"),
        ("9月8日上午", date(2026, 9, 8), "08:30–10:05", "half_day_taken"),
        ("2026-09-10 14:00", date(2026, 9, 10), "14:00–15:30", "session_end_assumed"),
        ("9月8日下午第1节", date(2026, 9, 8), "13:50–14:30", "afternoon_counted_on"),
    ],
)
def test_what_is_left_of_a_time_is_taken_from_the_bells_and_noted(
    text: str, day: date, span: str, note: str
) -> None:
    intake = _intake(_with("活动时间", text))
    assert intake.district is not None
    (plan,) = intake.district.sessions
    assert (plan.day, str(plan.span)) == (day, span)
    assert note in {code for code, cell in _notes(intake) if cell == "D2"}


def test_of_lessons_apart_it_asks_when_the_session_ends() -> None:
    rows = _with("活动时间", "9月8日第1、3节")
    (question,) = _intake(rows).questions
    assert (question.problem.code, question.choices) == (
        "plan_time_unreadable",
        ("2026-09-08 第1-3节", "2026-09-08 第1节"),
    )


@pytest.mark.parametrize("text", ["每周二下午", "单周周二第2节", "9月8日、15日第2节"])
def test_a_series_has_no_date_and_is_noted(text: str) -> None:
    rows = changed(_with("活动时间", text), 2, 3, None)
    intake = _intake(rows)
    assert intake.district is not None
    assert [fixed.value for fixed in intake.district.sessions[0].missing] == ["time"]
    assert _notes(intake) == [("plan_is_series", "D2")]


@pytest.mark.parametrize("text", ["10.14-10.15", "10.14～10.15 第2节", "2026.10.14-10.15"])
def test_two_days_with_dots_are_no_minute_of_the_clock(text: str) -> None:
    intake = _intake(changed(_with("活动时间", text), 2, 3, None))
    assert intake.district is not None
    (plan,) = intake.district.sessions
    assert (plan.day, plan.span) == (None, None)
    assert _notes(intake) == [("plan_is_series", "D2")]


@pytest.mark.parametrize(
    ("text", "span"), [("10.14 8.10-8.25", "08:10–08:25"), ("10月14日 9.30-10.10", "09:30–10:10")]
)
def test_times_of_the_clock_with_dots_stay_those_of_their_day(text: str, span: str) -> None:
    plan = _plan(changed(_with("活动时间", text), 2, 3, None))
    assert (plan.day, str(plan.span)) == (date(2026, 10, 14), span)


@pytest.mark.parametrize("text", ["13:50-15:25", "9.30-10.10", "第2节", "10:00"])
def test_a_time_without_a_day_is_noted(text: str) -> None:
    intake = _intake(_with("活动时间", text))
    assert intake.district is not None
    assert [fixed.value for fixed in intake.district.sessions[0].missing] == ["time"]
    assert _notes(intake) == [("plan_day_unsaid", "D2")]


def test_every_tuesday_of_a_week_is_one_date() -> None:
    assert _plan(_with("活动时间", "每周二第2节")).day == date(2026, 9, 8)


def test_a_row_s_number_is_not_what_a_plan_is_called_by() -> None:
    assert _plan([["序号", *HEADER], [7, *ROW]]).code == "K01"


def test_day_and_time_in_columns_of_their_own() -> None:
    header = [*HEADER, "具体时间"]
    row = [*changed([ROW], 1, 4, "2026-09-10")[0], "13:50-15:25"]
    plan = _plan([header, row])
    assert (plan.day, str(plan.span)) == (date(2026, 9, 10), "13:50–15:25")


@pytest.mark.parametrize("period", ["2", "2节", "第2节", "上午2节"])
def test_a_number_in_the_column_of_lessons_is_one_of_the_day(period: str) -> None:
    header = [*HEADER, "星期", "节次"]
    plan = _plan([header, [*changed([ROW], 1, 4, None)[0], "周二", period]])
    assert (plan.day, str(plan.span)) == (date(2026, 9, 8), "09:25–10:05")


def test_a_number_below_the_time_is_a_lesson_beside_a_day() -> None:
    plan = _plan([[*HEADER, "星期"], [*_with("活动时间", "2")[1], "周二"]])
    assert (plan.day, str(plan.span)) == (date(2026, 9, 8), "09:25–10:05")


def test_an_answer_says_which_lesson_of_the_bells_is_meant() -> None:
    rows = _with("活动时间", "周二第9节")
    (question,) = _intake(rows).questions
    assert (question.problem.code, question.choices) == ("period_unknown", ("1", "2", "3"))
    district = _intake(rows, question.answered("2")).district
    assert district is not None
    assert [str(plan.span) for plan in district.sessions] == ["09:25–10:05"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全体语文教师", ["赵霞", "钱华", "周杰"]),
        ("各校语文教师", ["赵霞", "钱华", "周杰"]),
        ("语文教师", ["赵霞", "钱华", "周杰"]),
        ("语文教研组全体成员", ["赵霞", "钱华", "周杰"]),
        ("全体", ["赵霞", "钱华", "周杰"]),
        ("语文组全体", ["赵霞", "钱华", "周杰"]),
        ("语文组", ["赵霞", "钱华", "周杰"]),
        ("两校语文教师", ["赵霞", "钱华", "周杰"]),
        ("全体语文老师(含走教)", ["赵霞", "钱华", "周杰"]),
        ("柳河校区语文教研组", ["周杰"]),
        ("柳河校区全体语文教师", ["周杰"]),
        ("柳河校区语文教师、赵霞", ["周杰", "赵霞"]),
        ("核心校区:赵霞、钱华;柳河:周杰", ["赵霞", "钱华", "周杰"]),
        ("核心校区：赵霞、钱华\n周杰", ["赵霞", "钱华", "周杰"]),
        ("赵霞(核心校区)、周杰", ["赵霞", "周杰"]),
        ("全体教师", ["赵霞", "钱华", "孙丽", "李勇", "周杰", "吴倩"]),
        ("柳河校区、核心校区", ["周杰", "赵霞", "钱华"]),
        ("成员校语文教师", ["周杰"]),
        ("核心校、成员校", ["赵霞", "钱华", "周杰"]),
        ("赵霞老师", ["赵霞"]),
        ("", []),
    ],
)
def test_who_takes_part(text: str, names: list[str]) -> None:
    district = _district(_with("参加人员", text))
    assert [district.person[person].name for person in district.sessions[0].member_ids] == names


@pytest.mark.parametrize("text", ["各校教研组长", "语文骨干教师", "三年级语文教师", "成员校校长"])
def test_a_circle_that_no_sheet_lists_is_noted(text: str) -> None:
    intake = _intake(_with("参加人员", text))
    assert _notes(intake) == [("members_not_told_apart", "K2")]
    assert intake.district is not None
    plan = intake.district.sessions[0]
    assert (plan.member_ids, plan.members_text) == ((), text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("赵霞(核心校区)", "赵霞"), ("核心校区:赵霞", "赵霞"), ("核心校区 赵霞", "赵霞"), ("赵霞", "赵霞")],
)
def test_a_chair_may_come_with_her_campus(text: str, name: str) -> None:
    district = _district(_with("主持人", text))
    chair = district.sessions[0].chair_id
    assert chair is not None
    assert district.person[chair].name == name


def test_one_name_at_several_members_is_asked_and_the_answer_kept() -> None:
    roster: Rows = [
        *SHEETS["教师名册"],
        ["石桥校区", "SQ1", "张伟", "语文"],
        ["柳河校区", "LH9", "张伟", "语文"],
    ]
    rows = changed(_with("主持人", "张伟"), 2, 6, None)
    sheets: Mapping[str, Rows] = {**_OTHERS, "教师名册": roster, "教研计划(四定)": rows}
    (question,) = understand(grids(sheets), None, counting()).questions
    assert (question.problem.code, question.choices) == (
        "person_at_several",
        ("柳河校区:张伟", "石桥校区:张伟"),
    )
    answer = Options(corrections=(question.answered("石桥校区:张伟"),))
    district = understand(grids(sheets), None, counting(), answer).district
    assert district is not None
    chair = district.sessions[0].chair_id
    assert chair is not None
    assert [post.staff_number for post in district.posts_of[chair]] == ["SQ1"]


HOST = "城北小学(核心校区)"


def test_whom_one_host_means_is_no_answer_for_another() -> None:
    roster: Rows = [
        *SHEETS["教师名册"],
        ["石桥校区", "SQ1", "张伟", "语文"],
        ["柳河校区", "LH9", "张伟", "语文"],
    ]
    of_core = changed(_with("主持人", "张伟"), 2, 6, "核心校区")
    of_nobody = changed(changed(of_core, 2, 6, None), 2, 1, "K02")
    sheets: Mapping[str, Rows] = {
        **_OTHERS,
        "教师名册": roster,
        "教研计划(四定)": [*of_core, of_nobody[1]],
    }
    asked = understand(grids(sheets), None, counting()).questions
    assert [(one.campus, one.written) for one in asked] == [(HOST, "张伟"), ("", "张伟")]
    answer = Options(corrections=(asked[0].answered("石桥校区:张伟"),))
    left = understand(grids(sheets), None, counting(), answer).questions
    assert [(one.campus, one.problem.source.cell) for one in left] == [("", "I3")]
    elsewhere = Options(corrections=(asked[0].answered("核心校区:赵霞"), asked[1].answered("柳河校区:张伟")))
    (open_still,) = understand(grids(sheets), None, counting(), elsewhere).questions
    assert (open_still.campus, open_still.problem.source.cell) == (HOST, "I2")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("线上", "online"),
        ("线下", "on_site"),
        ("线上+线下", "on_site"),
        ("线上线下混合", "on_site"),
        ("网络", "online"),
    ],
)
def test_modes(text: str, mode: str) -> None:
    assert _plan(_with("活动方式", text)).mode.value == mode


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("网络功能室", "网络功能室"),
        ("柳河校区网络功能室", "网络功能室"),
        ("城北小学(核心校区)主讲室", "主讲室"),
        ("会议室", ""),
    ],
)
def test_places(text: str, room: str) -> None:
    district = _district(_with("地点", text))
    place = district.sessions[0].place_id
    assert (district.place[place].name if place else "") == room


@pytest.mark.parametrize("header", ["活动时间", "地点", "教研主题", "主持人"])
def test_what_a_stroke_says_is_missing(header: str) -> None:
    missing = {"活动时间": "time", "地点": "place", "教研主题": "topic", "主持人": "chair"}
    assert [one.value for one in _plan(_with(header, "/")).missing] == [missing[header]]


def test_the_kind_of_a_session() -> None:
    assert _plan([HEADER, ROW]).kind == "主题教研"
