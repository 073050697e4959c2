"""Schools, campuses, communities, and who belongs to which from when to when."""

from sqlalchemy import Column, Table

from service.domain.communities import CommunityKind, Role
from service.storage.tables.columns import (
    METADATA,
    dates,
    key,
    owner,
    place_in_order,
    reference,
    standing,
    text,
)
from service.storage.tables.types import Choice

school = Table("school", METADATA, key(), text("name"), text("code"), *standing())

campus = Table("campus", METADATA, key(), reference("school_id", "school.id"), text("name"), *standing())

campus_alias = Table(
    "campus_alias", METADATA, owner("campus_id", "campus.id"), place_in_order(), text("name")
)

community = Table(
    "community",
    METADATA,
    key(),
    text("name"),
    Column("kind", Choice(CommunityKind), nullable=False),
    text("shape"),
    *standing(),
)

# A membership has no name of its own: its key is a digest of what it says (service/storage/relations.py).
membership = Table(
    "membership",
    METADATA,
    key(),
    reference("community_id", "community.id"),
    reference("school_id", "school.id"),
    Column("role", Choice(Role), nullable=False),
    reference("campus_id", "campus.id", optional=True),
    *dates("valid"),
    *standing(),
)

custody = Table(
    "custody",
    METADATA,
    key(),
    reference("school_id", "school.id"),
    reference("held_by", "school.id"),
    *dates("valid"),
    *standing(),
)
