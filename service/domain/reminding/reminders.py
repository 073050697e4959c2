"""Which reminders a publication or amendment makes due: as data, each with a key to be sent once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.identity import AmendmentId, RevisionId
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.reminding.change_notices import ChangeNotice, notices
from service.domain.reminding.incident_notices import IncidentNotice, told_incidents
from service.domain.reminding.times import DEFAULT_RULES, Offset, ReminderRules, Window, notice_due, windows
from service.domain.research_sessions import Mode
from service.domain.teacher_page.incidents import Incident
from service.domain.telling.audiences import ChannelName, Concerned, Part, Recipient, concerned


class ReminderKind(StrEnum):
    UPCOMING = "upcoming"
    CHANGED = "changed"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True, order=True)
class ReminderKey:
    """What is sent once. `event` is the UID, which an event keeps when it moves, or the notice's cause."""

    event: str
    kind: ReminderKind
    offset_minutes: int
    channel: ChannelName
    recipient: str


@dataclass(frozen=True, slots=True)
class Upcoming:
    """An event as one recipient sees it. `campus`, `place` and `period` are her own; `others` the far ends.

    Who teaches alone has what her class has: its own subject and clock, no far end, and no sync room.
    Of a session, `campus` and `place` are where it is held, and `others` the campuses that come.
    """

    kind: EventKind
    part: Part
    lesson_kind: str
    subject: str
    topic: str
    day: date
    span: ClockSpan
    campus: str
    place: str
    period: int | None
    classes: tuple[str, ...]
    lecturer: str
    others: tuple[str, ...]
    mode: Mode | None
    chair: str


Content = Upcoming | ChangeNotice | IncidentNotice


@dataclass(frozen=True, slots=True)
class DueReminder:
    """One row: goes out from `due_at` on, before `not_after` (both UTC). `content` is all that is told."""

    key: ReminderKey
    due_at: datetime
    not_after: datetime
    content: Content


@dataclass(frozen=True, slots=True)
class RevisionPublished:
    """The publication that makes reminders due; `number` 1 is a community's first of a term."""

    id: RevisionId
    community: Named
    number: int
    effective_from: date


def due_reminders(
    revision: RevisionPublished,
    events: Iterable[PublishedEvent],
    changes: Iterable[EventChange],
    *,
    now: datetime,
    rules: ReminderRules = DEFAULT_RULES,
) -> tuple[DueReminder, ...]:
    """All that is still to be told: reminders of what is coming, then one notice per audience.

    `events`: everything in force from `now` on, also before the revision's first day; what is not among them
    is no longer reminded of. `changes`: against the revision before.
    """
    theirs = [event for event in events if event.community_id == revision.community.id]
    notice = ChangeNotice(revision.community.name, revision.number, revision.effective_from)
    return (*_upcoming(theirs, now, rules), *_notices(revision.id, notice, theirs, changes, now, rules))


def reminders_of_changed(
    events: Iterable[PublishedEvent], *, now: datetime, rules: ReminderRules = DEFAULT_RULES
) -> tuple[DueReminder, ...]:
    """What is still to be told before events that an amendment changed."""
    return tuple(_upcoming((event for event in events if event.community_id), now, rules))


def notices_of_amendment(
    id: AmendmentId,
    notice: ChangeNotice,
    changes: Iterable[EventChange],
    *,
    now: datetime,
    rules: ReminderRules = DEFAULT_RULES,
) -> tuple[DueReminder, ...]:
    """One notice per audience of all that an amendment changes, whatever communities it touches."""
    return tuple(_notices(id, notice, (), changes, now, rules))


def incident_reminders(
    incident: Incident,
    name: str,
    own: Iterable[Recipient],
    events: Iterable[PublishedEvent],
    *,
    now: datetime,
    rules: ReminderRules = DEFAULT_RULES,
) -> tuple[DueReminder, ...]:
    """What a teacher told from her page, for all whom it concerns: see `told_incidents`."""
    return tuple(
        DueReminder(
            ReminderKey(incident.id, ReminderKind.INCIDENT, 0, told.recipient.channel, str(told.recipient)),
            told.due_at,
            told.not_after,
            told.notice,
        )
        for told in told_incidents(incident, name, own, events, now, rules)
    )


def _upcoming(events: Iterable[PublishedEvent], now: datetime, rules: ReminderRules) -> Iterator[DueReminder]:
    for event in events:
        if event.state is OccurrenceState.CANCELLED:
            continue
        to_come = [(offset, window) for offset, window in windows(event, rules) if window.not_after > now]
        for one in concerned(event) if to_come else ():
            content = _as_seen(event, one)
            for offset, window in to_come:
                yield _due(_key(event, offset, one.recipient), window, content)


def _key(event: PublishedEvent, offset: Offset, recipient: Recipient) -> ReminderKey:
    return ReminderKey(event.uid, ReminderKind.UPCOMING, offset.minutes, recipient.channel, str(recipient))


def _due(key: ReminderKey, window: Window, content: Content) -> DueReminder:
    return DueReminder(key, window.due_at.astimezone(UTC), window.not_after.astimezone(UTC), content)


def _as_seen(event: PublishedEvent, one: Concerned) -> Upcoming:
    end = one.end or event.host
    alone = one.part is Part.TEACHES_ALONE
    there = [other for other in event.ends if other.attendance is Attendance.PRESENT and not alone]
    return Upcoming(
        kind=event.kind,
        part=one.part,
        lesson_kind="" if alone else event.lesson_kind,
        subject=(end.own_subject if alone and end else "") or event.subject,
        topic=event.topic,
        day=event.day,
        span=event.clock_of(end) if end else event.span,
        campus=end.campus.name if end else "",
        place=_name(end.place) if end and not alone else "",
        period=end.period if end else None,
        classes=_class_names(end),
        lecturer="" if alone else _name(event.speaker or event.lecturer),
        others=tuple(dict.fromkeys(other.campus.name for other in there if other is not end)),
        mode=event.mode,
        chair=_name(event.chair),
    )


def _name(named: Named | None) -> str:
    return named.name if named else ""


def _class_names(end: PublishedEnd | None) -> tuple[str, ...]:
    return tuple(name.name for name in end.classes) if end else ()


def _notices(
    cause: RevisionId | AmendmentId,
    notice: ChangeNotice,
    events: Iterable[PublishedEvent],
    changes: Iterable[EventChange],
    now: datetime,
    rules: ReminderRules,
) -> Iterator[DueReminder]:
    for told in notices(notice, events, changes, now):
        channel = told.recipient.channel
        key = ReminderKey(cause, ReminderKind.CHANGED, 0, channel, str(told.recipient))
        due_at = notice_due(now, told.first_start, rules)
        # Quiet hours end before the first event begins: that one is at 12:00 of the next day or later.
        yield _due(key, Window(due_at, told.last_start), told.notice)
