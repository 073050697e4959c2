"""The database: opened once, then read from in snapshots and written to under locks."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from asyncpg import InterfaceError, PostgresError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from migrations import schema
from service.domain.identity import CampusId, TermId
from service.storage import change_log
from service.storage.engines import engine_of
from service.storage.errors import DatabaseFailed, SchemaOutdated, SchemaTooNew, translated
from service.storage.known_districts import KnownDistrict
from service.storage.locks import lock
from service.storage.publications import PublicationShelf
from service.storage.store import Store, WritingStore


class Database:
    """Either database behind one face. Made by `open`; `close` it, or use it in `async with`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._next_commit = asyncio.Event()
        #: What is read once and kept for all who ask in this process.
        self.shelf = PublicationShelf()
        self.known_district = KnownDistrict()

    @classmethod
    async def open(cls, url: str, *, create: bool = False) -> Self:
        """`sqlite:///path` or `postgresql://…`; with `create`, brought to the newest schema first.

        Raises SchemaOutdated or SchemaTooNew where this release cannot work with the schema, UnknownDatabase
        for any other address, DatabaseFailed where it does not answer.
        """
        if create:
            await migrate(url)
        engine = engine_of(url)
        if _is_missing(engine):
            raise SchemaOutdated  # to connect would leave an empty file behind
        database = cls(engine)
        try:
            await database.check_schema()
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        await self._engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def woken(self) -> asyncio.Event:
        """Set by the next commit of this process that changed something; each commit has an event of its own.

        A follower takes it before it reads and waits for it after, 250 ms at most: others commit, too.
        """
        return self._next_commit

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Store]:
        """One consistent snapshot."""
        async with _said_plainly(), _connected(self._engine) as connection:
            if connection.dialect.name == "postgresql":
                await connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            async with connection.begin():
                yield Store(connection)

    @asynccontextmanager
    async def writing(
        self,
        campus_ids: Iterable[CampusId] | None,
        term_id: TermId | None,
        actor: str,
        now: datetime,
        *,
        publishing: bool = False,
    ) -> AsyncIterator[WritingStore]:
        """A write by `actor` at `now`, all or nothing, that has these campuses to itself in this term.

        `campus_ids` None locks the whole district: for what belongs to all (terms, holidays, preferences, the
        secret) and for imports of campuses not known yet. `publishing` locks what is published of the term,
        too: who adds a revision or an amendment waits for all others who do. Nothing is committed when the
        block raises.

        1. Lock. 2. What the block does: it reads what is true until its commit. 3. Number and log. 4. Commit.
        """
        ids = None if campus_ids is None else frozenset(campus_ids)
        async with _said_plainly():
            async with self._write() as connection:
                # READ COMMITTED on PostgreSQL: a snapshot from before the locks would be stale.
                await lock(connection, ids, term_id, publishing=publishing)
                store = WritingStore(connection, actor, now, ids)
                yield store
                if store.changes:
                    await change_log.write(connection, tuple(dict.fromkeys(store.changes)), actor, now)
            if store.changes:
                self._wake()

    @asynccontextmanager
    async def bookkeeping(self) -> AsyncIterator[AsyncConnection]:
        """A short write of what nobody edits (fetches, heartbeats, reminders): no lock, no log."""
        async with _said_plainly(), self._write() as connection:
            yield connection

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[AsyncConnection]:
        async with _connected(self._engine) as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                yield connection

    def _wake(self) -> None:
        woken, self._next_commit = self._next_commit, asyncio.Event()
        woken.set()

    async def check_schema(self) -> None:
        """Raises SchemaOutdated or SchemaTooNew where this release cannot work with it, DatabaseFailed."""
        async with _said_plainly(), _connected(self._engine) as connection:
            standing = await connection.run_sync(schema.current)
        if standing == schema.newest():
            return
        raise SchemaOutdated if standing is None or schema.knows(standing) else SchemaTooNew


def _file(engine: AsyncEngine) -> Path | None:
    """The file of an SQLite database."""
    path = engine.url.database
    return Path(path) if engine.dialect.name == "sqlite" and path is not None else None


def _is_missing(engine: AsyncEngine) -> bool:
    file = _file(engine)
    return file is not None and not file.is_file()


async def migrate(url: str) -> tuple[str | None, str]:
    """Bring the database to the newest schema, making a missing SQLite file: the steps before and after.

    All or nothing, and safe to run from two places at once. SchemaTooNew where a newer release was here.
    """
    engine = engine_of(url)
    try:
        if (file := _file(engine)) is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        async with _said_plainly(), _connected(engine) as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                standing = await connection.run_sync(schema.current)
                if standing is not None and not schema.knows(standing):
                    raise SchemaTooNew
                return await connection.run_sync(schema.upgrade)
    finally:
        await engine.dispose()


@asynccontextmanager
async def _said_plainly() -> AsyncIterator[None]:
    """Failures of a driver as our own, without the values that drivers quote."""
    try:
        yield
    except DBAPIError as error:
        raise translated(error) from None


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection, or DatabaseFailed: what asyncpg says of a connection it cannot make is no DBAPIError."""
    async with AsyncExitStack() as stack:
        try:
            connection = await stack.enter_async_context(engine.connect())
        except (OSError, PostgresError, InterfaceError, PoolTimeout) as error:
            raise DatabaseFailed(f"the database does not answer: {type(error).__name__}") from None
        yield connection
