"""Each weight decides between two slots that move nothing: one test each, the slots this way and that."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendars.bells import BellSchedule
from calendars.spans import ClockSpan
from service.domain.district import District
from service.domain.identity import SessionId
from service.domain.joint_lessons import JointLesson
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.slots import Slot
from service.solver.rounds import solve
from tests.solver.instances import COMMUNITY, NO_WEIGHTS, TERM, SmallSchool, bells, district, wish, with_wish

PLAIN = bells("08:00", "09:00", "10:00")


def week(*days: str) -> list[str]:
    return [*days, *["- - -"] * (5 - len(days))]


def weighed(made: District, name: str) -> District:
    """With this weight alone."""
    weight: dict[str, Any] = {name: 5}
    return replace(made, preferences=replace(NO_WEIGHTS, **weight))


def slots(made: District) -> dict[str, Slot]:
    answer = solve(made, COMMUNITY, deterministic=True, seconds=5)
    assert (answer.cost, answer.not_placed) == (0, ())
    return {lesson_id: placements[0].slot for lesson_id, placements in answer.placements}


def one_lesson(
    subject: str, host: Sequence[str], guest: Sequence[str] | None = None, ring: BellSchedule = PLAIN,
    guest_ring: BellSchedule | None = None,
) -> District:  # fmt: skip
    """甲校 lectures to 乙校, wherever both have the subject."""
    return district(
        SmallSchool("甲校", {"301": list(host)}, (ring,)),
        SmallSchool("乙校", {"301": list(guest or host)}, (guest_ring or ring,)),
        wishes=[wish("J1", subject, ("甲校", "301", "甲"), ("乙校", "301", "甲" if guest is None else "乙"))],
    )


def alike(subject: str, *cells: tuple[int, int], ring: BellSchedule = PLAIN) -> District:
    """Both schools have the subject in these cells, and nothing else."""
    return one_lesson(subject, _week(subject, "甲", cells), _week(subject, "乙", cells), ring)


def _week(subject: str, teacher: str, cells: Sequence[tuple[int, int]]) -> list[str]:
    return [
        " ".join(f"{subject}:{teacher}" if (day, period) in cells else "-" for period in (1, 2, 3))
        for day in range(1, 6)
    ]


@pytest.mark.parametrize(("starts", "best"), [(("08:05", "09:00"), 2), (("08:00", "09:05"), 1)])
def test_the_slot_with_fewer_minutes_misaligned(starts: tuple[str, str], best: int) -> None:
    made = one_lesson(
        "音乐",
        _week("音乐", "甲", [(1, 1), (1, 2)]),
        _week("音乐", "乙", [(1, 1), (1, 2)]),
        guest_ring=bells(*starts, "10:00"),
    )
    assert slots(weighed(made, "weigh_misaligned")) == {"J1": Slot(1, best)}


@pytest.mark.parametrize(
    ("starts", "lessons", "best"),
    [
        (("07:50", "08:35", "10:00"), ("音乐:乙", "-", "音乐:乙"), 3),
        (("08:00", "09:50", "10:35"), ("音乐:乙", "音乐:乙", "-"), 1),
    ],
)
def test_the_slot_that_takes_no_second_period(
    starts: tuple[str, str, str], lessons: tuple[str, str, str], best: int
) -> None:
    """A period that begins 10 minutes before the host's ends within it, and the next begins in it."""
    made = one_lesson(
        "音乐",
        _week("音乐", "甲", [(1, 1), (1, 3)]),
        week(" ".join(lessons)),
        guest_ring=bells(*starts),
    )
    assert slots(weighed(made, "weigh_extra_period")) == {"J1": Slot(1, best)}


@pytest.mark.parametrize(("cells", "best"), [(((1, 2), (1, 3)), (1, 2)), (((1, 3), (2, 1)), (2, 1))])
def test_the_slot_that_is_not_the_last(
    cells: tuple[tuple[int, int], tuple[int, int]], best: tuple[int, int]
) -> None:
    made = alike("音乐", *cells)
    assert slots(weighed(made, "weigh_last_period")) == {"J1": Slot(*best)}


@pytest.mark.parametrize(("cells", "best"), [(((1, 1), (1, 2)), (1, 1)), (((1, 2), (1, 3)), (1, 3))])
def test_pe_not_right_after_noon(
    cells: tuple[tuple[int, int], tuple[int, int]], best: tuple[int, int]
) -> None:
    made = alike("体育", *cells, ring=bells("08:00", "13:00", "14:00"))
    assert slots(weighed(made, "weigh_pe_after_noon")) == {"J1": Slot(*best)}


