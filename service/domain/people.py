"""Teachers. A name alone is never a person: a person has posts, a post is a campus and a staff number."""

from dataclasses import dataclass

from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.identity import CampusId, PersonId, PostId

EVERY_DAY: frozenset[int] = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True)
class Person:
    """One human being. A placeholder (待定, 新教师1) is one that a school has not named yet."""

    id: PersonId
    name: str
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """任职. `weekdays` are the days (1–7) on which a shared teacher is at this campus."""

    id: PostId
    person_id: PersonId
    campus_id: CampusId
    staff_number: str
    subject: str = ""
    weekdays: frozenset[int] = EVERY_DAY
    valid: DateSpan = ALWAYS


@dataclass(frozen=True, slots=True)
class Unavailability:
    """When a person cannot be booked: on a weekday or within dates, all day or for a span of the clock."""

    person_id: PersonId
    weekday: int | None = None
    days: DateSpan = ALWAYS
    span: ClockSpan | None = None
    weeks: Weeks = ALL_WEEKS
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes on the way between two campuses; they belong to the pair, whichever way one goes."""

    between: tuple[CampusId, CampusId]
    minutes: int
