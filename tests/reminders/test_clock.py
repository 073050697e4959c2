"""What makes the dispatcher look, and that nothing stops it but being told to."""

import asyncio

import pytest

from service.reminders.clock import LONGEST_WAIT, first_of, keep_looking, ticking
from service.storage.errors import DatabaseFailed


class Rounds:
    """Counts rounds, gives what it is told to, and stops the loop after the last."""

    def __init__(self, *answers: float | Exception | None) -> None:
        self._answers = list(answers)
        self.stop, self.tick, self.commit = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.waits: list[float] = []

    async def send_due(self) -> float | None:
        answer = self._answers.pop(0)
        if not self._answers:
            self.stop.set()
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def wait(self, events: tuple[asyncio.Event, ...], seconds: float) -> None:
        assert events == (self.stop, self.tick, self.commit)
        self.waits.append(seconds)

    async def run(self) -> None:
        await keep_looking(
            self.send_due, stop=self.stop, tick=self.tick, next_commit=lambda: self.commit, wait=self.wait
        )


async def test_it_looks_again_after_the_longest_wait_with_neither_tick_nor_commit() -> None:
    rounds = Rounds(None, None, None)
    await rounds.run()
    assert rounds.waits == [LONGEST_WAIT] * 3


async def test_a_channel_that_has_more_to_do_is_looked_after_sooner() -> None:
    rounds = Rounds(2.0, 100.0, None)
    await rounds.run()
    assert rounds.waits == [2.0, LONGEST_WAIT, LONGEST_WAIT]


async def test_a_database_that_fails_is_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    rounds = Rounds(DatabaseFailed("the database does not answer: OSError"), None)
    await rounds.run()
    assert rounds.waits == [LONGEST_WAIT] * 2
    assert [record.getMessage() for record in caplog.records] == [
        "reminders wait: the database does not answer: OSError"
    ]


async def test_a_defect_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        await Rounds(ZeroDivisionError(), None).run()


async def test_told_to_stop_it_does_not_look() -> None:
    rounds = Rounds()
    rounds.stop.set()
    await rounds.run()
    assert rounds.waits == []


async def test_a_tick_during_a_round_makes_another() -> None:
    rounds = Rounds(None, None)

    async def send_due() -> float | None:
        rounds.tick.set()
        return await rounds.send_due()

    # The true wait: without the tick it would last as long as the longest one.
    await keep_looking(
        send_due, stop=rounds.stop, tick=rounds.tick, next_commit=lambda: rounds.commit, wait=first_of
    )
    assert rounds.stop.is_set()


async def test_a_commit_during_a_round_makes_another() -> None:
    rounds = Rounds(None, None)
    commits = [asyncio.Event(), asyncio.Event()]
    taken = iter(commits)

    async def send_due() -> float | None:
        commits[0].set()
        return await rounds.send_due()

    await keep_looking(
        send_due, stop=rounds.stop, tick=rounds.tick, next_commit=lambda: next(taken), wait=first_of
    )
    assert next(taken, None) is None


async def test_waiting_ends_with_its_time_or_the_first_event() -> None:
    first, second = asyncio.Event(), asyncio.Event()
    await first_of((first, second), 0.0)
    second.set()
    await first_of((first, second), 3600.0)
    assert not first.is_set()


async def test_apscheduler_ticks() -> None:
    tick = asyncio.Event()
    with ticking(tick, seconds=0.01):
        for _ in range(2):
            await tick.wait()
            tick.clear()
