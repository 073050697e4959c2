"""调课 and 换课: where one event can go without anything new that is wrong, nearest first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendars.spans import ClockSpan, DateSpan
from calendars.terms import monday_of
from service.domain.dated_changes import DatedChange, OccurrenceState
from service.domain.identity import CampusId, ClassId
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEnd, PublishedEvent
from service.domain.sittings.single_dates import bells_on
from service.domain.substitution.dated_table import DatedTable
from service.domain.substitution.proposals import moved, swapped


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """A time that an event can move to; `period` is the host's, None of a session.

    `far` are the other ends of a joint lesson, in the periods of their own that it would stand in.
    """

    day: date
    period: int | None
    span: ClockSpan
    change: DatedChange
    far: tuple[PublishedEnd, ...] = ()


@dataclass(frozen=True, slots=True)
class Swap:
    """A home lesson that another can change places with."""

    other: PublishedEvent
    change: DatedChange


def two_weeks(day: date, today: date) -> DateSpan:
    """The week of a day and the next, without what is over: where one looks first."""
    first = monday_of(day)
    return DateSpan(max(first, min(today, first + timedelta(days=13))), first + timedelta(days=14))


def free_slots(table: DatedTable, event: PublishedEvent, days: DateSpan) -> Iterator[FreeSlot]:
    """The lesson periods (of a session: its clock on other days) that are free for all who take part.

    One is judged when it is asked for: who reads a few need not wait for all.
    """
    nearest = slots(table, event, days)
    return (replace(slot, far=_far(table, event, slot)) for slot in nearest if table.fits(slot.change))


def slots(table: DatedTable, event: PublishedEvent, days: DateSpan) -> tuple[FreeSlot, ...]:
    """All of them that have not begun, free or not."""
    ahead = (slot for slot in _slots(table, event, days) if table.is_ahead(slot.day, slot.span))
    return tuple(sorted(ahead, key=lambda slot: _distance(event, slot.day, slot.span)))


def swaps(table: DatedTable, event: PublishedEvent, days: DateSpan) -> Iterator[Swap]:
    """The home lessons of the same class or teacher with which a home lesson can change places; as above."""
    nearest = sorted(_partners(table, event, days), key=lambda other: _distance(event, other.day, other.span))
    return (Swap(other, change) for other in nearest if table.fits(change := swapped(event, other)))


def _far(table: DatedTable, event: PublishedEvent, slot: FreeSlot) -> tuple[PublishedEnd, ...]:
    made = table.after((slot.change,)) if event.kind is EventKind.JOINT else None
    return tuple(end for end in made[event.key].ends if not end.hosts) if made else ()


def _slots(table: DatedTable, event: PublishedEvent, days: DateSpan) -> Iterator[FreeSlot]:
    if event.kind is EventKind.SESSION:
        for day in days.days():
            if day != event.day:
                yield FreeSlot(day, None, event.span, moved(event, day, event.span))
        return
    host = event.host
    if host is None:
        return
    classes = [one.id for end in (host, *event.ends) for one in end.classes]
    grade = table.district.grade(ClassId(classes[0])) if classes else None
    for day in days.days():
        bells = bells_on(table.district, CampusId(host.campus.id), grade, day)
        for period in bells.periods if bells else ():
            if period.kind is event.period_kind and (day, period.span) != (event.day, event.span):
                yield FreeSlot(day, period.number, period.span, moved(event, day, period.number))


def _partners(table: DatedTable, event: PublishedEvent, days: DateSpan) -> Iterator[PublishedEvent]:
    host = event.host
    if event.kind is not EventKind.HOME or host is None:
        return
    for other in table.on(days):
        there = other.host
        if (
            other.kind is EventKind.HOME
            and other.period_kind is event.period_kind
            and other.state is not OccurrenceState.CANCELLED
            and there is not None
            and there.campus == host.campus
            and table.is_ahead(other.day, other.span)
            and (other.day, other.span) != (event.day, event.span)
            and (there.classes == host.classes) != (there.teacher == host.teacher)
        ):
            yield other


def _distance(event: PublishedEvent, day: date, span: ClockSpan) -> tuple[object, ...]:
    return abs(day - event.day), day, abs(span.start - event.span.start), span
