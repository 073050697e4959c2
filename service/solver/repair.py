"""Stage 2: with every joint lesson's slot fixed, the home timetables of one repair unit, the fewest moved.

Booleans `stands[group, cell, weeks]` and counts: interchangeable lessons are never told apart. Always
elastic: a lesson without a place costs much, but the model has an answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from ortools.sat.python import cp_model

from service.domain.district import grouped
from service.domain.identity import CampusId, ClassId, JointLessonId
from service.solver.claims import Claim, Resource, class_resource, person_resource, place_resource
from service.solver.clocks import OVERLAPPING, Clock, Hold, minutes_between
from service.solver.crowds import Crowd, Moment, beginnings, crowds_of, goes_on
from service.solver.groups import Group, Way, groups_of, rest, way_of
from service.solver.problem import Cell, HomePiece, Problem
from service.solver.replacements import Option
from service.solver.searches import Search
from service.solver.slots import Candidate, in_the_way

STRANDED = 1000
"""What a home lesson without a place costs: more than any number of moves."""


class Place(NamedTuple):
    """Where a lesson of a group may stand: a cell of its class, in some weeks."""

    group: Group
    cell: Cell
    weeks: int


@dataclass(frozen=True, slots=True)
class Task:
    """One repair unit: the classes whose lessons may move, and the slots of the joint lessons."""

    class_ids: frozenset[ClassId]
    slots: Mapping[JointLessonId, Candidate]
    options: Mapping[tuple[JointLessonId, ClassId], tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class Repaired:
    """Where the lessons of each group stand, how each class makes room, and which groups are stranded."""

    places: tuple[Place, ...]
    ways: Mapping[tuple[JointLessonId, ClassId], Way]
    stranded: tuple[Group, ...]
    moved: int
    proven: bool
    seconds: float


def repair(problem: Problem, task: Task, most: Mapping[Crowd, int], search: Search) -> Repaired | None:
    """The fewest moves found; None when the time did not suffice for any answer."""
    model = _Model(problem, task, most)
    solver = search.solver()
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    stranded = tuple(group for group, slack in model.stranded.items() for _ in range(solver.value(slack)))
    return Repaired(
        places=tuple(place for place, variable in model.stands.items() if solver.boolean_value(variable)),
        ways={
            key: way
            for key, ways in model.ways.items()
            for way, variable in ways.items()
            if solver.boolean_value(variable)
        },
        stranded=stranded,
        moved=round(solver.objective_value) - STRANDED * len(stranded),
        proven=status == cp_model.OPTIMAL,
        seconds=solver.wall_time,
    )


class _Model:
    """One method per rule; the order is that in which the variables come to be."""

    def __init__(self, problem: Problem, task: Task, most: Mapping[Crowd, int]) -> None:
        self.problem, self.task, self.most = problem, task, most
        self.model = cp_model.CpModel()
        self.groups = groups_of(problem, task.class_ids)
        self.base = {
            Place(group, piece.cell, group.weeks) for group, pieces in self.groups.items() for piece in pieces
        }
        self.taken = {home_id for candidate in task.slots.values() for home_id in candidate.taken}
        self.claims = grouped(
            ((claim.resource, claim.hold.weekday), claim)
            for candidate in task.slots.values()
            for claim in candidate.claims
        )
        self.still = self._still()
        self.ways: dict[tuple[JointLessonId, ClassId], dict[Way, cp_model.IntVar]] = {}
        self.stands: dict[Place, cp_model.IntVar] = {}
        self.stranded: dict[Group, cp_model.IntVar] = {}
        self.count: defaultdict[Group, list[cp_model.LinearExprT]] = defaultdict(list)
        for group, pieces in self.groups.items():
            self.count[group].append(len(pieces))
        self._one_way_each()
        self._every_lesson_stands()
        self._one_lesson_a_class()
        self._one_lesson_a_teacher()
        self._special_rooms()
        self._hint_the_base()
        self.model.minimize(self._cost())

    def _still(self) -> Mapping[tuple[Resource, int], tuple[Claim, ...]]:
        """What nothing new may be put beside, by class or teacher and weekday.

        Home lessons that stay where they are, joint lessons decided elsewhere, unavailabilities and sessions.
        """
        found = [
            claim
            for claims in (*self.problem.fixed_claims.values(), *self.problem.session_claims.values())
            for claim in claims
        ]
        for piece in self.problem.pieces:
            if self._is_free(piece) or piece.id in self.taken:
                continue
            found.append(Claim(class_resource(piece.lesson.class_id), piece.hold, piece.campus_id))
            if piece.lesson.teacher_id is not None:
                found.append(Claim(person_resource(piece.lesson.teacher_id), piece.hold, piece.campus_id))
        return grouped(((claim.resource, claim.hold.weekday), claim) for claim in found)

    def _is_free(self, piece: HomePiece) -> bool:
        return piece.movable and piece.lesson.class_id in self.task.class_ids

    def _one_way_each(self) -> None:
        """Each class of a joint lesson makes room in one way; what it gives up is no longer to be placed."""
        for (lesson_id, class_id), options in self.task.options.items():
            candidate = self.task.slots.get(lesson_id)
            if candidate is None or class_id not in self.task.class_ids:
                continue
            ways = {
                way: self.model.new_bool_var("")
                for way in dict.fromkeys(way_of(self.problem, option) for option in options)
                if set(way.pinned) <= set(candidate.taken)
            }
            self.ways[lesson_id, class_id] = ways
            self.model.add_exactly_one(ways.values())
            for home_id in candidate.taken:
                if self.problem.piece[home_id].lesson.class_id == class_id:
                    self.model.add_exactly_one(v for way, v in ways.items() if home_id in way.pinned)
            for way, variable in ways.items():
                for group, freed in way.parts:
                    self.count[group].append(-variable)
                    if (left := rest(group, freed)) is not None:
                        self.count[left].append(variable)

    def _every_lesson_stands(self) -> None:
        """Weekly totals: as many lessons of each group stand as are left, or are counted as stranded."""
        for group, terms in self.count.items():
            variables = []
            for place in self._open_places(group):
                self.stands[place] = self.model.new_bool_var("")
                variables.append(self.stands[place])
            self.stranded[group] = self.model.new_int_var(0, len(self.groups.get(group.whole, ())), "")
            self.model.add(sum(variables) + self.stranded[group] == sum(terms))

    def _open_places(self, group: Group) -> Iterator[Place]:
        campus_id = self.problem.district.class_group[group.class_id].campus_id
        other = None
        if group.rest_of is None:
            other = self.problem.timeline.other_parity(group.weeks, campus_id)
        base_cells = {piece.cell for piece in self.groups.get(group.whole, ())}
        for cell in sorted(base_cells.union(self.problem.cells[group.class_id])):
            clock = self.problem.clock(group.class_id, *cell)
            if self._is_open(group, campus_id, Hold(cell.weekday, group.weeks, clock), cell in base_cells):
                yield Place(group, cell, group.weeks)
            if other is not None and self._is_open(group, campus_id, Hold(cell.weekday, other, clock), False):
                yield Place(group, cell, other)

    def _is_open(self, group: Group, campus_id: CampusId, hold: Hold, stood_there: bool) -> bool:
        """Whether nothing immovable is in the way; what the imported table has already may stay."""
        resources = [class_resource(group.class_id)]
        if group.teacher_id is not None:
            resources.append(person_resource(group.teacher_id))
        if group.place_id is not None:
            resources.append(place_resource(group.place_id))
        for resource in resources:
            mine = Claim(resource, hold, campus_id)
            key = resource, hold.weekday
            others = self.claims.get(key, ()) + (() if stood_there else self.still.get(key, ()))
            if any(in_the_way(self.problem, mine, other) for other in others):
                return False
        return (
            stood_there
            or group.teacher_id is None
            or self.problem.at_campus(group.teacher_id, campus_id, hold.weekday)
        )

    def _one_lesson_a_class(self) -> None:
        for places in grouped(
            ((place.group.class_id, place.cell, atom), place)
            for place in self.stands
            for atom in self._atoms(place.weeks)
        ).values():
            self._at_most(places, 1)

    def _one_lesson_a_teacher(self) -> None:
        """One lesson at a time for each teacher, with time to get from one campus to the next."""
        by_day = grouped(
            ((place.group.teacher_id, place.cell.weekday, atom), place)
            for place in self.stands
            if place.group.teacher_id is not None
            for atom in self._atoms(place.weeks)
        )
        for places in by_day.values():
            at_once = grouped((self._where(place), place) for place in places)
            for together in at_once.values():
                self._at_most(together, 1)
            for (one, ones), (other, others) in combinations(at_once.items(), 2):
                if self._too_near(one, other):
                    self._at_most((*ones, *others), 1)

    def _where(self, place: Place) -> tuple[CampusId, Clock]:
        campus_id = self.problem.district.class_group[place.group.class_id].campus_id
        return campus_id, self.problem.clock(place.group.class_id, *place.cell)

    def _too_near(self, one: tuple[CampusId, Clock], other: tuple[CampusId, Clock]) -> bool:
        minutes = minutes_between(one[1], other[1])
        return minutes == OVERLAPPING or minutes < self.problem.travel(one[0], other[0])

    def _at_most(self, places: Iterable[Place], most: int) -> None:
        """At most so many of these, or as many as the imported table has there."""
        places = tuple(places)
        stood = sum(place in self.base for place in places)
        if len(places) > max(most, stood):
            self.model.add(
                cp_model.LinearExpr.sum([self.stands[place] for place in places]) <= max(most, stood)
            )

    def _special_rooms(self) -> None:
        """No more classes at once than the campus has rooms for."""
        crowds: defaultdict[Crowd, list[tuple[Hold, cp_model.LinearExprT]]] = defaultdict(list)
        for piece in self.problem.pieces:
            if not self._is_free(piece) and piece.id not in self.taken:
                for crowd in crowds_of(self.problem, piece.campus_id, piece.lesson):
                    crowds[crowd].append((piece.hold, 1))
        for place, variable in self.stands.items():
            campus_id, clock = self._where(place)
            lesson = self.groups[place.group.whole][0].lesson
            for crowd in crowds_of(self.problem, campus_id, lesson):
                crowds[crowd].append((Hold(place.cell.weekday, place.weeks, clock), variable))
        for crowd, rows in crowds.items():
            moments: dict[Moment, None] = {}
            for hold, _ in rows:
                moments.update(dict.fromkeys(beginnings(self.problem, hold)))
            for moment in moments:
                present = [variable for hold, variable in rows if goes_on(hold, moment)]
                if len(present) > self.most[crowd] and not all(isinstance(v, int) for v in present):
                    self.model.add(sum(present) <= self.most[crowd])

    def _hint_the_base(self) -> None:
        for place, variable in self.stands.items():
            self.model.add_hint(variable, place in self.base)

    def _cost(self) -> cp_model.LinearExpr:
        """Lessons left, less those that stand where one of their group stood; stranded ones above all."""
        kept = [variable for place, variable in self.stands.items() if self._kept(place)]
        left = [term for terms in self.count.values() for term in terms]
        more = [(STRANDED - 1) * variable for variable in self.stranded.values()]
        return cp_model.LinearExpr.sum([*left, *(-variable for variable in kept), *more])

    def _kept(self, place: Place) -> bool:
        whole = place.group.whole
        return place.weeks == place.group.weeks and Place(whole, place.cell, whole.weeks) in self.base

    def _atoms(self, weeks: int) -> Iterator[int]:
        return (atom for atom in self.problem.timeline.atoms if weeks & atom)
