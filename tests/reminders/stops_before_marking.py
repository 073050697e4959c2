"""A dispatcher that has sent and not yet marked, so that it can be killed there.

`python -m tests.reminders.stops_before_marking URL`
"""

import asyncio
import sys
from datetime import datetime

from service.actions.send_due_reminder import send_due_reminder
from service.domain.reminding.deliveries import DEFAULT_DELIVERY
from service.domain.telling.audiences import ChannelName
from service.storage.database import Database
from service.storage.reminder_queue import Claim
from tests.reminding import NOW


async def deliver(claim: Claim) -> None:
    """Sent: the parent reads it. Then nothing more, until the parent kills."""
    sys.stdout.write(f"{claim.key.event}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)  # the parent never writes


def clock() -> datetime:
    return NOW


async def main(url: str) -> None:
    async with await Database.open(url) as database:
        await send_due_reminder(database, ChannelName.LOG, deliver, clock=clock, rules=DEFAULT_DELIVERY)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
