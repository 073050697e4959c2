"""Everything due is sent once, whoever sends it, and nothing is lost."""

import asyncio
import logging
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from service.actions.set_contact import set_contact
from service.domain.reminding.deliveries import DEFAULT_DELIVERY, ChannelError
from service.domain.reminding.rescheduling import ReminderState
from service.domain.telling.audiences import ChannelName
from service.reminders.channels.channel import Channel, Message
from service.reminders.dispatcher import Dispatcher
from service.reminders.pacing import TokenBucket
from service.storage import reminder_queue
from service.storage.database import Database
from service.words.catalogue import Words
from tests.reminders.recording import RecordingChannel
from tests.reminding import NOW, due, letter, publish

ADDRESS = "chen@example.org"
MINUTE = timedelta(minutes=1)


def dispatcher(
    database: Database, *channels: Channel, after: timedelta = 0 * MINUTE, stop: asyncio.Event | None = None
) -> Dispatcher:
    return Dispatcher(
        database,
        channels,
        Words("zh"),
        clock=lambda: NOW + after,
        monotonic=lambda: 0.0,
        stop=stop or asyncio.Event(),
    )


def killed_after_sending(database_url: str) -> str:
    """Which event a process has sent, and not marked, when it is killed."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.reminders.stops_before_marking", database_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as sender:
        assert sender.stdout
        sent = sender.stdout.readline().strip()
        sender.kill()
        assert sender.wait() == -signal.SIGKILL
    return sent


async def counts(database: Database) -> dict[ReminderState, int]:
    async with database.reading() as store:
        return dict(await reminder_queue.count_by_state(store.connection))


async def test_a_round_sends_all_that_is_due_and_marks_it(database: Database) -> None:
    await publish(database, due("J01"), due("J02"), due("later", due_at=NOW + MINUTE))
    channel = RecordingChannel()
    assert await dispatcher(database, channel).send_due() is None
    assert sorted(channel.events) == ["J01", "J02"]
    assert await counts(database) == {ReminderState.SENT: 2, ReminderState.WAITING: 1}


async def test_a_second_round_sends_nothing_again(database: Database) -> None:
    await publish(database, due())
    channel = RecordingChannel()
    for _ in range(2):
        await dispatcher(database, channel).send_due()
    assert channel.events == ["J01"]


async def test_two_dispatchers_at_once_send_each_reminder_once(database: Database, database_url: str) -> None:
    names = [f"J{n:02}" for n in range(20)]
    await publish(database, *(due(name) for name in names))
    one, two = RecordingChannel(), RecordingChannel()
    async with await Database.open(database_url) as other:
        await asyncio.gather(dispatcher(database, one).send_due(), dispatcher(other, two).send_due())
    assert sorted(one.events + two.events) == names
    assert await counts(database) == {ReminderState.SENT: 20}


async def test_killed_between_sending_and_marking_it_is_sent_once_more_and_never_lost(
    database: Database, database_url: str
) -> None:
    await publish(database, due("J01"), due("J02"))
    sent = await asyncio.to_thread(killed_after_sending, database_url)
    # While the lease holds, nobody takes it over: it could still be under way.
    (other,) = {"J01", "J02"} - {sent}
    before, after = RecordingChannel(), RecordingChannel()
    await dispatcher(database, before).send_due()
    assert before.events == [other]
    await dispatcher(database, after, after=DEFAULT_DELIVERY.lease).send_due()
    assert after.events == [sent]
    assert await counts(database) == {ReminderState.SENT: 2}


async def test_a_message_is_the_same_letter_when_it_is_tried_again(database: Database) -> None:
    await publish(database, due())
    identities: list[str] = []

    def fail_once(message: Message) -> ChannelError | None:
        identities.append(message.identity)
        return ChannelError("smtp 451", permanent=False) if len(identities) == 1 else None

    channel = RecordingChannel(failing=fail_once)
    await dispatcher(database, channel).send_due()
    await dispatcher(database, channel, after=MINUTE).send_due()
    assert len(identities) == 2
    assert len(set(identities)) == 1
    assert identities[0].endswith(".202609010200")


async def test_one_message_that_fails_holds_up_no_other(database: Database) -> None:
    await publish(database, due("bad"), due("good"))

    def refuse(message: Message) -> ChannelError | None:
        return ChannelError("smtp 550", permanent=True) if message.key.event == "bad" else None

    channel = RecordingChannel(failing=refuse)
    await dispatcher(database, channel).send_due()
    assert channel.events == ["good"]
    assert await counts(database) == {ReminderState.DEAD: 1, ReminderState.SENT: 1}


async def test_a_channel_that_cannot_be_reached_is_asked_once_a_round(database: Database) -> None:
    await publish(database, due("J01"), due("J02"), due("J03"))
    channel = RecordingChannel(failing=lambda _: ChannelError("unreachable", permanent=False, pauses=True))
    await dispatcher(database, channel).send_due()
    assert channel.tried == 1


async def test_a_channel_that_fails_holds_up_no_other_channel(database: Database) -> None:
    await publish(database, due(), letter())
    await set_contact(database, "head-a", ADDRESS, actor="王主任", now=NOW)
    letters = RecordingChannel(
        ChannelName.EMAIL, lambda _: ChannelError("unreachable", permanent=False, pauses=True)
    )
    log = RecordingChannel()
    await dispatcher(database, letters, log).send_due()
    assert (letters.tried, log.events) == (1, ["J01"])


async def test_a_letter_bears_the_address_and_shows_it_nowhere(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await publish(database, letter())
    await set_contact(database, "head-a", ADDRESS, actor="王主任", now=NOW)

    def fail(message: Message) -> ChannelError | None:
        raise ValueError(message.address)

    channel = RecordingChannel(ChannelName.EMAIL, fail)
    await dispatcher(database, channel).send_due()
    done = RecordingChannel(ChannelName.EMAIL)
    await dispatcher(database, done, after=MINUTE).send_due()
    assert [message.address for message in done.sent] == [ADDRESS]
    assert ADDRESS not in caplog.text
    assert ADDRESS not in repr(done.sent)
    assert "ValueError" in caplog.text


async def test_a_channel_goes_no_faster_than_its_pace(database: Database) -> None:
    await publish(database, *(due(f"J{n}") for n in range(4)))
    channel = RecordingChannel(pace=TokenBucket(per_second=0.5, burst=3))
    assert await dispatcher(database, channel).send_due() == 2.0
    assert len(channel.events) == 3


async def test_once_it_is_to_stop_nothing_more_is_begun(database: Database) -> None:
    await publish(database, due("J01"), due("J02"))
    stop = asyncio.Event()

    def stop_now(_: Message) -> None:
        stop.set()

    channel = RecordingChannel(failing=stop_now)
    await dispatcher(database, channel, stop=stop).send_due()
    assert len(channel.events) == 1
    assert await counts(database) == {ReminderState.SENT: 1, ReminderState.WAITING: 1}


async def test_what_comes_too_late_is_said_and_not_sent(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """In one line: a service that was off for weeks has hundreds of them."""
    await publish(database, due(), due("J02"))
    channel = RecordingChannel()
    await dispatcher(database, channel, after=120 * MINUTE).send_due()
    assert channel.tried == 0
    said = [(record.levelno, record.getMessage()) for record in caplog.records]
    assert said == [(logging.WARNING, "2 reminders are given up, for it is too late for them")]


async def test_what_breaks_in_one_channel_breaks_no_other_off(database: Database) -> None:
    await publish(database, due(), letter())
    await set_contact(database, "head-a", ADDRESS, actor="王主任", now=NOW)

    class BrokenPace(TokenBucket):
        def wait(self, monotonic: float) -> float:
            raise LookupError

    log = RecordingChannel()
    with pytest.raises(LookupError):
        await dispatcher(database, RecordingChannel(ChannelName.EMAIL, pace=BrokenPace(1, 1)), log).send_due()
    assert log.events == ["J01"]
    assert await counts(database) == {ReminderState.SENT: 1, ReminderState.WAITING: 1}
