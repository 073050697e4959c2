"""Who is told at once of what a teacher told from her page: the coordinator, the campuses, the far ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from calendars.spans import MINUTES_A_DAY, ClockSpan, DateSpan
from calendars.zones import at
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent
from service.domain.reminding.change_notices import MOST_LINES
from service.domain.reminding.times import DEFAULT_RULES, ReminderRules, notice_due, start_of
from service.domain.teacher_page.incidents import Incident, IncidentKind
from service.domain.telling.audiences import Recipient, RecipientKind, concerned, person


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """A lesson that is concerned; `campuses` are those that take part."""

    day: date
    span: ClockSpan
    lesson_kind: str
    subject: str
    classes: tuple[str, ...]
    campuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentNotice:
    """What is told. Her note is not in it (she may write a number there): `noted` says that there is one."""

    kind: IncidentKind
    person: str
    days: DateSpan
    lines: tuple[IncidentLine, ...]
    more: int = 0
    noted: bool = False


@dataclass(frozen=True, slots=True)
class ToldIncident:
    """A notice, its audience, and from when until when it is of use (both UTC)."""

    recipient: Recipient
    notice: IncidentNotice
    due_at: datetime
    not_after: datetime


def told_incidents(
    incident: Incident,
    name: str,
    own: Iterable[Recipient],
    events: Iterable[PublishedEvent],
    now: datetime,
    rules: ReminderRules = DEFAULT_RULES,
) -> tuple[ToldIncident, ...]:
    """One notice per audience; `events` are those of hers that it concerns and that are not over.

    Her `own` campuses hear of all of them, the others of those that are theirs.
    """
    ordered = sorted(events, key=start_of)
    theirs: dict[Recipient, list[PublishedEvent]] = {recipient: list(ordered) for recipient in own}
    for event in ordered:
        for recipient in _concerned(event):
            if recipient != person(incident.person_id) and event not in theirs.setdefault(recipient, []):
                theirs[recipient].append(event)
    return tuple(
        ToldIncident(
            recipient,
            _notice(incident, name, concerning),
            notice_due(now, min(map(start_of, concerning), default=now), rules).astimezone(UTC),
            _of_use_until(concerning, now).astimezone(UTC),
        )
        for recipient, concerning in theirs.items()
    )


def _of_use_until(events: list[PublishedEvent], now: datetime) -> datetime:
    """The end of the last day that it concerns; a day where no lesson is concerned."""
    days = [event.day for event in events]
    return at(max(days), MINUTES_A_DAY) if days else now + timedelta(days=1)


def _concerned(event: PublishedEvent) -> Iterator[Recipient]:
    if event.community_id is not None:
        yield Recipient(RecipientKind.COMMUNITY, event.community_id)
    if event.kind is not EventKind.SESSION:
        yield from (Recipient(RecipientKind.CAMPUS, end.campus.id) for end in event.ends)
    if event.kind is EventKind.JOINT:
        people = (one.recipient for one in concerned(event))
        yield from (one for one in people if one.kind is RecipientKind.PERSON)


def _notice(incident: Incident, name: str, events: list[PublishedEvent]) -> IncidentNotice:
    lines = tuple(_line(event) for event in events[:MOST_LINES])
    more = max(0, len(events) - MOST_LINES)
    return IncidentNotice(incident.kind, name, incident.days, lines, more, bool(incident.note))


def _line(event: PublishedEvent) -> IncidentLine:
    return IncidentLine(
        event.day,
        event.span,
        event.lesson_kind,
        event.subject,
        tuple(dict.fromkeys(one.name for end in event.ends for one in end.classes)),
        tuple(dict.fromkeys(end.campus.name for end in event.ends)),
    )
