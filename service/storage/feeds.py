"""The feeds there are: what each is about, and which generation of its address holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import CommunityId
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.storage.tables.subscriptions import feed


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is kept. `generation` counts its addresses, from 1: the last holds unless `revoked`.

    `frame` names what surrounds the events of its file ("": none yet), since `framed_at` (None: always).
    """

    id: str
    target: FeedTarget
    generation: int
    revoked: bool
    created_at: datetime
    frame: str = ""
    framed_at: datetime | None = None


async def all_feeds(connection: AsyncConnection) -> tuple[Feed, ...]:
    """Every feed, in the order they were made."""
    return tuple(_feed(row) for row in await connection.execute(select(feed).order_by(feed.c.id)))


async def feed_by_id(connection: AsyncConnection, feed_id: str) -> Feed | None:
    row = (await connection.execute(select(feed).where(feed.c.id == feed_id))).one_or_none()
    return None if row is None else _feed(row)


async def add_feeds(
    connection: AsyncConnection, targets: Iterable[FeedTarget], mint: Callable[[], str], now: datetime
) -> int:
    """Make the feeds that are not there yet; gives how many. Those that are keep their addresses for ever."""
    there = {found.target for found in await all_feeds(connection)}
    rows = [
        {
            "id": mint(),
            "kind": target.kind.value,
            "target_id": target.id,
            "community_id": target.community_id,
            "generation": 1,
            "revoked": False,
            "created_at": now,
        }
        for target in dict.fromkeys(targets)
        if target not in there
    ]
    if rows:
        await connection.execute(insert(feed), rows)
    return len(rows)


async def save_address(connection: AsyncConnection, changed: Feed) -> None:
    """Which address of the feed holds now."""
    await connection.execute(
        update(feed)
        .where(feed.c.id == changed.id)
        .values(generation=changed.generation, revoked=changed.revoked)
    )


async def keep_frame(connection: AsyncConnection, feed_id: str, frame: str, at: datetime) -> datetime | None:
    """Its frame is this, if it was another since `at` or a second after the one before: gives since when."""
    of_it = feed.c.id == feed_id
    known = await connection.execute(select(feed.c.frame, feed.c.framed_at).where(of_it).with_for_update())
    row = known.one()
    before: str = row.frame
    since: datetime | None = row.framed_at
    if before == frame:
        return since
    if before:
        since = at if since is None else max(at, since + timedelta(seconds=1))
    await connection.execute(update(feed).where(of_it).values(frame=frame, framed_at=since))
    return since


def _feed(row: Row[tuple[object, ...]]) -> Feed:
    community_id = None if row.community_id is None else CommunityId(row.community_id)
    target = FeedTarget(FeedKind(row.kind), row.target_id, community_id)
    return Feed(row.id, target, row.generation, row.revoked, row.created_at, row.frame, row.framed_at)
