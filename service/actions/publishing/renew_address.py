"""Take a feed's address away (`tongke feeds --renew`, `--revoke`): at the old one the answer is 410."""

from dataclasses import replace
from datetime import datetime

from service.storage.change_log import Changed
from service.storage.database import Database
from service.storage.feeds import Feed, feed_by_id, save_address


class FeedUnknown(Exception):
    """There is no such feed."""


async def renew_address(database: Database, feed_id: str, *, actor: str, now: datetime) -> Feed:
    """It gets a new address, a revoked one, too. Raises FeedUnknown."""
    return await _changed(database, feed_id, "renewed", actor, now)


async def revoke_address(database: Database, feed_id: str, *, actor: str, now: datetime) -> Feed:
    """It has none, until it is renewed. Raises FeedUnknown."""
    return await _changed(database, feed_id, "revoked", actor, now)


async def _changed(database: Database, feed_id: str, done: str, actor: str, now: datetime) -> Feed:
    async with database.writing(None, None, actor, now) as store:
        before = await feed_by_id(store.connection, feed_id)
        if before is None:
            raise FeedUnknown
        if done == "revoked":
            after = replace(before, revoked=True)
        else:
            after = replace(before, generation=before.generation + 1, revoked=False)
        if after != before:
            await save_address(store.connection, after)
            await store.audit(done, "feed", feed_id, before=_standing(before), after=_standing(after))
            store.log(Changed("feed", feed_id))
    return after


def _standing(feed: Feed) -> dict[str, int | bool]:
    return {"generation": feed.generation, "revoked": feed.revoked}
