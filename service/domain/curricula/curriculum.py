"""A curriculum: the lessons that a campus has to have every week, and what limits where they stand.

Everything here is a must. Classes, teachers and rooms can be in one place at a time; that needs no saying.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from service.domain.curricula.week_grids import Cell, WeekGrid
from service.domain.district import grouped
from service.domain.identity import CampusId, ClassId, PersonId, PlaceId
from service.domain.sources import Source

NOWHERE = Source("", "", "")


class Kind(StrEnum):
    """Who or what can be in one place at a time only."""

    CLASS = "class"
    TEACHER = "teacher"
    PLACE = "place"


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A class, a teacher or a room."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """`count` lessons a week of one class, subject and teacher, each of `length` periods on end (2: 连堂).

    Any of them may stand for another. `starts`: the cells in which one may begin (None: any). `place_ids`:
    each takes one of these rooms (none: the class's own).
    """

    id: str
    class_id: ClassId
    subject: str
    teacher_id: PersonId | None
    count: int = 1
    length: int = 1
    starts: frozenset[Cell] | None = None
    place_ids: tuple[PlaceId, ...] = ()
    source: Source = NOWHERE

    @property
    def parties(self) -> tuple[Party, ...]:
        """What every lesson takes: the class, its teacher if one is named, its room if it is but one."""
        found = [Party(Kind.CLASS, self.class_id)]
        if self.teacher_id is not None:
            found.append(Party(Kind.TEACHER, self.teacher_id))
        if len(self.place_ids) == 1:
            found.append(Party(Kind.PLACE, self.place_ids[0]))
        return tuple(found)

    @property
    def periods(self) -> int:
        return self.count * self.length


@dataclass(frozen=True, slots=True)
class Unavailable:
    """When somebody or something cannot be booked."""

    party: Party
    cells: frozenset[Cell]


@dataclass(frozen=True, slots=True)
class Spread:
    """Any two lessons of these requirements are at least so many school days apart (1: on different days)."""

    requirement_ids: tuple[str, ...]
    least_days: int = 1


@dataclass(frozen=True, slots=True)
class SameStart:
    """Lessons of several classes that begin together: requirements of as many lessons each."""

    requirement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """Two single lessons, the second right after the first; `either_way`: or the first after the second."""

    first_id: str
    second_id: str
    either_way: bool = False


@dataclass(frozen=True, slots=True)
class NeverTogether:
    """No two lessons of these requirements at the same time."""

    requirement_ids: tuple[str, ...]


class Per(StrEnum):
    """What a limit is counted over."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class GapLimit:
    """空堂: at most so many free periods between the first and the last lesson of a day, breaks left out.

    Periods in which the party cannot be booked are none of them.
    """

    party: Party
    most: int
    per: Per = Per.WEEK


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """At most so many periods a day."""

    party: Party
    most: int


@dataclass(frozen=True, slots=True)
class DaysLimit:
    """Lessons on at most so many days of the week."""

    party: Party
    most: int


Limit = GapLimit | DailyLimit | DaysLimit
Tie = Spread | SameStart | Succession | NeverTogether


@dataclass(frozen=True)
class Curriculum:
    """What one campus has to teach. `ties` are between lessons, `limits` of a class's or teacher's week."""

    campus_id: CampusId
    grid: WeekGrid
    requirements: tuple[Requirement, ...]
    unavailable: tuple[Unavailable, ...] = ()
    ties: tuple[Tie, ...] = ()
    limits: tuple[Limit, ...] = ()

    @cached_property
    def requirement(self) -> Mapping[str, Requirement]:
        return {requirement.id: requirement for requirement in self.requirements}

    @cached_property
    def closed(self) -> Mapping[Party, frozenset[Cell]]:
        """When each cannot be booked."""
        cells = grouped((entry.party, entry.cells) for entry in self.unavailable)
        return {party: frozenset[Cell]().union(*those) for party, those in cells.items()}

    def starts(self, requirement: Requirement) -> tuple[Cell, ...]:
        """The cells in which a lesson may begin: asked for, within the day, and its people are there."""
        closed = frozenset[Cell]().union(*(self.closed.get(party, ()) for party in requirement.parties))
        return tuple(
            cell
            for cell in self.grid.cells
            if (requirement.starts is None or cell in requirement.starts)
            and (covered := self.grid.covered(cell, requirement.length))
            and closed.isdisjoint(covered)
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A curriculum, and the same without what is only wished."""

    curriculum: Curriculum
    musts: Curriculum


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A lesson of a requirement, and where it stands; `place_id` where it takes a room."""

    requirement_id: str
    start: Cell
    place_id: PlaceId | None = None
