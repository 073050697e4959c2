"""Feeds and displays: what they show, which generation of their address holds, and when they last asked."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, String, Table, UniqueConstraint

from service.storage.tables.columns import METADATA, key, number, owner, reference, text
from service.storage.tables.types import Instant

# `target_id` is a room, class, person, campus, community or, for a research group, its subject.
feed = Table(
    "feed",
    METADATA,
    key(),
    text("kind"),
    text("target_id"),
    reference("community_id", "community.id", optional=True),
    number("generation"),
    # No address holds: the newest is gone, too.
    Column("revoked", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    # What surrounds the events of its file, in short, and since when; "": never written yet.
    Column("frame", String, nullable=False, server_default=""),
    Column("framed_at", Instant),
    UniqueConstraint("kind", "target_id", "community_id"),
)
# NULLs are distinct in a unique key: this one holds the feeds that belong to no community.
Index(
    "uq_feed_without_community",
    feed.c.kind,
    feed.c.target_id,
    unique=True,
    postgresql_where=feed.c.community_id.is_(None),
    sqlite_where=feed.c.community_id.is_(None),
)

display = Table(
    "display",
    METADATA,
    key(),
    reference("place_id", "place.id", optional=True),
    reference("class_id", "class_group.id", optional=True),
    number("generation"),
    Column("created_at", Instant, nullable=False),
    Column("last_seen_at", Instant),
    Column("revision_seen", String),
    CheckConstraint("(place_id IS NULL) <> (class_id IS NULL)", name="shows_one"),
)

feed_fetch = Table(
    "feed_fetch",
    METADATA,
    owner("feed_id", "feed.id"),
    key("client"),
    Column("last_at", Instant, nullable=False),
    # The stamp of the newest publication that it was given.
    Column("shown", Instant),
    number("count"),
)
