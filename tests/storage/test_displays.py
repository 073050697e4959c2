"""Displays and fetches as they are kept, and which tables there are to look at."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from service.actions.read_secret import read_secret
from service.actions.record_use import record_use
from service.domain.identity import PlaceId
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.storage.choices import choices
from service.storage.database import Database
from service.storage.displays import Display, Heartbeat, add_room_displays, all_displays, display_by_id
from service.storage.feeds import add_feeds, all_feeds
from service.storage.fetches import MOST_CLIENTS, Fetch, looks
from service.storage.tables.subscriptions import feed_fetch
from tests.storage.districts import NOW, TERM, community

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
async def places(database: Database) -> tuple[PlaceId, ...]:
    """The rooms of a district that is in the database."""
    district = community("a")
    async with database.writing(None, TERM.id, "test", NOW) as store:
        await store.save_district(None, district)
    return tuple(place.id for place in district.places)


async def _displays(database: Database) -> tuple[Display, ...]:
    async with database.reading() as store:
        return await all_displays(store.connection)


async def test_rooms_get_one_display_each_and_keep_it(
    database: Database, places: tuple[PlaceId, ...]
) -> None:
    for expected in (len(places), 0):
        async with database.writing(None, TERM.id, "test", NOW) as store:
            made = await add_room_displays(store.connection, (*places, places[0]), store.mint, NOW)
        assert made == expected
    assert {display.place_id for display in await _displays(database)} == set(places)
    assert {display.generation for display in await _displays(database)} == {1}


async def test_sign_of_life_is_kept(database: Database, places: tuple[PlaceId, ...]) -> None:
    async with database.writing(None, TERM.id, "test", NOW) as store:
        await add_room_displays(store.connection, places[:1], store.mint, NOW)
    (display,) = await _displays(database)
    assert (display.last_seen_at, display.revision_seen) == (None, None)
    await record_use(database, (), (Heartbeat(display.id, LATER, 3), Heartbeat("gone", LATER, 3)))
    async with database.reading() as store:
        seen = await display_by_id(store.connection, display.id)
        assert await display_by_id(store.connection, "gone") is None
    assert seen is not None
    assert (seen.last_seen_at, seen.revision_seen) == (LATER, "3")


async def test_fetches_of_a_client_add_up(database: Database, places: tuple[PlaceId, ...]) -> None:
    async with database.writing(None, TERM.id, "test", NOW) as store:
        await add_feeds(store.connection, [FeedTarget(FeedKind.ROOM, places[0])], store.mint, NOW)
    async with database.reading() as store:
        (feed,) = await all_feeds(store.connection)
    first = (Fetch(feed.id, "phone", LATER, NOW, 2), Fetch("gone", "phone", NOW, None, 1))
    # Of two services, one flushes late what it counted early; and what was given is not known of all.
    for fetches in (first, (Fetch(feed.id, "phone", NOW, None, 3),), (Fetch(feed.id, "pad", NOW, None, 1),)):
        await record_use(database, fetches, ())
    async with database.reading() as store:
        rows = (await store.connection.execute(select(feed_fetch))).mappings().all()
    assert sorted((row["client"], row["last_at"], row["shown"], row["count"]) for row in rows) == [
        ("pad", NOW, None, 1),
        ("phone", LATER, NOW, 5),
    ]


async def test_only_the_latest_clients_of_a_feed_are_known(
    database: Database, places: tuple[PlaceId, ...]
) -> None:
    rooms = [FeedTarget(FeedKind.ROOM, place) for place in places[:2]]
    async with database.writing(None, TERM.id, "test", NOW) as store:
        await add_feeds(store.connection, rooms, store.mint, NOW)
    async with database.reading() as store:
        one, other = await all_feeds(store.connection)
    names = [f"{number:03}" for number in range(MOST_CLIENTS + 5)]
    many = [Fetch(one.id, name, NOW + timedelta(seconds=int(name)), None, 1) for name in names]
    await record_use(database, [Fetch(other.id, "phone", NOW, None, 1), *many[:10]], ())
    await record_use(database, many[10:], ())
    async with database.reading() as store:
        known = await looks(store.connection)
    assert [look.client for look in known[one.id]] == names[5:]
    assert [look.client for look in known[other.id]] == ["phone"]


async def _waiting(database: Database, count: int) -> None:
    """Until so many of this test's connections wait for a lock."""
    mine = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    mine += " AND application_name = current_setting('application_name')"
    found = 0
    while found < count:
        async with database.reading() as store:
            found = (await store.connection.execute(text(mine))).scalar_one()


@pytest.mark.postgres
async def test_two_services_that_flush_the_same_feeds_do_not_block_each_other(
    empty_postgres_url: str,
) -> None:
    """One forgets the client that the other has just counted, and waits for what that one counts next."""
    async with await Database.open(empty_postgres_url) as database:
        async with database.writing(None, None, "test", NOW) as store:
            rooms = [FeedTarget(FeedKind.ROOM, name) for name in ("r1", "r2")]
            await add_feeds(store.connection, rooms, store.mint, NOW)
        async with database.reading() as store:
            first, second = sorted(feed.id for feed in await all_feeds(store.connection))
        known = [
            Fetch(first, f"c{number:02}", NOW + timedelta(seconds=number), None, 1)
            for number in range(MOST_CLIENTS)
        ]
        await record_use(database, [*known, Fetch(second, "x", NOW, None, 1)], ())
        one = (Fetch(second, "x", LATER, None, 1), Fetch(first, "n", LATER, None, 1))
        other = (Fetch(first, "c00", LATER, None, 1), Fetch(first, "n", LATER, None, 1))
        async with database.bookkeeping() as holding, asyncio.TaskGroup() as group:
            await holding.execute(select(feed_fetch).where(feed_fetch.c.client == "x").with_for_update())
            group.create_task(record_use(database, one, ()))
            await _waiting(database, 1)
            group.create_task(record_use(database, other, ()))
            await _waiting(database, 2)
            await holding.rollback()
        async with database.reading() as store:
            rows = (await store.connection.execute(select(feed_fetch))).mappings().all()
        counted = {(row["feed_id"], row["client"]): row["count"] for row in rows}
        assert (counted[first, "n"], counted[second, "x"]) == (2, 2)


async def test_every_community_of_every_term_is_a_choice(
    database: Database, places: tuple[PlaceId, ...]
) -> None:
    district = community("a")
    async with database.reading() as store:
        found = await choices(store.connection)
    assert [(one.community_id, one.term_id) for one in found] == [
        (known.id, TERM.id) for known in sorted(district.communities, key=lambda one: one.id)
    ]


async def test_secret_is_made_once_and_a_given_one_goes_before(database: Database) -> None:
    made = await read_secret(database, None, actor="test", now=NOW)
    assert await read_secret(database, None, actor="test", now=LATER) == made
    assert len(made) >= 32
    assert await read_secret(database, "given", actor="test", now=NOW) == b"given"
