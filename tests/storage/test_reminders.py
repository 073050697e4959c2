"""Reminders are written with a publication, rescheduled by the next, and taken back with it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.domain.reminding.rescheduling import ReminderState
from service.domain.telling.audiences import ChannelName
from service.storage import reminder_queue
from service.storage.database import Database
from service.storage.errors import ConstraintViolated
from service.storage.reminder_queue import Claim
from service.storage.reminders import Scheduled
from service.storage.tables.reminders import reminder
from tests.reminding import NOW, due, publish

HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=2)


async def rows(database: Database) -> list[tuple[str, str, str]]:
    async with database.reading() as store:
        found = await store.connection.execute(
            select(reminder.c.event_key, reminder.c.state, reminder.c.revision_id).order_by(
                reminder.c.event_key
            )
        )
    return [(row.event_key, row.state, row.revision_id) for row in found]


async def claim(database: Database) -> Claim | None:
    async with database.bookkeeping() as connection:
        return await reminder_queue.claim(
            connection, ChannelName.LOG, owner="one", now=NOW, lease=LEASE, attempts=8
        )


async def test_a_publication_writes_what_it_makes_due(database: Database) -> None:
    assert await publish(database, due("J01"), due("J02")) == Scheduled(new=2, waiting=0, dropped=0)
    assert await rows(database) == [("J01", "waiting", "r1"), ("J02", "waiting", "r1")]


async def test_a_publication_that_fails_leaves_no_reminder(database: Database) -> None:
    with pytest.raises(ConstraintViolated):
        await publish(database, due("J01"), due("J02"), due("J02"))
    assert await rows(database) == []


async def test_publishing_the_same_again_writes_nothing(database: Database) -> None:
    await publish(database, due("J01"))
    assert await publish(database, due("J01"), number=2) == Scheduled(0, 0, 0)
    assert await rows(database) == [("J01", "waiting", "r1")]


async def test_the_next_publication_reschedules_drops_and_adds(database: Database) -> None:
    await publish(database, due("gone"), due("moved"), due("same"))
    changed = await publish(database, due("moved", due_at=NOW + HOUR), due("new"), due("same"), number=2)
    assert changed == Scheduled(new=1, waiting=1, dropped=1)
    assert await rows(database) == [
        ("gone", "dropped", "r1"),
        ("moved", "waiting", "r2"),
        ("new", "waiting", "r2"),
        ("same", "waiting", "r1"),
    ]


async def test_a_moved_event_takes_its_reminder_from_whoever_is_sending_it(database: Database) -> None:
    await publish(database, due())
    sending = await claim(database)
    assert sending is not None
    await publish(database, due(due_at=NOW + HOUR), number=2)
    async with database.bookkeeping() as connection:
        assert not await reminder_queue.mark_sent(connection, sending, NOW)
    assert await rows(database) == [("J01", "waiting", "r2")]


async def test_what_was_sent_stays_sent_when_its_topic_is_corrected(database: Database) -> None:
    await publish(database, due())
    sending = await claim(database)
    assert sending is not None
    async with database.bookkeeping() as connection:
        assert await reminder_queue.mark_sent(connection, sending, NOW)
    await publish(database, due(), number=2)
    async with database.reading() as store:
        assert await reminder_queue.count_by_state(store.connection) == {ReminderState.SENT: 1}


async def test_publications_and_dispatchers_do_not_deadlock(database: Database, database_url: str) -> None:
    count = 30
    await publish(database, *(due(f"J{n:02}", due_at=NOW) for n in range(count)))

    async def dispatch(opened: Database) -> None:
        while True:
            async with opened.bookkeeping() as connection:
                claimed = await reminder_queue.claim(
                    connection, ChannelName.LOG, owner="one", now=NOW + HOUR, lease=LEASE, attempts=8
                )
            if claimed is None:
                return
            async with opened.bookkeeping() as connection:
                await reminder_queue.clear(connection, NOW + HOUR, 8)
                await reminder_queue.mark_sent(connection, claimed, NOW + HOUR)

    async def republish() -> None:
        for number in range(2, 6):
            wanted = (due(f"J{n:02}", due_at=NOW + timedelta(minutes=number)) for n in range(count))
            await publish(database, *wanted, number=number)

    async with await Database.open(database_url) as other:
        await asyncio.gather(dispatch(database), dispatch(other), republish())
        await dispatch(other)
    async with database.reading() as store:
        assert await reminder_queue.count_by_state(store.connection) == {ReminderState.SENT: count}
