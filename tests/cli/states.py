"""The whole content of a database: to compare it before and after, and to put it back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, inspect, select

from service.storage.engines import engine_of
from service.storage.tables import METADATA

#: Every row of every table, sorted; a table that does not exist is left out.
State = Mapping[str, tuple[Mapping[str, Any], ...]]


async def state_of(url: str) -> State:
    """What the database holds, whatever made it."""
    engine = engine_of(url)
    async with engine.connect() as connection:
        state = await connection.run_sync(_read)
    await engine.dispose()
    return state


async def put(url: str, state: State) -> None:
    """This content in the place of what the database holds; the tables are there."""
    engine = engine_of(url)
    async with engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            await connection.execute(delete(table))
        for table in METADATA.sorted_tables:
            if state[table.name]:
                await connection.execute(insert(table), [dict(row) for row in state[table.name]])
    await engine.dispose()


def _read(connection: Connection) -> State:
    there = set(inspect(connection).get_table_names())
    return {
        table.name: tuple(sorted((dict(row._mapping) for row in connection.execute(select(table))), key=repr))
        for table in METADATA.sorted_tables
        if table.name in there
    }


def differing(one: State, other: State) -> list[str]:
    """The tables that are not the same in both."""
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]
