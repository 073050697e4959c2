"""Terms, holiday notices, and what each campus says about a term: bells, closures, make-up days."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer, String, Table, UniqueConstraint

from calendars.bells import Period
from calendars.weeks import TeachingWeek
from service.storage.tables.columns import (
    METADATA,
    clock,
    dates,
    key,
    number,
    owner,
    place_in_order,
    standing,
    text,
)
from service.storage.tables.types import Json

term = Table(
    "term",
    METADATA,
    key(),
    text("name"),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("week_one", Date, nullable=False),
    Column("lesson_weeks", Json(frozenset[int]), nullable=False),
    Column("weeks_given", Json(tuple[TeachingWeek, ...]), nullable=False),
    *standing(),
    UniqueConstraint("name"),
)

holiday_year = Table(
    "holiday_year",
    METADATA,
    Column("year", Integer, primary_key=True, autoincrement=False),
    text("source"),
    *standing(),
)

# `part` says which field of the notice the day stands in: off, makeup, or outside_off and outside_makeup.
notice_day = Table(
    "notice_day",
    METADATA,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("part", String, primary_key=True),
    place_in_order(),
    Column("day", Date, nullable=False),
    text("name"),
    ForeignKeyConstraint(["year"], ["holiday_year.year"]),
)

campus_term = Table(
    "campus_term",
    METADATA,
    owner("campus_id", "campus.id"),
    owner("term_id", "term.id"),
    Column("own_days_first", Date),
    Column("own_days_end", Date),
    Column("weeks_given", Json(tuple[TeachingWeek, ...]), nullable=False),
    Column("teaching_weekdays", Json(frozenset[int]), nullable=False),
    *standing(),
)


def _of_campus_term() -> list[Column[str] | Column[int] | ForeignKeyConstraint]:
    return [
        key("campus_id"),
        key("term_id"),
        place_in_order(),
        ForeignKeyConstraint(["campus_id", "term_id"], ["campus_term.campus_id", "campus_term.term_id"]),
    ]


bell_schedule = Table(
    "bell_schedule",
    METADATA,
    *_of_campus_term(),
    text("name"),
    Column("periods", Json(tuple[Period, ...]), nullable=False),
    *dates("valid"),
    Column("weekdays", Json(frozenset[int]), nullable=False),
    Column("grades", Json(frozenset[int])),
    number("layer"),
)

closure = Table(
    "closure",
    METADATA,
    *_of_campus_term(),
    *dates("days"),
    text("reason"),
    Column("grades", Json(frozenset[int])),
    *clock("span"),
)

day_rule = Table(
    "day_rule",
    METADATA,
    *_of_campus_term(),
    Column("day", Date, nullable=False),
    number("follows_weekday", optional=True),
    Column("follows_day", Date),
)
