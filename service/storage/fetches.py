"""Who fetched which feed, how often, and what he holds now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.district import grouped
from service.domain.teacher_page.freshness import Look
from service.storage.tables.subscriptions import feed, feed_fetch


@dataclass(frozen=True, slots=True)
class Fetch:
    """How often one client, named by its User-Agent, fetched one feed since the last flush."""

    feed_id: str
    client: str
    last_at: datetime
    etag: str
    count: int


async def looks(connection: AsyncConnection) -> Mapping[str, tuple[Look, ...]]:
    """When each client last asked, by feed."""
    rows = await connection.execute(select(feed_fetch).order_by(feed_fetch.c.client))
    return grouped((row.feed_id, Look(row.client, row.last_at)) for row in rows)


async def note_fetches(connection: AsyncConnection, fetches: Iterable[Fetch]) -> None:
    """Add them to what is known. Those of feeds that are no more are forgotten."""
    known = set((await connection.execute(select(feed.c.id))).scalars())
    for fetch in fetches:
        if fetch.feed_id not in known:
            continue
        values = {"last_at": fetch.last_at, "etag": fetch.etag}
        added = await connection.execute(
            update(feed_fetch)
            .where(feed_fetch.c.feed_id == fetch.feed_id, feed_fetch.c.client == fetch.client)
            .values(**values, count=feed_fetch.c.count + fetch.count)
        )
        if not added.rowcount:
            row = {"feed_id": fetch.feed_id, "client": fetch.client, "count": fetch.count, **values}
            await connection.execute(insert(feed_fetch).values(**row))
