"""What moving a home lesson takes beyond the lesson itself: a cell given up, or another lesson that moves.

In a class without blank cells a lesson that must leave its cell needs another cell: that of a lesson given
up to a joint lesson, if its teacher and its rooms are free then; else that of a lesson that moves as well.
And a cell that is given up is filled. Stage 1 alone counts only what is pushed aside; with these rules its
bound comes near to what the best table costs. They hold for every table, so they only raise the bound: how
lessons are moved is for the repair to say.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from ortools.sat.python import cp_model

from service.domain.district import grouped
from service.domain.identity import ClassId, HomeLessonId, PersonId
from service.solver.claims import Claim, Resource, class_resource, person_resource
from service.solver.clocks import Hold
from service.solver.crowds import Crowd
from service.solver.new_places import GivingUp, NewPlace, NewPlaces
from service.solver.problem import Cell, HomePiece, Problem
from service.solver.slot_choice import Row, SlotChoice, exclusive

MOST_OTHERS = 40
"""More lessons than a class has cells never move."""

Moved = dict[HomeLessonId, cp_model.IntVar]


class Chains:
    """The rules, added to a model of slots. `moved` has one for each lesson pushed aside, and gets more."""

    def __init__(
        self,
        problem: Problem,
        choice: SlotChoice,
        gives_up: GivingUp,
        moved: Moved,
        most: Mapping[Crowd, int],
    ) -> None:
        self.problem, self.choice, self.model, self.moved = problem, choice, choice.model, moved
        self.gives_up = gives_up
        self.places = NewPlaces(problem, gives_up, most)
        self.pushed = frozenset(moved)
        self.others: dict[ClassId, cp_model.IntVar] = {}
        self.arrivals = defaultdict[tuple[ClassId, Cell], list[cp_model.IntVar]](list)
        self.teaching = defaultdict[tuple[PersonId, Hold], list[cp_model.IntVar]](list)

    def add(self) -> list[cp_model.LinearExprT]:
        """Add the rules; the cost of what moves besides what `moved` had before."""
        plans = self._plans()
        members = grouped((self._class_of(home_id), home_id) for home_id in sorted(self.moved))
        for class_id, home_ids in members.items():
            self.others[class_id] = self.model.new_int_var(0, MOST_OTHERS, "")
            left = {home_id: self._left(home_id) for home_id in home_ids}
            for home_id in home_ids:
                if home_id in plans:
                    self._somewhere(home_id, plans[home_id], left)
            if class_id in self._full:
                self._filled(class_id, [self.moved[home_id] for home_id in home_ids if home_id not in plans])
        self._one_place_a_teacher()
        new = sorted(self.moved.keys() - self.pushed)
        return [*(self.moved[home_id] for home_id in new), *self.others.values()]

    def _plans(self) -> dict[HomeLessonId, tuple[NewPlace, ...]]:
        """The new places of every lesson that may have to move; in two steps, for blockers have to move, too.

        Who blocks the blockers is left open.
        """
        piece = self.problem.piece
        plans = {
            home_id: tuple(self.places.of(piece[home_id]))
            for home_id in sorted(self.moved)
            if self._judged(piece[home_id])
        }
        blockers = {
            other.id
            for places in plans.values()
            for place in places
            for group in place.blockers
            for other in group
            if other.movable
        }
        for home_id in sorted(blockers - self.moved.keys()):
            self.moved[home_id] = self.model.new_bool_var("")
            if self._judged(piece[home_id]):
                plans[home_id] = tuple(NewPlace(freed, ()) for freed in self.places.beside(piece[home_id]))
        return plans

    def _judged(self, piece: HomePiece) -> bool:
        """Whether the rules speak of a lesson: it is there every week, and its class has no blank cell."""
        return (
            piece.hold.weeks == self.places.every_week
            and piece.id not in self._given_in_part
            and piece.lesson.class_id in self._full
        )

    @cached_property
    def _given_in_part(self) -> frozenset[HomeLessonId]:
        return frozenset(
            home_id
            for chosen in self.gives_up.values()
            for way, _ in chosen
            for home_id, freed in way.frees
            if freed != self.problem.piece[home_id].hold.weeks
        )

    @cached_property
    def _full(self) -> frozenset[ClassId]:
        """The classes that have something in each of their cells in every week."""
        weeks = defaultdict[tuple[ClassId, Cell], int](int)
        for piece in self.problem.pieces:
            weeks[piece.lesson.class_id, piece.cell] |= piece.hold.weeks
        return frozenset(
            class_id
            for class_id, cells in self.problem.cells.items()
            if all(weeks[class_id, cell] == self.places.every_week for cell in cells)
        )

    def _somewhere(
        self,
        home_id: HomeLessonId,
        places: tuple[NewPlace, ...],
        left: Mapping[HomeLessonId, cp_model.IntVar],
    ) -> None:
        """A lesson that moves takes a cell given up, or one that another leaves and no joint lesson has."""
        class_id = self._class_of(home_id)
        rooms: list[cp_model.LinearExprT] = [self.others[class_id]]
        rooms += [variable for other, variable in left.items() if other != home_id]
        for place in places:
            taken = self._taken(self.problem.piece[home_id], place)
            self.arrivals[class_id, place.freed.cell].append(taken)
            rooms.append(taken)
        self.model.add(self.moved[home_id] <= sum(rooms))

    def _left(self, home_id: HomeLessonId) -> cp_model.IntVar:
        """A lesson moves, and its cell is to be had: no joint lesson of its class stands there."""
        piece = self.problem.piece[home_id]
        against = self._against(self._class_claim(piece.lesson.class_id, piece.cell, piece.hold.weeks))
        if not against:
            return self.moved[home_id]
        left = self.model.new_bool_var("")
        self.model.add_implication(left, self.moved[home_id])
        for clique in exclusive(against):
            self.model.add_at_most_one([left, *clique])
        return left

    def _taken(self, piece: HomePiece, place: NewPlace) -> cp_model.IntVar:
        """A lesson goes to a cell given up: only when it is, and what blocks it is out of the way."""
        taken = self.model.new_bool_var("")
        self.model.add_implication(taken, place.freed.variable)
        for group in place.blockers:
            out = [self.moved[other.id] for other in group if other.movable]
            out += [given for other in group for given in self.places.given_up.get(other.id, ())]
            self.model.add_bool_or([taken.negated(), *out])
        if piece.lesson.teacher_id is not None:
            mine = self.places.claim(piece, place.freed.cell, person_resource(piece.lesson.teacher_id))
            self.teaching[piece.lesson.teacher_id, mine.hold].append(taken)
            for clique in exclusive(self._against(mine)):
                self.model.add_at_most_one([taken, *clique])
        return taken

    def _one_place_a_teacher(self) -> None:
        """No teacher comes to two classes at once."""
        for variables in self.teaching.values():
            if len(variables) > 1:
                self.model.add_at_most_one(variables)

    def _filled(self, class_id: ClassId, not_judged: list[cp_model.IntVar]) -> None:
        """A cell that is given up is taken by one lesson: one whose ways are known, another, or a joint one.

        A joint lesson that takes no cell of the class leaves one blank, and it may be any.
        """
        blank = self._beside_the_cells(class_id)
        fills: list[cp_model.IntVar] = []
        cells = grouped((freed.cell, freed) for freed in self.places.freed.get(class_id, ()))
        for cell, found in cells.items():
            arriving = self.arrivals[class_id, cell]
            joint = self._against(self._class_claim(class_id, cell, self.places.every_week))
            for clique in exclusive(joint):
                self.model.add_at_most_one([*arriving, *clique])
            whole = [
                freed.variable
                for freed in dict.fromkeys(found)
                if self.problem.piece[freed.home_id].hold.weeks == self.places.every_week
                and freed.home_id not in self._given_in_part
            ]
            self.model.add(sum(arriving) <= sum(freed.variable for freed in found))
            if whole:
                fill = self.model.new_bool_var("")
                fills.append(fill)
                self.model.add(sum(whole) <= sum([*arriving, *(row[2] for row in joint), fill, *blank]))
        self.model.add(sum(fills) <= sum([self.others[class_id], *not_judged]))

    def _beside_the_cells(self, class_id: ClassId) -> list[cp_model.IntVar]:
        """The slots of joint lessons of a class that do not take the place of exactly one cell."""
        resource = class_resource(class_id)
        cells = {piece.cell for piece in self.problem.pieces_of_class.get(class_id, ())}
        claims = [self._class_claim(class_id, cell, self.places.every_week) for cell in sorted(cells)]
        return [
            variable
            for candidate, variable in self.choice.has_slot.values()
            for claim in candidate.claims
            if claim.resource == resource and sum(claim.hold.meets(mine.hold) for mine in claims) != 1
        ]

    def _class_claim(self, class_id: ClassId, cell: Cell, weeks: int) -> Claim:
        clock = self.problem.clock(class_id, *cell)
        campus_id = self.problem.district.class_group[class_id].campus_id
        return Claim(class_resource(class_id), Hold(cell.weekday, weeks, clock), campus_id)

    def _class_of(self, home_id: HomeLessonId) -> ClassId:
        return self.problem.piece[home_id].lesson.class_id

    @cached_property
    def _rows(self) -> Mapping[tuple[Resource, int], tuple[Row, ...]]:
        """Who of the joint lessons holds a resource on a weekday, slot by slot."""
        return grouped(
            ((claim.resource, claim.hold.weekday), (lesson_id, claim.hold, variable))
            for (lesson_id, _), (candidate, variable) in self.choice.has_slot.items()
            for claim in candidate.claims
        )

    def _against(self, mine: Claim) -> list[Row]:
        """The slots of joint lessons that want the same at that time."""
        rows = self._rows.get((mine.resource, mine.hold.weekday), ())
        return [row for row in rows if row[1].meets(mine.hold)]
