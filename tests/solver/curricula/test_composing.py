"""Whole weeks from curricula: what is asked for is kept, and what cannot be is proved so."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.curricula.curriculum import (
    Curriculum,
    DailyLimit,
    DaysLimit,
    GapLimit,
    Kind,
    Limit,
    NeverTogether,
    Per,
    Placed,
    SameStart,
    Spread,
    Succession,
    Tie,
)
from service.domain.curricula.unkept import unkept
from service.solver.curricula.composing import Composed, compose
from service.solver.curricula.searching import Outcome
from service.solver.searches import Search
from tests.curricula import school
from tests.small_curricula import CAMPUS, CLASS, TEACHER, closed, curriculum, grid, required, stands

SEARCH = Search(20, deterministic=True)
PAIR = (required("A", "三(1)班 甲"), required("B", "三(2)班 甲"))
TWO = (required("A"), required("B", "三(2)班 乙"))


def found(*curricula: Curriculum) -> Composed:
    return compose(curricula, SEARCH)


def test_a_week_with_one_answer_is_found() -> None:
    asked = curriculum(
        grid(1, 3),
        required("A", starts=[(1, 1)]),
        required("B", length=2),
        required("C", "三(2)班 甲", starts=[(1, 1), (1, 2)]),
        unavailable=[closed(Kind.CLASS, "三(2)班", (1, 1))],
    )
    assert found(asked).outcome is Outcome.IMPOSSIBLE
    free = curriculum(
        grid(1, 3),
        required("A", starts=[(1, 1)]),
        required("B", "三(1)班", length=2),
        required("C", "三(2)班 甲"),
        unavailable=[closed(Kind.CLASS, "三(2)班", (1, 3))],
    )
    assert found(free).weeks == ((CAMPUS, (stands("A", 1, 1), stands("B", 1, 2), stands("C", 1, 2))),)


POSSIBLE_AND_NOT: dict[str, tuple[Curriculum, Curriculum]] = {
    "one class": (
        curriculum(grid(1, 2), required("A", count=2)),
        curriculum(grid(1, 2), required("A", count=3)),
    ),
    "one teacher": (curriculum(grid(1, 2), *PAIR), curriculum(grid(1, 1), *PAIR)),
    "one room": (
        curriculum(grid(1, 2), required("A", places="机房"), required("B", "三(2)班 乙", places="机房")),
        curriculum(grid(1, 1), required("A", places="机房"), required("B", "三(2)班 乙", places="机房")),
    ),
    "a pool of rooms": (
        curriculum(grid(1, 1), *(required(f"{n}", f"三({n})班", places="机房1 机房2") for n in (1, 2))),
        curriculum(grid(1, 1), *(required(f"{n}", f"三({n})班", places="机房1 机房2") for n in (1, 2, 3))),
    ),
    "rooms that overlap": (
        curriculum(
            grid(1, 1), required("A", places="机房1 机房2"), required("B", "三(2)班", places="机房2 机房3"),
            required("C", "三(3)班", places="机房2"),
        ),
        curriculum(
            grid(1, 1), required("A", places="机房1 机房2"), required("B", "三(2)班", places="机房1 机房2"),
            required("C", "三(3)班", places="机房2"),
        ),
    ),
    "a room that is closed": (
        curriculum(
            grid(1, 2), required("A", places="机房1 机房2"), required("B", "三(2)班", places="机房1 机房2"),
            unavailable=[closed(Kind.PLACE, "机房1", (1, 1))],
        ),
        curriculum(
            grid(1, 1), required("A", places="机房1 机房2"), required("B", "三(2)班", places="机房1 机房2"),
            unavailable=[closed(Kind.PLACE, "机房1", (1, 1))],
        ),
    ),
    "a double lesson": (
        curriculum(grid(2, 3), required("A", count=2, length=2)),
        curriculum(grid(1, 3), required("A", count=2, length=2)),
    ),
    "a break": (
        curriculum(grid(1, 5, (1, 3)), required("A", count=2, length=2)),
        curriculum(grid(1, 4, (1, 2)), required("A", count=2, length=2)),
    ),
    "starts": (
        curriculum(grid(1, 2), required("A", starts=[(1, 2)]), required("B", starts=[(1, 1)])),
        curriculum(grid(1, 2), required("A", starts=[(1, 2)]), required("B", starts=[(1, 2)])),
    ),
    "somebody away": (
        curriculum(grid(1, 2), required("A"), unavailable=[closed(Kind.TEACHER, "甲", (1, 2))]),
        curriculum(grid(1, 2), required("A", count=2), unavailable=[closed(Kind.TEACHER, "甲", (1, 2))]),
    ),
}  # fmt: skip
TIES: dict[str, tuple[Curriculum, Curriculum, Tie]] = {
    "days apart": (
        curriculum(grid(3, 2), required("A", count=2)),
        curriculum(grid(2, 2), required("A", count=2)),
        Spread(("A",), 2),
    ),
    "the same start": (
        curriculum(grid(1, 2), *TWO),
        curriculum(grid(1, 2), *PAIR),
        SameStart(("A", "B")),
    ),
    "one after the other": (
        curriculum(grid(1, 3, (1, 1)), *TWO),
        curriculum(grid(1, 3, (1, 2)), *TWO),
        Succession("A", "B"),
    ),
    "next to each other": (
        curriculum(grid(1, 2), required("A", starts=[(1, 2)]), required("B", "三(2)班 乙")),
        curriculum(grid(1, 3), required("A", starts=[(1, 1)]), required("B", "三(2)班 乙", starts=[(1, 3)])),
        Succession("A", "B", either_way=True),
    ),
    "never together": (
        curriculum(grid(1, 2), *TWO),
        curriculum(grid(1, 1), *TWO),
        NeverTogether(("A", "B")),
    ),
}
ENDS = (required("A", starts=[(1, 1)]), required("B", "三(2)班 甲", starts=[(1, 4)]))
LIMITS: dict[str, tuple[Curriculum, Curriculum, Limit]] = {
    "gaps a week": (
        curriculum(grid(1, 4), *ENDS, required("C", "三(3)班 甲")),
        curriculum(grid(1, 4), *ENDS),
        GapLimit(TEACHER, 1),
    ),
    "gaps a day": (
        curriculum(grid(1, 4), *ENDS, required("C", "三(3)班 甲", count=2)),
        curriculum(grid(1, 4), *ENDS, required("C", "三(3)班 甲")),
        GapLimit(TEACHER, 0, Per.DAY),
    ),
    "gaps of three periods": (
        curriculum(grid(1, 3), required("A", count=2)),
        curriculum(grid(1, 3), required("A", starts=[(1, 1)]), required("B", starts=[(1, 3)])),
        GapLimit(TEACHER, 0),
    ),
    "gaps of a class": (
        curriculum(grid(1, 3), required("A", count=2)),
        curriculum(grid(1, 3), required("A", starts=[(1, 1)]), required("B", starts=[(1, 3)])),
        GapLimit(CLASS, 0),
    ),
    "periods a day": (
        curriculum(grid(2, 3), required("A", count=4)),
        curriculum(grid(2, 3), required("A", count=5)),
        DailyLimit(TEACHER, 2),
    ),
    "days a week": (
        curriculum(grid(3, 2), required("A", count=4)),
        curriculum(grid(3, 2), required("A", count=5)),
        DaysLimit(TEACHER, 2),
    ),
}  # fmt: skip


def with_more(asked: Curriculum, *, ties: tuple[Tie, ...] = (), limits: tuple[Limit, ...] = ()) -> Curriculum:
    return curriculum(
        asked.grid, *asked.requirements, unavailable=asked.unavailable, ties=ties, limits=limits
    )


EVERY = {
    **POSSIBLE_AND_NOT,
    **{name: tuple(with_more(one, ties=(tie,)) for one in both) for name, (*both, tie) in TIES.items()},
    **{
        name: tuple(with_more(one, limits=(limit,)) for one in both)
        for name, (*both, limit) in LIMITS.items()
    },
}


@pytest.mark.parametrize("name", EVERY)
def test_what_can_be_kept_is_kept(name: str) -> None:
    possible, _ = EVERY[name]
    composed = found(possible)
    assert composed.outcome is Outcome.FOUND
    assert [unkept(possible, placed) for _, placed in composed.weeks] == [()]


@pytest.mark.parametrize("name", EVERY)
def test_what_cannot_be_kept_is_proved_so(name: str) -> None:
    _, impossible = EVERY[name]
    assert found(impossible) == Composed(Outcome.IMPOSSIBLE, (), found(impossible).seconds)


@pytest.mark.parametrize("name", [*TIES, *LIMITS])
def test_it_was_the_tie_or_limit_that_made_it_impossible(name: str) -> None:
    without, *_ = {**TIES, **LIMITS}[name][1:]
    assert found(without).outcome is Outcome.FOUND


@pytest.mark.parametrize("most_gaps", [None, 3])
def test_a_school_of_twelve_classes_has_its_week(most_gaps: int | None) -> None:
    asked = school(12, most_gaps)
    composed = found(asked)
    assert [unkept(asked, placed) for _, placed in composed.weeks] == [()]


def test_the_same_seed_finds_the_same_week() -> None:
    asked = school(6)
    assert found(asked).weeks == found(asked).weeks


TIES_OF_TWO: list[Tie] = [
    Spread(("A", "B")),
    Spread(("A", "B"), 2),
    SameStart(("A", "B")),
    NeverTogether(("A", "B")),
    Succession("A", "B"),
    Succession("A", "B", either_way=True),
]
LIMITS_OF_ANY: list[Limit] = [
    GapLimit(TEACHER, 0),
    GapLimit(CLASS, 0),
    DailyLimit(TEACHER, 1),
    DaysLimit(CLASS, 1),
]


@st.composite
def tiny(draw: st.DrawFn) -> Curriculum:
    """At most three lessons in a week of at most six periods: every week of it can be tried."""
    days, periods = draw(st.sampled_from([(1, 3), (2, 2), (2, 3), (3, 2)]))
    cell = st.tuples(st.integers(1, days), st.integers(1, periods))
    requirements = [
        required(
            name,
            draw(st.sampled_from(["三(1)班 甲", "三(2)班 甲", "三(1)班 乙", "三(2)班"])),
            length=draw(st.integers(1, min(2, periods))),
            starts=draw(st.none() | st.lists(cell, min_size=1, max_size=3)),
            places=draw(st.sampled_from(["", "机房1", "机房1 机房2", "机房2 机房3"])),
        )
        for name in "ABC"[: draw(st.integers(1, 3))]
    ]
    ties = st.sampled_from(TIES_OF_TWO)
    limits: st.SearchStrategy[Limit] = st.sampled_from(LIMITS_OF_ANY)
    away = draw(st.lists(cell, max_size=2))
    kind, whom = draw(st.sampled_from([(Kind.TEACHER, "甲"), (Kind.CLASS, "三(1)班"), (Kind.PLACE, "机房1")]))
    return curriculum(
        grid(days, periods),
        *requirements,
        unavailable=[closed(kind, whom, *away)] if away else [],
        ties=[draw(ties)] if len(requirements) > 1 and draw(st.booleans()) else [],
        limits=draw(st.lists(limits, max_size=2, unique=True)),
    )


@given(tiny())
def test_a_week_is_found_just_where_there_is_one(asked: Curriculum) -> None:
    composed = found(asked)
    every = product(
        *(
            [
                Placed(requirement.id, cell, place)
                for cell in asked.grid.cells
                for place in requirement.place_ids or (None,)
            ]
            for requirement in asked.requirements
        )
    )
    possible = any(unkept(asked, week) == () for week in every)
    assert composed.outcome is (Outcome.FOUND if possible else Outcome.IMPOSSIBLE)
    assert all(unkept(asked, placed) == () for _, placed in composed.weeks)
