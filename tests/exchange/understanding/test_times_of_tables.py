"""A table that has times and no 节次: its times are periods of the bells that ring on each of its days."""

import pytest

from service.domain.collecting.corrections import Correction
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.layouts import around, lessons, problems, sheet
from tests.exchange.workbooks import Rows, grids

#: Winter begins later: its first lesson is when summer has the second.
SEASONS: Rows = [
    ["2026—2027学年度第一学期统一作息时间表"],
    ["节次", "夏令时", "冬令时(10月8日起)"],
    ["第一节", "08:00-08:40", "08:50-09:30"],
    ["第二节", "08:50-09:30", "09:40-10:20"],
    ["第三节", "09:40-10:20", "10:30-11:10"],
]
#: On Friday the first lesson is left out.
BY_WEEKDAY: Rows = [
    ["2026—2027学年度第一学期统一作息时间表"],
    ["作息时间表(周一至周四)"],
    ["节次", "时间"],
    *(["第一节", "08:00-08:40"], ["第二节", "08:50-09:30"]),
    [],
    ["作息时间表(周五)"],
    ["节次", "时间"],
    *(["第一节", "08:50-09:30"], ["第二节", "09:40-10:20"]),
]


def _read(bells: Rows, rows: Rows, *corrections: Correction) -> Intake:
    sheets = (*around(without=["统一作息"]), *grids({"统一作息": bells}), sheet(rows))
    return understand(sheets, None, counting(), Options(corrections=corrections))


def _periods(intake: Intake) -> list[tuple[int, int]]:
    return [(weekday, period) for _, weekday, period, *_ in lessons(intake)]


@pytest.mark.parametrize("first", ["08:00-08:40", "10:30-11:10"])
def test_the_other_times_of_a_table_tell_its_season(first: str) -> None:
    rows: Rows = [
        ["星期", "时间", "三(1)班"],
        ["周一", "08:50-09:30", "语文\n周杰"],
        ["周二", first, "数学\n吴倩"],
    ]
    season = {"08:00-08:40": [(1, 2), (2, 1)], "10:30-11:10": [(1, 1), (2, 3)]}
    assert _periods(_read(SEASONS, rows)) == season[first]


def test_a_time_is_a_period_of_its_own_weekday() -> None:
    rows: Rows = [
        ["星期", "时间", "三(1)班"],
        ["周四", "08:50-09:30", "语文\n周杰"],
        ["周五", "08:50-09:30", "数学\n吴倩"],
    ]
    assert _periods(_read(BY_WEEKDAY, rows)) == [(4, 2), (5, 1)]


def test_a_row_is_of_another_period_on_another_weekday() -> None:
    rows: Rows = [
        ["三(1)班课程表"],
        ["时间", "周三", "周四", "周五"],
        ["08:00-08:40", "数学\n吴倩", "数学\n吴倩", None],
        ["08:50-09:30", "语文\n周杰", "语文\n周杰", "数学\n吴倩"],
    ]
    assert _periods(_read(BY_WEEKDAY, rows)) == [(3, 1), (4, 1), (3, 2), (4, 2), (5, 1)]


def test_a_time_of_two_periods_is_asked_about() -> None:
    rows: Rows = [["星期", "时间", "三(1)班"], ["周一", "08:50-09:30", "语文\n周杰"]]
    intake = _read(SEASONS, rows)
    assert problems(intake) == [("time_of_several_periods", "柳河校区", "B2")]
    (question,) = intake.questions
    assert question.choices == ("第二节", "第一节")
    assert _periods(_read(SEASONS, rows, question.answered("第一节"))) == [(1, 1)]


def test_a_time_of_no_period_is_a_problem() -> None:
    rows: Rows = [["星期", "时间", "三(1)班"], ["周一", "08:00-08:45", "语文\n周杰"]]
    assert problems(_read(SEASONS, rows)) == [("period_unreadable", "柳河校区", "B2")]
