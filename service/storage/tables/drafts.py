"""The draft of one community and term: moves, pins, and the timetable versions it was made on."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Table

from calendars.weeks import Weeks
from service.storage.tables.columns import (
    METADATA,
    key,
    number,
    owner,
    place_in_order,
    reference,
    standing,
    text,
)
from service.storage.tables.types import Json

draft = Table(
    "draft",
    METADATA,
    owner("community_id", "community.id"),
    owner("term_id", "term.id"),
    Column("effective_from", Date, nullable=False),
    *standing(),
)


def _of_draft() -> list[Column[str] | ForeignKeyConstraint]:
    return [
        key("community_id"),
        key("term_id"),
        ForeignKeyConstraint(["community_id", "term_id"], ["draft.community_id", "draft.term_id"]),
    ]


draft_move = Table(
    "draft_move",
    METADATA,
    *_of_draft(),
    place_in_order(),
    text("lesson_id"),
    number("weekday"),
    number("period"),
    Column("weeks", Json(Weeks), nullable=False),
    Column("since", Date, nullable=False),
)

draft_pin = Table(
    "draft_pin",
    METADATA,
    *_of_draft(),
    key("lesson_id"),
    number("weekday"),
    number("period"),
)

draft_base = Table(
    "draft_base",
    METADATA,
    *_of_draft(),
    place_in_order(),
    reference("campus_id", "campus.id"),
    number("timetable_version"),
)
