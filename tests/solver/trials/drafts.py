"""Small drafts to ask questions about: two schools, one Monday of three periods."""

from dataclasses import replace

from service.domain.district import District
from service.domain.slots import Slot
from service.solver.drafting import applied
from service.solver.rounds import solve
from service.solver.trials.questions import Questions
from tests.solver.instances import COMMUNITY, SmallSchool, district, wish

MON_1, MON_2, MON_3 = Slot(1, 1), Slot(1, 2), Slot(1, 3)


def week(monday: str) -> list[str]:
    return [monday, *["- - -"] * 4]


def two_schools(jia: str = "音乐:甲 语文:丁 数学:戊", yi: str = "音乐:乙 语文:己 数学:庚") -> District:
    """J1, 音乐, is wished on Monday 1, where both classes have it; its draft places it there."""
    return district(
        SmallSchool("甲校", {"301": week(jia)}),
        SmallSchool("乙校", {"301": week(yi)}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )


def solved(instance: District) -> District:
    """The district with a solved draft, its wishes no longer wished for."""
    answer = solve(instance, COMMUNITY, deterministic=True, seconds=5)
    table = applied(instance, COMMUNITY, answer)
    return replace(table, joint_lessons=tuple(replace(lesson, wished=None) for lesson in table.joint_lessons))


def questions(instance: District) -> Questions:
    return Questions(instance, COMMUNITY)
