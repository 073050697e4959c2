"""The secret that signs the addresses of feeds and displays."""

import secrets

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables.settings import setting

_KEY = "secret"


async def secret(connection: AsyncConnection) -> str:
    """The one of this database, made when first asked for. The write that asks holds the district's lock."""
    found: str | None = (
        await connection.execute(select(setting.c.value).where(setting.c.key == _KEY))
    ).scalar_one_or_none()
    if found is not None:
        return found
    made = secrets.token_urlsafe(32)
    await connection.execute(insert(setting).values(key=_KEY, value=made, ordinal=0, version=1))
    return made
