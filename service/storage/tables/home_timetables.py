"""What a campus itself teaches every week: bases from a day on, and their lessons."""

from sqlalchemy import Column, Date, Table, UniqueConstraint

from calendars.bells import PeriodKind
from calendars.weeks import Weeks
from service.storage.tables.columns import METADATA, key, number, owner, reference, source, standing, text
from service.storage.tables.types import Choice, Json

home_timetable = Table(
    "home_timetable",
    METADATA,
    key(),
    reference("campus_id", "campus.id"),
    reference("term_id", "term.id"),
    Column("effective_from", Date, nullable=False),
    *standing(),
    UniqueConstraint("campus_id", "term_id", "effective_from"),
)

# The lesson keeps its id in a later base: the key is both, and nothing refers to a lesson by foreign key.
home_lesson = Table(
    "home_lesson",
    METADATA,
    owner("timetable_id", "home_timetable.id"),
    key(),
    number("ordinal"),
    reference("class_id", "class_group.id"),
    number("weekday"),
    number("period"),
    text("subject"),
    reference("teacher_id", "person.id", optional=True),
    *source(),
    Column("kind", Choice(PeriodKind), nullable=False),
    Column("weeks", Json(Weeks), nullable=False),
    reference("place_id", "place.id", optional=True),
)
