"""教师课表 and 任课表 alone: what they are, and what to send instead."""

import pytest

from service.exchange.understanding.intake import understand
from tests.exchange.case import counting
from tests.exchange.workbooks import SHEETS, Rows, grids

DAYS = ["节次", "星期一", "星期二", "星期三", "星期四", "星期五"]
WEEK: Rows = [
    ["张三老师课表"],
    DAYS,
    *([f"第{place}节", "三(1)班 语文", "", "三(2)班 语文", "", ""] for place in range(1, 6)),
]
BY_CLASS: Rows = [
    ["2026学年第一学期任课教师安排表"],
    ["班级", "语文", "数学", "英语"],
    ["三(1)班", "张三", "李四", "王五"],
    ["三(2)班", "张三", "李四", "王五"],
]
BY_SUBJECT: Rows = [
    ["学科", "三(1)班", "三(2)班"],
    ["语文", "张三", "张三"],
    ["数学", "李四", "李四"],
    ["英语", "王五", "王五"],
]


def told(name: str, rows: Rows) -> list[tuple[str, str]]:
    intake = understand(grids({name: rows}), None, counting())
    return [(problem.code, problem.source.file) for problem in intake.problems]


@pytest.mark.parametrize(
    ("name", "rows", "code"),
    [
        ("张三", WEEK, "only_weeks_of_teachers"),
        ("张三", [["课表"], *WEEK[1:]], "only_weeks_of_teachers"),
        ("任课表", BY_CLASS, "only_assignments"),
        ("分工", BY_SUBJECT, "only_assignments"),
        (
            "食堂菜单",
            [["菜", "星期一", "星期二", "星期三"], ["汤", "番茄", "冬瓜", "豆腐"]],
            "nothing_understood",
        ),
        ("值日", [["三(1)班", "张三"], ["三(2)班", "李四"]], "nothing_understood"),
    ],
)
def test_what_was_sent_alone_is_said(name: str, rows: Rows, code: str) -> None:
    assert told(name, rows) == [(code, "资料.xlsx")]


@pytest.mark.parametrize(
    ("name", "rows", "code"),
    [
        ("任课表", BY_CLASS, "assignments_not_used"),
        ("张三", WEEK, "week_of_teacher_not_used"),
        ("食堂菜单", [["菜", "星期一"], ["汤", "番茄"]], "sheet_not_used"),
    ],
)
def test_beside_a_timetable_it_keeps_nothing_out_and_is_noted_as_what_it_is(
    name: str, rows: Rows, code: str
) -> None:
    intake = understand(grids({**SHEETS, name: rows}), None, counting())
    assert intake.problems == ()
    assert [note.code for note in intake.notes if note.source.sheet == name] == [code]
