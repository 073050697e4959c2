"""An address that leaked is taken away, and it is written down who did it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.actions.publishing.renew_address import FeedUnknown, renew_address, revoke_address
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.storage.change_log import Changed
from service.storage.database import Database
from service.storage.feeds import Feed, add_feeds, all_feeds
from tests.publications import placed_district

NOW = datetime(2026, 9, 21, 0, 30, tzinfo=UTC)


@pytest.fixture
async def feed(database: Database) -> Feed:
    async with database.writing(None, None, "test", NOW) as store:
        await store.save_district(None, placed_district())
        await add_feeds(store.connection, [FeedTarget(FeedKind.CAMPUS, "jia")], store.mint, NOW)
    return await _standing(database)


async def _standing(database: Database) -> Feed:
    async with database.reading() as store:
        [feed] = await all_feeds(store.connection)
    return feed


async def test_a_renewed_feed_has_another_generation_of_its_address(database: Database, feed: Feed) -> None:
    renewed = await renew_address(database, feed.id, actor="教务处", now=NOW)
    assert renewed == replace(feed, generation=2) == await _standing(database)


async def test_a_revoked_feed_has_no_address_until_it_is_renewed(database: Database, feed: Feed) -> None:
    revoked = await revoke_address(database, feed.id, actor="教务处", now=NOW)
    assert revoked == replace(feed, revoked=True) == await _standing(database)
    renewed = await renew_address(database, feed.id, actor="教务处", now=NOW)
    assert renewed == replace(feed, generation=2) == await _standing(database)


async def test_followers_are_told_and_it_is_written_down(database: Database, feed: Feed) -> None:
    async with database.reading() as store:
        head = await store.change_head()
    await renew_address(database, feed.id, actor="教务处", now=NOW)
    await revoke_address(database, feed.id, actor="教务处", now=NOW)
    await revoke_address(database, feed.id, actor="教务处", now=NOW)  # changes nothing
    async with database.reading() as store:
        told = [entry.changed for entry in await store.changes_since(head)]
        history = await store.history("feed", feed.id)
    assert told == [Changed("feed", feed.id)] * 2
    assert [(record.actor, record.entry.action, record.entry.after) for record in history] == [
        ("教务处", "revoked", {"generation": 2, "revoked": True}),
        ("教务处", "renewed", {"generation": 2, "revoked": False}),
    ]


async def test_there_must_be_such_a_feed(database: Database, feed: Feed) -> None:
    with pytest.raises(FeedUnknown):
        await renew_address(database, "unknown", actor="教务处", now=NOW)
    with pytest.raises(FeedUnknown):
        await revoke_address(database, "unknown", actor="教务处", now=NOW)
    assert await _standing(database) == feed
