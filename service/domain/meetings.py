"""How the ends of a joint lesson reach each other. Shown on its teachers' own pages, and nowhere else.

Outsiders break into lessons whose number leaked (网课爆破): never in a feed, on a display, in a log or an error.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from calendars.zones import at
from service.domain.dated_changes import OccurrenceState
from service.domain.identity import JointLessonId, PersonId
from service.domain.publishing.published_events import Attendance, EventKind, PublishedEvent

#: How long before the lesson the link is shown.
OPENS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The video meeting of one joint lesson; each part may be "". Its repr tells none of it."""

    lesson_id: JointLessonId
    link: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    passcode: str = field(default="", repr=False)


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
