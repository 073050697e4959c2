"""Teachers: people, their posts, when they cannot be booked, and the ways between campuses."""

from sqlalchemy import Boolean, Column, Integer, Table

from calendars.weeks import Weeks
from service.storage.tables.columns import (
    METADATA,
    clock,
    dates,
    key,
    number,
    owner,
    reference,
    standing,
    text,
)
from service.storage.tables.types import Json

person = Table(
    "person", METADATA, key(), text("name"), Column("placeholder", Boolean, nullable=False), *standing()
)

post = Table(
    "post",
    METADATA,
    key(),
    reference("person_id", "person.id"),
    reference("campus_id", "campus.id"),
    text("staff_number"),
    text("subject"),
    Column("weekdays", Json(frozenset[int]), nullable=False),
    *dates("valid"),
    *standing(),
)

unavailability = Table(
    "unavailability",
    METADATA,
    key(),
    reference("person_id", "person.id"),
    Column("weekday", Integer),
    *dates("days"),
    *clock("span"),
    Column("weeks", Json(Weeks), nullable=False),
    text("reason"),
    *standing(),
)

travel = Table(
    "travel",
    METADATA,
    owner("from_id", "campus.id"),
    owner("to_id", "campus.id"),
    number("minutes"),
    *standing(),
)
