"""Classes as cohorts, and what each is called in a term."""

from sqlalchemy import Column, Table

from service.storage.tables.columns import METADATA, key, number, owner, reference, standing, text
from service.storage.tables.types import Json

class_group = Table(
    "class_group",
    METADATA,
    key(),
    reference("campus_id", "campus.id"),
    number("entry_year"),
    number("number"),
    number("first_grade"),
    *standing(),
)

class_name = Table(
    "class_name",
    METADATA,
    owner("class_id", "class_group.id"),
    owner("term_id", "term.id"),
    number("grade"),
    text("name"),
    text("label"),
    reference("head_teacher_id", "person.id", optional=True),
    Column("higher", Json(tuple[int, ...]), nullable=False),
    *standing(),
)
