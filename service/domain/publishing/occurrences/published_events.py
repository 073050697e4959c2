"""What has been published, date by date: one event per dated lesson or session, with names to show."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.bells import PeriodKind
from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.identity import CommunityId
from service.domain.research_sessions import Mode

#: The right-hand side of every UID (RFC 7986, 5.3: a name for uniqueness, not an address).
UID_DOMAIN = "tongke"

#: What an end is known by from one revision to the next: its campus and classes, and which of several such.
EndKey = tuple[str, tuple[str, ...], int]


class EventKind(StrEnum):
    HOME = "home"
    JOINT = "joint"
    SESSION = "session"


class Attendance(StrEnum):
    """What one end does on one date."""

    PRESENT = "present"
    ABSENT = "absent"  # its campus is closed, or runs another day's lessons
    REVERTED = "reverted"  # 转本班自上: it teaches its own lesson, on its own clock


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """Somebody or something with the name it had when it was published. `id` is "" for a mere text."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PublishedEnd:
    """One end on one date; a home lesson has one, a session one per campus that takes part.

    `teacher`: the lecturer's end has the lecturer, a receiving end its assistant, a home lesson its teacher.
    `own_subject` and `own_teachers` are what its classes have when it is reverted. `period` and `period_span`
    are the campus's own.
    """

    campus: Named
    classes: tuple[Named, ...] = ()
    place: Named | None = None
    teacher: Named | None = None
    own_subject: str = ""
    own_teachers: tuple[Named, ...] = ()
    hosts: bool = False
    attendance: Attendance = Attendance.PRESENT
    period: int | None = None
    period_span: ClockSpan | None = None


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """One dated thing. `base_day` is its day by the published table, `day` and `span` where it stands now.

    The span is the host's clock. `lesson_kind` is 同步课 … or, for a session, 集体教研 …; `attendees` and
    `members_text` belong to sessions. `before`: the event by the published table, where a dated change made
    another of it. `reason`: why a closure took it out.
    """

    uid: str
    kind: EventKind
    lesson_id: str
    base_day: date
    day: date
    span: ClockSpan
    subject: str
    ends: tuple[PublishedEnd, ...]
    state: OccurrenceState = OccurrenceState.HELD
    community_id: CommunityId | None = None
    code: str = ""
    lecturer: Named | None = None
    lesson_kind: str = ""
    period_kind: PeriodKind = PeriodKind.LESSON
    topic: str = ""
    mode: Mode | None = None
    chair: Named | None = None
    speaker: Named | None = None
    attendees: tuple[Named, ...] = ()
    members_text: str = ""
    before: "PublishedEvent | None" = None
    reason: str = ""

    @property
    def host(self) -> PublishedEnd | None:
        return next((end for end in self.ends if end.hosts), None)

    def clock_of(self, end: PublishedEnd) -> ClockSpan:
        """What an end goes by: its own bells where its class is on its own, else the clock of all."""
        alone = end.attendance is Attendance.REVERTED
        return (end.period_span if alone else None) or self.span

    @property
    def people(self) -> tuple[Named, ...]:
        """Everybody who is to be there in whatever part, also where an end is on its own; each once."""
        seats = (seat for end in self.ends for seat in (end.teacher, *end.own_teachers))
        named = (self.lecturer, self.chair, self.speaker, *self.attendees, *seats)
        return tuple(dict.fromkeys(one for one in named if one is not None))

    @property
    def key(self) -> tuple[str, date]:
        """What identifies an occurrence within one revision."""
        return self.lesson_id, self.base_day

    @property
    def end_of_key(self) -> Mapping[EndKey, PublishedEnd]:
        """Its ends in their order: never by their places, for a revision may add or drop one."""
        alike: Counter[tuple[str, tuple[str, ...]]] = Counter()
        found: dict[EndKey, PublishedEnd] = {}
        for end in self.ends:
            campus_id, class_ids = end.campus.id, tuple(one.id for one in end.classes)
            found[campus_id, class_ids, alike[campus_id, class_ids]] = end
            alike[campus_id, class_ids] += 1
        return found


@dataclass(frozen=True, slots=True)
class EventChange:
    """What became of one event: `old` None is new, `new` None is cancelled."""

    old: PublishedEvent | None
    new: PublishedEvent | None


def paired_ends(
    old: PublishedEvent, new: PublishedEvent
) -> tuple[tuple[PublishedEnd | None, PublishedEnd | None], ...]:
    """Each end as it was and as it is; None where it was not yet, or is no more."""
    had, has = old.end_of_key, new.end_of_key
    return tuple((had.get(key), has.get(key)) for key in dict.fromkeys((*has, *had)))


def derived_uid(lesson_id: str, day: str) -> str:
    """The UID that needs no memory: lesson and base date (YYYYMMDD)."""
    return f"{lesson_id}-{day}@{UID_DOMAIN}"


def compact(day: date) -> str:
    """YYYYMMDD, as in a UID."""
    return f"{day.year:04}{day.month:02}{day.day:02}"
