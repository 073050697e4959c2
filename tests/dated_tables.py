"""The small district's published events, and changes put on them: what tests of dated changes begin with."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from calendars.spans import DateSpan
from service.domain.dated_changes import ChangeKind, DatedChange, Key, LessonId
from service.domain.district import District
from service.domain.identity import ChangeId
from service.domain.publishing.occurrences.dated_states import DatedStates
from service.domain.publishing.occurrences.expansion import Expansion
from service.domain.publishing.occurrences.published_events import Named, PublishedEvent
from service.domain.substitution.dated_table import DatedTable

#: Monday to Sunday of weeks 3 and 4. Sunday 20 September runs the lessons of Tuesday 6 October.
DAYS = DateSpan.of(date(2026, 9, 14), date(2026, 9, 27))
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 9, day) for day in range(14, 21))


def published(district: District, days: DateSpan = DAYS) -> tuple[PublishedEvent, ...]:
    """Everything that stands on the days by the table alone."""
    expansion = Expansion(district)
    return (
        *(event for campus in district.campuses for event in expansion.home(campus.id, days)),
        *(event for community in district.communities for event in expansion.joint(community.id, days)),
        *(event for community in district.communities for event in expansion.sessions(community.id, days)),
    )


def changed(
    district: District, events: tuple[PublishedEvent, ...], *changes: DatedChange
) -> tuple[PublishedEvent, ...]:
    """The events after the changes; none of these may be hindered."""
    states = _states(district, {event.key: event for event in events}, changes)
    assert states.hindered == ()
    return tuple(map(states.of, events))


def dated_table(
    district: District, days: DateSpan = DAYS, now: tuple[date, int] = (date.min, 0)
) -> DatedTable:
    """The table of these days, on which nothing is in force yet, at a minute of a day."""
    events = published(district, days)
    return DatedTable.of(district, events, _states(district, {}, ()), now)


def _states(
    district: District, bases: Mapping[Key, PublishedEvent], changes: tuple[DatedChange, ...]
) -> DatedStates:
    names: dict[str, Named] = {one.id: Named(one.id, one.name) for one in district.people}
    names |= {one.id: Named(one.id, one.name) for one in district.places}
    return DatedStates(changes, bases, lambda event, day: district, names)


def change(kind: ChangeKind, lesson: LessonId, day: date = MONDAY, **facts: Any) -> DatedChange:
    return replace(DatedChange(ChangeId(f"{kind}-{lesson}-{day}"), kind, lesson, day), **facts)
