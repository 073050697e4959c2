"""What people do in an event, and when they are needed for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from calendars.spans import ClockSpan
from service.domain.dated_changes import Leave, OccurrenceState
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)


class Duty(StrEnum):
    LECTURER = "lecturer"  # 主讲
    ASSISTANT = "assistant"  # 辅助, of one end
    TEACHER = "teacher"  # of a home lesson, or of a class that has its own
    CHAIR = "chair"  # 主持
    SPEAKER = "speaker"  # 主备, 主讲人
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Needed:
    """Somebody is needed in an event; `end` is where, and a session is everywhere at once."""

    event: PublishedEvent
    duty: Duty
    person: Named
    end: PublishedEnd | None
    span: ClockSpan


def needed(event: PublishedEvent) -> Iterator[Needed]:
    """Everybody who is needed in an event as it stands, each once."""
    if event.state is OccurrenceState.CANCELLED:
        return
    seen: set[str] = set()
    for duty, person, end in _people(event):
        if person is not None and person.id and person.id not in seen:
            seen.add(person.id)
            yield Needed(event, duty, person, end, _span(event, end))


def needed_in(event: PublishedEvent, leave: Leave) -> Needed | None:
    """How somebody is needed in an event during her leave; None where she is not."""
    if not leave.days.contains(event.day):
        return None
    return next(
        (
            one
            for one in needed(event)
            if one.person.id == leave.person_id and (leave.span is None or leave.span.overlaps(one.span))
        ),
        None,
    )


def _people(event: PublishedEvent) -> Iterator[tuple[Duty, Named | None, PublishedEnd | None]]:
    if event.kind is EventKind.SESSION:
        yield Duty.CHAIR, event.chair, None
        yield Duty.SPEAKER, event.speaker, None
        for person in event.attendees:
            yield Duty.MEMBER, person, None
        return
    for end in event.ends:
        if end.attendance is Attendance.REVERTED:
            for person in end.own_teachers:
                yield Duty.TEACHER, person, end
        elif end.attendance is Attendance.PRESENT:
            yield _duty(event, end), end.teacher, end


def _duty(event: PublishedEvent, end: PublishedEnd) -> Duty:
    if event.kind is EventKind.HOME:
        return Duty.TEACHER
    return Duty.LECTURER if end.hosts else Duty.ASSISTANT


def _span(event: PublishedEvent, end: PublishedEnd | None) -> ClockSpan:
    """An assistant is there for the lesson and for the period of her own campus that it stands in."""
    if end is None or end.period_span is None:
        return event.span
    if end.attendance is Attendance.REVERTED:
        return end.period_span
    return event.span.hull(end.period_span) if event.span.overlaps(end.period_span) else event.span
