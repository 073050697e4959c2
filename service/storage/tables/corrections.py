"""What schools write and what it means there."""

from sqlalchemy import Column, Table

from service.domain.collecting.corrections import CorrectionKind
from service.storage.tables.columns import METADATA, key, text
from service.storage.tables.types import Choice

# `campus` is a name, not a reference: a name nobody knows is corrected before there is such a campus.
correction = Table(
    "correction",
    METADATA,
    key("campus"),
    Column("kind", Choice(CorrectionKind), primary_key=True),
    key("written"),
    text("meant"),
)
