"""Who changed what, when, from what to what."""

from sqlalchemy import JSON, Column, Index, Table

from service.storage.tables.columns import METADATA, key, text
from service.storage.tables.types import Instant

audit = Table(
    "audit",
    METADATA,
    key(),
    Column("at", Instant, nullable=False),
    text("actor"),
    text("action"),
    text("entity_kind"),
    text("entity_id"),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Index(None, "entity_kind", "entity_id"),
)
