"""The district that is kept: the same object until somebody changes one, in this process or another."""

import asyncio
from dataclasses import dataclass, field, replace

from service.domain.district import District
from service.domain.preferences import Preferences
from service.storage.change_log import ASIDE, OUTWARD, Changed
from service.storage.database import Database
from service.storage.known_districts import KnownDistrict
from service.storage.store import Store
from tests.storage.districts import NOW, TERM, community


@dataclass(slots=True)
class StoppingStore(Store):
    """It knows its number, and then waits to be told to go on."""

    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def load_district(self, term: str | None = None, community: str | None = None) -> District | None:
        await self._wait()
        return await Store.load_district(self, term, community)

    async def district_altered_since(self, n: int) -> bool:
        await self._wait()
        return await Store.district_altered_since(self, n)

    async def _wait(self) -> None:
        self.stopped.set()
        await self.go_on.wait()


async def known(database: Database, term: str | None = None) -> District | None:
    async with database.reading() as store:
        return await database.known_district.read(store, term)


async def save(database: Database, before: District | None, after: District) -> None:
    async with database.writing(None, TERM.id, "王主任", NOW) as store:
        await store.save_district(before, after)


async def log(database: Database, kind: str) -> None:
    async with database.writing(None, TERM.id, "王主任", NOW) as store:
        store.log(Changed(kind))


async def test_it_is_what_is_stored_and_read_once(database: Database) -> None:
    assert await known(database) is None
    await save(database, None, community("a"))
    first = await known(database)
    assert first == community("a")
    for kind in sorted(OUTWARD | ASIDE):
        await log(database, kind)
    assert await known(database) is first


async def test_whatever_else_was_changed_it_is_read_anew(database: Database) -> None:
    await save(database, None, community("a"))
    first = await known(database)
    await log(database, "something")
    again = await known(database)
    assert (again == first, again is first) == (True, False)


async def test_what_another_process_changed_is_seen(database: Database, database_url: str) -> None:
    await save(database, None, community("a"))
    first = await known(database)
    assert first is not None
    async with await Database.open(database_url) as other:
        await save(other, first, replace(first, preferences=Preferences()))
    assert await known(database) == replace(first, preferences=Preferences())


async def test_another_term_is_another_district(database: Database) -> None:
    await save(database, None, community("a"))
    first = await known(database)
    assert await known(database, TERM.id) == first
    assert await known(database, TERM.id) is not first


async def test_a_slow_reader_of_an_older_state_leaves_the_newer_one(database: Database) -> None:
    """One began before the commit and ends after another has read what was committed."""
    await save(database, None, community("a"))
    first = await known(database)
    assert first is not None
    keeping = KnownDistrict()
    async with database.reading() as store:
        slow = StoppingStore(store.connection)
        older = asyncio.create_task(keeping.read(slow, None))
        await slow.stopped.wait()
        await save(database, first, replace(first, preferences=Preferences()))
        async with database.reading() as newer:
            after = await keeping.read(newer, None)
            # Somebody asks again, and while he does the slow one ends.
            asking = StoppingStore(newer.connection)
            again = asyncio.create_task(keeping.read(asking, None))
            await asking.stopped.wait()
            slow.go_on.set()
            assert await older == first
            asking.go_on.set()
            assert await again is after
            assert await keeping.read(newer, None) is after
    assert after == replace(first, preferences=Preferences())
