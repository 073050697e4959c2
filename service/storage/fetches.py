"""Who fetched which feed, how often, and what he was shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.district import grouped
from service.domain.teacher_page.freshness import Look
from service.storage.tables.subscriptions import feed, feed_fetch

#: So many clients of a feed are known, those that asked last: who varies his name fills no database.
MOST_CLIENTS = 20


@dataclass(frozen=True, slots=True)
class Fetch:
    """How often one client, named by its User-Agent, fetched one feed since the last flush.

    `shown`: the stamp of the newest publication in what it was given: while a new one is being rendered, that
    is an older one. None where nothing was published, or nobody knows.
    """

    feed_id: str
    client: str
    last_at: datetime
    shown: datetime | None
    count: int

    def __add__(self, other: "Fetch") -> "Fetch":
        """Both of one client at one feed, whichever came first."""
        shown = [one for one in (self.shown, other.shown) if one is not None]
        last_at, count = max(self.last_at, other.last_at), self.count + other.count
        return Fetch(self.feed_id, self.client, last_at, max(shown, default=None), count)


async def looks(connection: AsyncConnection) -> Mapping[str, tuple[Look, ...]]:
    """When each client last asked, by feed."""
    rows = await connection.execute(select(feed_fetch).order_by(feed_fetch.c.client))
    return grouped((row.feed_id, Look(row.client, row.last_at, row.shown)) for row in rows)


async def note_fetches(connection: AsyncConnection, fetches: Iterable[Fetch]) -> None:
    """Add them to what is known. Those of feeds that are no more are forgotten, and who asked long ago."""
    counted = sorted(fetches, key=_key)
    mine = await _have_to_itself(connection, {fetch.feed_id for fetch in counted})
    for fetch in counted:
        if fetch.feed_id in mine:
            await _add(connection, fetch)
    for feed_id in mine:
        await _forget_beyond(connection, feed_id)


async def _have_to_itself(connection: AsyncConnection, feed_ids: Collection[str]) -> Sequence[str]:
    """Those of these feeds that there are, locked in the order of their ids, whoever flushes.

    The rows of clients do not do: two services that count a new client both insert it, and what one forgets
    the other has just counted, while that one waits for what this one counted.
    """
    locked = select(feed.c.id).where(feed.c.id.in_(feed_ids)).order_by(feed.c.id)
    return (await connection.execute(locked.with_for_update(key_share=True))).scalars().all()


async def _add(connection: AsyncConnection, fetch: Fetch) -> None:
    of_it = feed_fetch.c.feed_id == fetch.feed_id, feed_fetch.c.client == fetch.client
    known = await connection.execute(select(feed_fetch).where(*of_it))
    row = known.mappings().one_or_none()
    if row is None:
        await connection.execute(insert(feed_fetch).values(**asdict(fetch)))
    else:
        whole = Fetch(**row) + fetch
        await connection.execute(update(feed_fetch).where(*of_it).values(**asdict(whole)))


async def _forget_beyond(connection: AsyncConnection, feed_id: str) -> None:
    columns, of_it = feed_fetch.c, feed_fetch.c.feed_id == feed_id
    latest = select(columns.client).where(of_it).order_by(columns.last_at.desc(), columns.client)
    await connection.execute(
        delete(feed_fetch).where(of_it, columns.client.not_in(latest.limit(MOST_CLIENTS)))
    )


def _key(fetch: Fetch) -> tuple[str, str]:
    return fetch.feed_id, fetch.client
