"""Rooms."""

from sqlalchemy import Boolean, Column, Table

from service.domain.places import PlaceKind
from service.storage.tables.columns import METADATA, key, number, reference, standing, text
from service.storage.tables.types import Choice, Json

place = Table(
    "place",
    METADATA,
    key(),
    reference("campus_id", "campus.id"),
    text("name"),
    Column("kind", Choice(PlaceKind), nullable=False),
    Column("can_host", Boolean, nullable=False),
    number("max_ends", optional=True),
    Column("subjects", Json(tuple[str, ...]), nullable=False),
    number("classes_at_once", optional=True),
    *standing(),
)
