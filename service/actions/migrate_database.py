"""Bring the database to the newest schema (`tongke migrate`)."""

from dataclasses import dataclass

from service.storage.database import migrate


@dataclass(frozen=True, slots=True)
class MigrateReport:
    """The steps the schema stood at; `before` None = the database was empty, or not there."""

    before: str | None
    after: str


async def migrate_database(url: str) -> MigrateReport:
    """All or nothing, and safe to run from two places at once. No fact changes: no actor is asked for."""
    before, after = await migrate(url)
    return MigrateReport(before, after)
