"""Note what surrounds the events of a feed's file: its name, its address, the release that writes it."""

from datetime import datetime

from service.storage.database import Database
from service.storage.feeds import keep_frame


async def frame_feed(database: Database, feed_id: str, frame: str, at: datetime) -> datetime | None:
    """When it last became another: `at`, if it is just now, and so for every service; None: never yet."""
    async with database.bookkeeping() as connection:
        return await keep_frame(connection, feed_id, frame, at)