@pytest.mark.parametrize(("taken", "free"), [(1, 2), (2, 1)])
def test_a_second_lesson_of_a_class_on_another_day(taken: int, free: int) -> None:
    days = {taken: "音乐:{0} 美术:{1} -", free: "音乐:{0} - -"}
    both = [days[1], days[2]]
    made = district(
        SmallSchool("甲校", {"301": week(*(day.format("甲", "丙") for day in both))}),
        SmallSchool("乙校", {"301": week(*(day.format("乙", "丁") for day in both))}),
        wishes=[
            wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙")),
            wish("J2", "美术", ("甲校", "301", "丙"), ("乙校", "301", "丁"), wished=(taken, 2)),
        ],
    )
    assert slots(weighed(made, "weigh_crowded_day")) == {"J1": Slot(free, 1), "J2": Slot(taken, 2)}


@pytest.mark.parametrize(("monday", "best"), [(True, 2), (False, 1)])
def test_the_day_of_its_subject_s_research_is_kept_free(monday: bool, best: int) -> None:
    made = alike("音乐", (1, 1), (2, 1))
    session = ResearchSession(
        SessionId("R1"), "R1", COMMUNITY, TERM, "音乐", "题目", date(2026, 9, 7 if monday else 8),
        ClockSpan(15 * 60, 16 * 60), Mode.ONLINE, None, "", None, None,
    )  # fmt: skip
    made = replace(made, sessions=(session,))
    assert slots(weighed(made, "weigh_research_day")) == {"J1": Slot(best, 1)}


@pytest.mark.parametrize(("near", "best"), [((2, 2), 2), ((1, 2), 1)])
def test_the_day_on_which_its_teacher_waits_less(near: tuple[int, int], best: int) -> None:
    """The lecturer teaches another class on both days: right after it, or a period later."""
    later = (3 - near[0], 3)
    made = district(
        SmallSchool(
            "甲校",
            {"301": _week("音乐", "甲", [(1, 1), (2, 1)]), "302": _week("美术", "甲", [near, later])},
        ),
        SmallSchool("乙校", {"301": _week("音乐", "乙", [(1, 1), (2, 1)])}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )
    assert slots(weighed(made, "weigh_teacher_gap")) == {"J1": Slot(best, 1)}


def several_rooms(taken: int, free: int) -> District:
    """J2 has one day; J1 could be on the same, in another class: a room that two lessons have a week for."""
    lessons: list[JointLesson] = [
        wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙")),
        wish("J2", "美术", ("甲校", "302", "丙"), ("乙校", "302", "丁"), wished=(taken, 2)),
    ]
    second = {taken: "- 美术:{0} -", free: "- - -"}

    def weeks(one: str, other: str) -> dict[str, list[str]]:
        return {
            "301": week(f"音乐:{one} - -", f"音乐:{one} - -"),
            "302": week(second[1].format(other), second[2].format(other)),
        }

    return district(
        SmallSchool("甲校", weeks("甲", "丙")), SmallSchool("乙校", weeks("乙", "丁")), wishes=lessons
    )


@pytest.mark.parametrize(("taken", "free"), [(1, 2), (2, 1)])
def test_a_room_has_its_share_each_day(taken: int, free: int) -> None:
    made = several_rooms(taken, free)
    assert slots(weighed(made, "weigh_full_room_day")) == {"J1": Slot(free, 1), "J2": Slot(taken, 2)}


def test_no_convenience_is_worth_a_move() -> None:
    """On Tuesday the last period is not needed, but 语文 would have to go."""
    made = one_lesson(
        "音乐",
        week("- - 音乐:甲", "语文:丁 - -"),
        week("- - 音乐:乙", "语文:己 - -"),
    )
    answer = solve(
        replace(made, preferences=replace(NO_WEIGHTS, weigh_last_period=1000)), COMMUNITY, seconds=5
    )
    assert (answer.moved, answer.bound, answer.inconvenience) == (0, 0, 2000)
    assert answer.placements[0][1][0].slot == Slot(1, 3)


@pytest.mark.parametrize(("clumsy", "best"), [((1, 3), (2, 1)), ((2, 3), (1, 2))])
def test_the_polish_takes_the_more_convenient_of_two(clumsy: tuple[int, int], best: tuple[int, int]) -> None:
    """It is wished on a Sunday, where it cannot be: either cell costs the same."""
    made = alike("音乐", clumsy, best)
    wished = made.joint_lessons[0]
    there = solve(with_wish(made, replace(wished, wished=Slot(*clumsy))), COMMUNITY, seconds=5)
    made = weighed(with_wish(made, replace(wished, wished=Slot(7, 1))), "weigh_last_period")
    standing = replace(there, changed=1, inconvenience=10)
    better = solve(made, COMMUNITY, best=standing, deterministic=True, seconds=5)
    assert (standing.placements[0][1][0].slot, standing.cost) == (Slot(*clumsy), 2)
    assert (better.placements[0][1][0].slot, better.cost) == (Slot(*best), 2)
    assert better.inconvenience == 0
