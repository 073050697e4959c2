"""`python -m migrations "why"`: draft the next step from what the tables have that the steps have not.

What it writes is a draft: read it, and give it words.
"""

import asyncio
import sys

from alembic import command
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.types import TypeDecorator

from migrations import schema
from service.storage.tables import METADATA


def _plain_type(kind: str, thing: object, _context: AutogenContext) -> str | bool:
    """A step says the column's own type, for the service's types may change later."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl_instance!r}"
    return False


def _draft(connection: Connection, why: str) -> None:
    schema.upgrade(connection)
    settings = schema.config(connection, METADATA)
    settings.attributes["render_item"] = _plain_type
    number = len(schema.steps()) + 1
    command.revision(settings, why, autogenerate=True, rev_id=f"{number:04}")


async def main(why: str) -> None:
    """On a database in memory that has all steps so far."""
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as connection:
        await connection.run_sync(_draft, why)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(" ".join(sys.argv[1:])))
