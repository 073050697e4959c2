"""What became of an event, once for all who tell of it: each says it in its own words."""

from dataclasses import replace
from enum import StrEnum

from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    EventKind,
    PublishedEnd,
    PublishedEvent,
)


class Fate(StrEnum):
    """The first that is true."""

    ADDED = "added"
    CANCELLED = "cancelled"
    RESTORED = "restored"  # it was cancelled and is held, there or elsewhere
    MOVED = "moved"  # another day or clock time
    REVERTED = "reverted"  # 转本班自上, at one end or at all
    PARTIAL = "partial"  # some ends are away
    WHOLE = "whole"  # all ends take part again
    ALTERED = "altered"  # other people, rooms, classes or topic


_NOT_WHOLE = {OccurrenceState.REVERTED, OccurrenceState.PARTIAL}


def fate(change: EventChange) -> Fate:
    """What became of an event; whoever cancels what is cancelled already alters it."""
    old, new = change.old, change.new
    if old is None:
        return Fate.ADDED
    was_off = old.state is OccurrenceState.CANCELLED
    if new is None or (new.state is OccurrenceState.CANCELLED and not was_off):
        return Fate.CANCELLED
    if was_off and new.state is not OccurrenceState.CANCELLED:
        return Fate.RESTORED
    if (old.day, old.span) != (new.day, new.span):
        return Fate.MOVED
    if off := newly_off(change):
        alone = any(end.attendance is Attendance.REVERTED for end in off)
        return Fate.REVERTED if alone else Fate.PARTIAL
    return Fate.WHOLE if old.state in _NOT_WHOLE and new.state not in _NOT_WHOLE else Fate.ALTERED


def ends_apart(change: EventChange) -> tuple[tuple[PublishedEnd, PublishedEnd], ...]:
    """Before and after of the ends in whose rooms or own periods alone a lesson differs; () where in more."""
    old, new = change.old, change.new
    if old is None or new is None or _but_for_seats(old) != _but_for_seats(new):
        return ()
    return tuple(pair for pair in zip(old.ends, new.ends, strict=True) if pair[0] != pair[1])


def _but_for_seats(event: PublishedEvent) -> PublishedEvent:
    """Of a session nothing is left out: its members sit wherever it is."""
    if event.kind is EventKind.SESSION:
        return replace(event, before=None)
    held = OccurrenceState.HELD if event.state is OccurrenceState.MOVED else event.state
    ends = tuple(replace(end, place=None, period=None, period_span=None) for end in event.ends)
    return replace(event, state=held, before=None, ends=ends)


def where_somebody_is(sides: list[PublishedEvent]) -> list[PublishedEvent]:
    """The same without ends that were away and still are: of a make-up day of one campus, all others."""
    there = {
        (end.campus, end.classes)
        for side in sides
        for end in side.ends
        if end.attendance is not Attendance.ABSENT
    }
    return [
        replace(side, ends=tuple(end for end in side.ends if not there or (end.campus, end.classes) in there))
        for side in sides
    ]


def newly_off(change: EventChange) -> tuple[PublishedEnd, ...]:
    """The ends that teach alone or are away now, and did not or were not before."""
    if change.old is None or change.new is None or change.new.state is OccurrenceState.CANCELLED:
        return ()
    before = {(end.campus, end.classes, end.attendance) for end in change.old.ends}
    return tuple(
        end
        for end in change.new.ends
        if end.attendance is not Attendance.PRESENT
        and (end.campus, end.classes, end.attendance) not in before
    )
