"""A finding is data: what is wrong, whom it concerns, the cells it came from. Words are made at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.spans import DateSpan
from calendars.weeks import Weeks
from service.domain.sources import Source


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """Stable, part of the API; the table of design.md."""

    CLASS_DOUBLE_BOOKED = "class_double_booked"
    TEACHER_DOUBLE_BOOKED = "teacher_double_booked"
    ROOM_DOUBLE_BOOKED = "room_double_booked"
    CLASS_HAS_OTHER_SUBJECT = "class_has_other_subject"
    WEEK_MISMATCH = "week_mismatch"
    OVERLAP_TOO_SHORT = "overlap_too_short"
    ROOM_RECEIVE_ONLY = "room_receive_only"
    ROOM_OVER_CAPACITY = "room_over_capacity"
    ROOM_MISSING = "room_missing"
    TRAVEL_TOO_SHORT = "travel_too_short"
    TEACHER_UNAVAILABLE = "teacher_unavailable"
    TEACHER_ELSEWHERE = "teacher_elsewhere"
    NOT_A_TEACHING_DAY = "not_a_teaching_day"
    CANCELLED_IN_SCHOOL = "cancelled_in_school"
    MAKEUP_DAY_UNDECIDED = "makeup_day_undecided"
    SPECIAL_ROOM_EXCEEDED = "special_room_exceeded"
    MAKEUP_DAY_DIFFERS = "makeup_day_differs"
    PARTICIPANT_TEACHING = "participant_teaching"
    PERSON_DOUBLE_BOOKED = "person_double_booked"
    PLAN_INCOMPLETE = "plan_incomplete"
    ASSISTANT_MISSING = "assistant_missing"
    CLASS_WITHOUT_LESSONS = "class_without_lessons"
    HOST_ROTATION = "host_rotation"
    CALENDAR_UNKNOWN = "calendar_unknown"
    WEEKLY_TOTAL_CHANGED = "weekly_total_changed"
    PINNED_MOVED = "pinned_moved"
    OUTSIDE_PERIODS = "outside_periods"
    COURSE_TWICE_A_DAY = "course_twice_a_day"
    DOUBLE_PERIOD_APART = "double_period_apart"
    SLOT_NOT_WISHED = "slot_not_wished"
    NOT_PLACED = "not_placed"

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self in _WARNINGS else Severity.ERROR


_WARNINGS = frozenset(
    {
        Code.TEACHER_ELSEWHERE,
        Code.CANCELLED_IN_SCHOOL,
        Code.MAKEUP_DAY_UNDECIDED,
        Code.MAKEUP_DAY_DIFFERS,
        Code.ASSISTANT_MISSING,
        Code.CLASS_WITHOUT_LESSONS,
        Code.HOST_ROTATION,
        Code.CALENDAR_UNKNOWN,
        Code.COURSE_TWICE_A_DAY,
    }
)


class ThingKind(StrEnum):
    """What a finding can concern. A joint lesson is called so wished or placed."""

    JOINT_LESSON = "joint_lesson"
    HOME_LESSON = "home_lesson"
    RESEARCH_SESSION = "research_session"
    CLASS = "class"
    PERSON = "person"
    PLACE = "place"
    CAMPUS = "campus"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """`id` is the workbook's code where it has one (J01, K02), else the outward id.

    Communities number alike: what is to be found again goes by `outward_id`, never by a code.
    """

    kind: ThingKind
    id: str
    name: str
    outward_id: str = ""  # of what is called by a code

    @property
    def key(self) -> tuple[ThingKind, str]:
        """What it is, whatever it is called."""
        return self.kind, self.outward_id or self.id


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a clash: its thing, and where that stands. `campus` is the campus's name."""

    thing: Thing
    campus: str | None = None
    weekday: int | None = None
    period: int | None = None
    source: Source | None = None


Fact = str | int | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """`concerns`: the joint lessons or sessions first, then the resource (class, person, place, campus).

    `days` bounds a finding that holds in one season only; `day` is set for dated things; `facts` feed words.
    """

    code: Code
    concerns: tuple[Thing, ...]
    community: str | None = None
    weeks: Weeks | None = None
    day: date | None = None
    days: DateSpan | None = None
    minutes: int | None = None
    sides: tuple[Side, ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def severity(self) -> Severity:
        return self.code.severity

    @property
    def things(self) -> tuple[Thing, ...]:
        """All that it names."""
        return (*self.concerns, *(side.thing for side in self.sides))

    @property
    def fact(self) -> Mapping[str, Fact]:
        return dict(self.facts)
