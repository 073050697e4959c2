"""Combined classes 复式班 that an older release stored keep their ids, and the next import finds them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text

from service.domain.classes import ClassName
from service.domain.district import District
from service.storage.database import Database
from service.storage.engines import engine_of
from tests.exchange.layouts import read, sheet

NOW = datetime(2026, 8, 20, tzinfo=UTC)
COMBINED, OF_FIVE = "五、六年级（复式）", "五(1)班"
TAUGHT = {COMBINED: "数学\n吴倩", OF_FIVE: "语文\n周杰", "一至三年级": "英语\n郑爽", "三年级": "音乐\n王芳"}


def _imported(*labels: str, known: District | None = None) -> District:
    table = sheet([["星期", "节次", *labels], ["周一", "1", *(TAUGHT[label] for label in labels)]])
    intake = read(table, known=known)
    assert intake.district is not None, intake.problems
    return intake.district


async def _store(url: str, before: District | None, district: District) -> District:
    async with (
        await Database.open(url) as database,
        database.writing(None, district.term.id, "王主任", NOW) as store,
    ):
        return await store.save_district(before, district)


async def _as_of_0011(url: str, numbers: Mapping[str, int]) -> None:
    """The rows of some classes, by their names, as the release before gave them: a number of the grade."""
    engine = engine_of(url)
    async with engine.connect() as connection:
        await connection.execution_options(writes=True)
        async with connection.begin():
            for name, number in numbers.items():
                said = {"now": name, "name": f"{name[0]}{number:02}", "number": number}
                await connection.execute(
                    text(
                        "UPDATE class_group SET number = :number"
                        " WHERE id IN (SELECT class_id FROM class_name WHERE name = :now)"
                    ),
                    said,
                )
                await connection.execute(
                    text("UPDATE class_name SET name = :name, higher = '[]' WHERE name = :now"), said
                )
    await engine.dispose()


async def _renumber(url: str) -> None:
    """The step 0012 alone: it changes no table, so that it can be taken on the tables of any later one."""
    step = import_module("migrations.versions.0012_numbers_of_combined_classes")

    def take(connection: Connection) -> None:
        with Operations.context(MigrationContext.configure(connection)):
            step.upgrade()

    engine = engine_of(url)
    async with engine.connect() as connection:
        await connection.execution_options(writes=True)
        async with connection.begin():
            await connection.run_sync(take)
    await engine.dispose()


async def _loaded(url: str) -> District:
    async with await Database.open(url) as database, database.reading() as store:
        district = await store.load_district()
    assert district is not None
    return district


def _of_label(district: District, label: str) -> ClassName:
    (name,) = (
        one for one in district.class_names if one.label == label.replace("（", "(").replace("）", ")")
    )
    return name


async def test_they_are_numbered_by_their_grades_and_nothing_else_changes(database_url: str) -> None:
    district = await _store(database_url, None, _imported(OF_FIVE, COMBINED, "一至三年级", "三年级"))
    await _as_of_0011(database_url, {"596": 2, "193": 1})
    old = _of_label(await _loaded(database_url), COMBINED)
    assert (old.name, old.higher) == ("502", ())
    await _renumber(database_url)
    assert await _loaded(database_url) == district


@pytest.mark.parametrize("labels", [(COMBINED,), (OF_FIVE, COMBINED), (OF_FIVE,)])
async def test_the_next_import_finds_them(database_url: str, labels: tuple[str, ...]) -> None:
    """A 五(1)班 does not take their place."""
    first = await _store(database_url, None, _imported(COMBINED))
    await _as_of_0011(database_url, {"596": 1})
    await _renumber(database_url)
    known = await _loaded(database_url)
    then = _imported(*labels, known=known)
    assert _of_label(then, COMBINED).class_id == _of_label(first, COMBINED).class_id
    assert len(then.classes) == len({COMBINED, *labels})
    (of_first,), (of_then,) = (
        [
            {lesson.id for lesson in base.lessons if lesson.class_id == _of_label(first, COMBINED).class_id}
            for base in one.home_timetables
        ][-1:]
        for one in (first, then)
    )
    # Of the id of a home lesson are the UIDs of its feed; a class that a table leaves out goes on.
    assert of_first
    assert of_then == of_first


async def test_one_that_an_import_made_anew_meanwhile_is_left(database_url: str) -> None:
    """Two classes cannot be the one."""
    first = await _store(database_url, None, _imported(COMBINED))
    await _as_of_0011(database_url, {"596": 1})
    known = await _loaded(database_url)
    await _store(database_url, known, _imported(COMBINED, known=known))
    before = await _loaded(database_url)
    await _renumber(database_url)
    assert await _loaded(database_url) == before
    assert len(before.classes) == len(first.classes) + 1
