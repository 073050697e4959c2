"""The week of one campus as booleans: where every lesson begins; nobody and nothing twice at a time."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from service.domain.curricula.curriculum import Curriculum, Kind, Party, Placed, Requirement
from service.domain.curricula.week_grids import Cell
from service.domain.identity import PlaceId
from service.solver.curricula.boolean_models import BooleanModel, Literal

#: What covers each slot of the grid: the booleans of lessons that begin there, or go on.
Covering = Sequence[Sequence[Literal]]


class Week:
    """A curriculum in a model.

    A slot is the index of a cell in `cells`, breaks included, day by day. Every requirement has a boolean for
    each slot: whether one of its lessons begins there.
    """

    def __init__(
        self, model: BooleanModel, curriculum: Curriculum, wanted_elsewhere: Container[PlaceId] = ()
    ) -> None:
        """`wanted_elsewhere`: rooms that others than these lessons want, too."""
        self.model, self.curriculum, self._wanted_elsewhere = model, curriculum, wanted_elsewhere
        grid = curriculum.grid
        self.cells = tuple(Cell(weekday, period) for weekday in grid.weekdays for period in grid.periods)
        self.day_length = len(grid.periods)
        self.slot: Mapping[Cell, int] = {cell: index for index, cell in enumerate(self.cells)}
        self.first: dict[str, int] = {}
        self.choices: dict[str, Mapping[PlaceId, range]] = {}
        self._allowed: dict[object, Sequence[bool]] = {}
        self._of_party: defaultdict[Party, list[tuple[int, Requirement]]] = defaultdict(list)
        for requirement in curriculum.requirements:
            self._add(requirement)

    def _add(self, requirement: Requirement) -> None:
        starts = self.model.booleans_where(self._starts(requirement))
        self.first[requirement.id] = starts.start
        self.model.count(starts, requirement.count, requirement.count)
        for party in requirement.parties:
            self._of_party[party].append((starts.start, requirement))
        if len(requirement.place_ids) > 1 and requirement.place_ids not in self.room_pools:
            self._choose_places(requirement, starts)

    def _starts(self, requirement: Requirement) -> Sequence[bool]:
        """Whether one may begin in each slot; most requirements of a school are alike in this."""
        closed = tuple(self.curriculum.closed.get(party) for party in requirement.parties)
        key = frozenset(closed), requirement.length, requirement.starts
        if key not in self._allowed:
            cells = set(self.curriculum.starts(requirement))
            self._allowed[key] = [cell in cells for cell in self.cells]
        return self._allowed[key]

    @cached_property
    def room_pools(self) -> frozenset[tuple[PlaceId, ...]]:
        """Sets of rooms of which it is enough to count how many are taken.

        All of a set are asked for together, and can be had all week: then somebody's room is found later.
        """
        sets = {requirement.place_ids for requirement in self.curriculum.requirements}
        asked = [place_id for places in sets for place_id in places]
        return frozenset(
            places
            for places in sets
            if len(places) > 1
            and all(
                asked.count(place_id) == 1
                and Party(Kind.PLACE, place_id) not in self.curriculum.closed
                and place_id not in self._wanted_elsewhere
                for place_id in places
            )
        )

    def _choose_places(self, requirement: Requirement, starts: range) -> None:
        """One boolean for each room, too: their sets overlap, or not all can be had all week."""
        found = {}
        for place_id in requirement.place_ids:
            alone = replace(requirement, place_ids=(place_id,))
            found[place_id] = self.model.booleans_where(self._starts(alone))
            self._of_party[Party(Kind.PLACE, place_id)].append((found[place_id].start, requirement))
        for slot, start in enumerate(starts):
            self.model.same_count([start], [of_place[slot] for of_place in found.values()])
        self.choices[requirement.id] = found

    # what holds in every week

    def keep_apart(self, but: Container[Party] = ()) -> None:
        """Nobody and nothing twice at a time; `but`: whose limits say so already."""
        for party in self.parties:
            if party not in but:
                for literals in self.covering(party):
                    self.model.at_most_one(literals)
        pools = defaultdict(list)
        for requirement in self.curriculum.requirements:
            if requirement.place_ids in self.room_pools:
                pools[requirement.place_ids].append((self.first[requirement.id], requirement))
        for places, those in pools.items():
            for literals in self.cover(those):
                if len(literals) > len(places):
                    self.model.count(literals, 0, len(places))

    @property
    def parties(self) -> tuple[Party, ...]:
        return tuple(self._of_party)

    def covering(self, party: Party) -> Covering:
        """What holds a class, teacher or room in each slot."""
        if party not in self._covering:
            self._covering[party] = self.cover(self._of_party.get(party, ()))
        return self._covering[party]

    @cached_property
    def _covering(self) -> dict[Party, Covering]:
        return {}

    def taken_by(self, party: Party) -> Sequence[tuple[int, Requirement]]:
        """The requirements that take a party, each with the boolean of its first slot."""
        return self._of_party.get(party, ())

    def cover(self, those: Sequence[tuple[int, Requirement]]) -> Covering:
        """What of these covers each slot."""
        firsts = [first for first, _ in those]
        covering = [[first + slot for first in firsts] for slot in range(len(self.cells))]
        for first, requirement in those:
            for back in range(1, requirement.length):
                for slot, literals in enumerate(covering):
                    if slot % self.day_length >= back:
                        literals.append(first + slot - back)
        return covering

    # what a search found

    def placed(self, true: Sequence[bool]) -> Iterator[Placed]:
        """Every lesson where it begins, by the values of the booleans."""
        for requirement in self.curriculum.requirements:
            first = self.first[requirement.id]
            for slot, cell in enumerate(self.cells):
                if true[first + slot]:
                    yield Placed(requirement.id, cell, self._place(requirement, slot, true))

    def _place(self, requirement: Requirement, slot: int, true: Sequence[bool]) -> PlaceId | None:
        """None, too, where one of a pool is given to it later (`rooms_given`)."""
        chosen = self.choices.get(requirement.id)
        if chosen is None:
            return requirement.place_ids[0] if len(requirement.place_ids) == 1 else None
        return next(place_id for place_id, booleans in chosen.items() if true[booleans[slot]])


def rooms_given(curriculum: Curriculum, placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """Each lesson that takes one of several rooms gets one that is free while it lasts.

    In the order of their beginnings the first free one will do: where never more begin than there are rooms,
    each finds one.
    """
    until: dict[tuple[PlaceId, int], int] = {}
    periods = curriculum.grid.periods
    found = []
    for one in sorted(placed, key=lambda one: (one.start, one.requirement_id)):
        requirement = curriculum.requirement[one.requirement_id]
        if one.place_id is None and requirement.place_ids:
            begins = periods.index(one.start.period)
            place_id = next(
                place for place in requirement.place_ids if until.get((place, one.start.weekday), 0) <= begins
            )
            until[place_id, one.start.weekday] = begins + requirement.length
            one = Placed(one.requirement_id, one.start, place_id)
        found.append(one)
    return tuple(found)
