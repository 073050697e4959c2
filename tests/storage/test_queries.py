"""A District costs the same number of queries whatever is in it."""

from typing import Self

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from service.storage.database import Database
from tests.storage.districts import NOW, TERM, community, together


class Queries:
    """Counts the statements sent in an `with` block."""

    def __init__(self, database: Database) -> None:
        engine: AsyncEngine = database._engine
        self._engine = engine.sync_engine
        self.count = 0

    def __enter__(self) -> Self:
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, *_: object) -> None:
        self.count += 1


@pytest.mark.parametrize("letters", ["a", "abc"])
async def test_loading_a_district_takes_one_query_a_table(database: Database, letters: str) -> None:
    async with database.writing(None, TERM.id, "王主任", NOW) as store:
        await store.save_district(None, together(*map(community, letters)))
    async with database.reading() as reader:
        with Queries(database) as queries:
            await reader.load_district()
    assert queries.count == 39


@pytest.mark.parametrize("letters", ["a", "abc"])
async def test_loading_a_community_takes_a_query_for_each_link_more(database: Database, letters: str) -> None:
    async with database.writing(None, TERM.id, "王主任", NOW) as store:
        await store.save_district(None, together(*map(community, letters)))
    async with database.reading() as reader:
        with Queries(database) as queries:
            await reader.load_district(community="共同体a")
    assert queries.count == 59


@pytest.mark.parametrize("letters", ["a", "abc"])
async def test_saving_a_district_takes_one_statement_a_table(database: Database, letters: str) -> None:
    district = together(*map(community, letters))
    async with database.writing(None, TERM.id, "王主任", NOW) as store:
        with Queries(database) as queries:
            await store.save_district(None, district)
    assert queries.count == 78
