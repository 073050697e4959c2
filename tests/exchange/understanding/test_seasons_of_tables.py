"""A home table stands in the bells that hold while it does, whichever season the bells begin with."""

from datetime import date

from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import MEMBER_TABLE, SHEETS, Rows, grids

TABLE = "总课表-柳河校区"
#: In the summer two lessons before noon; from 21 September on a third, and no reading.
BELLS: Rows = [
    ["2026—2027学年度第一学期统一作息时间表"],
    ["节次", "夏令(5.1-9.20)", "冬令(9.21-4.30)"],
    ["早读", "08:05-08:25", "/"],
    ["第1节", "08:30-09:10", "08:40-09:20"],
    ["第2节", "09:25-10:05", "09:35-10:15"],
    ["第3节", "/", "10:35-11:15"],
]
ONE_MORE: Rows = [
    *MEMBER_TABLE[:2],
    ["周一", "第1节", None, "语文\n周杰"],
    [None, "第3节", "10:35-11:15", "数学\n吴倩"],
]
LEFT_OUT = ("空中同步课堂计划", "集体教研规划(四定)", "总课表-核心")
OTHERS = {name: rows for name, rows in SHEETS.items() if name not in LEFT_OUT}


def _intake(table: Rows, from_day: date | None = None) -> Intake:
    sheets = grids({**OTHERS, "统一作息": BELLS, TABLE: table})
    return understand(sheets, None, counting(), Options(from_day=from_day))


def _problems(intake: Intake) -> list[tuple[str, str, object]]:
    found = (*intake.problems, *(note for note in intake.notes if note.code == "time_differs"))
    return [(one.code, one.source.cell, dict(one.facts).get("candidates")) for one in found]


def test_a_lesson_that_only_the_second_season_has_is_one_of_the_whole_term() -> None:
    assert _problems(_intake(ONE_MORE)) == []


def test_a_table_within_the_second_season_is_judged_by_it() -> None:
    assert _problems(_intake(ONE_MORE, date(2026, 9, 21))) == []


def test_what_only_the_season_before_has_is_unknown_then() -> None:
    assert _problems(_intake(MEMBER_TABLE, date(2026, 9, 21))) == [
        ("period_unknown", "B3", ("1", "2", "3")),
    ]


def test_times_of_the_season_before_differ_then() -> None:
    summer: Rows = [*MEMBER_TABLE[:2], ["周一", "第1节", "08:30-09:10", "语文\n周杰"]]
    assert _problems(_intake(summer)) == []
    assert _problems(_intake(summer, date(2026, 9, 21))) == [("time_differs", "C3", None)]
