"""The district that is kept: the same object until somebody changes one, in this process or another."""

from dataclasses import replace

from service.domain.district import District
from service.domain.preferences import Preferences
from service.storage.change_log import ASIDE, OUTWARD, Changed
from service.storage.database import Database
from tests.storage.districts import NOW, TERM, community


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
