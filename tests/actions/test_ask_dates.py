"""Questions about dates, asked of what is published: nothing is written by them."""

import pytest

from service.actions.changing.ask_dates import (
    OccurrenceUnknown,
    what_is_in_force,
    what_stands,
    where_it_could_go,
    who_could_stand_in,
)
from service.actions.changing.dated_acts import NothingToChange
from service.domain.dated_changes import OccurrenceState
from service.storage.database import Database
from tests.actions.test_change_occurrences import change_dates, ready
from tests.domain.test_dated_states import DAY, JOINT, MUSIC, WEDNESDAY, move
from tests.publications import NOW


async def test_what_stands_on_a_day_is_where_it_stands_now(database: Database) -> None:
    await ready(database)
    await change_dates(database, move(to_day=WEDNESDAY, to_period=4))
    monday = await what_stands(database, [DAY], now=NOW)
    wednesday = await what_stands(database, [WEDNESDAY], now=NOW)
    assert JOINT not in {event.lesson_id for event in monday.events}
    [moved] = [event for event in wednesday.events if event.lesson_id == JOINT]
    assert (moved.state, moved.base_day) == (OccurrenceState.MOVED, DAY)
    assert list(monday.events) == sorted(monday.events, key=lambda one: (one.day, one.span, one.key))


async def test_who_could_stand_in_can_be_taken_at_once(database: Database) -> None:
    await ready(database)
    first = (await who_could_stand_in(database, (JOINT, DAY), MUSIC, now=NOW))[0]
    assert (first.fits, first.person.name) == (True, "师4")
    report = await change_dates(database, first.change)
    assert report.findings == ()
    with pytest.raises(OccurrenceUnknown):
        await who_could_stand_in(database, (JOINT, WEDNESDAY), MUSIC, now=NOW)
    with pytest.raises(OccurrenceUnknown):
        await who_could_stand_in(database, (JOINT, DAY), "nobody", now=NOW)


async def test_where_it_could_go_can_be_taken_at_once(database: Database) -> None:
    await ready(database)
    places = await where_it_could_go(database, (JOINT, DAY), now=NOW)
    assert [(slot.day, slot.period) for slot in places.slots[:1]] == [(DAY, 4)]
    report = await change_dates(database, places.slots[-1].change)
    assert report.findings == ()


async def test_what_is_in_force_tells_the_silent_ones(database: Database) -> None:
    await ready(database)
    report = await change_dates(database, move(to_day=WEDNESDAY, to_period=4))
    found = await what_is_in_force(database, now=NOW)
    assert (found.term.changes, found.silent) == (report.amendment.added, ())


async def test_nothing_published_is_nothing_to_ask_of(database: Database) -> None:
    with pytest.raises(NothingToChange):
        await what_stands(database, [DAY], now=NOW)
