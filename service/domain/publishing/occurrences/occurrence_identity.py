"""Which UID an occurrence bears in a new revision: the one that subscribers know it by, wherever it goes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from calendars.terms import monday_of
from service.domain.publishing.occurrences.published_events import (
    UID_DOMAIN,
    EventKind,
    PublishedEvent,
    compact,
    derived_uid,
)

Key = tuple[str, date]


def identified(
    new: Iterable[PublishedEvent],
    old: Iterable[PublishedEvent],
    cancelled: Iterable[PublishedEvent],
    taken: Iterable[str],
    mint: Callable[[], str],
) -> list[PublishedEvent]:
    """The new events with their UIDs. `taken` are UIDs that others bear already.

    1. What stands where it stood keeps its UID.
    2. Of one lesson within one teaching week, what is gone and what came are the same, moved, in their order.
    3. What comes back where it was cancelled is that event again.
    4. Home lessons take the UID that follows from lesson and date, unless it is borne; others are minted.
    """
    new, old = list(new), list(old)
    known: dict[Key, str] = {event.key: event.uid for event in cancelled}
    known |= {event.key: event.uid for event in old}
    known |= _moved(new, old)
    borne = {*taken, *known.values()}
    return [_named(event, known, borne, mint) for event in new]


def _named(
    event: PublishedEvent, known: Mapping[Key, str], borne: set[str], mint: Callable[[], str]
) -> PublishedEvent:
    uid = known.get(event.key)
    if uid is None:
        derived = derived_uid(event.lesson_id, compact(event.base_day))
        uid = derived if event.kind is EventKind.HOME and derived not in borne else f"{mint()}@{UID_DOMAIN}"
        borne.add(uid)
    return event if event.uid == uid else replace(event, uid=uid)


def _moved(new: Iterable[PublishedEvent], old: Iterable[PublishedEvent]) -> Mapping[Key, str]:
    """The UIDs that go from a place that is left to one that is new."""
    left = {event.key: event for event in old}
    came = {event.key: event for event in new}
    gone: defaultdict[tuple[str, date | None], list[PublishedEvent]] = defaultdict(list)
    for key in left.keys() - came.keys():
        gone[_group(left[key])].append(left[key])
    come: defaultdict[tuple[str, date | None], list[PublishedEvent]] = defaultdict(list)
    lessons = {event.lesson_id for events in gone.values() for event in events}
    for key in came.keys() - left.keys():
        if key[0] in lessons:
            come[_group(came[key])].append(came[key])
    return {
        there.key: here.uid
        for group, heres in gone.items()
        for here, there in zip(_in_order(heres), _in_order(come[group]), strict=False)
    }


def _group(event: PublishedEvent) -> tuple[str, date | None]:
    """A lesson within a week; a session is one thing, whenever it is."""
    if event.kind is EventKind.SESSION:
        return event.lesson_id, None
    return event.lesson_id, monday_of(event.base_day)


def _in_order(events: Iterable[PublishedEvent]) -> list[PublishedEvent]:
    return sorted(events, key=lambda event: (event.base_day, event.span))
