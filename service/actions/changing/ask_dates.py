"""Ask what stands on days and what is in force, who could stand in, and where a lesson could go."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from calendars.spans import DateSpan
from calendars.terms import monday_of
from calendars.zones import clock_of
from service.actions.changing.dated_acts import ChangeError, NothingToChange
from service.domain.dated_changes import Key
from service.domain.district import District
from service.domain.publishing.decisions.hindrances import Hindrance, hindrances
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.substitution.barriers import Barrier, Chain, barriers, chains
from service.domain.substitution.dated_table import DatedTable
from service.domain.substitution.duties import needed
from service.domain.substitution.free_rooms import FreeRoom, free_rooms
from service.domain.substitution.free_slots import FreeSlot, Swap, free_slots, swaps, two_weeks
from service.domain.substitution.stand_ins import StandIn, stand_ins
from service.storage import publications
from service.storage.database import Database

T = TypeVar("T")


class OccurrenceUnknown(ChangeError):
    """No such lesson is on that day, or somebody has no part in it."""

    code = "not_found"


@dataclass(frozen=True, slots=True)
class Published:
    """The draft, which names people and rooms, and what is published of its term, at a minute of a day."""

    district: District
    term: PublishedTerm
    today: date
    minute: int

    def table(self, days: DateSpan, *also: PublishedEvent) -> DatedTable:
        """Everything that stands in the weeks of these days, within the term, and what is asked about."""
        first = monday_of(days.first)
        last = monday_of(days.last or days.first) + timedelta(days=6)
        within = DateSpan.of(first, last).intersection(self.district.term.term.days)
        listed = tuple(within.days()) if within else ()
        standing = (*self.term.standing_on(listed), *also)
        return DatedTable.of(self.district, standing, self.term.states, (self.today, self.minute))


@dataclass(frozen=True, slots=True)
class Places:
    """Where an event can go; where no time is free, the chains that would clear one, and the barriers."""

    today: date
    event: PublishedEvent
    slots: tuple[FreeSlot, ...]
    swaps: tuple[Swap, ...]
    rooms: tuple[FreeRoom, ...]
    chains: tuple[Chain, ...] = ()
    barriers: tuple[Barrier, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on some days, in the order of day and clock."""

    district: District
    today: date
    events: tuple[PublishedEvent, ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """The changes in force, by the acts that made them; `silent` are those that do nothing any more."""

    district: District
    term: PublishedTerm
    silent: tuple[Hindrance, ...]


async def published(database: Database, now: datetime, term: str | None = None) -> Published:
    """What questions are asked of; NothingToChange where nothing is published."""
    async with database.reading() as store:
        district = await database.known_district.read(store, term)
        if district is None:
            raise NothingToChange
        former = await publications.published_term(store.connection, district.term.id, database.shelf)
    if not former.revisions:
        raise NothingToChange
    return Published(district, former, *clock_of(now))


async def what_stands(
    database: Database, days: Iterable[date], *, term: str | None = None, now: datetime
) -> Standing:
    """Every lesson and session that stands on these days, what is cancelled or was taken out included."""
    listed = tuple(days)

    def found(known: Published) -> Standing:
        taken_out = (event for event in known.term.cancelled if event.day in listed)
        events = (*known.term.standing_on(listed), *taken_out)
        ordered = sorted(events, key=lambda event: (event.day, event.span, event.key))
        return Standing(known.district, known.today, tuple(ordered))

    return await _asked(database, now, term, found)


async def who_could_stand_in(
    database: Database, key: Key, person_id: str, *, term: str | None = None, now: datetime
) -> tuple[StandIn, ...]:
    """Who can stand in for somebody in an occurrence (lesson, day by the published table), best first."""

    def found(known: Published) -> tuple[StandIn, ...]:
        event = _event(known, key)
        gap = next((one for one in needed(event) if one.person.id == person_id), None)
        if gap is None:
            raise OccurrenceUnknown
        return stand_ins(known.table(DateSpan.of(event.day, event.day)), gap)

    return await _asked(database, now, term, found)


async def where_it_could_go(
    database: Database, key: Key, *, term: str | None = None, now: datetime
) -> Places:
    """Where an occurrence can go and what it can swap with, in its week and the next, and the rooms free."""

    def found(known: Published) -> Places:
        event = _event(known, key)
        days = two_weeks(event.day, known.today)
        table = known.table(DateSpan.of(min(event.day, days.first), days.last or days.first), event)
        slots = tuple(free_slots(table, event, days))
        return Places(
            known.today,
            event,
            slots,
            tuple(swaps(table, event, days)),
            tuple(free_rooms(table, event)),
            () if slots else chains(table, event, days),
            () if slots else barriers(table, event, days),
        )

    return await _asked(database, now, term, found)


async def which_rooms_are_free(
    database: Database, key: Key, *, term: str | None = None, now: datetime
) -> tuple[FreeRoom, ...]:
    """The rooms that an occurrence can change to at its own time."""

    def found(known: Published) -> tuple[FreeRoom, ...]:
        event = _event(known, key)
        return tuple(free_rooms(known.table(DateSpan.of(event.day, event.day), event), event))

    return await _asked(database, now, term, found)


async def what_is_in_force(database: Database, *, term: str | None = None, now: datetime) -> InForce:
    """Every dated change in force, the silent ones, too."""

    def found(known: Published) -> InForce:
        silent = hindrances(known.term.hindered, known.term, known.district)
        return InForce(known.district, known.term, silent)

    return await _asked(database, now, term, found)


async def _asked(
    database: Database, now: datetime, term: str | None, question: Callable[[Published], T]
) -> T:
    """The answer of a question that may take long, asked beside the requests."""
    return await asyncio.to_thread(question, await published(database, now, term))


def _event(known: Published, key: Key) -> PublishedEvent:
    """The occurrence as it stands, or as a closure took it out."""
    event = known.term.planned(frozenset({key})).get(key) or known.term.states.bases.get(key)
    if event is not None:
        return known.term.states.of(event)
    taken_out = next((one for one in known.term.cancelled if one.key == key), None)
    if taken_out is None:
        raise OccurrenceUnknown
    return taken_out
