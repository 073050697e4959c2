"""Say that a week has begun: feeds too large to hold everything show other weeks from each Monday on."""

from datetime import date, datetime

from service.storage.change_log import WEEK, Changed, latest
from service.storage.database import Database


async def begin_week(database: Database, monday: date, *, actor: str, now: datetime) -> None:
    """Once for each Monday, whoever of several services is first; one whose clock is behind says nothing."""
    async with database.writing(None, None, actor, now) as store:
        if (await latest(store.connection, WEEK) or "") < monday.isoformat():
            store.log(Changed(WEEK, monday.isoformat()))
