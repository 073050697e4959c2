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
_Placed = list[tuple[Key, PublishedEvent]]


def identified(
    new: Iterable[PublishedEvent],
    old: Iterable[PublishedEvent],
    cancelled: Iterable[PublishedEvent],
    taken: Iterable[str],
    mint: Callable[[], str],
    wholes: Mapping[str, str] | None = None,
) -> list[PublishedEvent]:
    """The new events with their UIDs. `taken` are UIDs that others bear already.

    `wholes`: by parts of lessons split by season the lesson that they are parts of; they are one lesson here.

    1. What stands where it stood keeps its UID.
    2. Of one lesson within one teaching week, what is gone and what came are the same, moved, in their order.
    3. What comes back where it was cancelled is that event again.
    4. Home lessons take the UID that follows from lesson and date, unless it is borne; others are minted.
    """
    whole_of = wholes or {}

    def placed(events: Iterable[PublishedEvent]) -> _Placed:
        return [((whole_of.get(event.lesson_id, event.lesson_id), event.base_day), event) for event in events]

    came, left = placed(new), placed(old)
    known: dict[Key, str] = {key: event.uid for key, event in placed(cancelled)}
    known |= {key: event.uid for key, event in left}
    known |= _moved(dict(came), dict(left))
    borne = {*taken, *known.values()}
    return [_named(event, known.get(key), borne, mint) for key, event in came]


def _named(
    event: PublishedEvent, uid: str | None, borne: set[str], mint: Callable[[], str]
) -> PublishedEvent:
    if uid is None:
        derived = derived_uid(event.lesson_id, compact(event.base_day))
        uid = derived if event.kind is EventKind.HOME and derived not in borne else f"{mint()}@{UID_DOMAIN}"
        borne.add(uid)
    return event if event.uid == uid else replace(event, uid=uid)


def _moved(came: Mapping[Key, PublishedEvent], left: Mapping[Key, PublishedEvent]) -> Mapping[Key, str]:
    """The UIDs that go from a place that is left to one that is new."""
    gone: defaultdict[tuple[str, date | None], _Placed] = defaultdict(list)
    for key in left.keys() - came.keys():
        gone[_group(key, left[key])].append((key, left[key]))
    come: defaultdict[tuple[str, date | None], _Placed] = defaultdict(list)
    lessons = {lesson for lesson, _ in gone}
    for key in came.keys() - left.keys():
        if key[0] in lessons:
            come[_group(key, came[key])].append((key, came[key]))
    return {
        there: here.uid
        for group, heres in gone.items()
        for (_, here), (there, _) in zip(_in_order(heres), _in_order(come[group]), strict=False)
    }


def _group(key: Key, event: PublishedEvent) -> tuple[str, date | None]:
    """A lesson within a week; a session is one thing, whenever it is."""
    lesson, day = key
    return lesson, None if event.kind is EventKind.SESSION else monday_of(day)


def _in_order(placed: _Placed) -> _Placed:
    return sorted(placed, key=lambda one: (one[1].base_day, one[1].span))
