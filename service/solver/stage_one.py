"""Stage 1: a slot for every joint lesson, pushing aside as few home lessons as can be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from ortools.sat.python import cp_model

from service.domain.district import grouped
from service.domain.identity import ClassId, HomeLessonId, JointLessonId
from service.domain.joint_lessons import JointLesson, Slot
from service.solver.answer import CHANGED_WISH
from service.solver.claims import Claim, Resource
from service.solver.clocks import OVERLAPPING, Hold, minutes_between
from service.solver.crowds import covers, starts
from service.solver.problem import Problem
from service.solver.replacements import Option, gives_up, options
from service.solver.searches import Search
from service.solver.slots import Candidate, Slots, in_the_way

NOT_PLACED = 1000
"""More than any table of moves: placing a lesson always comes first."""

Choice = tuple[JointLessonId, Slot]


@dataclass(frozen=True, slots=True)
class Cuts:
    """What later stages found out: slots a lesson cannot have, and slots that cannot all be had together."""

    forbidden: frozenset[Choice] = frozenset()
    together: tuple[frozenset[Choice], ...] = ()
    dropped: frozenset[JointLessonId] = frozenset()


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


_Row = tuple[JointLessonId, Hold, cp_model.IntVar]


class StageOne:
    """The model's facts, made once; the model itself is built anew for every set of cuts."""

    def __init__(self, problem: Problem, slots: Iterable[Slots]) -> None:
        self.problem = problem
        self.slots = tuple(slots)

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
        """The cheapest choice found; None when the time did not suffice for any."""
        model = _Model(self, cuts)
        model.hint(hints or {})
        solver = search.by_relaxation()
        status = solver.solve(model.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        chosen = {
            lesson_id: candidate
            for (lesson_id, _), (candidate, variable) in model.has_slot.items()
            if solver.boolean_value(variable)
        }
        missing = len(self.slots) - len(chosen)
        floor = missing * NOT_PLACED
        return Chosen(
            slots=chosen,
            cost=round(solver.objective_value) - floor,
            bound=max(0, round(solver.best_objective_bound) - floor),
            proven=status == cp_model.OPTIMAL,
            seconds=solver.wall_time,
        )


class _Model:
    """One build of stage 1's model: one method per rule."""

    def __init__(self, facts: StageOne, cuts: Cuts) -> None:
        self.facts, self.cuts = facts, cuts
        self.model = cp_model.CpModel()
        self.has_slot: dict[Choice, tuple[Candidate, cp_model.IntVar]] = {}
        self.gives_up: dict[tuple[JointLessonId, ClassId], list[tuple[Option, cp_model.IntVar]]] = {}
        self.placed: dict[JointLessonId, cp_model.IntVar] = {}
        self.cost: list[cp_model.LinearExprT] = []
        for entry in facts.slots:
            self._one_slot(entry)
            self._one_lesson_given_up(entry.lesson)
        self._given_up_once()
        self._one_at_a_time()
        self._pushed_lessons()
        self._cuts()
        self.model.minimize(sum(self.cost))

    def hint(self, slots: Mapping[JointLessonId, Slot]) -> None:
        """Begin the search from these slots."""
        for (lesson_id, slot), (_, variable) in self.has_slot.items():
            if lesson_id in slots:
                self.model.add_hint(variable, slots[lesson_id] == slot)

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

    def _one_lesson_given_up(self, lesson: JointLesson) -> None:
        """A placed lesson takes the place of one home lesson in each class, if it replaces any."""
        for end in lesson.ends:
            for class_id in end.class_ids:
                ways = self.facts.options.get((lesson.id, class_id))
                if ways is None:
                    continue
                chosen = [(way, self.model.new_bool_var("")) for way in ways]
                self.gives_up[lesson.id, class_id] = chosen
                self.model.add(sum(variable for _, variable in chosen) == self.placed[lesson.id])
                self._pinned_in_place(lesson, chosen)

    def _pinned_in_place(self, lesson: JointLesson, chosen: list[tuple[Option, cp_model.IntVar]]) -> None:
        """A pinned lesson gives way only to a joint lesson that stands where it stands."""
        for way, variable in chosen:
            for home_id in way.lesson_ids:
                if not self.facts.problem.piece[home_id].movable:
                    here = [
                        has
                        for (lesson_id, _), (candidate, has) in self.has_slot.items()
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
        for atom in self.facts.problem.timeline.atoms:
            held = [row for row in rows if row[1].hold.weeks & atom]
            for index, moment in dict.fromkeys(starts(claim.hold.clock for _, claim, _ in held)):
                clique = [row[2] for row in held if covers(row[1].hold.clock, index, moment)]
                if len(clique) > 1:
                    yield clique
        people = [row for row in rows if row[1].resource.kind == "person"]
        for one, other in combinations(people, 2):
            if (
                one[0] != other[0]
                and one[1].campus_id != other[1].campus_id
                and in_the_way(self.facts.problem, one[1], other[1])
                and minutes_between(one[1].hold.clock, other[1].hold.clock) != OVERLAPPING
            ):
                yield [one[2], other[2]]

    def _pushed_lessons(self) -> None:
        """A home lesson in the way costs one, unless it is given up in those weeks; a pinned one must be."""
        moved: dict[HomeLessonId, cp_model.IntVar] = {}
        for push, rows in self._pushes().items():
            ways_out = [self.model.get_bool_var_from_proto_index(index) for index in push.given_up]
            if push.movable:
                if push.home_id not in moved:
                    moved[push.home_id] = self.model.new_bool_var("")
                    self.cost.append(moved[push.home_id])
                ways_out.append(moved[push.home_id])
            for clique in _exclusive(rows):
                self.model.add(sum(clique) <= sum(ways_out))

    def _pushes(self) -> Mapping[_Push, tuple[_Row, ...]]:
        """Who is in the way of which home lesson, and what would take that lesson out of the way."""
        giving = grouped(
            (home_id, (lesson_id, freed, variable.index))
            for (lesson_id, _), chosen in self.gives_up.items()
            for way, variable in chosen
            for home_id, freed in way.frees
        )
        rows: list[tuple[_Push, _Row]] = []
        for (lesson_id, _), (candidate, has) in self.has_slot.items():
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

    def _cuts(self) -> None:
        for choices in self.cuts.together:
            variables = [self.has_slot[choice][1] for choice in choices if choice in self.has_slot]
            if len(variables) == len(choices):
                self.model.add(sum(variables) <= len(variables) - 1)


def _exclusive(rows: Iterable[_Row]) -> Iterator[list[cp_model.IntVar]]:
    """The slots in sets of which at most one is chosen: the same lesson's, or overlapping ones of a resource.

    One constraint on a whole set says more to the linear relaxation than one on each.
    """
    cliques: list[list[_Row]] = []
    for row in rows:
        for clique in cliques:
            if all(other[0] == row[0] or other[1].meets(row[1]) for other in clique):
                clique.append(row)
                break
        else:
            cliques.append([row])
    for clique in cliques:
        yield [variable for _, _, variable in clique]
