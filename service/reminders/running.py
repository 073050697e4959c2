"""The reminders as one coroutine: of `tongke remind`, and inside `tongke serve`."""

import asyncio
import time

from service.clock import now
from service.reminders.channels.channel import Channel
from service.reminders.channels.email import EmailChannel
from service.reminders.channels.log import LogChannel
from service.reminders.clock import keep_looking, ticking
from service.reminders.dispatcher import Dispatcher
from service.settings import Settings
from service.storage.database import Database
from service.words.catalogue import Words


async def run_reminders(database: Database, settings: Settings, *, stop: asyncio.Event) -> None:
    """Send what becomes due until `stop` is set; what is being sent then is finished first.

    Returns at once at a made-up time: letters would be given up as too late, and leases that run would end.
    """
    if settings.now is not None:
        return
    tick = asyncio.Event()
    dispatcher = Dispatcher(
        database,
        channels(settings),
        Words("en" if settings.language == "en" else "zh"),
        clock=now,
        monotonic=time.monotonic,
        stop=stop,
    )
    with ticking(tick):
        await keep_looking(dispatcher.send_due, stop=stop, tick=tick, next_commit=lambda: database.woken)


def channels(settings: Settings) -> tuple[Channel, ...]:
    """The log, and e-mail where a mail server is set."""
    if settings.smtp_host is None or settings.smtp_sender is None:
        return (LogChannel(),)
    letters = EmailChannel(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_sender,
        user=settings.smtp_user,
        password=settings.smtp_password,
    )
    return (LogChannel(), letters)
