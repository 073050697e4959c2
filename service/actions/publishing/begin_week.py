"""Say that a week has begun: feeds too large to hold everything show other weeks from each Monday on."""

from datetime import date, datetime

from service.storage.change_log import WEEK, Changed, latest
from service.storage.database import Database
from service.storage.store import Store


async def begin_week(database: Database, monday: date, *, actor: str, now: datetime) -> None:
    """Once for each Monday, whoever of several services is first; one whose clock is behind says nothing.

    Only who says it locks the district.
    """
    async with database.reading() as reader:
        if await _has_begun(reader, monday):
            return
    async with database.writing(None, None, actor, now) as store:
        if not await _has_begun(store, monday):
            store.log(Changed(WEEK, monday.isoformat()))


async def _has_begun(store: Store, monday: date) -> bool:
    return (await latest(store.connection, WEEK) or "") >= monday.isoformat()
