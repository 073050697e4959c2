"""Writes exclude each other, are all or nothing, and are followed without a gap."""

import asyncio
import signal
import sys
import traceback
from asyncio.subprocess import PIPE
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, insert, select

from service.domain.identity import CampusId
from service.storage.change_log import Changed
from service.storage.database import Database
from service.storage.errors import ConstraintViolated, NotLocked
from service.storage.store import WritingStore
from service.storage.tables.publications import occurrence_uid
from service.storage.tables.reminders import contact
from tests.storage.districts import NOW, TERM, community

DAY = date(2026, 9, 1)
A, B = CampusId("a"), CampusId("b")


async def _book(store: WritingStore, name: str) -> bool:
    """Check, then insert: no key of the table forbids two of them on one day."""
    rows = select(func.count()).select_from(occurrence_uid).where(occurrence_uid.c.base_day == DAY)
    if (await store.connection.execute(rows)).scalar_one():
        return False
    for _ in range(20):  # a real writer reads much before it writes: let the others come in between
        await store.change_head()
    values = {"lesson_id": name, "base_day": DAY, "uid": name}
    await store.connection.execute(insert(occurrence_uid).values(values))
    return True


@pytest.mark.parametrize("known", [False, True], ids=["new", "known"])
@pytest.mark.parametrize("campus_ids", [(A,), (B, A), None], ids=["one", "two", "district"])
async def test_of_many_who_check_and_then_insert_one_books(
    database: Database, database_url: str, campus_ids: tuple[CampusId, ...] | None, known: bool
) -> None:
    """New: nobody has locked these campuses before, and their rows are made by those who come at once."""
    async with await Database.open(database_url) as other:

        async def booked(n: int) -> bool:
            opened = database if n % 2 else other
            wanted = campus_ids if campus_ids is None else (campus_ids if n % 3 else campus_ids[::-1])
            async with opened.writing(wanted, TERM.id, f"writer {n}", NOW) as store:
                return await _book(store, f"lesson {n}")

        if known:
            async with database.writing(campus_ids, TERM.id, "王主任", NOW):
                pass
        assert sorted(await asyncio.gather(*map(booked, range(12)))) == [False] * 11 + [True]


async def test_a_campus_and_the_whole_district_exclude_each_other(
    database: Database, database_url: str
) -> None:
    async with await Database.open(database_url) as other:

        async def booked(n: int) -> bool:
            wanted = None if n % 2 else (CampusId(f"campus {n}"), A)
            async with (database if n % 3 else other).writing(wanted, TERM.id, "王主任", NOW) as store:
                return await _book(store, f"lesson {n}")

        assert sorted(await asyncio.gather(*map(booked, range(12)))) == [False] * 11 + [True]


async def test_who_publishes_excludes_all_others_who_do(database: Database, database_url: str) -> None:
    """Whichever campuses they touch, none among them: what is published of a term is numbered in one row."""
    async with await Database.open(database_url) as other:

        async def booked(n: int) -> bool:
            opened = database if n % 2 else other
            campuses = [CampusId(f"campus {n}")] if n else []
            async with opened.writing(campuses, TERM.id, "王主任", NOW, publishing=True) as store:
                return await _book(store, f"lesson {n}")

        assert sorted(await asyncio.gather(*map(booked, range(12)))) == [False] * 11 + [True]


@pytest.mark.postgres
async def test_writes_of_different_campuses_run_at_the_same_time(empty_postgres_url: str) -> None:
    both_inside = asyncio.Barrier(2)

    async def write(database: Database, campus: CampusId) -> None:
        async with database.writing([campus], TERM.id, "王主任", NOW):
            await both_inside.wait()

    async with await Database.open(empty_postgres_url) as database:
        await asyncio.gather(write(database, A), write(database, B))


async def test_campuses_are_locked_in_a_term(database: Database) -> None:
    with pytest.raises(NotLocked):
        async with database.writing([A], None, "王主任", NOW):
            pass


async def test_one_commit_is_one_number_for_all_it_changed(database: Database) -> None:
    first, second = Changed("draft", community_id=None, campus_id=A), Changed("person", "p1")
    async with database.writing(None, None, "王主任", NOW) as store:
        store.log(first, second, first)
    async with database.reading() as reader:
        entries = await reader.changes_since(0)
        assert await reader.changes_since(1) == ()
    assert [(entry.n, entry.at, entry.actor, entry.changed) for entry in entries] == [
        (1, NOW, "王主任", first),
        (1, NOW, "王主任", second),
    ]


async def test_a_write_that_changed_nothing_takes_no_number(database: Database) -> None:
    async with database.writing([A], TERM.id, "王主任", NOW):
        pass
    async with database.reading() as store:
        assert await store.change_head() == 0


