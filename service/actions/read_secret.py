"""The secret that the addresses of feeds and displays are signed with; made at the first question."""

from datetime import datetime

from service.storage.database import Database


async def read_secret(database: Database, given: str | None, *, actor: str, now: datetime) -> bytes:
    """The one `given` by the settings, else that of the database.

    Whoever prints or serves addresses takes it from here: two secrets would be two sets of addresses.
    """
    if given:
        return given.encode()
    async with database.writing(None, None, actor, now) as store:
        return (await store.secret()).encode()
