"""One receiving campus closed, the others go on: which findings say only that, and can be confirmed."""

from collections.abc import Iterable

from service.domain.findings import Code, Finding, ThingKind
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    EventKind,
    PublishedEvent,
)


def only_absences(finding: Finding, changes: Iterable[EventChange]) -> bool:
    """Whether it only says that receivers are closed when a joint lesson is held that others still receive.

    Without its host, or without any receiver, a joint lesson is none.
    """
    if finding.code is not Code.NOT_A_TEACHING_DAY:
        return False
    closed = {thing.id for thing in finding.concerns if thing.kind is ThingKind.CAMPUS}
    lessons = {thing.outward_id.partition("@")[0] for thing in finding.concerns}
    return any(
        event is not None
        and (event.kind, event.day) == (EventKind.JOINT, finding.day)
        and event.lesson_id in lessons
        and closed <= _receivers(event, Attendance.ABSENT)
        and bool(_receivers(event, Attendance.PRESENT) - closed)
        for event in (change.new for change in changes)
    )


def _receivers(event: PublishedEvent, attendance: Attendance) -> set[str]:
    return {end.campus.id for end in event.ends if not end.hosts and end.attendance is attendance}
