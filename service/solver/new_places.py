"""Where a home lesson could go when it has to leave: the cells that its class gives up to joint lessons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ortools.sat.python import cp_model

from service.domain.district import grouped
from service.domain.identity import ClassId, HomeLessonId, JointLessonId
from service.solver.claims import Claim, Resource, person_resource
from service.solver.clocks import Hold
from service.solver.crowds import Crowd, beginnings, crowds_of, goes_on
from service.solver.problem import Cell, HomePiece, Problem
from service.solver.replacements import Option
from service.solver.slots import in_the_way

GivingUp = Mapping[tuple[JointLessonId, ClassId], list[tuple[Option, cp_model.IntVar]]]


class Freed(NamedTuple):
    """A cell that a class gives up, the variable of that, and the lesson that stands there."""

    cell: Cell
    variable: cp_model.IntVar
    home_id: HomeLessonId


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A freed cell for a lesson. Of each group of `blockers` one has to be elsewhere by then."""

    freed: Freed
    blockers: tuple[tuple[HomePiece, ...], ...]


class NewPlaces:
    """The new places of lessons that are there every week."""

    def __init__(self, problem: Problem, gives_up: GivingUp, most: Mapping[Crowd, int]) -> None:
        self.problem, self.most = problem, most
        self.every_week = sum(problem.timeline.atoms)
        self.freed: Mapping[ClassId, tuple[Freed, ...]] = grouped(
            (class_id, Freed(problem.piece[home_id].cell, variable, home_id))
            for (_, class_id), chosen in gives_up.items()
            for way, variable in chosen
            for home_id in way.lesson_ids
        )
        self.given_up: Mapping[HomeLessonId, tuple[cp_model.IntVar, ...]] = grouped(
            (freed.home_id, freed.variable) for found in self.freed.values() for freed in found
        )
        self.crowds: Mapping[tuple[Crowd, int], tuple[HomePiece, ...]] = grouped(
            ((crowd, piece.cell.weekday), piece)
            for piece in problem.pieces
            for crowd in crowds_of(problem, piece.campus_id, piece.lesson)
        )

    def beside(self, piece: HomePiece) -> Iterator[Freed]:
        """The cells that other lessons of its class leave."""
        for freed in self.freed.get(piece.lesson.class_id, ()):
            if freed.home_id != piece.id:
                yield freed

    def of(self, piece: HomePiece) -> Iterator[NewPlace]:
        """Those of them where it could be, and what must be elsewhere then."""
        for freed in self.beside(piece):
            if not self._open(piece, freed):
                continue
            blockers = dict.fromkeys((*self._of_its_teacher(piece, freed), *self._in_its_rooms(piece, freed)))
            if not any(self._stuck(group) for group in blockers):
                yield NewPlace(freed, tuple(blockers))

    def claim(self, piece: HomePiece, cell: Cell, resource: Resource) -> Claim:
        """A resource of its class, in a cell, every week."""
        clock = self.problem.clock(piece.lesson.class_id, *cell)
        return Claim(resource, Hold(cell.weekday, self.every_week, clock), piece.campus_id)

    def _open(self, piece: HomePiece, freed: Freed) -> bool:
        """Whether its teacher is at that campus then, and booked for nothing that was decided elsewhere."""
        teacher_id = piece.lesson.teacher_id
        if teacher_id is None:
            return True
        mine = self.claim(piece, freed.cell, person_resource(teacher_id))
        held = (
            *self.problem.fixed_claims.get(mine.resource, ()),
            *self.problem.session_claims.get(mine.resource, ()),
        )
        return self.problem.at_campus(teacher_id, piece.campus_id, freed.cell.weekday) and not any(
            in_the_way(self.problem, mine, other) for other in held
        )

    def _stuck(self, group: tuple[HomePiece, ...]) -> bool:
        return not any(piece.movable or piece.id in self.given_up for piece in group)

    def _of_its_teacher(self, piece: HomePiece, freed: Freed) -> Iterator[tuple[HomePiece, ...]]:
        """Each of her other lessons at that time."""
        if piece.lesson.teacher_id is None:
            return
        mine = self.claim(piece, freed.cell, person_resource(piece.lesson.teacher_id))
        for other in self.problem.pieces_on.get((mine.resource, freed.cell.weekday), ()):
            theirs = Claim(mine.resource, other.hold, other.campus_id)
            if other.id not in {piece.id, freed.home_id} and in_the_way(self.problem, mine, theirs):
                yield (other,)

    def _in_its_rooms(self, piece: HomePiece, freed: Freed) -> Iterator[tuple[HomePiece, ...]]:
        """Who is in its special rooms at a moment when they are full."""
        clock = self.problem.clock(piece.lesson.class_id, *freed.cell)
        mine = Hold(freed.cell.weekday, self.every_week, clock)
        for crowd in crowds_of(self.problem, piece.campus_id, piece.lesson):
            others = [
                other
                for other in self.crowds.get((crowd, freed.cell.weekday), ())
                if other.id not in {piece.id, freed.home_id} and other.hold.meets(mine)
            ]
            moments = {
                moment
                for hold in (mine, *(o.hold for o in others))
                for moment in beginnings(self.problem, hold)
            }
            for moment in sorted(moments):
                present = tuple(other for other in others if goes_on(other.hold, moment))
                if goes_on(mine, moment) and len(present) >= self.most[crowd]:
                    yield present
