"""A reminder is claimed, sent, and only then marked; what fails is tried again or given up."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from service.actions.clear_reminders import clear_reminders
from service.actions.send_due_reminder import Outcome, SendReport, send_due_reminder
from service.domain.reminding.deliveries import DEFAULT_DELIVERY, ChannelError, DeliveryRules
from service.domain.reminding.rescheduling import ReminderState
from service.domain.telling.audiences import ChannelName
from service.storage import reminder_queue
from service.storage.database import Database
from service.storage.reminder_queue import Claim
from tests.reminding import NOW, due, publish

Deliver = Callable[[Claim], Awaitable[None]]
MINUTE = timedelta(minutes=1)


async def send(
    database: Database,
    deliver: Deliver,
    after: timedelta = 0 * MINUTE,
    rules: DeliveryRules = DEFAULT_DELIVERY,
) -> SendReport | None:
    return await send_due_reminder(database, ChannelName.LOG, deliver, clock=lambda: NOW + after, rules=rules)


async def counts(database: Database) -> dict[ReminderState, int]:
    async with database.reading() as store:
        return dict(await reminder_queue.count_by_state(store.connection))


def failing(error: Exception) -> Deliver:
    async def deliver(_: Claim) -> None:
        raise error

    return deliver


async def deliver(_: Claim) -> None:
    return


async def test_with_nothing_due_nothing_is_sent(database: Database) -> None:
    assert await send(database, failing(AssertionError())) is None


async def test_it_is_marked_after_it_was_sent(database: Database) -> None:
    await publish(database, due())
    seen: list[dict[ReminderState, int]] = []

    async def deliver(_: Claim) -> None:
        seen.append(await counts(database))

    report = await send(database, deliver)
    assert report is not None
    assert report.outcome is Outcome.SENT
    assert seen == [{ReminderState.LEASED: 1}]
    assert await counts(database) == {ReminderState.SENT: 1}
    assert await send(database, deliver) is None


@pytest.mark.parametrize(
    ("error", "code", "pauses"),
    [
        (ChannelError("smtp 451", permanent=False), "smtp 451", False),
        (ChannelError("unreachable", permanent=False, pauses=True), "unreachable", True),
        (ValueError("chen@example.org cannot be written to"), "ValueError", False),
    ],
)
async def test_a_failure_that_may_pass_is_tried_again_a_minute_later(
    database: Database, error: Exception, code: str, pauses: bool
) -> None:
    await publish(database, due())
    report = await send(database, failing(error))
    assert report is not None
    assert report.failure is not None
    assert (report.outcome, report.failure.code, report.failure.pauses) == (Outcome.TO_RETRY, code, pauses)
    assert await send(database, deliver, after=MINUTE - timedelta(seconds=1)) is None
    again = await send(database, deliver, after=MINUTE)
    assert again is not None
    assert (again.outcome, again.claim.attempt) == (Outcome.SENT, 2)


async def test_a_failure_for_good_is_dead_and_visible(database: Database) -> None:
    await publish(database, due())
    report = await send(database, failing(ChannelError("smtp 550", permanent=True)))
    assert report is not None
    assert report.outcome is Outcome.DEAD
    async with database.reading() as store:
        assert [one.error for one in await reminder_queue.dead(store.connection)] == ["smtp 550"]
    assert await send(database, deliver, after=MINUTE * 100) is None


async def test_the_attempts_are_capped(database: Database) -> None:
    await publish(database, due())
    rules = DeliveryRules(attempts=2)
    outcomes = []
    for minutes in (0, 1, 3):
        report = await send(
            database, failing(ChannelError("smtp 451", permanent=False)), minutes * MINUTE, rules
        )
        outcomes.append(report and report.outcome)
    assert outcomes == [Outcome.TO_RETRY, Outcome.DEAD, None]


async def test_a_channel_that_hangs_is_left_after_its_time(database: Database) -> None:
    await publish(database, due())

    async def hang(_: Claim) -> None:
        await asyncio.Event().wait()

    report = await send(database, hang, rules=DeliveryRules(timeout=timedelta(0)))
    assert report is not None
    assert report.failure is not None
    assert (report.outcome, report.failure.code, report.failure.pauses) == (
        Outcome.TO_RETRY,
        "timeout",
        True,
    )


async def test_a_sender_that_was_too_slow_learns_that_another_took_over(database: Database) -> None:
    await publish(database, due())

    async def slowly(_: Claim) -> None:
        other = await send(database, deliver, after=DEFAULT_DELIVERY.lease)
        assert other is not None
        assert other.outcome is Outcome.SENT

    report = await send(database, slowly)
    assert report is not None
    assert report.outcome is Outcome.TAKEN_OVER
    assert await counts(database) == {ReminderState.SENT: 1}


async def test_what_is_too_late_is_cleared_away(database: Database) -> None:
    await publish(database, due())
    dead = await clear_reminders(database, now=NOW + 120 * MINUTE, rules=DEFAULT_DELIVERY)
    assert [(one.key.event, one.error) for one in dead] == [("J01", "too_late")]
    assert await counts(database) == {ReminderState.DEAD: 1}
