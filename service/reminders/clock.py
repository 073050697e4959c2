"""What makes the dispatcher look: a tick, a commit of this process, and a plain loop that needs neither.

APScheduler only ticks: it knows no reminder, so nothing is lost or doubled with it. Should it die, the loop
still looks every LONGEST_WAIT seconds.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from service.storage.errors import StorageError

_log = logging.getLogger(__name__)

TICK_SECONDS = 5
LONGEST_WAIT = 15.0

Wait = Callable[[tuple[asyncio.Event, ...], float], Awaitable[None]]


@contextmanager
def ticking(tick: asyncio.Event, seconds: float = TICK_SECONDS) -> Iterator[None]:
    """Sets `tick` every so many seconds while the block runs, in the running event loop."""

    async def set_tick() -> None:  # a coroutine: APScheduler would run a plain function in a thread
        tick.set()

    scheduler = AsyncIOScheduler(
        timezone=UTC,
        jobstores={"default": MemoryJobStore()},
        # However late, however many were missed: one tick, at once.
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    scheduler.add_job(set_tick, "interval", seconds=seconds)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def first_of(events: tuple[asyncio.Event, ...], seconds: float) -> None:
    """Waits until one of the events is set, or for that long."""
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def keep_looking(
    send_due: Callable[[], Awaitable[float | None]],
    *,
    stop: asyncio.Event,
    tick: asyncio.Event,
    next_commit: Callable[[], asyncio.Event],
    wait: Wait = first_of,
) -> None:
    """Round after round until `stop` is set. A database that fails is asked again in the next round."""
    while not stop.is_set():
        # Both before the round: what comes during it is not missed.
        commit = next_commit()
        tick.clear()
        try:
            again_in = await send_due()
        except StorageError as failure:
            _log.error("reminders wait: %s", failure)
            again_in = None
        await wait((stop, tick, commit), LONGEST_WAIT if again_in is None else min(again_in, LONGEST_WAIT))
