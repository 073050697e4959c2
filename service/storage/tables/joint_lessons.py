"""Joint lessons: wishes, their ends, and where they stand once placed."""

from sqlalchemy import Boolean, Column, Date, ForeignKeyConstraint, Index, Integer, Table

from calendars.weeks import Weeks
from service.domain.identity import CampusId
from service.domain.joint_lessons import AssistantState, Handover, ReplaceKind
from service.domain.slots import SlotLimits
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
from service.storage.tables.types import Choice, Json

joint_lesson = Table(
    "joint_lesson",
    METADATA,
    key(),
    text("code"),
    reference("community_id", "community.id"),
    reference("term_id", "term.id"),
    text("kind"),
    text("subject"),
    reference("lecturer_id", "person.id", optional=True),
    Column("weeks", Json(Weeks), nullable=False),
    *dates("days"),
    number("wished_weekday", optional=True),
    number("wished_period", optional=True),
    Column("replaces_kind", Choice(ReplaceKind), nullable=False),
    text("replaces_subject"),
    Column("pinned", Boolean, nullable=False),
    text("topic"),
    *source(optional=True),
    Column("handovers", Json(tuple[Handover, ...]), nullable=False),
    text("course"),
    text("right_after"),
    Column("limits", Json(SlotLimits), nullable=False),
    *standing(),
)
# A workbook's name of a lesson is its identity in a community and term; a lesson made by hand has none.
Index(
    "uq_joint_lesson_code",
    joint_lesson.c.community_id,
    joint_lesson.c.term_id,
    joint_lesson.c.code,
    unique=True,
    postgresql_where=joint_lesson.c.code != "",
    sqlite_where=joint_lesson.c.code != "",
)

joint_end = Table(
    "joint_end",
    METADATA,
    owner("lesson_id", "joint_lesson.id"),
    place_in_order(),
    reference("campus_id", "campus.id"),
    Column("hosts", Boolean, nullable=False),
    reference("place_id", "place.id", optional=True),
    text("place_text"),
    reference("assistant_id", "person.id", optional=True),
    Column("assistant_state", Choice(AssistantState), nullable=False),
    text("awaited"),
)

joint_end_class = Table(
    "joint_end_class",
    METADATA,
    key("lesson_id"),
    Column("end_ordinal", Integer, primary_key=True, autoincrement=False),
    place_in_order(),
    reference("class_id", "class_group.id"),
    ForeignKeyConstraint(["lesson_id", "end_ordinal"], ["joint_end.lesson_id", "joint_end.ordinal"]),
)

one_off = Table(
    "one_off",
    METADATA,
    owner("lesson_id", "joint_lesson.id"),
    place_in_order(),
    Column("day", Date, nullable=False),
    number("period", optional=True),
    *clock("span"),
)

placement = Table(
    "placement",
    METADATA,
    owner("lesson_id", "joint_lesson.id"),
    place_in_order(),
    *dates("days"),
    number("slot_weekday"),
    number("slot_period"),
    Column("local_periods", Json(tuple[tuple[CampusId, int], ...]), nullable=False),
)

# `home_lesson_id` may outlive its lesson, as moves and pins may: a new base can drop the cell.
placement_replaced = Table(
    "placement_replaced",
    METADATA,
    key("lesson_id"),
    Column("placement_ordinal", Integer, primary_key=True, autoincrement=False),
    place_in_order(),
    reference("class_id", "class_group.id"),
    text("home_lesson_id"),
    ForeignKeyConstraint(["lesson_id", "placement_ordinal"], ["placement.lesson_id", "placement.ordinal"]),
)
