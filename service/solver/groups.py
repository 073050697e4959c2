"""Home lessons that are interchangeable: of one class, subject, teacher and weeks only the number counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from service.domain.district import grouped
from service.domain.identity import ClassId, HomeLessonId, PersonId, PlaceId
from service.solver.home_pieces import HomePiece
from service.solver.problem import Problem
from service.solver.replacements import Option


class Group(NamedTuple):
    """What makes lessons interchangeable. `rest_of`: the weeks they had before a joint lesson took some."""

    class_id: ClassId
    subject: str
    teacher_id: PersonId | None
    place_id: PlaceId | None
    weeks: int
    rest_of: int | None = None

    @property
    def whole(self) -> "Group":
        """The group of the lessons these are the rest of; itself where nothing was taken."""
        return self if self.rest_of is None else self._replace(weeks=self.rest_of, rest_of=None)


@dataclass(frozen=True, slots=True)
class Way:
    """An option without ids: from which groups lessons are given up, and the weeks freed of each.

    `pinned`: the one immovable lesson that is given up, where it is one; that one is in no group.
    """

    parts: tuple[tuple[Group, int], ...]
    turned: bool
    pinned: tuple[HomeLessonId, ...] = ()


def group_of(piece: HomePiece) -> Group:
    lesson = piece.lesson
    return Group(lesson.class_id, lesson.subject, lesson.teacher_id, lesson.place_id, piece.hold.weeks)


def groups_of(problem: Problem, class_ids: frozenset[ClassId]) -> Mapping[Group, tuple[HomePiece, ...]]:
    """The movable lessons of some classes."""
    return grouped(
        (group_of(piece), piece)
        for class_id in sorted(class_ids)
        for piece in problem.pieces_of_class.get(class_id, ())
        if piece.movable
    )


def way_of(problem: Problem, option: Option) -> Way:
    """An option, without telling interchangeable lessons apart."""
    pieces = [(problem.piece[home_id], freed) for home_id, freed in option.frees]
    return Way(
        parts=tuple(sorted(_parts(pieces))),
        turned=option.turned,
        pinned=tuple(piece.id for piece, _ in pieces if not piece.movable),
    )


def _parts(pieces: list[tuple[HomePiece, int]]) -> Iterator[tuple[Group, int]]:
    for piece, freed in pieces:
        if piece.movable:
            yield group_of(piece), freed


def rest(group: Group, freed: int) -> Group | None:
    """The group of what is left of a lesson; None where nothing is left."""
    left = group.weeks & ~freed
    return group._replace(weeks=left, rest_of=group.weeks) if left else None
