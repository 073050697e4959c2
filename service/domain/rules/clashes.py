"""A claim of a class, a person or a place on the clock, and two of them that clash."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.grades import Grade
from calendars.spans import ClockSpan, DateSpan
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson


class ResourceKind(StrEnum):
    CLASS = "class"
    PERSON = "person"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Resource:
    """What cannot be in two places at once."""

    kind: ResourceKind
    id: str


@dataclass(frozen=True, slots=True)
class Booking:
    """A lesson's claim of a resource on a weekday, within the dates of one season, or (`day`) on one date.

    `grade` is that of the classes it is for: what a date is, and by which bells, depends on it.
    """

    resource: Resource
    campus_id: CampusId
    weekday: int
    period: int | None
    span: ClockSpan
    mondays: frozenset[date]
    days: DateSpan
    holder: JointLesson | HomeLesson
    grade: Grade | None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SingleHome:
    """A lesson that a class has by itself on one date, and what it claims then."""

    lesson: HomeLesson
    campus_id: CampusId
    grade: Grade
    day: date
    span: ClockSpan
    claims: tuple[Booking, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two bookings of one resource and the weeks (by Monday) in which both hold."""

    mine: Booking
    other: Booking
    mondays: frozenset[date]

    @property
    def minutes(self) -> int:
        return self.mine.span.overlap(self.other.span)

    @property
    def gap(self) -> int:
        return self.mine.span.gap(self.other.span)

    @property
    def days(self) -> DateSpan | None:
        return self.mine.days.intersection(self.other.days)

    @property
    def day(self) -> date | None:
        """The date of a clash that happens on one date only."""
        return self.mine.day or self.other.day
