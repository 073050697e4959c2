"""What alembic runs for every command: the steps, on a connection that schema.py was given."""

from alembic import context
from sqlalchemy import Connection


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes["metadata"],
        render_item=context.config.attributes.get("render_item"),
        # SQLite cannot alter most of a table: there it is copied.
        render_as_batch=connection.dialect.name == "sqlite",
    )
    # No begin_transaction(): the caller's transaction holds all steps together.
    context.run_migrations()


_run(context.config.attributes["connection"])
