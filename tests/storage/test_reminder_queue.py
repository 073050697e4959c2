"""One reminder, one sender: claims, leases, marks, and what is given up."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from service.domain.reminding.rescheduling import ReminderState
from service.domain.telling.audiences import ChannelName
from service.storage import reminder_queue
from service.storage.database import Database
from service.storage.reminder_queue import NEVER_FINISHED, NO_ADDRESS, TOO_LATE, Claim
from service.storage.tables.reminders import contact, reminder
from tests.reminding import NOW, due, letter, publish

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
LEASE = 2 * MINUTE
ATTEMPTS = 3
ADDRESS = "chen@example.org"


async def claim(
    database: Database,
    owner: str = "one",
    channel: ChannelName = ChannelName.LOG,
    after: timedelta = 0 * HOUR,
) -> Claim | None:
    async with database.bookkeeping() as connection:
        return await reminder_queue.claim(
            connection, channel, owner=owner, now=NOW + after, lease=LEASE, attempts=ATTEMPTS
        )


async def claimed(
    database: Database,
    owner: str = "one",
    channel: ChannelName = ChannelName.LOG,
    after: timedelta = 0 * HOUR,
) -> Claim:
    found = await claim(database, owner, channel, after)
    assert found is not None
    return found


async def mark_sent(database: Database, claim: Claim) -> bool:
    async with database.bookkeeping() as connection:
        return await reminder_queue.mark_sent(connection, claim, NOW)


async def mark_failed(database: Database, claim: Claim, retry_after: timedelta | None) -> bool:
    retry_at = None if retry_after is None else NOW + retry_after
    async with database.bookkeeping() as connection:
        return await reminder_queue.mark_failed(connection, claim, "smtp 451", retry_at)


async def clear(database: Database, after: timedelta) -> list[tuple[str, str]]:
    async with database.bookkeeping() as connection:
        dead = await reminder_queue.clear(connection, NOW + after, ATTEMPTS)
    return [(one.key.event, one.error) for one in dead]


async def states(database: Database) -> dict[str, tuple[str, str | None]]:
    async with database.reading() as store:
        rows = await store.connection.execute(select(reminder))
    return {row.event_key: (row.state, row.last_error) for row in rows}


async def know(database: Database, person: str = "head-a") -> None:
    async with database.bookkeeping() as connection:
        values = {"recipient": f"person:{person}", "channel": "email", "address": ADDRESS}
        await connection.execute(insert(contact).values(values))


async def test_what_is_not_due_yet_is_not_claimed(database: Database) -> None:
    await publish(database, due(due_at=NOW + SECOND))
    assert await claim(database) is None
    assert (await claimed(database, after=SECOND)).key.event == "J01"


async def test_a_claim_has_all_that_its_message_needs(database: Database) -> None:
    wish = due()
    await publish(database, wish)
    found = await claimed(database)
    assert (found.key, found.content, found.due_at, found.not_after) == (
        wish.key,
        wish.content,
        wish.due_at,
        wish.not_after,
    )
    assert (found.revision_id, found.attempt, found.address) == ("r1", 1, None)


async def test_what_becomes_useless_first_goes_first(database: Database) -> None:
    await publish(database, due("evening", lasting=9 * HOUR), due("soon", due_at=NOW - MINUTE, lasting=HOUR))
    assert [(await claimed(database)).key.event for _ in range(2)] == ["soon", "evening"]


async def test_a_channel_claims_its_own_only(database: Database) -> None:
    await publish(database, due(), letter())
    await know(database)
    assert (await claimed(database, channel=ChannelName.EMAIL)).key.channel is ChannelName.EMAIL
    assert await claim(database, channel=ChannelName.EMAIL) is None


async def test_of_many_dispatchers_at_once_each_claims_another(database: Database, database_url: str) -> None:
    await publish(database, *(due(f"J{n:02}") for n in range(20)))
    async with await Database.open(database_url) as other:

        async def take_all(opened: Database, owner: str) -> list[str]:
            taken = []
            while (found := await claim(opened, owner)) is not None:
                taken.append(found.key.event)
            return taken

        one, two = await asyncio.gather(take_all(database, "one"), take_all(other, "two"))
    assert sorted(one + two) == [f"J{n:02}" for n in range(20)]


@pytest.mark.postgres
async def test_a_row_that_is_being_claimed_is_passed_over(empty_postgres_url: str) -> None:
    async with (
        await Database.open(empty_postgres_url) as database,
        await Database.open(empty_postgres_url) as other,
    ):
        await publish(database, due("J01"), due("J02"))
        async with database.bookkeeping() as connection:
            first = await reminder_queue.claim(
                connection, ChannelName.LOG, owner="one", now=NOW, lease=LEASE, attempts=ATTEMPTS
            )
            second = await claimed(other, "two")
    assert first is not None
    assert {first.key.event, second.key.event} == {"J01", "J02"}


async def test_a_lease_holds_until_it_ends_and_then_the_next_one_sends(database: Database) -> None:
    await publish(database, due())
    await claimed(database, "one")
    assert await claim(database, "two", after=LEASE - SECOND) is None
    again = await claimed(database, "two", after=LEASE)
    assert (again.owner, again.attempt) == ("two", 2)


async def test_only_the_holder_of_the_lease_marks(database: Database) -> None:
    await publish(database, due())
    late = await claimed(database, "one")
    holder = await claimed(database, "two", after=LEASE)
    assert not await mark_sent(database, late)
    assert not await mark_failed(database, late, None)
    assert await mark_sent(database, holder)
    assert not await mark_sent(database, holder)
    assert await states(database) == {"J01": ("sent", None)}


async def test_the_same_owner_with_an_older_attempt_does_not_mark(database: Database) -> None:
    await publish(database, due())
    late = await claimed(database, "one")
    await claimed(database, "one", after=LEASE)
    assert not await mark_sent(database, late)


async def test_a_failure_waits_for_its_time_and_is_counted(database: Database) -> None:
    await publish(database, due())
    assert await mark_failed(database, await claimed(database), MINUTE)
    assert await claim(database, after=MINUTE - SECOND) is None
    assert (await claimed(database, after=MINUTE)).attempt == 2


async def test_what_is_dead_is_visible_and_stays_dead(database: Database) -> None:
    await publish(database, due())
    assert await mark_failed(database, await claimed(database), None)
    assert await claim(database, after=HOUR) is None
    async with database.reading() as store:
        (dead,) = await reminder_queue.dead(store.connection)
        assert await reminder_queue.count_by_state(store.connection) == {ReminderState.DEAD: 1}
    assert (dead.key.event, dead.attempts, dead.error) == ("J01", 1, "smtp 451")


async def test_a_letter_waits_for_an_address(database: Database) -> None:
    await publish(database, letter())
    assert await claim(database, channel=ChannelName.EMAIL) is None
    await know(database)
    found = await claimed(database, channel=ChannelName.EMAIL)
    assert found.address == ADDRESS
    assert ADDRESS not in repr(found)


async def test_what_is_too_late_is_not_sent_but_given_up(database: Database) -> None:
    await publish(database, due("log"), letter("unknown"), letter("known", "p9"))
    await know(database, "p9")
    assert await claim(database, after=2 * HOUR) is None
    assert sorted(await clear(database, 2 * HOUR)) == [("known", TOO_LATE), ("log", TOO_LATE)]
    assert await states(database) == {
        "known": ("dead", TOO_LATE),
        "log": ("dead", TOO_LATE),
        "unknown": ("dropped", NO_ADDRESS),
    }


async def test_what_is_in_time_or_being_sent_is_not_given_up(database: Database) -> None:
    await publish(database, due("waiting"), due("sending", lasting=MINUTE))
    assert (await claimed(database)).key.event == "sending"
    assert await clear(database, LEASE - SECOND) == []
    assert {event: state for event, (state, _) in (await states(database)).items()} == {
        "waiting": "waiting",
        "sending": "leased",
    }


async def test_a_message_that_ends_every_process_that_sends_it_is_given_up(database: Database) -> None:
    await publish(database, due(lasting=9 * HOUR))
    for attempt in range(ATTEMPTS):
        await claimed(database, after=attempt * LEASE)
    assert await claim(database, after=ATTEMPTS * LEASE) is None
    assert await clear(database, ATTEMPTS * LEASE) == [("J01", NEVER_FINISHED)]


async def test_the_last_failure_says_more_than_that_it_is_too_late(database: Database) -> None:
    await publish(database, due())
    await mark_failed(database, await claimed(database), MINUTE)
    assert await clear(database, 2 * HOUR) == [("J01", "smtp 451")]


async def test_a_look_sees_what_is_due_or_left_behind(database: Database) -> None:
    await publish(database, due(due_at=NOW + SECOND))

    async def anything(after: timedelta) -> bool:
        async with database.reading() as store:
            return await reminder_queue.anything_due(store.connection, NOW + after)

    assert [await anything(after) for after in (0 * SECOND, SECOND)] == [False, True]
    sending = await claimed(database, after=SECOND)
    assert [await anything(after) for after in (LEASE, LEASE + SECOND)] == [False, True]
    await mark_sent(database, sending)
    assert not await anything(HOUR)
