"""Take out of the queue the reminders that can no longer be sent."""

from datetime import datetime

from service.domain.reminding.deliveries import DeliveryRules
from service.storage import reminder_queue
from service.storage.database import Database
from service.storage.reminder_queue import DeadReminder


async def clear_reminders(
    database: Database, *, now: datetime, rules: DeliveryRules
) -> tuple[DeadReminder, ...]:
    """Gives those that are dead from now on. Changes no fact: nobody is written down for it."""
    async with database.bookkeeping() as connection:
        return await reminder_queue.clear(connection, now, rules.attempts)
