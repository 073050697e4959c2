"""Stage 1: a slot for every joint lesson, pushing aside as few home lessons as can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ortools.sat.python import cp_model

from service.domain.district import grouped
from service.domain.identity import ClassId, HomeLessonId, JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.slots import Slot
from service.solver.claims import Resource
from service.solver.crowds import most_at_once
from service.solver.inconveniences import Inconveniences
from service.solver.problem import Problem
from service.solver.replacements import Option, gives_up, options
from service.solver.searches import Search, hint_all
from service.solver.slot_choice import NOT_PLACED, Cuts, Row, SlotChoice
from service.solver.slots import Candidate, Slots

SECONDS_FOR_CONVENIENCE = 0.5


@dataclass(frozen=True, slots=True)
class Chosen:
    """A slot for each lesson that has one. `bound`: no choice costs less, whatever is moved afterwards."""

    slots: Mapping[JointLessonId, Candidate]
    cost: int
    bound: int
    proven: bool
    seconds: float


class _Push(NamedTuple):
    """A home lesson in the way of a resource, the variables of it being given up, and whether it may move."""

    home_id: HomeLessonId
    resource: Resource
    given_up: tuple[int, ...]
    movable: bool


class StageOne:
    """The model's facts, made once; the model itself is built anew for every set of cuts."""

    def __init__(self, problem: Problem, slots: Iterable[Slots]) -> None:
        self.problem = problem
        self.slots = tuple(slots)
        self.most = most_at_once(problem)
        self.inconveniences = Inconveniences(problem)

    @cached_property
    def options(self) -> Mapping[tuple[JointLessonId, ClassId], tuple[Option, ...]]:
        """The ways to make room, for each class of each lesson that replaces something."""
        return {
            (entry.lesson.id, class_id): options(self.problem, entry.lesson, class_id)
            for entry in self.slots
            if gives_up(entry.lesson)
            for end in entry.lesson.ends
            for class_id in end.class_ids
        }

    def choose(
        self, cuts: Cuts, search: Search, hints: Mapping[JointLessonId, Slot] | None = None
    ) -> Chosen | None:
        """The cheapest choice found, the most convenient of these; None: the time did not suffice for any."""
        model = _Model(self, cuts)
        model.choice.hint(hints or {})
        solver = search.by_relaxation()
        status = solver.solve(model.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        chosen = model.choice.chosen(solver)
        convenient, more = model.convenient(solver, search.within(SECONDS_FOR_CONVENIENCE))
        if self.inconveniences.total(convenient) < self.inconveniences.total(chosen):
            chosen = convenient
        floor = (len(self.slots) - len(chosen)) * NOT_PLACED
        return Chosen(
            slots=chosen,
            cost=round(solver.objective_value) - floor,
            bound=max(0, round(solver.best_objective_bound) - floor),
            proven=status == cp_model.OPTIMAL,
            seconds=search.spent(solver) + more,
        )


class _Model:
    """One build of stage 1's model: one method per rule."""

    def __init__(self, facts: StageOne, cuts: Cuts) -> None:
        self.facts = facts
        self.model = cp_model.CpModel()
        self.choice = SlotChoice(self.model, facts.problem, facts.slots, cuts)
        self.gives_up: dict[tuple[JointLessonId, ClassId], list[tuple[Option, cp_model.IntVar]]] = {}
        self.moved: dict[HomeLessonId, cp_model.IntVar] = {}
        self.cost = list(self.choice.cost)
        for entry in facts.slots:
            self._one_lesson_given_up(entry.lesson)
        self._given_up_once()
        self._pushed_lessons()
        self.model.minimize(sum(self.cost))

    def convenient(
        self, found: cp_model.CpSolver, search: Search
    ) -> tuple[dict[JointLessonId, Candidate], float]:
        """The most convenient choice among those that cost no more than what was found; and the seconds."""
        terms, most = self.facts.inconveniences.terms(self.choice)
        if not most:
            return self.choice.chosen(found), 0.0
        hint_all(self.model, found)
        self.model.add(sum(self.cost) <= round(found.objective_value))
        self.model.minimize(sum(terms))
        solver = search.by_relaxation()
        if solver.solve(self.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return self.choice.chosen(found), search.spent(solver)
        return self.choice.chosen(solver), search.spent(solver)

    def _one_lesson_given_up(self, lesson: JointLesson) -> None:
        """A placed lesson takes the place of one home lesson in each class, if it replaces any."""
        for end in lesson.ends:
            for class_id in end.class_ids:
                ways = self.facts.options.get((lesson.id, class_id))
                if ways is None:
                    continue
                chosen = [(way, self.model.new_bool_var("")) for way in ways]
                self.gives_up[lesson.id, class_id] = chosen
                self.model.add(sum(variable for _, variable in chosen) == self.choice.placed[lesson.id])
                self._pinned_in_place(lesson, chosen)

    def _pinned_in_place(self, lesson: JointLesson, chosen: list[tuple[Option, cp_model.IntVar]]) -> None:
        """A pinned lesson gives way only to a joint lesson that stands where it stands."""
        for way, variable in chosen:
            for home_id in way.lesson_ids:
                if not self.facts.problem.piece[home_id].movable:
                    here = [
                        has
                        for (lesson_id, _), (candidate, has) in self.choice.has_slot.items()
                        if lesson_id == lesson.id and home_id in candidate.taken
                    ]
                    self.model.add(variable <= sum(here))

    def _given_up_once(self) -> None:
        """No home lesson is given up twice in a week."""
        by_home = grouped(
            ((home_id, atom), variable)
            for chosen in self.gives_up.values()
            for way, variable in chosen
            for home_id in way.lesson_ids
            for atom in self.facts.problem.timeline.atoms
            if self.facts.problem.piece[home_id].hold.weeks & atom
        )
        for variables in dict.fromkeys(by_home.values()):
            if len(variables) > 1:
                self.model.add_at_most_one(variables)

    def _pushed_lessons(self) -> None:
        """A home lesson in the way costs one, unless it is given up in those weeks; a pinned one must be."""
        moved = self.moved
        for push, rows in self._pushes().items():
            ways_out = [self.model.get_bool_var_from_proto_index(index) for index in push.given_up]
            if push.movable:
                if push.home_id not in moved:
                    moved[push.home_id] = self.model.new_bool_var("")
                    self.cost.append(moved[push.home_id])
                ways_out.append(moved[push.home_id])
            for clique in self.choice.exclusive(rows):
                self.model.add(sum(clique) <= sum(ways_out))

    def _pushes(self) -> Mapping[_Push, tuple[Row, ...]]:
        """Who is in the way of which home lesson, and what would take that lesson out of the way."""
        giving = grouped(
            (home_id, (lesson_id, freed, variable.index))
            for (lesson_id, _), chosen in self.gives_up.items()
            for way, variable in chosen
            for home_id, freed in way.frees
        )
        rows: list[tuple[_Push, Row]] = []
        for (lesson_id, _), (candidate, has) in self.choice.has_slot.items():
            for claim, home_id in candidate.pushes:
                piece = self.facts.problem.piece[home_id]
                common = piece.hold.weeks & claim.hold.weeks
                given_up = tuple(
                    variable
                    for taker, freed, variable in giving.get(home_id, ())
                    if taker == lesson_id or common & ~freed == 0
                )
                push = _Push(home_id, claim.resource, given_up, piece.movable)
                rows.append((push, (lesson_id, claim.hold, has)))
        return grouped(rows)
