"""The ledger: activities held or planned, and who and which campuses took part."""

from sqlalchemy import Column, Table

from service.domain.research_sessions import Mode
from service.storage.tables.columns import (
    METADATA,
    clock,
    dates,
    key,
    number,
    owner,
    place_in_order,
    reference,
    source,
    standing,
    text,
)
from service.storage.tables.types import Choice

activity = Table(
    "activity",
    METADATA,
    key(),
    text("code"),
    reference("community_id", "community.id"),
    *dates("days", optional=True),
    text("kind"),
    text("topic"),
    text("subject"),
    Column("mode", Choice(Mode)),
    *clock("span"),
    reference("host_campus_id", "campus.id", optional=True),
    text("people_text"),
    text("place_text"),
    number("count"),
    text("unit"),
    text("status"),
    text("note"),
    *source(optional=True),
    *standing(),
)

activity_campus = Table(
    "activity_campus",
    METADATA,
    owner("activity_id", "activity.id"),
    place_in_order(),
    reference("campus_id", "campus.id"),
)

activity_person = Table(
    "activity_person",
    METADATA,
    owner("activity_id", "activity.id"),
    place_in_order(),
    reference("person_id", "person.id"),
)
