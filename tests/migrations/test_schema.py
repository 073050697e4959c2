"""The steps make the tables that the service knows, all or nothing, on both databases."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text

from migrations import schema
from service.storage import tables
from service.storage.database import Database, migrate
from service.storage.engines import engine_of
from service.storage.errors import DatabaseFailed, SchemaOutdated, SchemaTooNew
from service.storage.tables import METADATA


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database in which nothing is; on SQLite not even a file."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new/tongke.sqlite"
        return
    url: str = request.getfixturevalue("postgres_url")
    name = f"tongke_{uuid.uuid4().hex}"
    connection = await asyncpg.connect(url)
    await connection.execute(f"CREATE SCHEMA {name}")
    yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{name}"
    await connection.execute(f"DROP SCHEMA {name} CASCADE")
    await connection.close()


async def test_tables_and_steps_agree(database_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))

    engine = engine_of(database_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_a_table_that_no_step_makes_is_noticed(database_url: str) -> None:
    def differences(connection: Connection) -> list[str]:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
        return [f"{difference[0]} {difference[1].name}" for difference in found]

    engine = engine_of(database_url)
    async with engine.connect() as connection:
        await connection.execute(text("DROP TABLE contact"))
        assert await connection.run_sync(differences) == ["add_table contact"]
    await engine.dispose()


async def test_a_bare_database_is_brought_to_the_newest_step(bare_url: str) -> None:
    assert await migrate(bare_url) == (None, schema.newest())
    assert await migrate(bare_url) == (schema.newest(), schema.newest())


async def test_two_that_migrate_at_once_wait_for_each_other(bare_url: str) -> None:
    steps = await asyncio.gather(*(migrate(bare_url) for _ in range(4)))
    assert sorted(before or "" for before, _ in steps) == ["", *[schema.newest()] * 3]


async def test_opening_with_create_migrates_by_itself(bare_url: str) -> None:
    async with await Database.open(bare_url, create=True) as database, database.reading() as store:
        assert await store.load_district() is None


async def test_a_bare_database_is_refused_and_nothing_is_made(bare_url: str) -> None:
    for _ in range(2):
        with pytest.raises(SchemaOutdated, match="`tongke migrate`"):
            await Database.open(bare_url)


async def test_a_database_of_a_newer_release_is_refused(bare_url: str) -> None:
    await migrate(bare_url)
    engine = engine_of(bare_url)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    with pytest.raises(SchemaTooNew):
        await Database.open(bare_url)
    with pytest.raises(SchemaTooNew):
        await migrate(bare_url)


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_text("课表" * 1000, encoding="utf-8")
    with pytest.raises(DatabaseFailed):
        await Database.open(f"sqlite:///{path}", create=True)
    assert path.read_text(encoding="utf-8") == "课表" * 1000


async def test_every_step_can_be_taken_back(bare_url: str) -> None:
    def back(connection: Connection) -> list[str]:
        command.downgrade(schema.config(connection), "base")
        return inspect(connection).get_table_names()

    await migrate(bare_url)
    engine = engine_of(bare_url)
    async with engine.connect() as connection:
        await connection.execution_options(writes=True)
        async with connection.begin():
            assert await connection.run_sync(back) == ["alembic_version"]
    await engine.dispose()


async def test_rows_of_the_first_release_go_on(bare_url: str) -> None:
    """A person was always named, and an end had its classes."""
    rows = (
        "INSERT INTO person (id, name, ordinal, version) VALUES ('p', '陈琳', 0, 1)",
        "INSERT INTO school (id, name, code, ordinal, version) VALUES ('s', '甲', '', 0, 1)",
        "INSERT INTO campus (id, school_id, name, ordinal, version) VALUES ('c', 's', '甲', 0, 1)",
        (
            "INSERT INTO community (id, name, kind, shape, ordinal, version)"
            " VALUES ('o', '甲乙', 'co_built', '', 0, 1)"
        ),
        (
            "INSERT INTO term (id, name, first_day, last_day, week_one, lesson_weeks, weeks_given, ordinal,"
            " version) VALUES ('t', '秋', '2026-09-01', '2027-01-22', '2026-08-31', '[]', '[]', 0, 1)"
        ),
        (
            "INSERT INTO joint_lesson (id, code, community_id, term_id, kind, subject, weeks, days_first,"
            " replaces_kind, replaces_subject, pinned, topic, ordinal, version)"
            " VALUES ('j', '', 'o', 't', '', '音乐', '{}', '2026-09-01', 'nothing', '', false, '', 0, 1)"
        ),
        (
            "INSERT INTO joint_end (lesson_id, ordinal, campus_id, hosts, place_text, assistant_state)"
            " VALUES ('j', 0, 'c', true, '', 'named')"
        ),
    )

    def at_the_first_release(connection: Connection) -> None:
        command.upgrade(schema.config(connection), "0001")
        for row in rows:
            connection.execute(text(row))

    path = engine_of(bare_url).url.database
    if bare_url.startswith("sqlite") and path is not None:
        Path(path).parent.mkdir()
    engine = engine_of(bare_url)
    async with engine.connect() as connection:
        await connection.execution_options(writes=True)
        async with connection.begin():
            await connection.run_sync(at_the_first_release)
    assert await migrate(bare_url) == ("0001", schema.newest())
    async with engine.connect() as connection:
        (person,) = (await connection.execute(select(tables.people.person))).all()
        (end,) = (await connection.execute(select(tables.joint_lessons.joint_end))).all()
    assert (person.name, person.placeholder) == ("陈琳", False)
    assert (end.campus_id, end.awaited) == ("c", "")
    await engine.dispose()


async def test_a_step_that_fails_leaves_the_database_as_before(bare_url: str) -> None:
    """The last table is there already: all the others, made before it, are gone again."""

    def tables(connection: Connection) -> list[str]:
        return inspect(connection).get_table_names()

    path = engine_of(bare_url).url.database
    if bare_url.startswith("sqlite") and path is not None:
        Path(path).parent.mkdir()
    engine = engine_of(bare_url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE session_member (id integer)"))
    with pytest.raises(DatabaseFailed):
        await migrate(bare_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(tables) == ["session_member"]
    await engine.dispose()
