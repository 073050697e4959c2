"""What may be the other side of a dated change: whatever claims the same people, classes and rooms then."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, reduce

from calendars.spans import ClockSpan
from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson
from service.domain.publishing.occurrences.published_events import EventKind, Named, PublishedEvent

Mark = tuple[str, str]
_PERSON = "person"


class Nearness:
    """Which events can be the other side of one of these: on its date, at its time, with something in common.

    Who is needed in both may come too late to one of them: for people its time has the longest way around it.
    """

    def __init__(self, district: District, events: Iterable[PublishedEvent]) -> None:
        self._district = district
        self._way = max(district.travel_minutes.values(), default=0)
        self._of = grouped(
            (event.day, (_hull(event), frozenset(marks_of(district, event)))) for event in events
        )

    @property
    def days(self) -> Iterable[date]:
        return self._of

    def marks(self, day: date) -> frozenset[Mark]:
        """What the events of a day may claim."""
        return frozenset[Mark]().union(*(marks for _, marks in self._of[day]))

    def claims(self, lesson: HomeLesson) -> bool:
        """Whether a home lesson may claim what these do, on any day: all others need not be opened out."""
        claimed = (lesson.class_id, lesson.teacher_id, lesson.place_id, lesson.subject)
        return not self._claimed.isdisjoint(claimed)

    @cached_property
    def _claimed(self) -> frozenset[str]:
        return frozenset(one for day in self.days for _, one in self.marks(day))

    def to(self, event: PublishedEvent) -> bool:
        hull = _hull(event)
        return any(
            mark in marks and (mark[0] == _PERSON or hull.overlaps(span))
            for span, marks in self._of.get(event.day, ())
            if hull.overlaps(span) or hull.gap(span) < self._way
            for mark in marks_of(self._district, event)
        )


def _hull(event: PublishedEvent) -> ClockSpan:
    """The event's span and the periods of its campuses that it stands in."""
    spans = (end.period_span for end in event.ends)
    return reduce(ClockSpan.hull, (span for span in spans if span and span.overlaps(event.span)), event.span)


def marks_of(district: District, event: PublishedEvent) -> Iterator[Mark]:
    """What an event may claim, whatever its state: whatever else bears one of these may be its other side."""
    special = district.preferences.special_room_subjects
    for end in event.ends:
        for one in end.classes:
            yield "class", one.id
        for person in (end.teacher, *end.own_teachers):
            yield from _mark(_PERSON, person)
        yield from _mark("place", end.place)
        if event.kind is EventKind.HOME and event.subject in special:
            yield end.campus.id, event.subject
    for person in (event.lecturer, event.chair, event.speaker, *event.attendees):
        yield from _mark(_PERSON, person)


def _mark(kind: str, one: Named | None) -> Iterator[Mark]:
    if one is not None and one.id:
        yield kind, one.id
