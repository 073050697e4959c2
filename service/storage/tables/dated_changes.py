"""What happens to one occurrence on one date."""

from sqlalchemy import Column, Date, Index, String, Table

from service.domain.dated_changes import ChangeKind
from service.storage.tables.columns import METADATA, clock, key, number, reference, standing, text
from service.storage.tables.types import Choice

# `lesson_id` is a joint lesson, a home lesson or a session: no one table to refer to.
dated_change = Table(
    "dated_change",
    METADATA,
    key(),
    reference("term_id", "term.id"),
    Column("kind", Choice(ChangeKind), nullable=False),
    text("lesson_id"),
    Column("day", Date, nullable=False),
    reference("campus_id", "campus.id", optional=True),
    Column("to_day", Date),
    number("to_period", optional=True),
    *clock("to_span"),
    reference("to_place_id", "place.id", optional=True),
    Column("swap_with", String),
    Column("swap_day", Date),
    reference("absent_id", "person.id", optional=True),
    reference("substitute_id", "person.id", optional=True),
    text("reason"),
    *standing(),
    Index(None, "lesson_id", "day"),
)
