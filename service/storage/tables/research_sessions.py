"""Joint teaching-research sessions and who attends."""

from sqlalchemy import Column, Date, Table

from service.domain.research_sessions import Mode
from service.storage.tables.columns import (
    METADATA,
    clock,
    key,
    owner,
    place_in_order,
    reference,
    source,
    standing,
    text,
)
from service.storage.tables.types import Choice

research_session = Table(
    "research_session",
    METADATA,
    key(),
    text("code"),
    reference("community_id", "community.id"),
    reference("term_id", "term.id"),
    text("subject"),
    text("topic"),
    Column("day", Date),
    *clock("span"),
    Column("mode", Choice(Mode), nullable=False),
    reference("host_campus_id", "campus.id", optional=True),
    text("place_text"),
    reference("place_id", "place.id", optional=True),
    reference("chair_id", "person.id", optional=True),
    reference("speaker_id", "person.id", optional=True),
    text("members_text"),
    text("kind"),
    *source(optional=True),
    *standing(),
)

session_member = Table(
    "session_member",
    METADATA,
    owner("session_id", "research_session.id"),
    place_in_order(),
    reference("person_id", "person.id"),
)
