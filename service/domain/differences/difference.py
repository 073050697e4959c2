"""One difference as data: what kind of thing, what happened to it, whose it is, and from what to what."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.spans import ClockSpan, DateSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.slots import Slot, SlotLimits
from service.domain.sources import Source


class Kind(StrEnum):
    """Kinds of things, in the order in which differences are told."""

    TERM = "term"
    HOLIDAYS = "holidays"
    PREFERENCES = "preferences"
    SCHOOL = "school"
    CAMPUS = "campus"
    COMMUNITY = "community"
    MEMBERSHIP = "membership"
    CUSTODY = "custody"
    PERSON = "person"
    POST = "post"
    UNAVAILABILITY = "unavailability"
    TRAVEL = "travel"
    PLACE = "place"
    CLASS = "class"
    CALENDAR = "calendar"  # what a campus's 校历 says as a whole
    BELLS = "bells"
    CLOSURE = "closure"
    DAY_RULE = "day_rule"
    TEACHING_WEEK = "teaching_week"
    HOME_TIMETABLE = "home_timetable"  # a base as a whole
    HOME_LESSON = "home_lesson"
    MOVED_LESSON = "moved_lesson"  # a draft's move of a lesson whose base changes
    JOINT_LESSON = "joint_lesson"
    SESSION = "research_session"
    DRAFT = "draft"
    ACTIVITY = "activity"


class What(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    SWAPPED = "swapped"  # two cells of a class have exchanged what they hold
    MOVED = "moved"  # the same lesson in another cell
    REVISED = "revised"  # another base from a day on, told lesson by lesson
    MOVE_STAYS = "move_stays"
    MOVE_FALLS = "move_falls"
    UNSEEN = "unseen"  # stored anew (another order, another id), with nothing different that has a name


class OwnerKind(StrEnum):
    DISTRICT = "district"
    CAMPUS = "campus"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a thing is, by name; the district's has none."""

    kind: OwnerKind
    name: str = ""


DISTRICT = Owner(OwnerKind.DISTRICT)


@dataclass(frozen=True, slots=True)
class Weekday:
    """1–7, told apart from a mere number."""

    number: int


@dataclass(frozen=True, slots=True)
class PeriodNumber:
    """A period by its number in the bells of its campus."""

    number: int


@dataclass(frozen=True, slots=True)
class Taught:
    """What a cell of a home timetable holds; names, never ids."""

    subject: str
    teacher: str | None = None
    weeks: Weeks = ALL_WEEKS
    place: str | None = None


#: What a field holds, with names for ids: an id minted in this run is never told.
Value = (
    str
    | int
    | date
    | Weeks
    | DateSpan
    | ClockSpan
    | Slot
    | SlotLimits
    | Weekday
    | PeriodNumber
    | Taught
    | Source
    | tuple["Value", ...]
    | None
)
Name = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's name in code with its values; `at` names the part of the thing it is of (an end's campus).

    Of a list that is long, the values are only what is in one and not in the other.
    """

    field: str
    before: Value
    after: Value
    at: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """`name` is what the thing is called, in parts: class and cell, code and subject, dates and reason.

    New and gone things carry in `fields` what they are, with None on the other side. `since`: the day from
    which it holds, where a table is revised from a day on.
    """

    kind: Kind
    what: What
    owner: Owner = DISTRICT
    name: Name = ()
    fields: tuple[FieldChange, ...] = ()
    since: date | None = None
