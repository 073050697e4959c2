"""Both databases, empty and at the newest schema: `database` runs a test on each of them.

Loaded by tests/conftest.py for every test.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from service.storage.addresses import server_settings
from service.storage.database import Database, migrate
from service.storage.tables import METADATA
from service.storage.tables.change_log import campus_term_lock, change_head


def _aside(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: the test's event loop, running or not, stays what it is."""
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, work).result()


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def _migrate(url: str) -> None:
    await migrate(url)


def _emptying() -> str:
    """Every row goes, but those that the first migration puts in."""
    gone = "".join(f"DELETE FROM {table.name};" for table in reversed(METADATA.sorted_tables))
    return gone + (
        f"INSERT INTO {change_head.name} (id, n) VALUES (1, 0);"
        f"INSERT INTO {campus_term_lock.name} (campus_id, term_id) VALUES ('*', '*')"
    )


async def _empty(url: str) -> None:
    """By the driver itself and in one go: hundreds of tests begin with it."""
    connection = await asyncpg.connect(url)
    # Whatever a test left running holds locks: it must not hold up the next test.
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1"
    mine = server_settings(url)["application_name"]
    await connection.execute(f"{others} AND pid <> pg_backend_pid()", mine)
    await connection.execute(_emptying())
    await connection.close()


@pytest.fixture(scope="session")
def postgres_schema(postgres_url: str) -> Iterator[str]:
    """The address of a schema of this test run alone, at the newest step, in the PostgreSQL that answers."""
    name = f"tongke_{uuid.uuid4().hex}"
    sign = "&" if "?" in postgres_url else "?"
    # No test pulls the server's plug: a commit need not wait for the disk.
    options = f"-csearch_path%3D{name}%20-csynchronous_commit%3Doff"
    url = f"{postgres_url}{sign}options={options}&application_name={name}"
    _aside(_execute(postgres_url, f"CREATE SCHEMA {name}"))
    try:
        _aside(_migrate(url))
        yield url
    finally:
        _aside(_execute(postgres_url, f"DROP SCHEMA {name} CASCADE"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file at the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "template.sqlite"
    _aside(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """The address of an empty SQLite database."""
    path = tmp_path / "tongke.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def empty_postgres_url(postgres_schema: str) -> str:
    """The address of an empty PostgreSQL database."""
    _aside(_empty(postgres_schema))
    return postgres_schema


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database at the newest schema: the test runs on both."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "empty_postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database, open: the test runs on both."""
    async with await Database.open(database_url) as opened:
        yield opened
