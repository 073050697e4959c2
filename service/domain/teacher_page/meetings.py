"""How the ends of a joint lesson reach each other. Shown on its teachers' own pages, and nowhere else.

Outsiders break into lessons whose number leaked (网课爆破): never in a feed, a display, a log or an error.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from calendars.zones import at
from service.domain.dated_changes import OccurrenceState
from service.domain.identity import JointLessonId, PersonId
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    PublishedEnd,
    PublishedEvent,
)

#: How long before the lesson the link is shown.
OPENS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The video meeting of one joint lesson; each part may be "". Its repr tells none of it."""

    lesson_id: JointLessonId
    link: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    passcode: str = field(default="", repr=False)


class PhoneOf(StrEnum):
    """Whose telephone it is: a campus's, or that of one room."""

    CAMPUS = "campus"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Phone:
    """The telephone at one end. Its repr does not tell the number."""

    kind: PhoneOf
    of_id: str
    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reach:
    """How one lesson's ends reach each other: the meeting, and (campus, number) of the other ends."""

    meeting: Meeting | None = None
    phones: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def may_see_meeting(event: PublishedEvent, person_id: PersonId, now: datetime) -> bool:
    """Whether she is on the link of this lesson, and it is from 30 minutes before its start to its end."""
    if event.kind is not EventKind.JOINT or event.state in (
        OccurrenceState.CANCELLED,
        OccurrenceState.REVERTED,
    ):
        return False
    if not at(event.day, event.span.start) - OPENS <= now < at(event.day, event.span.end):
        return False
    there = (end.teacher for end in event.ends if end.attendance is Attendance.PRESENT)
    return any(one is not None and one.id == person_id for one in (event.lecturer, *there))


def far_ends(event: PublishedEvent, person_id: PersonId) -> tuple[PublishedEnd, ...]:
    """The ends on the link that are not hers."""
    return tuple(
        end for end in event.ends if end.attendance is Attendance.PRESENT and not _sits(event, end, person_id)
    )


def _sits(event: PublishedEvent, end: PublishedEnd, person_id: PersonId) -> bool:
    there = (end.teacher, event.lecturer if end.hosts else None)
    return any(one is not None and one.id == person_id for one in there)


def phones_of(end: PublishedEnd) -> tuple[tuple[PhoneOf, str], ...]:
    """Whose telephone is asked for: the room's, else the campus's."""
    room = () if end.place is None or not end.place.id else ((PhoneOf.PLACE, end.place.id),)
    return (*room, (PhoneOf.CAMPUS, end.campus.id))
