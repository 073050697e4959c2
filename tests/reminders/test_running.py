"""The reminders as they run: `tongke remind`."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from service import clock
from service.actions.set_contact import set_contact
from service.clock import now
from service.domain.reminding.rescheduling import ReminderState
from service.domain.telling.audiences import ChannelName
from service.reminders.running import channels, run_reminders
from service.settings import Settings
from service.storage import reminder_queue
from service.storage.database import Database
from tests.reminders.mail_servers import mail_server
from tests.reminding import due, letter, publish


async def test_what_is_due_is_sent_while_it_runs_and_it_ends_when_told(database: Database) -> None:
    stop = asyncio.Event()
    moment = now()
    async with mail_server() as mailbox:
        settings = Settings(
            smtp_host="127.0.0.1", smtp_port=mailbox.port, smtp_sender="tongke@example.org", language="en"
        )
        running = asyncio.create_task(run_reminders(database, settings, stop=stop))
        await publish(database, letter(due_at=moment), due(due_at=moment), now=moment)
        # The commit of the contact wakes the loop, or the tick does.
        await set_contact(database, "head-a", "chen@example.org", actor="王主任", now=moment)
        while True:
            commit = database.woken
            async with database.reading() as store:
                if await reminder_queue.count_by_state(store.connection) == {ReminderState.SENT: 2}:
                    break
            await asyncio.wait([asyncio.ensure_future(commit.wait())], timeout=0.05)
        stop.set()
        await running
    assert [arrived["Subject"] for arrived in mailbox.letters] == [
        "Starting soon: 10:00 音乐 同步课, Mon 7 Sep"
    ]


def test_without_a_mail_server_there_is_the_log_alone() -> None:
    assert [channel.name for channel in channels(Settings())] == [ChannelName.LOG]


async def test_at_a_made_up_time_nothing_is_sent_or_given_up(database: Database) -> None:
    """A reminder that is long past at the made-up time still waits for its own."""
    moment = now()
    await publish(database, due(due_at=moment), now=moment)
    stop = asyncio.Event()
    clock.set_to(moment + timedelta(days=90))
    try:
        running = asyncio.create_task(run_reminders(database, Settings(now=now()), stop=stop))
        while not running.done() and await _states(database) == {ReminderState.WAITING: 1}:
            pass
        stop.set()
        await running
    finally:
        clock.set_to(None)
    assert await _states(database) == {ReminderState.WAITING: 1}


async def _states(database: Database) -> Mapping[ReminderState, int]:
    async with database.reading() as store:
        return await reminder_queue.count_by_state(store.connection)
