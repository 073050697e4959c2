"""Whoever changes what they were shown says which state of the database that was."""

from service.domain.district import District
from service.storage.database import Database
from service.storage.store import Store


class SeenAnother(Exception):
    """Something was changed since it was shown; nothing was written."""


async def district_shown(
    database: Database, community: str | None, term: str | None
) -> tuple[District | None, str]:
    """The district, None where nothing is known, and the state of the database that it was read in."""
    async with database.reading() as store:
        head = await store.change_head()
        return await store.load_district(term, community), str(head)


async def district_as_seen(
    store: Store, seen: str | None, community: str | None, term: str | None
) -> District | None:
    """The district to change, if `seen` (None: whatever it is) is still the state. Raises SeenAnother."""
    if seen is not None and not await store.stands_as_seen(seen):
        raise SeenAnother
    return await store.load_district(term, community)
