"""The table of some days as it stands, and what changes of it would make and bring: nothing is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from calendars.spans import ClockSpan, DateSpan
from calendars.terms import monday_of
from service.domain.dated_changes import DatedChange, Key
from service.domain.dated_rules.dated_judging import newly_finding
from service.domain.dated_rules.nearness import Mark, Nearness, marks_of
from service.domain.district import District, grouped
from service.domain.findings import Finding
from service.domain.people import Unavailability
from service.domain.publishing.occurrences.dated_states import DatedStates, keys_of
from service.domain.publishing.occurrences.names import people_and_places
from service.domain.publishing.occurrences.published_events import EventKind, Named, PublishedEvent
from service.domain.substitution.duties import needed
from service.domain.substitution.staff import Staff


class CannotSuppose(Exception):
    """A change cannot be put on the occurrence that it is about."""


class DatedTable:
    """Everything that stands on the days in question, of all campuses and communities.

    `event`: each by its occurrence. `states`: the changes in force, and those supposed on top of them.
    `now`: the day and its minute; nothing is put where it would have begun by then.
    """

    def __init__(
        self,
        district: District,
        event: Mapping[Key, PublishedEvent],
        days: Mapping[date, "_Day"],
        states: DatedStates,
        staff: Staff,
        names: Mapping[str, Named],
        now: tuple[date, int],
    ) -> None:
        self.district = district
        self.staff = staff
        self.event = event
        self._days = days
        self._states = states
        self._names = names
        self._now = now

    @classmethod
    def of(
        cls,
        district: District,
        events: Iterable[PublishedEvent],
        states: DatedStates,
        now: tuple[date, int] = (date.min, 0),
    ) -> "DatedTable":
        """The table of these events, as they stand after the changes in force."""
        event = {event.key: event for event in events}
        days = grouped((event.day, event) for event in event.values())
        made = {day: _Day(district, those) for day, those in days.items()}
        return cls(district, event, made, states, Staff(district), people_and_places(district), now)

    def is_ahead(self, day: date, span: ClockSpan) -> bool:
        """Whether a time has not begun yet."""
        return (day, span.start) > self._now

    def is_over(self, day: date, span: ClockSpan) -> bool:
        """Whether a time has ended."""
        return (day, span.end) <= self._now

    def on(self, days: DateSpan) -> tuple[PublishedEvent, ...]:
        """What stands on these days, in the order of day and clock."""
        events = (event for day in self._days if days.contains(day) for event in self._days[day].events)
        return tuple(sorted(events, key=lambda event: (event.day, event.span, event.key)))

    def lessons_on(self, person_id: str, day: date) -> int:
        """How many lessons somebody has on a day."""
        return self._days[day].lessons[person_id] if day in self._days else 0

    def taken_over_on(self, person_id: str, day: date) -> int:
        """How many of them changes gave her, those supposed included."""
        return self._days[day].taken_over[person_id] if day in self._days else 0

    def lessons_in_week(self, person_id: str, day: date) -> int:
        monday = monday_of(day)
        return sum(self.lessons_on(person_id, monday + timedelta(days=n)) for n in range(7))

    def after(self, changes: tuple[DatedChange, ...]) -> Mapping[Key, PublishedEvent] | None:
        """What the occurrences of these changes become; None where a change cannot be put on its own."""
        states = self._after(changes)
        return None if states is None else _made(states, changes)

    def findings(self, changes: tuple[DatedChange, ...]) -> tuple[Finding, ...] | None:
        """What the changes newly bring; None where they cannot be made."""
        made = self.after(changes)
        return None if made is None else tuple(self._newly(made))

    def fits(self, change: DatedChange) -> bool:
        """Whether a change can be made and brings nothing new that is wrong; the first thing is enough."""
        made = self.after((change,))
        return made is not None and next(self._newly(made), None) is None

    def supposing(self, changes: tuple[DatedChange, ...]) -> "DatedTable":
        """The table as it would stand after the changes; CannotSuppose where one of them cannot be made."""
        states = self._after(changes)
        if states is None:
            raise CannotSuppose(changes)
        made = _made(states, changes)
        here = grouped((event.day, event) for event in made.values())
        left = {self.event[key].day for key in made}
        days = dict(self._days)
        for day in {*here, *left}:
            stay = (event for event in (days[day].events if day in days else ()) if event.key not in made)
            days[day] = _Day(self.district, (*stay, *here.get(day, ())))
        event = {**self.event, **made}
        return DatedTable(self.district, event, days, states, self.staff, self._names, self._now)

    def without(self, unavailability: Unavailability) -> "DatedTable":
        """The same table where somebody is away: whatever needs her then is found."""
        away = (*self.district.unavailabilities, unavailability)
        district = replace(self.district, unavailabilities=away)
        return DatedTable(district, self.event, self._days, self._states, self.staff, self._names, self._now)

    def _after(self, changes: tuple[DatedChange, ...]) -> DatedStates | None:
        if not all(key in self.event for key in keys_of(changes)):
            return None
        bases = {key: self.event[key].before or self.event[key] for key in keys_of(changes)}
        states = self._states.after(changes, bases, self._names)
        return None if states.hindered else states

    def _newly(self, made: Mapping[Key, PublishedEvent]) -> Iterator[Finding]:
        """What is wrong after these events stand as they are made, and was not before."""
        former = [self.event[key] for key in made]
        near = Nearness(self.district, (*former, *made.values()))
        around = [
            event
            for day in near.days
            if day in self._days
            for event in self._days[day].beside(near.marks(day))
            if event.key not in made and near.to(event)
        ]
        return newly_finding(self.district, (*around, *former), (*around, *made.values()))


def _made(states: DatedStates, changes: tuple[DatedChange, ...]) -> dict[Key, PublishedEvent]:
    """What the occurrences of these changes are after them."""
    return {key: states.of(states.bases[key]) for key in keys_of(changes)}


def _needs(event: PublishedEvent) -> set[str]:
    return {one.person.id for one in needed(event)}


class _Day:
    """What stands on one day, by what it may claim; indexed when first asked for."""

    def __init__(self, district: District, events: Iterable[PublishedEvent]) -> None:
        self._district = district
        self.events = tuple(events)

    def beside(self, marks: Iterable[Mark]) -> Iterable[PublishedEvent]:
        """The events with one of these marks, each once."""
        return {event.key: event for mark in marks for event in self._of.get(mark, ())}.values()

    @cached_property
    def lessons(self) -> Counter[str]:
        """How many lessons everybody has, sessions not counted."""
        return Counter(person_id for event in self._lessons for person_id in _needs(event))

    @cached_property
    def taken_over(self) -> Counter[str]:
        """How many of these everybody has by dated changes alone."""
        return Counter(
            person_id
            for event in self._lessons
            if event.before is not None
            for person_id in _needs(event) - _needs(event.before)
        )

    @property
    def _lessons(self) -> Iterator[PublishedEvent]:
        return (event for event in self.events if event.kind is not EventKind.SESSION)

    @cached_property
    def _of(self) -> Mapping[Mark, tuple[PublishedEvent, ...]]:
        return grouped((mark, event) for event in self.events for mark in marks_of(self._district, event))
