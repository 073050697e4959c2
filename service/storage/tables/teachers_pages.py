"""What is told from teachers' pages, and what only they show.

Lessons, people, campuses and rooms are named by id only: what was told of them outlives them.
"""

from sqlalchemy import Column, Index, Table

from service.domain.teacher_page.incidents import IncidentKind
from service.domain.teacher_page.meetings import PhoneOf
from service.domain.teacher_page.outcomes import OutcomeKind
from service.storage.tables.columns import METADATA, dates, key, owner, text
from service.storage.tables.types import Choice, Instant

acknowledgement = Table(
    "acknowledgement",
    METADATA,
    owner("feed_id", "feed.id"),
    Column("through", Instant, nullable=False),
    Column("said_at", Instant, nullable=False),
)

# `uid` "" speaks of all her lessons on the days.
incident = Table(
    "incident",
    METADATA,
    key(),
    Column("kind", Choice(IncidentKind), nullable=False),
    text("person_id"),
    text("uid"),
    *dates("days"),
    text("note"),
    Column("told_at", Instant, nullable=False),
    Column("handled_at", Instant),
    text("handled_by"),
    Index(None, "person_id", "told_at"),
)

outcome = Table(
    "outcome",
    METADATA,
    key("uid"),
    key("campus_id"),
    Column("kind", Choice(OutcomeKind), nullable=False),
    text("said_by"),
    Column("said_at", Instant, nullable=False),
)

# Private, as contacts are: read by nothing but the page of those who are on the link. The values are in no
# key: PostgreSQL quotes keys in its error messages.
meeting = Table("meeting", METADATA, key("lesson_id"), text("link"), text("number"), text("passcode"))
phone = Table(
    "phone", METADATA, Column("kind", Choice(PhoneOf), primary_key=True), key("of_id"), text("number")
)