async def test_a_follower_misses_nothing_of_commits_at_once(database: Database, database_url: str) -> None:
    writers, commits = 8, 15

    async def write(opened: Database, writer: int) -> None:
        for n in range(commits):
            async with opened.writing([CampusId(f"campus {writer}")], TERM.id, "王主任", NOW) as store:
                store.log(Changed("draft", f"{writer}/{n}"))

    async def follow() -> list[tuple[int, str | None]]:
        seen: list[tuple[int, str | None]] = []
        while len(seen) < writers * commits:
            woken = database.woken
            async with database.reading() as store:
                new = await store.changes_since(seen[-1][0] if seen else 0)
            seen += [(entry.n, entry.changed.subject_id) for entry in new]
            if not new:
                with suppress(TimeoutError):
                    await asyncio.wait_for(woken.wait(), 0.25)
        return seen

    async with await Database.open(database_url) as other:
        writing = [write(database if n % 2 else other, n) for n in range(writers)]
        following = asyncio.create_task(follow())
        await asyncio.gather(*writing)
        seen = await following
    assert [n for n, _ in seen] == list(range(1, writers * commits + 1))
    assert {subject for _, subject in seen} == {f"{w}/{n}" for w in range(writers) for n in range(commits)}


async def test_a_commit_wakes_its_own_process(database: Database) -> None:
    woken = database.woken
    async with database.writing([A], TERM.id, "王主任", NOW) as store:
        store.log(Changed("draft"))
        assert not woken.is_set()
    assert woken.is_set()
    assert not database.woken.is_set()


async def test_nobody_is_woken_by_a_write_that_was_rolled_back(database: Database) -> None:
    woken = database.woken

    async def fail() -> None:
        async with database.writing([A], TERM.id, "王主任", NOW) as store:
            store.log(Changed("draft"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert not woken.is_set()


async def test_a_write_that_fails_leaves_everything_as_before(database: Database) -> None:
    district = community("a")
    async with database.writing(None, TERM.id, "王主任", NOW) as store:
        await store.save_district(None, district)

    async def fail() -> None:
        async with database.writing(None, TERM.id, "李老师", NOW) as store:
            await store.save_district(district, replace(district, drafts=()))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.reading() as reader:
        assert await reader.load_district() == district
        assert await reader.change_head() == 1
        assert [record.actor for record in await reader.history("draft", "community-a/term")] == ["王主任"]


async def test_a_reader_sees_one_moment_throughout(database: Database) -> None:
    district = community("a")
    async with database.reading() as reader:
        assert await reader.load_district() is None
        async with database.writing(None, TERM.id, "王主任", NOW) as store:
            await store.save_district(None, district)
        assert await reader.load_district() is None
    async with database.reading() as reader:
        assert await reader.load_district() == district


async def test_a_process_killed_within_a_save_leaves_the_database_as_before(
    database: Database, database_url: str
) -> None:
    district = community("a")
    async with database.writing(None, TERM.id, "王主任", NOW) as store:
        await store.save_district(None, district)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.storage.stops_in_a_save", database_url, stdin=PIPE, stdout=PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"saved, not committed\n"
    process.kill()
    assert await process.wait() == -signal.SIGKILL
    # Its locks are gone with it, too: this write gets them, and finds the base it expects.
    async with database.writing(None, TERM.id, "李老师", NOW) as store:
        assert await store.load_district() == district
        assert await store.change_head() == 1
        await store.save_district(district, replace(district, drafts=()))


async def test_a_failure_says_which_constraint_does_not_hold(database: Database) -> None:
    district = community("a")
    twice = tuple(replace(lesson, code="J01") for lesson in district.joint_lessons)
    with pytest.raises(ConstraintViolated, match=r"uq_joint_lesson_code|joint_lesson\.code"):
        async with database.writing(None, TERM.id, "王主任", NOW) as store:
            await store.save_district(None, replace(district, joint_lessons=twice))


@pytest.mark.parametrize("address", ["wang@example.org", None])
async def test_a_failure_does_not_quote_the_contact_it_was_about(
    database: Database, address: str | None
) -> None:
    """Once the key is there already, once a column is empty: PostgreSQL quotes keys and whole rows."""
    row = {"recipient": "13800000000", "channel": "email", "address": "wang@example.org"}
    async with database.bookkeeping() as connection:
        await connection.execute(insert(contact).values(row))
    with pytest.raises(ConstraintViolated) as refused:
        async with database.bookkeeping() as connection:
            await connection.execute(insert(contact).values({**row, "address": address}))
    said = "".join(traceback.format_exception(refused.value))
    assert [secret for secret in row.values() if secret in said and "@" in secret] == []


async def test_no_log_quotes_a_contact_however_much_is_logged(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    row = {"recipient": "p1", "channel": "email", "address": "wang@example.org"}
    async with database.bookkeeping() as connection:
        await connection.execute(insert(contact).values(row))
        assert (await connection.execute(select(contact.c.address))).scalars().all() == ["wang@example.org"]
    assert [line for line in caplog.messages if "wang@example.org" in line] == []


async def test_the_secret_is_made_once_and_kept(database: Database) -> None:
    async def secret() -> str:
        async with database.writing(None, None, "service", NOW) as store:
            return await store.secret()

    first, *others = await asyncio.gather(*(secret() for _ in range(4)))
    assert others == [first] * 3
    assert len(first) == 43
