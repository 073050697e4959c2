"""A database is brought to the newest schema."""

from pathlib import Path

from migrations import schema
from service.actions.migrate_database import MigrateReport, migrate_database


async def test_a_missing_file_is_made_and_the_second_time_nothing_is_left_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tongke.sqlite"
    assert await migrate_database(url) == MigrateReport(before=None, after=schema.newest())
    assert await migrate_database(url) == MigrateReport(before=schema.newest(), after=schema.newest())
