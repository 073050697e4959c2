"""A row in the place of the one with the same key, in one statement: nobody comes between."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def put(
    connection: AsyncConnection, table: Table, row: Mapping[str, Any], *, rises: str | None = None
) -> None:
    """With `rises`, only where that column is greater than in the row that is there."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(table).values(**row)
    keys = [column.name for column in table.primary_key]
    await connection.execute(
        new.on_conflict_do_update(
            index_elements=keys,
            set_={name: new.excluded[name] for name in row if name not in keys},
            where=None if rises is None else table.c[rises] < new.excluded[rises],
        )
    )
