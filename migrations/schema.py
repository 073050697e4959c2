"""Where a database stands among the steps, and the way to the newest one."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

#: Two that migrate one PostgreSQL database at once wait for each other here; any number nobody else uses.
_LOCK = 0x746F6E676B65  # "tongke"


def config(connection: Connection | None = None, metadata: MetaData | None = None) -> Config:
    """What alembic has to know. `metadata` is needed only to compare tables with steps."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    found.set_main_option("path_separator", "os")
    found.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    found.attributes.update(connection=connection, metadata=metadata)
    return found


def newest() -> str:
    """The name of the last step."""
    return steps()[0]


def knows(revision: str) -> bool:
    """Whether that step is one of these; one of a newer release is not."""
    return revision in steps()


@cache
def steps() -> tuple[str, ...]:
    """Every step, the newest first. Read once: alembic runs the files of all, and each opening asks."""
    return tuple(step.revision for step in ScriptDirectory.from_config(config()).walk_revisions())


def current(connection: Connection) -> str | None:
    """The step the database stands at; None = an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection) -> tuple[str | None, str]:
    """Take the database to the newest step, within the transaction of the connection: all or nothing.

    Gives the step before and the step after. On SQLite the transaction has to be one that writes
    (BEGIN IMMEDIATE); on PostgreSQL an advisory lock, held until the end, keeps a second one out.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    before = current(connection)
    command.upgrade(config(connection), "head")
    return before, newest()
