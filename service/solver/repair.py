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
from service.solver.claims import Claim, by_day, resources_of
from service.solver.clocks import OVERLAPPING, Clock, Hold, minutes_between
from service.solver.crowds import Crowd, Moment, beginnings, crowds_of, goes_on
from service.solver.groups import Group, Way, groups_of, rest, way_of
from service.solver.home_pieces import Cell, HomePiece, home_claims
from service.solver.problem import Problem
from service.solver.searches import Search
from service.solver.slots import in_the_way
from service.solver.tasks import Task

STRANDED = 1000
"""What a home lesson without a place costs: more than any number of moves."""


class Place(NamedTuple):
    """Where a lesson of a group may stand: a cell of its class, in some weeks."""

    group: Group
    cell: Cell
    weeks: int


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
    model = RepairModel(problem, task, most)
    model.model.minimize(model.cost())
    solver = search.solver()
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return model.repaired(solver, search.spent(solver), proven=status == cp_model.OPTIMAL)


class RepairModel:
    """One method per rule; the order is that in which the variables come to be."""

    def __init__(
        self,
        problem: Problem,
        task: Task,
        most: Mapping[Crowd, int],
        model: cp_model.CpModel | None = None,
    ) -> None:
        self.problem, self.task, self.most = problem, task, most
        self.model = cp_model.CpModel() if model is None else model
        self._atoms_of: dict[int, tuple[int, ...]] = {}
        self._places: dict[tuple[ClassId, Cell], tuple[CampusId, Clock]] = {}
        self.groups = groups_of(problem, task.class_ids)
        self.base = {
            Place(group, piece.cell, group.weeks) for group, pieces in self.groups.items() for piece in pieces
        }
        self.taken = {home_id for candidate in task.slots.values() for home_id in candidate.taken}
        self.new = by_day(self._new())
        self.still = by_day(self._still())
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
        self._hint()

    def _new(self) -> Iterator[Claim]:
        """What the imported table did not know of: no lesson may stand beside it, not even where it stood."""
        for candidate in self.task.slots.values():
            yield from candidate.claims

    def _still(self) -> Iterator[Claim]:
        """What nothing may be moved beside; whatever stood beside it in the imported table may stay.

        Home lessons that stay where they are, joint lessons decided elsewhere, unavailabilities and sessions.
        """
        for claims in (*self.problem.fixed_claims.values(), *self.problem.session_claims.values()):
            yield from claims
        for piece, hold in self._standing_still():
            yield from home_claims(piece, hold)

    def _standing_still(self) -> Iterator[tuple[HomePiece, Hold]]:
        """The home lessons that this model does not move, and when they are."""
        for piece in self.problem.pieces:
            if not self._is_free(piece) and piece.id not in self.taken:
                yield piece, piece.hold

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
            self.model.add_exactly_one(ways.values())
            for home_id in candidate.taken:
                if self.problem.piece[home_id].lesson.class_id == class_id:
                    self.model.add_exactly_one(v for way, v in ways.items() if home_id in way.pinned)
            self._count_given_up((lesson_id, class_id), ways)

    def _count_given_up(self, key: tuple[JointLessonId, ClassId], ways: dict[Way, cp_model.IntVar]) -> None:
        """What a way gives up is one lesson less in its group, and one more in that of what is left of it."""
        self.ways[key] = ways
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
        for resource in resources_of(group.class_id, group.teacher_id, group.place_id):
            mine = Claim(resource, hold, campus_id)
            key = resource, hold.weekday
            others = self.new.get(key, ()) + (() if stood_there else self.still.get(key, ()))
            if any(in_the_way(self.problem, mine, other) for other in others):
                return False
        return (
            stood_there
            or group.teacher_id is None
            or self.problem.district.is_at(group.teacher_id, campus_id, hold.weekday)
        )

    def _one_lesson_a_class(self) -> None:
        for places in grouped(
            ((place.group.class_id, place.cell, atom), place)
            for place in self.stands
            for atom in self._atoms(place.weeks)
        ).values():
            self._one_of(places)

    def _one_lesson_a_teacher(self) -> None:
        """One lesson at a time for each teacher, with time to get from one campus to the next."""
        of_a_day = grouped(
            ((place.group.teacher_id, place.cell.weekday, atom), place)
            for place in self.stands
            if place.group.teacher_id is not None
            for atom in self._atoms(place.weeks)
        )
        for places in of_a_day.values():
            at_once = grouped((self._where(place), place) for place in places)
            for together in at_once.values():
                self._one_of(together)
            for (one, ones), (other, others) in combinations(at_once.items(), 2):
                if self._too_near(one, other):
                    self._one_of((*ones, *others))

    def _where(self, place: Place) -> tuple[CampusId, Clock]:
        key = place.group.class_id, place.cell
        found = self._places.get(key)
        if found is None:
            campus_id = self.problem.district.class_group[place.group.class_id].campus_id
            found = campus_id, self.problem.clock(place.group.class_id, *place.cell)
            self._places[key] = found
        return found

    def _too_near(self, one: tuple[CampusId, Clock], other: tuple[CampusId, Clock]) -> bool:
        minutes = minutes_between(one[1], other[1])
        return minutes == OVERLAPPING or minutes < self.problem.district.minutes_on_the_way(one[0], other[0])

    def _one_of(self, places: Iterable[Place]) -> None:
        """At most one of these; what the imported table has at once may stay so, but nothing may join it."""
        places = tuple(places)
        new = [self.stands[place] for place in places if place not in self.base]
        stood = [[self.stands[place]] for place in places if place in self.base]
        for kept in stood or [[]]:
            if len(new) + len(kept) > 1:
                self.model.add_at_most_one([*new, *kept])

    def _special_rooms(self) -> None:
        """No more classes at once than the campus has rooms for."""
        crowds: defaultdict[tuple[Crowd, int], list[tuple[Hold, cp_model.LinearExprT]]] = defaultdict(list)
        for piece, hold in self._standing_still():
            for crowd in crowds_of(self.problem, piece.campus_id, piece.lesson):
                crowds[crowd, hold.weekday].append((hold, 1))
        for place, variable in self.stands.items():
            campus_id, clock = self._where(place)
            lesson = self.groups[place.group.whole][0].lesson
            for crowd in crowds_of(self.problem, campus_id, lesson):
                hold = Hold(place.cell.weekday, place.weeks, clock)
                crowds[crowd, hold.weekday].append((hold, variable))
        for (crowd, _), rows in crowds.items():
            if all(isinstance(variable, int) for _, variable in rows):
                continue
            moments: dict[Moment, None] = {}
            for hold, _ in rows:
                moments.update(dict.fromkeys(beginnings(self.problem, hold)))
            for moment in moments:
                present = [variable for hold, variable in rows if goes_on(hold, moment)]
                still = sum(isinstance(variable, int) for variable in present)
                if len(present) > max(self.most[crowd], still):
                    self.model.add(sum(present) <= max(self.most[crowd], still))

    def _hint(self) -> None:
        """Begin the search where everything stands in the base."""
        for place, variable in self.stands.items():
            self.model.add_hint(variable, place in self.base)

    def cost(self) -> cp_model.LinearExpr:
        """Lessons that stand where none of their group stood; stranded ones above all."""
        moved = [variable for place, variable in self.stands.items() if self.moves(place)]
        return cp_model.LinearExpr.sum([*moved, *(STRANDED * slack for slack in self.stranded.values())])

    def moves(self, place: Place) -> bool:
        """Whether a lesson that stands there has moved: none of its group stood there."""
        whole = place.group.whole
        return place.weeks != place.group.weeks or Place(whole, place.cell, whole.weeks) not in self.base

    def repaired(self, solver: cp_model.CpSolver, seconds: float, *, proven: bool) -> Repaired:
        """What a solver found."""
        stranded = tuple(group for group, slack in self.stranded.items() for _ in range(solver.value(slack)))
        return Repaired(
            places=tuple(p for p, variable in self.stands.items() if solver.boolean_value(variable)),
            ways={
                key: way
                for key, ways in self.ways.items()
                for way, variable in ways.items()
                if solver.boolean_value(variable)
            },
            stranded=stranded,
            moved=solver.value(self.cost()) - STRANDED * len(stranded),
            proven=proven,
            seconds=seconds,
        )

    def _atoms(self, weeks: int) -> tuple[int, ...]:
        found = self._atoms_of.get(weeks)
        if found is None:
            found = tuple(atom for atom in self.problem.timeline.atoms if weeks & atom)
            self._atoms_of[weeks] = found
        return found
