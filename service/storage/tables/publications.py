"""Revisions and amendments as published, and what subscribers have seen of them."""

from sqlalchemy import Column, Date, Index, Table, Text, UniqueConstraint

from service.storage.tables.columns import METADATA, key, number, reference, text
from service.storage.tables.types import Instant

# Never changed once written. `document` is JSON text: the published slice of the district, as it was.
revision = Table(
    "revision",
    METADATA,
    key(),
    reference("community_id", "community.id"),
    reference("term_id", "term.id"),
    number("number"),
    Column("effective_from", Date, nullable=False),
    Column("published_at", Instant, nullable=False),
    text("actor"),
    Column("document", Text, nullable=False),
    UniqueConstraint("community_id", "term_id", "number"),
)

# Never changed once written. `document` is JSON text: the amendment as a whole.
amendment = Table(
    "amendment",
    METADATA,
    key(),
    reference("term_id", "term.id"),
    number("number"),
    Column("made_at", Instant, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("term_id", "number"),
)

# SEQUENCE and DTSTAMP of each event in each view, and a digest of what was visible.
# `lesson_id` may outlive its lesson.
event_mark = Table(
    "event_mark",
    METADATA,
    key("uid"),
    key("view"),
    reference("community_id", "community.id"),
    reference("term_id", "term.id"),
    text("kind"),
    text("lesson_id"),
    Column("base_day", Date, nullable=False),
    text("digest"),
    number("sequence"),
    Column("stamped_at", Instant, nullable=False),
    Index(None, "lesson_id", "base_day"),
)

# A joint lesson's or session's occurrence keeps its UID when it moves.
occurrence_uid = Table(
    "occurrence_uid",
    METADATA,
    key("lesson_id"),
    Column("base_day", Date, primary_key=True),
    text("uid"),
    UniqueConstraint("uid"),
)
