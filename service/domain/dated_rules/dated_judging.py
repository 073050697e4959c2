"""What a change of single dates newly brings: the rules of the week, asked about each date concerned."""

from collections.abc import Iterable, Iterator
from datetime import date

from service.domain.dated_rules.dated_bookings import DatedBookings
from service.domain.dated_rules.nearness import Nearness
from service.domain.district import District, grouped
from service.domain.findings import Finding
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.rules.answers import outside_periods
from service.domain.rules.days import not_a_teaching_day
from service.domain.rules.double_bookings import (
    class_double_booked,
    room_double_booked,
    teacher_double_booked,
)
from service.domain.rules.judging import Rule
from service.domain.rules.research_plans import (
    participant_teaching,
    person_double_booked,
    session_on_closed_day,
    session_room_double_booked,
    session_travel_too_short,
)
from service.domain.rules.rooms import (
    room_missing,
    room_over_capacity,
    room_receive_only,
    special_room_exceeded,
)
from service.domain.rules.subjects import class_has_other_subject, overlap_too_short
from service.domain.rules.teachers import teacher_unavailable, travel_too_short

#: Those of `judging.RULES` that speak of a date; what is said of a whole term, or asked, is not among them.
DATED_RULES: tuple[Rule, ...] = (
    not_a_teaching_day,
    outside_periods,
    overlap_too_short,
    class_has_other_subject,
    class_double_booked,
    teacher_double_booked,
    room_double_booked,
    room_missing,
    room_receive_only,
    room_over_capacity,
    special_room_exceeded,
    travel_too_short,
    teacher_unavailable,
    session_on_closed_day,
    participant_teaching,
    person_double_booked,
    session_room_double_booked,
    session_travel_too_short,
)


def judge_date(district: District, day: date, events: Iterable[PublishedEvent]) -> tuple[Finding, ...]:
    """Every finding about what stands on a date, in the order of the rules, each once."""
    return tuple(_found(district, day, events))


def _found(district: District, day: date, events: Iterable[PublishedEvent]) -> Iterator[Finding]:
    bookings = DatedBookings(district, day, events)
    seen: set[Finding] = set()
    for rule in DATED_RULES:
        for finding in rule(bookings):
            if finding not in seen:
                seen.add(finding)
                yield finding


def newly_found(
    district: District, before: Iterable[PublishedEvent], after: Iterable[PublishedEvent]
) -> tuple[Finding, ...]:
    """What is wrong after a change and was not before it, date by date.

    Both hold what stands on the dates concerned, of all campuses and communities: what the change left alone
    may be the other side. Only what is near to what it touched is judged, and more need not be given.
    """
    return tuple(newly_finding(district, before, after))


def newly_finding(
    district: District, before: Iterable[PublishedEvent], after: Iterable[PublishedEvent]
) -> Iterator[Finding]:
    """The same, one by one: who wants to know whether there is anything need not wait for all."""
    was, now = {event.key: event for event in before}, {event.key: event for event in after}
    touched = [
        *(event for key, event in was.items() if _differs(event, now.get(key))),
        *(event for key, event in now.items() if _differs(event, was.get(key))),
    ]
    near = Nearness(district, touched)
    old, new = (
        grouped((event.day, event) for event in events.values() if near.to(event)) for events in (was, now)
    )
    for day in sorted({event.day for event in touched}):
        known: tuple[Finding, ...] | None = None
        for finding in _found(district, day, new.get(day, ())):
            if known is None:
                known = judge_date(district, day, old.get(day, ()))
            if not any(_said(finding, said) for said in known):
                yield finding


def _differs(event: PublishedEvent, other: PublishedEvent | None) -> bool:
    return event is not other and event != other


def _said(finding: Finding, known: Finding) -> bool:
    """Whether that was so already: the same, or what is left of it where one side went away."""
    return (finding.code, finding.concerns, finding.minutes) == (
        known.code,
        known.concerns,
        known.minutes,
    ) and set(finding.sides) <= set(known.sides)
