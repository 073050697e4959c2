"""A whole table while it is worked on: slots, moves, and what was given up, with ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.domain.home_timetables import Move
from service.domain.identity import ClassId, HomeLessonId, JointLessonId
from service.solver.answer import CHANGED_WISH, Answer
from service.solver.groups import group_of, rest
from service.solver.home_pieces import Cell
from service.solver.matching import GivenUp
from service.solver.problem import Problem
from service.solver.repair import Place
from service.solver.slots import Candidate, Slots
from service.solver.tasks import Task


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table: slots, moves of home lessons, and what each class gave up for which joint lesson."""

    slots: Mapping[JointLessonId, Candidate]
    moves: Mapping[HomeLessonId, Move]
    given_up: frozenset[GivenUp]


def table_of(slots: Iterable[Slots], answer: Answer) -> Table:
    """An answer as a table; a slot that is no longer to be had is left out."""
    candidates = {
        (entry.lesson.id, candidate.slot): candidate for entry in slots for candidate in entry.candidates
    }
    stand = {lesson_id: found[-1] for lesson_id, found in answer.placements if found}
    return Table(
        slots={
            lesson_id: candidates[lesson_id, placement.slot]
            for lesson_id, placement in stand.items()
            if (lesson_id, placement.slot) in candidates
        },
        moves={move.lesson_id: move for move in answer.moves},
        given_up=frozenset(
            (lesson_id, class_id, home_id)
            for lesson_id, placement in stand.items()
            for class_id, home_id in placement.replaced
        ),
    )


def moved_lessons(problem: Problem, table: Table) -> Iterator[HomeLessonId]:
    """The home lessons that stand elsewhere: one given up counts only if what is left of it was moved."""
    given_up = {home_id for _, _, home_id in table.given_up}
    for home_id, move in table.moves.items():
        if home_id not in given_up or problem.piece[home_id].cell != (move.weekday, move.period):
            yield home_id


def changed_wishes(problem: Problem, slots: Mapping[JointLessonId, Candidate]) -> int:
    """How many wishes stand elsewhere than wished."""
    wished = {lesson.id: lesson.wished for lesson in problem.wanted}
    return sum(wished[lesson_id] not in (None, candidate.slot) for lesson_id, candidate in slots.items())


def cost_of(problem: Problem, table: Table) -> int:
    """What a table costs, in home lessons moved; what it does not place is not counted."""
    return len(list(moved_lessons(problem, table))) + CHANGED_WISH * changed_wishes(problem, table.slots)


def standing(
    problem: Problem,
    task: Task,
    table: Table,
    given_up: Mapping[tuple[JointLessonId, ClassId], tuple[HomeLessonId, ...]],
) -> Iterator[tuple[HomeLessonId, Place]]:
    """Where every movable lesson stands in a table; those given up altogether are left out."""
    freed: dict[HomeLessonId, int] = {}
    for key, home_ids in given_up.items():
        for option in task.options.get(key, ()):
            if sorted(option.lesson_ids) == list(home_ids):
                freed.update({home: freed.get(home, 0) | weeks for home, weeks in option.frees})
    for piece in problem.pieces:
        group = group_of(piece)
        left = group if piece.id not in freed else rest(group, freed[piece.id])
        if left is None or not piece.movable:
            continue
        move = table.moves.get(piece.id)
        if move is None:
            yield piece.id, Place(left, piece.cell, left.weeks)
        else:
            weeks = problem.timeline.weeks(move.weeks, piece.campus_id) if left == group else left.weeks
            yield piece.id, Place(left, Cell(move.weekday, move.period), weeks)
