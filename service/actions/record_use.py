"""Write down what was counted in memory: fetches of feeds, and signs of life of displays."""

from collections.abc import Iterable

from service.storage.database import Database
from service.storage.displays import Heartbeat, note_heartbeats
from service.storage.fetches import Fetch, note_fetches


async def record_use(database: Database, fetches: Iterable[Fetch], heartbeats: Iterable[Heartbeat]) -> None:
    """All or nothing. Changes no fact: nobody is written down for it, and no follower is told."""
    async with database.bookkeeping() as connection:
        await note_fetches(connection, fetches)
        await note_heartbeats(connection, heartbeats)
