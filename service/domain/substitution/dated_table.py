"""The table of some days as it stands, and what changes of it would make and bring: nothing is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from calendars.spans import DateSpan
from service.domain.dated_changes import DatedChange, Key
from service.domain.dated_rules.dated_judging import Mark, Nearness, marks_of, newly_found
from service.domain.district import District, grouped
from service.domain.findings import Finding
from service.domain.people import Unavailability
from service.domain.publishing.dated_states import keys_of
from service.domain.publishing.published_events import EventKind, PublishedEvent
from service.domain.single_dates import monday_of
from service.domain.substitution.duties import needed
from service.domain.substitution.staff import Staff

#: The occurrences that the changes are about, after them and all that are in force; None where one of them
#: cannot be put on what it is about.
Applied = Callable[[tuple[DatedChange, ...]], Mapping[Key, PublishedEvent] | None]


class CannotSuppose(Exception):
    """A change cannot be put on the occurrence that it is about."""


class DatedTable:
    """Everything that stands on the days in question, of all campuses and communities.

    `event`: each by its occurrence. `changes` are those supposed on top of what is in force, already in it.
    """

    def __init__(
        self,
        district: District,
        event: Mapping[Key, PublishedEvent],
        days: Mapping[date, "_Day"],
        applied: Applied,
        staff: Staff,
        changes: tuple[DatedChange, ...] = (),
    ) -> None:
        self.district = district
        self.staff = staff
        self.changes = changes
        self.event = event
        self._days = days
        self._applied = applied

    @classmethod
    def of(cls, district: District, events: Iterable[PublishedEvent], applied: Applied) -> "DatedTable":
        """The table of these events; how changes are put on them is an argument."""
        event = {event.key: event for event in events}
        days = grouped((event.day, event) for event in event.values())
        made = {day: _Day(district, those) for day, those in days.items()}
        return cls(district, event, made, applied, Staff(district))

    def on(self, days: DateSpan) -> tuple[PublishedEvent, ...]:
        """What stands on these days, in the order of day and clock."""
        events = (event for day in self._days if days.contains(day) for event in self._days[day].events)
        return tuple(sorted(events, key=lambda event: (event.day, event.span, event.key)))

    def lessons_on(self, person_id: str, day: date) -> int:
        """How many lessons somebody has on a day."""
        return self._days[day].lessons[person_id] if day in self._days else 0

    def lessons_in_week(self, person_id: str, day: date) -> int:
        monday = monday_of(day)
        return sum(self.lessons_on(person_id, monday + timedelta(days=n)) for n in range(7))

    def after(self, changes: tuple[DatedChange, ...]) -> Mapping[Key, PublishedEvent] | None:
        """What the occurrences of these changes become; None where a change cannot be put on its own."""
        made = self._applied((*self.changes, *changes))
        keys = keys_of(changes)
        if made is None or not all(key in self.event and key in made for key in keys):
            return None
        return {key: made[key] for key in keys}

    def findings(self, changes: tuple[DatedChange, ...]) -> tuple[Finding, ...] | None:
        """What the changes newly bring; None where they cannot be made."""
        made = self.after(changes)
        if made is None:
            return None
        former = [self.event[key] for key in made]
        near = Nearness(self.district, (*former, *made.values()))
        around = [
            event
            for day in near.days
            if day in self._days
            for event in self._days[day].beside(near.marks(day))
            if event.key not in made and near.to(event)
        ]
        return newly_found(self.district, (*around, *former), (*around, *made.values()))

    def fits(self, change: DatedChange) -> bool:
        """Whether a change can be made and brings nothing new that is wrong."""
        return self.findings((change,)) == ()

    def supposing(self, changes: tuple[DatedChange, ...]) -> "DatedTable":
        """The table as it would stand after the changes; CannotSuppose where one of them cannot be made."""
        made = self.after(changes)
        if made is None:
            raise CannotSuppose(changes)
        here = grouped((event.day, event) for event in made.values())
        left = {self.event[key].day for key in made}
        days = dict(self._days)
        for day in {*here, *left}:
            stay = (event for event in (days[day].events if day in days else ()) if event.key not in made)
            days[day] = _Day(self.district, (*stay, *here.get(day, ())))
        return DatedTable(
            self.district, {**self.event, **made}, days, self._applied, self.staff, (*self.changes, *changes)
        )

    def without(self, unavailability: Unavailability) -> "DatedTable":
        """The same table where somebody is away: whatever needs her then is found."""
        away = (*self.district.unavailabilities, unavailability)
        district = replace(self.district, unavailabilities=away)
        return DatedTable(district, self.event, self._days, self._applied, self.staff, self.changes)


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
        return Counter(
            one.person.id
            for event in self.events
            if event.kind is not EventKind.SESSION
            for one in needed(event)
        )

    @cached_property
    def _of(self) -> Mapping[Mark, tuple[PublishedEvent, ...]]:
        return grouped((mark, event) for event in self.events for mark in marks_of(self._district, event))
