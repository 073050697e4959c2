"""One small model of slots and repair together: some joint lessons and their classes; all else stays."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ortools.sat.python import cp_model

from service.domain.district import grouped
from service.domain.identity import HomeLessonId, JointLessonId
from service.solver.answer import CHANGED_WISH
from service.solver.claims import Claim, Resource, class_resource, person_resource, place_resource
from service.solver.clocks import Hold
from service.solver.crowds import Crowd
from service.solver.groups import Way, way_of
from service.solver.home_pieces import HomePiece, home_claims
from service.solver.matching import match
from service.solver.problem import Problem
from service.solver.repair import Place, RepairModel
from service.solver.replacements import Option
from service.solver.slot_choice import NOT_PLACED, Cuts, Row, SlotChoice
from service.solver.slots import Slots, in_the_way
from service.solver.tables import Table, moved_lessons, standing
from service.solver.tasks import Task


class Neighbourhood(RepairModel):
    """A repair model in which the slots of some joint lessons are variables, too."""

    def __init__(
        self,
        problem: Problem,
        task: Task,
        most: Mapping[Crowd, int],
        entries: Iterable[Slots],
        table: Table,
        taken_up: frozenset[JointLessonId],
    ) -> None:
        model = cp_model.CpModel()
        self.choice = SlotChoice(model, problem, entries, Cuts())
        self.table = table
        self.given_up = grouped(
            ((lesson_id, class_id), home_id) for lesson_id, class_id, home_id in sorted(table.given_up)
        )
        self.standing = dict(standing(problem, task, table, self.given_up))
        super().__init__(problem, task, most, model)
        self.choice.hint({lesson_id: candidate.slot for lesson_id, candidate in table.slots.items()})
        for lesson_id in table.slots.keys() - taken_up:
            model.add(self.choice.placed[lesson_id] == 1)
        self._beside_joint_lessons()

    def cost(self) -> cp_model.LinearExpr:
        """What is moved, changed and not placed."""
        return cp_model.LinearExpr.sum([super().cost(), *self.choice.cost])

    @property
    def cost_of_table(self) -> int:
        """What the table costs as far as this model decides it."""
        problem = self.problem
        missing = len(self.choice.placed) - len(self.table.slots)
        changed = sum(
            candidate.slot != wished
            for lesson_id, candidate in self.table.slots.items()
            if (wished := problem.district.joint_lesson[lesson_id].wished) is not None
        )
        moved = sum(
            problem.piece[home_id].lesson.class_id in self.task.class_ids
            for home_id in moved_lessons(problem, self.table)
        )
        return moved + CHANGED_WISH * changed + NOT_PLACED * missing

    def found(self, solver: cp_model.CpSolver) -> Table | None:
        """The table that a solver found, all else as it stands; None where a home lesson is stranded."""
        repaired = self.repaired(solver, 0.0, proven=False)
        if repaired.stranded:
            return None
        slots = self.choice.chosen(solver)
        class_ids = self.task.class_ids
        matched = match(self.problem, replace(self.task, slots=slots), repaired)
        moves = {
            home_id: move
            for home_id, move in self.table.moves.items()
            if self.problem.piece[home_id].lesson.class_id not in class_ids
        }
        kept = {row for row in self.table.given_up if row[1] not in class_ids}
        return Table(
            slots=slots,
            moves={**moves, **{move.lesson_id: move for move in matched.moves}},
            given_up=frozenset({*kept, *matched.given_up}),
        )

    def _new(self) -> Iterator[Claim]:
        """The lessons of other classes that the table has moved."""
        for piece, hold in self._standing_still():
            if hold != piece.hold:
                yield from home_claims(piece, hold)

    def _standing_still(self) -> Iterator[tuple[HomePiece, Hold]]:
        """The lessons of other classes stand where the table has them."""
        for piece, hold in super()._standing_still():
            place = self.standing.get(piece.id)
            if not piece.movable and place is None:
                yield piece, hold
            elif place is not None:
                clock = self.problem.clock(place.group.class_id, *place.cell)
                yield piece, Hold(place.cell.weekday, place.weeks, clock)

    def _one_way_each(self) -> None:
        """Each class of a placed lesson makes room in one way; a pinned lesson only where it stands."""
        for key, options in self.task.options.items():
            lesson_id, class_id = key
            if class_id not in self.task.class_ids:
                continue
            ways = {
                way: self.model.new_bool_var("")
                for way in dict.fromkeys(way_of(self.problem, option) for option in options)
            }
            self.model.add(sum(ways.values()) == self.choice.placed[lesson_id])
            for home_id in {home_id for way in ways for home_id in way.pinned}:
                here = [
                    variable
                    for (other, _), (candidate, variable) in self.choice.has_slot.items()
                    if other == lesson_id and home_id in candidate.taken
                ]
                self.model.add(sum(v for way, v in ways.items() if home_id in way.pinned) == sum(here))
            self._hint_way(ways, options, self.given_up.get(key, ()))
            self._count_given_up(key, ways)

    def _hint_way(
        self,
        ways: Mapping[Way, cp_model.IntVar],
        options: Iterable[Option],
        given_up: tuple[HomeLessonId, ...],
    ) -> None:
        chosen = {way_of(self.problem, o) for o in options if sorted(o.lesson_ids) == list(given_up)}
        for way, variable in ways.items():
            self.model.add_hint(variable, way in chosen)

    def _hint(self) -> None:
        """Begin the search from the table."""
        places = frozenset(self.standing.values())
        for place, variable in self.stands.items():
            self.model.add_hint(variable, place in places)
        for slack in self.stranded.values():
            self.model.add_hint(slack, 0)

    def _beside_joint_lessons(self) -> None:
        """No class, teacher or place in a home lesson while a joint lesson has it."""
        rows = grouped(
            ((claim.resource, claim.hold.weekday), (lesson_id, claim, variable))
            for (lesson_id, _), (candidate, variable) in self.choice.has_slot.items()
            for claim in candidate.claims
        )
        together = grouped(
            ((resource, *self._where(place), place.cell.weekday, atom), place)
            for place in self.stands
            for resource in _resources(place)
            for atom in self._atoms(place.weeks)
        )
        for (resource, campus_id, clock, weekday, atom), places in together.items():
            mine = Claim(resource, Hold(weekday, atom, clock), campus_id)
            against: list[Row] = [
                (lesson_id, claim.hold, variable)
                for lesson_id, claim, variable in rows.get((resource, weekday), ())
                if in_the_way(self.problem, mine, claim)
            ]
            for clique in self.choice.exclusive(against):
                self._not_beside(places, clique)

    def _not_beside(self, places: tuple[Place, ...], clique: list[cp_model.IntVar]) -> None:
        """One constraint for all, unless the imported table has several of them at once."""
        if sum(place in self.base for place in places) <= 1:
            self.model.add_at_most_one([*(self.stands[place] for place in places), *clique])
            return
        for place in places:
            self.model.add_at_most_one([self.stands[place], *clique])


def _resources(place: Place) -> Iterator[Resource]:
    yield class_resource(place.group.class_id)
    if place.group.teacher_id is not None:
        yield person_resource(place.group.teacher_id)
    if place.group.place_id is not None:
        yield place_resource(place.group.place_id)
