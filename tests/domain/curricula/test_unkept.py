"""What a week does not keep: one week that does and one that does not, for each of the things asked for."""

import pytest

from service.domain.curricula.curriculum import (
    Curriculum,
    DailyLimit,
    DaysLimit,
    GapLimit,
    Kind,
    NeverTogether,
    Per,
    Placed,
    SameStart,
    Spread,
    Succession,
)
from service.domain.curricula.unkept import Unkept, UnkeptCode, unkept
from tests.small_curricula import TEACHER, closed, curriculum, grid, required, stands

TWO = (required("A"), required("B", "三(2)班 乙"))
SAME_TEACHER = (required("A", count=3),)
CASES: dict[UnkeptCode, tuple[Curriculum, list[Placed], list[Placed], str]] = {
    UnkeptCode.LESSON_COUNT: (
        curriculum(grid(1, 2), required("A", count=2)),
        [stands("A", 1, 1), stands("A", 1, 2)],
        [stands("A", 1, 1)],
        "A",
    ),
    UnkeptCode.OUTSIDE_WEEK: (
        curriculum(grid(1, 4, (1, 3)), required("A", length=2)),
        [stands("A", 1, 1)],
        [stands("A", 1, 2)],  # the second of its periods is a break
        "A",
    ),
    UnkeptCode.START_NOT_WANTED: (
        curriculum(grid(1, 2), required("A", starts=[(1, 2)])),
        [stands("A", 1, 2)],
        [stands("A", 1, 1)],
        "A",
    ),
    UnkeptCode.ROOM_NOT_WANTED: (
        curriculum(grid(1, 1), required("A", places="机房1 机房2")),
        [stands("A", 1, 1, "机房2")],
        [stands("A", 1, 1)],
        "A",
    ),
    UnkeptCode.TWICE_AT_ONCE: (
        curriculum(grid(1, 3), required("A", length=2), required("B", "三(2)班 甲")),
        [stands("A", 1, 1), stands("B", 1, 3)],
        [stands("A", 1, 1), stands("B", 1, 2)],
        "甲",
    ),
    UnkeptCode.NOT_AVAILABLE: (
        curriculum(grid(1, 2), required("A"), unavailable=[closed(Kind.TEACHER, "甲", (1, 1))]),
        [stands("A", 1, 2)],
        [stands("A", 1, 1)],
        "甲",
    ),
    UnkeptCode.TOO_CLOSE: (
        curriculum(grid(3, 1), required("A", count=2), ties=[Spread(("A",), 2)]),
        [stands("A", 1, 1), stands("A", 3, 1)],
        [stands("A", 1, 1), stands("A", 2, 1)],
        "A",
    ),
    UnkeptCode.NOT_SAME_START: (
        curriculum(grid(1, 2), *TWO, ties=[SameStart(("A", "B"))]),
        [stands("A", 1, 2), stands("B", 1, 2)],
        [stands("A", 1, 1), stands("B", 1, 2)],
        "A",
    ),
    UnkeptCode.NOT_SUCCESSIVE: (
        curriculum(grid(1, 3), *TWO, ties=[Succession("A", "B")]),
        [stands("A", 1, 2), stands("B", 1, 3)],
        [stands("A", 1, 3), stands("B", 1, 2)],
        "A",
    ),
    UnkeptCode.TOGETHER: (
        curriculum(grid(1, 2), *TWO, ties=[NeverTogether(("A", "B"))]),
        [stands("A", 1, 1), stands("B", 1, 2)],
        [stands("A", 1, 1), stands("B", 1, 1)],
        "A",
    ),
    UnkeptCode.TOO_MANY_GAPS: (
        curriculum(grid(2, 4), *SAME_TEACHER, limits=[GapLimit(TEACHER, 1)]),
        [stands("A", 1, 1), stands("A", 1, 3), stands("A", 2, 4)],
        [stands("A", 1, 1), stands("A", 1, 4), stands("A", 2, 4)],
        "甲",
    ),
    UnkeptCode.TOO_MANY_A_DAY: (
        curriculum(grid(2, 3), *SAME_TEACHER, limits=[DailyLimit(TEACHER, 2)]),
        [stands("A", 1, 1), stands("A", 1, 3), stands("A", 2, 2)],
        [stands("A", 1, 1), stands("A", 1, 2), stands("A", 1, 3)],
        "甲",
    ),
    UnkeptCode.TOO_MANY_DAYS: (
        curriculum(grid(3, 3), *SAME_TEACHER, limits=[DaysLimit(TEACHER, 2)]),
        [stands("A", 1, 1), stands("A", 1, 3), stands("A", 2, 2)],
        [stands("A", 1, 1), stands("A", 2, 2), stands("A", 3, 3)],
        "甲",
    ),
}


def test_every_code_has_a_case() -> None:
    assert set(CASES) == set(UnkeptCode)


@pytest.mark.parametrize("code", CASES)
def test_a_week_that_keeps_its_curriculum_has_nothing_against_it(code: UnkeptCode) -> None:
    asked, good, _, _ = CASES[code]
    assert unkept(asked, good) == ()


@pytest.mark.parametrize("code", CASES)
def test_what_is_not_kept_is_said_alone(code: UnkeptCode) -> None:
    asked, _, bad, concerns = CASES[code]
    assert unkept(asked, bad) == (Unkept(code, concerns),)


def test_gaps_are_counted_by_the_day_where_that_is_asked() -> None:
    asked = curriculum(grid(2, 3), required("A", count=4), limits=[GapLimit(TEACHER, 1, Per.DAY)])
    a_gap_each_day = [stands("A", day, period) for day in (1, 2) for period in (1, 3)]
    assert unkept(asked, a_gap_each_day) == ()


def test_breaks_and_hours_nobody_is_there_are_no_gaps() -> None:
    asked = curriculum(
        grid(1, 4, (1, 2)),
        required("A", count=2),
        unavailable=[closed(Kind.TEACHER, "甲", (1, 3))],
        limits=[GapLimit(TEACHER, 0)],
    )
    assert unkept(asked, [stands("A", 1, 1), stands("A", 1, 4)]) == ()


def test_one_after_the_other_either_way_is_kept_both_ways() -> None:
    asked = curriculum(grid(1, 3), *TWO, ties=[Succession("A", "B", either_way=True)])
    assert unkept(asked, [stands("B", 1, 1), stands("A", 1, 2)]) == ()
    assert unkept(asked, [stands("A", 1, 1), stands("B", 1, 2)]) == ()
