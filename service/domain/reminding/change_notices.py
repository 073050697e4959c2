"""What a publication or amendment tells those it concerns: one notice per audience, never one per lesson."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.district import grouped
from service.domain.publishing.changes.fates import Fate, fate
from service.domain.publishing.occurrences.far_ends import new_assistants
from service.domain.publishing.occurrences.published_events import EventChange, EventKind, PublishedEvent
from service.domain.reminding.times import start_of
from service.domain.telling.audiences import Recipient, touched_by

#: A notice with more lines is not read; the rest is counted.
MOST_LINES = 12


class What(StrEnum):
    ADDED = "added"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REVERTED = "reverted"  # 转本班自上
    RESTORED = "restored"  # 恢复: it was cancelled
    AS_PLANNED = "as_planned"  # 恢复原课表: it stands as published again
    ALTERED = "altered"  # same time: another place, teacher or topic


@dataclass(frozen=True, slots=True)
class Standing:
    """When and where one event stands; `place` "" = the classroom, or not said."""

    day: date
    span: ClockSpan
    place: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """The same change of one lesson on `count` dates, of which `was` and `now` are the first.

    `assistants` are those who newly assist at far ends: campus and name, as `乙小学 师5`.
    """

    what: What
    kind: EventKind
    lesson_kind: str
    subject: str
    classes: tuple[str, ...]
    was: Standing | None
    now: Standing | None
    count: int = 1
    assistants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeNotice:
    """What one audience is told. A first publication has no lines: all is new. `more`: lines left out.

    `number` is the revision's; None: changes of single dates, for the `cause` that is said, or because
    somebody is `away`.
    """

    community: str
    number: int | None
    effective_from: date
    lines: tuple[ChangeLine, ...] = ()
    more: int = 0
    cause: str = ""
    away: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice, its audience, and the starts of the first and the last event it is about."""

    recipient: Recipient
    notice: ChangeNotice
    first_start: datetime
    last_start: datetime


def notices(
    notice: ChangeNotice, events: Iterable[PublishedEvent], changes: Iterable[EventChange], now: datetime
) -> tuple[Told, ...]:
    """One notice per audience, of what begins after `now`; `notice` is the one without lines.

    A first revision tells everybody who has joint lessons or sessions in it; later ones tell whom they change
    something for, and nobody else.
    """
    if notice.number == 1:
        return _told(notice, (EventChange(None, event) for event in events if event.community_id), now)
    return _told(notice, (change for change in changes if change.old != change.new), now)


def _told(notice: ChangeNotice, changes: Iterable[EventChange], now: datetime) -> tuple[Told, ...]:
    audiences = grouped(
        (recipient, change)
        for change in changes
        if any(start_of(event) > now for event in _sides(change))
        for recipient in touched_by(change)
    )
    return tuple(
        Told(recipient, _with_lines(notice, theirs), min(starts), max(starts))
        for recipient, theirs in audiences.items()
        if (
            starts := [
                start for change in theirs for event in _sides(change) if (start := start_of(event)) > now
            ]
        )
    )


def _with_lines(notice: ChangeNotice, changes: Iterable[EventChange]) -> ChangeNotice:
    if notice.number == 1:
        return notice
    lines = change_lines(changes)
    return replace(notice, lines=lines[:MOST_LINES], more=max(0, len(lines) - MOST_LINES))


def change_lines(changes: Iterable[EventChange]) -> tuple[ChangeLine, ...]:
    """The changes by date, each lesson's equal ones on several dates as one line."""
    firsts: dict[tuple[object, ...], ChangeLine] = {}
    counts: Counter[tuple[object, ...]] = Counter()
    for change in sorted(changes, key=_first_start):
        line = _line(change)
        places = _weekly(line.was), _weekly(line.now)
        key = (_sides(change)[-1].lesson_id, line.what, line.classes, line.assistants, places)
        firsts.setdefault(key, line)
        counts[key] += 1
    return tuple(replace(line, count=counts[key]) for key, line in firsts.items())


def _sides(change: EventChange) -> tuple[PublishedEvent, ...]:
    return tuple(event for event in (change.old, change.new) if event is not None)


def _first_start(change: EventChange) -> datetime:
    return min(start_of(event) for event in _sides(change))


def _weekly(standing: Standing | None) -> tuple[object, ...]:
    return () if standing is None else (standing.day.isoweekday(), standing.span, standing.place)


def _line(change: EventChange) -> ChangeLine:
    event = _sides(change)[-1]
    what = _what(change)
    return ChangeLine(
        what=what,
        kind=event.kind,
        lesson_kind=event.lesson_kind,
        subject=event.subject,
        classes=tuple(name.name for end in event.ends for name in end.classes),
        was=_standing(change.old),
        now=None if what is What.CANCELLED else _standing(change.new),
        assistants=_assistants(change),
    )


def _assistants(change: EventChange) -> tuple[str, ...]:
    found = new_assistants(change.old, change.new) if change.old and change.new else ()
    return tuple(f"{campus.name} {one.name}" for campus, one in found)


def _standing(event: PublishedEvent | None) -> Standing | None:
    if event is None:
        return None
    return Standing(event.day, event.span, event.host.place.name if event.host and event.host.place else "")


def _what(change: EventChange) -> What:
    old, new, became = change.old, change.new, fate(change)
    if became in _TOLD:
        return _TOLD[became]
    if old is not None and new is not None:
        if new.state is OccurrenceState.CANCELLED:
            return What.CANCELLED  # it was already, and is elsewhere or by others
        if old.before == new:
            return What.AS_PLANNED
        if new.state is OccurrenceState.REVERTED and old.state is not OccurrenceState.REVERTED:
            return What.REVERTED
    return What.MOVED if became is Fate.MOVED else What.ALTERED


_TOLD = {Fate.ADDED: What.ADDED, Fate.CANCELLED: What.CANCELLED, Fate.RESTORED: What.RESTORED}
