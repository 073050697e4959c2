"""A slot for every joint lesson, as booleans: what the choice of slots and the polish have in common."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from service.domain.district import grouped
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.sittings.courses import are_double, pairs_of_courses
from service.domain.slots import Slot
from service.solver.answer import CHANGED_WISH
from service.solver.claims import Claim
from service.solver.clocks import OVERLAPPING, Hold, minutes_between
from service.solver.courses import unfit
from service.solver.crowds import covers, starts
from service.solver.problem import Problem
from service.solver.season_parts import split_lessons
from service.solver.slots import Candidate, Slots, in_the_way

NOT_PLACED = 1000
"""More than any table of moves: placing a lesson always comes first."""

Choice = tuple[JointLessonId, Slot]
Row = tuple[JointLessonId, Hold, cp_model.IntVar]
"""A lesson, when one of its slots holds a resource, and the variable of that slot."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """What later stages found out: slots a lesson cannot have, and slots that cannot all be had together."""

    forbidden: frozenset[Choice] = frozenset()
    together: tuple[frozenset[Choice], ...] = ()
    dropped: frozenset[JointLessonId] = frozenset()


class SlotChoice:
    """Variables and rules of who stands where, in a model that others add to; one method per rule."""

    def __init__(self, model: cp_model.CpModel, problem: Problem, slots: Iterable[Slots], cuts: Cuts) -> None:
        self.model, self.problem, self.cuts = model, problem, cuts
        self.has_slot: dict[Choice, tuple[Candidate, cp_model.IntVar]] = {}
        self.placed: dict[JointLessonId, cp_model.IntVar] = {}
        self.cost: list[cp_model.LinearExprT] = []
        slots = tuple(slots)
        self.courses = tuple(pairs_of_courses(entry.lesson for entry in slots))
        self.first_of = {
            after.id: before.id
            for pair in self.courses
            for before, after in (pair, pair[::-1])
            if are_double(before, after)
        }
        self._either: dict[tuple[int, ...], cp_model.IntVar] = {}
        for entry in slots:
            self._one_slot(entry)
        self._one_at_a_time()
        self._lessons_of_courses()
        self._parts_together(entry.lesson for entry in slots)
        self._cuts()

    def hint(self, slots: Mapping[JointLessonId, Slot]) -> None:
        """Begin the search from these slots."""
        for (lesson_id, slot), (_, variable) in self.has_slot.items():
            if lesson_id in slots:
                self.model.add_hint(variable, slots[lesson_id] == slot)
        for lesson_id, placed in self.placed.items():
            self.model.add_hint(placed, lesson_id in slots)

    def chosen(self, solver: cp_model.CpSolver) -> dict[JointLessonId, Candidate]:
        """The slots that a solver gave them."""
        return {
            lesson_id: candidate
            for (lesson_id, _), (candidate, variable) in self.has_slot.items()
            if solver.boolean_value(variable)
        }

    def _one_slot(self, entry: Slots) -> None:
        """A lesson has one slot, or is not placed."""
        lesson = entry.lesson
        placed = self.placed[lesson.id] = self.model.new_bool_var("")
        self.cost.append(NOT_PLACED * (1 - placed))
        variables = []
        for candidate in entry.candidates:
            if (lesson.id, candidate.slot) in self.cuts.forbidden or lesson.id in self.cuts.dropped:
                continue
            variable = self.model.new_bool_var("")
            self.has_slot[lesson.id, candidate.slot] = candidate, variable
            variables.append(variable)
            if lesson.wished is not None and lesson.wished != candidate.slot:
                self.cost.append(CHANGED_WISH * variable)
        self.model.add(sum(variables) == placed)

    def _one_at_a_time(self) -> None:
        """A class, person or place is in one joint lesson at a time, and gets there in time."""
        by_resource = grouped(
            ((claim.resource, claim.hold.weekday), (choice[0], claim, variable))
            for choice, (candidate, variable) in self.has_slot.items()
            for claim in candidate.claims
        )
        cliques: dict[tuple[int, ...], list[cp_model.IntVar]] = {}
        for rows in by_resource.values():
            if len({lesson_id for lesson_id, _, _ in rows}) < 2:
                continue
            for clique in self._cliques(rows):
                cliques[tuple(sorted(variable.index for variable in clique))] = clique
        for clique in cliques.values():
            self.model.add_at_most_one(clique)

    def _cliques(
        self, rows: Iterable[tuple[JointLessonId, Claim, cp_model.IntVar]]
    ) -> Iterator[list[cp_model.IntVar]]:
        """Claims that overlap at one moment, and pairs that are too near for the way between campuses."""
        rows = tuple(rows)
        for atom in self.problem.timeline.atoms:
            held = [row for row in rows if row[1].hold.weeks & atom]
            for index, moment in dict.fromkeys(starts(claim.hold.clock for _, claim, _ in held)):
                clique = self._one_of(
                    (row[0], row[2]) for row in held if covers(row[1].hold.clock, index, moment)
                )
                if len(clique) > 1:
                    yield clique
        people = [row for row in rows if row[1].resource.kind == "person"]
        for one, other in combinations(people, 2):
            if (
                one[0] != other[0]
                and one[1].campus_id != other[1].campus_id
                and in_the_way(self.problem, one[1], other[1])
                and minutes_between(one[1].hold.clock, other[1].hold.clock) != OVERLAPPING
            ):
                yield [one[2], other[2]]

    def _lessons_of_courses(self) -> None:
        """On different days; the second of a double period only where the first is right before it."""
        slots = grouped(
            (lesson_id, (candidate, variable))
            for (lesson_id, _), (candidate, variable) in self.has_slot.items()
        )
        for one, other in self.courses:
            before, after = (other, one) if are_double(other, one) else (one, other)
            for candidate, variable in slots.get(after.id, ()):
                unfitting = [
                    has
                    for earlier, has in slots.get(before.id, ())
                    if unfit(self.problem.district, (before, earlier.seasons), (after, candidate.seasons))
                ]
                if unfitting:
                    self.model.add_at_most_one([variable, *unfitting])
                if are_double(before, after):
                    self.model.add_implication(variable, self.placed[before.id])

    def _parts_together(self, lessons: Iterable[JointLesson]) -> None:
        """The parts of a lesson that is split by season are placed all, or none: one takes what all take."""
        for first, *others in split_lessons(lessons):
            for other in others:
                self.model.add(self.placed[first.id] == self.placed[other.id])

    def _cuts(self) -> None:
        for choices in self.cuts.together:
            variables = [self.has_slot[choice][1] for choice in choices if choice in self.has_slot]
            if len(variables) == len(choices):
                self.model.add(sum(variables) <= len(variables) - 1)

    def exclusive(self, rows: Iterable[Row]) -> Iterator[list[cp_model.IntVar]]:
        """The slots in sets of which one at most is chosen: a lesson's own, or overlapping ones.

        One constraint on a whole set says more to the linear relaxation than one on each.
        """
        cliques: list[list[Row]] = []
        for row in rows:
            for clique in cliques:
                if all(other[0] == row[0] or other[1].meets(row[1]) for other in clique):
                    clique.append(row)
                    break
            else:
                cliques.append([row])
        for clique in cliques:
            yield self._one_of((lesson_id, variable) for lesson_id, _, variable in clique)

    def _one_of(self, rows: Iterable[tuple[JointLessonId, cp_model.IntVar]]) -> list[cp_model.IntVar]:
        """Of these one at most is true; a slot that wants the same at two of its ends is one slot.

        A receiver's bells may end the first lesson of a double period after the second has begun: the two
        are in nobody's way, and count as one.
        """
        together = grouped(
            (self.first_of.get(lesson_id, lesson_id), (lesson_id, variable)) for lesson_id, variable in rows
        )
        found: dict[int, cp_model.IntVar] = {}
        for those in together.values():
            variables = {variable.index: variable for _, variable in those}
            if len({lesson_id for lesson_id, _ in those}) > 1:
                either = self._any_of(variables)
                variables = {either.index: either}
            found.update(variables)
        return list(found.values())

    def _any_of(self, variables: Mapping[int, cp_model.IntVar]) -> cp_model.IntVar:
        key = tuple(sorted(variables))
        if key not in self._either:
            self._either[key] = self.model.new_bool_var("")
            for variable in variables.values():
                self.model.add_implication(variable, self._either[key])
        return self._either[key]
