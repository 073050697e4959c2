"""Which home lesson of a class a joint lesson may take the place of, and what weeks that frees."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from service.domain.identity import ClassId, HomeLessonId
from service.domain.joint_lessons import JointLesson, ReplaceKind
from service.domain.sittings.in_force import replaced_subject
from service.solver.home_pieces import HomePiece
from service.solver.problem import Problem


@dataclass(frozen=True, slots=True)
class Option:
    """One lesson, or one of odd and one of even weeks, given up by a class for a joint lesson.

    `frees`: the bits of weeks in which each no longer stands. `turned`: it stood in the other weeks
    (单 for 双), so its weeks are changed to those of the joint lesson, and its own become free.
    """

    class_id: ClassId
    frees: tuple[tuple[HomeLessonId, int], ...]
    turned: bool = False

    @property
    def lesson_ids(self) -> tuple[HomeLessonId, ...]:
        return tuple(lesson_id for lesson_id, _ in self.frees)


def gives_up(lesson: JointLesson) -> bool:
    """Whether each class gives up a lesson for it."""
    return lesson.replaces.kind is not ReplaceKind.NOTHING


def options(problem: Problem, lesson: JointLesson, class_id: ClassId) -> tuple[Option, ...]:
    """Every way in which a class can make room, weekly totals kept; () where it has no such lesson."""
    subject = replaced_subject(lesson)
    pieces = [
        piece
        for piece in problem.pieces_of_class.get(class_id, ())
        if piece.takable and piece.lesson.subject == subject
    ]
    touched, inside = problem.taken_weeks(lesson)
    return tuple(_options(problem, class_id, pieces, touched, inside))


def _options(
    problem: Problem, class_id: ClassId, pieces: list[HomePiece], touched: int, inside: int
) -> Iterator[Option]:
    parts: list[HomePiece] = []
    for piece in pieces:
        weeks = piece.hold.weeks
        if touched & ~weeks == 0:
            yield Option(class_id, ((piece.id, weeks & inside),))
        elif weeks & touched == 0:
            other = problem.timeline.other_parity(weeks, piece.campus_id)
            if piece.movable and other == touched == inside:
                yield Option(class_id, ((piece.id, weeks),), turned=True)
        elif weeks & ~touched == 0:
            parts.append(piece)
    for one, other_part in combinations(parts, 2):
        ones, others = one.hold.weeks, other_part.hold.weeks
        if ones & others == 0 and touched & ~(ones | others) == 0:
            yield Option(class_id, ((one.id, ones & inside), (other_part.id, others & inside)))
