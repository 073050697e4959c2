"""A solve goes on from the table that the draft holds already, as long as that still stands."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from service.domain.district import District
from service.domain.drafts import Pin
from service.domain.findings import Severity
from service.domain.rules import judge
from service.solver.drafting import applied
from service.solver.held_lessons import held_lessons
from service.solver.problem import Problem
from service.solver.rounds import solve, solve_on
from tests.solver.instances import COMMUNITY, wish, with_wish
from tests.solver.test_polishing import clumsy, instance


def drafted(*, clumsily: bool) -> District:
    first = solve(instance(), COMMUNITY, deterministic=True, seconds=5)
    return applied(instance(), COMMUNITY, clumsy(first) if clumsily else first)


def test_the_draft_is_polished() -> None:
    better = solve_on(drafted(clumsily=True), COMMUNITY, seconds=5)
    assert (better.moved, better.bound, better.not_placed) == (0, 0, ())


def test_the_best_table_is_proven_and_stays() -> None:
    district = drafted(clumsily=False)
    again = solve_on(district, COMMUNITY, seconds=5)
    assert (again.moved, again.gap) == (0, 0)
    assert applied(district, COMMUNITY, again) == district


def all_pinned(district: District) -> District:
    """Every joint lesson where it is placed, and every home lesson that was moved where it was moved to."""
    (draft,) = district.drafts
    pins = frozenset(Pin(move.lesson_id, move.weekday, move.period) for move in draft.moves)
    return replace(
        district,
        drafts=(replace(draft, pins=pins),),
        joint_lessons=tuple(replace(lesson, pinned=True) for lesson in district.joint_lessons),
    )


def test_what_is_pinned_leaves_the_hours_of_the_schools_as_they_are() -> None:
    """A class is in school where a pinned lesson was taken away, too: the draft has something else there."""
    district = drafted(clumsily=True)
    assert district.moves
    assert Problem(all_pinned(district), COMMUNITY).cells == Problem(instance(), COMMUNITY).cells


def test_what_made_room_for_a_pinned_lesson_stays_where_it_was_moved_to() -> None:
    """The joint lesson alone is pinned: what was moved out of its way does not come back into it."""
    district = drafted(clumsily=True)
    pinned = replace(all_pinned(district), drafts=district.drafts)
    again = applied(pinned, COMMUNITY, solve_on(pinned, COMMUNITY, seconds=5))
    assert set(again.moves) == set(district.moves)
    assert [one.code for one in judge(again) if one.severity is Severity.ERROR] == []


def test_what_was_moved_goes_back_where_nothing_is_pinned() -> None:
    assert held_lessons(drafted(clumsily=True)) == frozenset()


def without_the_lesson_that_moves(district: District) -> District:
    (base, *others) = district.home_timetables
    moved = {move.lesson_id for move in district.moves}
    left = tuple(lesson for lesson in base.lessons if lesson.id not in moved)
    return replace(district, home_timetables=(replace(base, lessons=left), *others))


def with_another_wish(district: District) -> District:
    return with_wish(district, wish("J2", "数学", ("甲校", "301", "戊"), ("乙校", "301", "己")))


@pytest.mark.parametrize("change", [without_the_lesson_that_moves, with_another_wish])
def test_where_it_no_longer_stands_it_is_solved_anew(change: Callable[[District], District]) -> None:
    district = change(drafted(clumsily=True))
    answer = solve_on(district, COMMUNITY, seconds=5)
    assert {lesson_id for lesson_id, _ in answer.placements} == {one.id for one in district.joint_lessons}
