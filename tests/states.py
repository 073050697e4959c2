"""The whole content of a database: to compare it before and after, to put it back, and to begin with it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, inspect, select
from sqlalchemy.ext.asyncio import AsyncEngine

from service.storage.database import Database
from service.storage.engines import engine_of
from service.storage.tables import METADATA

#: Every row of every table, sorted; a table that does not exist is left out.
State = Mapping[str, tuple[Mapping[str, Any], ...]]

#: What `begun` made, by the kind of database and the maker.
_MADE: dict[tuple[str, Callable[[Database], Awaitable[object]]], State] = {}


async def state_of(url: str) -> State:
    """What the database holds, whatever made it."""
    engine = engine_of(url)
    state = await _read(engine)
    await engine.dispose()
    return state


async def put(url: str, state: State) -> None:
    """This content in the place of what the database holds; the tables are there."""
    engine = engine_of(url)
    await _write(engine, state)
    await engine.dispose()


async def begun(database: Database, make: Callable[[Database], Awaitable[object]]) -> None:
    """An empty database as `make` leaves it: made the first time, then put there as it was made.

    For what many tests begin with. Each kind of database has its own: what one wrote, the other never reads.
    """
    engine = database._engine
    key = engine.dialect.name, make
    if key in _MADE:
        await _write(engine, _MADE[key])
    else:
        await make(database)
        _MADE[key] = await _read(engine)


def differing(one: State, other: State) -> list[str]:
    """The tables that are not the same in both."""
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


async def _read(engine: AsyncEngine) -> State:
    async with engine.connect() as connection:
        return await connection.run_sync(_rows)


async def _write(engine: AsyncEngine, state: State) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(_replace, state)


def _rows(connection: Connection) -> State:
    there = set(inspect(connection).get_table_names())
    return {
        table.name: tuple(sorted((dict(row._mapping) for row in connection.execute(select(table))), key=repr))
        for table in METADATA.sorted_tables
        if table.name in there
    }


def _replace(connection: Connection, state: State) -> None:
    for table in reversed(METADATA.sorted_tables):
        connection.execute(delete(table))
    for table in METADATA.sorted_tables:
        if state[table.name]:
            connection.execute(insert(table), [dict(row) for row in state[table.name]])
