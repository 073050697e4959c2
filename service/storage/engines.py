"""One engine for either database, set up so that both behave alike."""

import logging
from contextlib import suppress
from sqlite3 import OperationalError
from typing import Any

import msgspec
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from service.storage.addresses import driver_url, server_settings

#: How long a writer waits for the one before it, in milliseconds.
_SQLITE_PATIENCE = 60_000

# Its debug log quotes parameters, `hide_parameters` or not: there may be a contact among them.
logging.getLogger("aiosqlite").setLevel(logging.INFO)


def _to_json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


def engine_of(url: str) -> AsyncEngine:
    """Nothing is connected yet. Parameters never appear in logs or errors: a contact may be among them."""
    target = driver_url(url)
    postgres = target.get_backend_name() == "postgresql"
    engine = create_async_engine(
        target,
        hide_parameters=True,
        json_serializer=_to_json,
        json_deserializer=msgspec.json.decode,
        pool_pre_ping=postgres,
        connect_args={"server_settings": server_settings(url)} if postgres else {},
    )
    if not postgres:
        event.listen(engine.sync_engine, "connect", _set_sqlite_up)
        event.listen(engine.sync_engine, "begin", _begin_on_sqlite)
    return engine


def _set_sqlite_up(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, and too late: see _begin_on_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout = {_SQLITE_PATIENCE}")
        cursor.execute("PRAGMA foreign_keys = ON")
        # WAL keeps the database whole at a crash with NORMAL; FULL keeps the last commit at a power cut, too.
        cursor.execute("PRAGMA synchronous = FULL")
        # Kept in the file once set. Who finds it locked here meets another who is just setting it.
        with suppress(OperationalError):
            cursor.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        connection.close()  # the file is no database: the pool never gets to know this connection
        raise
    cursor.close()


def _begin_on_sqlite(connection: Connection) -> None:
    """A writer takes the write lock before it reads: what it read cannot be stale when it writes."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")
