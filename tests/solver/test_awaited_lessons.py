"""What waits for a school's table is not placed, says whose table that is, and holds up nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.joint_lessons import OneOff
from service.domain.reasons import NotPlaced, Reason, ReasonCode
from service.solver.drafting import applied
from service.solver.rounds import solve
from tests.districts import GUEST, HOST, awaiting, small_district, wish
from tests.publications import as_wished
from tests.solver.instances import COMMUNITY as AREA
from tests.solver.instances import SmallSchool
from tests.solver.instances import district as area
from tests.solver.instances import wish as of_area

KINDS: dict[str, dict[str, Any]] = {
    "weekly": {},
    "single": {"wished": None, "one_offs": (OneOff(date(2026, 9, 14), 3),)},
    "no slot": {"wished": None},
}
WAITS = Reason(ReasonCode.TABLE_AWAITED, (("campuses", ("丙校",)),))


def _week(monday: str) -> list[str]:
    return [monday, *["- - -"] * 4]


def _area(*missing: str) -> District:
    """Three schools, each wanting one lesson from 甲校; those missing have sent nothing."""
    whole = area(
        SmallSchool("甲校", {"301": _week("音乐:甲 语文:丁 -"), "302": _week("语文:丁 音乐:甲 -")}),
        SmallSchool("乙校", {"301": _week("音乐:乙 数学:己 -")}),
        SmallSchool("丙校", {"301": _week("数学:辛 音乐:丙 -")}),
        wishes=[
            of_area("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙")),
            of_area("J2", "音乐", ("甲校", "302", "甲"), ("丙校", "301", "丙")),
        ],
    )
    for campus in whole.campuses:
        whole = awaiting(whole, campus.id) if campus.name in missing else whole
    return whole


def test_everything_is_placed_once_all_tables_are_in() -> None:
    answer = solve(_area(), AREA, deterministic=True, seconds=5)
    assert [lesson_id for lesson_id, _ in answer.placements] == ["J1", "J2"]
    assert answer.not_placed == ()


def test_the_rest_is_placed_while_one_table_is_awaited() -> None:
    answer = solve(_area("丙校"), AREA, deterministic=True, seconds=5)
    assert [lesson_id for lesson_id, _ in answer.placements] == ["J1"]
    assert answer.not_placed == (NotPlaced(_area().joint_lessons[1].id, (WAITS,)),)
    assert [missed.awaited for missed in answer.not_placed] == [True]


def test_a_better_table_says_the_same_of_what_waits() -> None:
    district = _area("丙校")
    first = solve(district, AREA, deterministic=True, seconds=5)
    worse = replace(first, moved=first.moved + 5, bound=0)
    assert solve(district, AREA, deterministic=True, seconds=5, best=worse).not_placed == first.not_placed


def test_nothing_is_placed_while_all_lessons_wait() -> None:
    answer = solve(_area("甲校", "丙校"), AREA, deterministic=True, seconds=5)
    assert answer.placements == ()
    assert [(missed.lesson_id, missed.awaited) for missed in answer.not_placed] == [
        ("J1", True),
        ("J2", True),
    ]


def test_a_lesson_that_stood_somewhere_stands_nowhere_while_it_waits() -> None:
    """Its school was in, and then another class of it was wished that is in no table."""
    placed = as_wished(small_district(wish()))
    (lesson,) = placed.joint_lessons
    guest = replace(lesson.receivers[0], class_ids=(), awaited="四(1)班")
    waiting = replace(placed, joint_lessons=(replace(lesson, ends=(lesson.host, guest)),))
    answer = solve(waiting, lesson.community_id, deterministic=True, seconds=5)
    table = applied(waiting, lesson.community_id, answer)
    assert table.joint_lessons[0].placements == ()


def test_a_room_is_not_kept_free_for_what_waits() -> None:
    """Both lessons can only stand where the host's class has music; the one that waits leaves the place."""
    mondays = wish("J01")
    other = replace(
        wish("J02"),
        ends=(mondays.host, replace(mondays.receivers[0], class_ids=(), awaited="四(1)班")),
        pinned=True,
    )
    district = small_district(mondays, other)
    answer = solve(district, mondays.community_id, deterministic=True, seconds=5)
    ((lesson_id, placements),) = answer.placements
    assert (lesson_id, placements[0].slot) == (mondays.id, mondays.wished)


@pytest.mark.parametrize("pinned", [False, True])
@pytest.mark.parametrize("awaited", [(GUEST,), (HOST,), (HOST, GUEST)])
@pytest.mark.parametrize("kind", KINDS)
def test_no_table_that_is_missing_breaks_a_solve(
    kind: str, awaited: tuple[CampusId, ...], pinned: bool
) -> None:
    """Their classes are known; of their weeks and calendars nothing is."""
    placed = as_wished(small_district(wish("J01", pinned=pinned, **KINDS[kind]), wish("J02", weekday=2)))
    missing = replace(
        placed,
        home_timetables=tuple(base for base in placed.home_timetables if base.campus_id not in awaited),
        campus_terms=tuple(entry for entry in placed.campus_terms if entry.campus_id not in awaited),
    )
    answer = solve(missing, wish().community_id, deterministic=True, seconds=5)
    left = {"id-J02"} | ({"id-J01"} if kind == "no slot" or (kind == "weekly" and not pinned) else set())
    assert answer.placements == ()
    assert {missed.lesson_id for missed in answer.not_placed if missed.awaited} == left
