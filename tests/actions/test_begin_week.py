"""A Monday is told once."""

from datetime import UTC, date, datetime

from service.actions.publishing.begin_week import begin_week
from service.storage.change_log import Changed
from service.storage.database import Database

NOW = datetime(2026, 9, 21, 0, 30, tzinfo=UTC)
MONDAYS = (date(2026, 9, 21), date(2026, 9, 21), date(2026, 9, 28), date(2026, 9, 21))


async def test_each_monday_is_logged_once_whoever_says_it(database: Database) -> None:
    for monday in MONDAYS:
        await begin_week(database, monday, actor="service", now=NOW)
    async with database.reading() as store:
        told = [entry.changed for entry in await store.changes_since(0)]
    assert told == [Changed("week", "2026-09-21"), Changed("week", "2026-09-28")]
