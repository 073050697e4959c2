"""Polish: from a table to a better one, never to a worse one."""

from dataclasses import replace

from calendars.weeks import ALL_WEEKS
from service.domain.district import District
from service.domain.home_timetables import Move
from service.domain.slots import Slot
from service.solver.answer import Answer
from service.solver.rounds import solve
from tests.solver.instances import COMMUNITY, FIRST_DAY, SmallSchool, class_id, district, home_id, wish


def week(monday: str) -> list[str]:
    return [monday, *["- - -"] * 4]


def instance() -> District:
    """J1 stands best on Monday 1, where both classes have 音乐."""
    return district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("音乐:乙 数学:己 语文:庚")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )


def clumsy(best: Answer) -> Answer:
    """The same lesson on Monday 2: what stood there goes to Monday 1 in both schools, two moves."""
    (lesson_id, (placement,)), *_ = best.placements
    there = replace(placement, slot=Slot(1, 2), local_periods=((placement.local_periods[0][0], 2),))
    moves = tuple(
        Move(home_id(campus, "301", 1, 2), 1, 1, ALL_WEEKS, FIRST_DAY) for campus in ("乙校", "甲校")
    )
    return replace(best, placements=((lesson_id, (there,)),), moves=moves, moved=2)


def test_a_clumsy_table_gets_better() -> None:
    first = solve(instance(), COMMUNITY, deterministic=True, seconds=5)
    better = solve(instance(), COMMUNITY, deterministic=True, best=clumsy(first), seconds=5)
    assert better.exhausted
    assert replace(better, seconds=0, exhausted=False) == replace(first, seconds=0)
    assert better.placements[0][1][0].replaced == (
        (class_id("乙校", "301"), home_id("乙校", "301", 1, 1)),
        (class_id("甲校", "301"), home_id("甲校", "301", 1, 1)),
    )


def test_the_best_table_stays() -> None:
    first = solve(instance(), COMMUNITY, deterministic=True, seconds=5)
    assert solve(instance(), COMMUNITY, best=first, seconds=5) is first
