"""What followers read: one number a commit, from one head row. And the rows that writers lock."""

from sqlalchemy import CheckConstraint, Column, Integer, String, Table

from service.storage.tables.columns import METADATA, key, text
from service.storage.tables.types import Instant

change_head = Table(
    "change_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

change_log = Table(
    "change_log",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    text("actor"),
    text("kind"),
    Column("community_id", String),
    Column("campus_id", String),
    Column("term_id", String),
    Column("subject_id", String),
)

# No foreign keys: what is locked may not be there yet. The row ("*", "*") is the whole district.
campus_term_lock = Table("campus_term_lock", METADATA, key("campus_id"), key("term_id"))
