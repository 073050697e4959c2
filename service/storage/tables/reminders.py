"""Reminders as rows, and the addresses they go to, which nothing but a channel ever reads."""

from sqlalchemy import JSON, Column, Index, String, Table, Text, UniqueConstraint

from service.storage.tables.columns import METADATA, key, number, reference, text
from service.storage.tables.types import Instant

# `recipient` is a person's id or a group's key, never an address.
reminder = Table(
    "reminder",
    METADATA,
    key(),
    text("event_key"),
    text("kind"),
    number("offset_minutes"),
    text("channel"),
    text("recipient"),
    reference("revision_id", "revision.id", optional=True),
    Column("due_at", Instant, nullable=False),
    Column("not_after", Instant, nullable=False),
    text("state"),
    number("attempts"),
    Column("lease_owner", String),
    Column("lease_until", Instant),
    Column("sent_at", Instant),
    Column("last_error", Text),
    Column("payload", JSON, nullable=False),
    UniqueConstraint("event_key", "kind", "offset_minutes", "channel", "recipient"),
)
Index(
    "ix_reminder_waiting",
    reminder.c.due_at,
    postgresql_where=reminder.c.state == "waiting",
    sqlite_where=reminder.c.state == "waiting",
)
# For those whose dispatcher died, and those that wait for another attempt.
Index(
    "ix_reminder_leased",
    reminder.c.lease_until,
    postgresql_where=reminder.c.state == "leased",
    sqlite_where=reminder.c.state == "leased",
)

# The address is in no key: PostgreSQL quotes keys in its error messages.
contact = Table("contact", METADATA, key("recipient"), key("channel"), text("address"))
