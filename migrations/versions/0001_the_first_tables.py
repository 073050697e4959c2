"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("entity_kind", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(
        op.f("ix_audit_entity_kind_entity_id"), "audit", ["entity_kind", "entity_id"], unique=False
    )
    op.create_table(
        "campus_term_lock",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("campus_id", "term_id", name=op.f("pk_campus_term_lock")),
    )
    op.create_table(
        "change_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_change_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_head")),
    )
    op.create_table(
        "change_log",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("community_id", sa.String(), nullable=True),
        sa.Column("campus_id", sa.String(), nullable=True),
        sa.Column("term_id", sa.String(), nullable=True),
        sa.Column("subject_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("n", "part", name=op.f("pk_change_log")),
    )
    op.create_table(
        "community",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community")),
    )
    op.create_table(
        "contact",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("recipient", "channel", name=op.f("pk_contact")),
    )
    op.create_table(
        "holiday_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_holiday_year")),
    )
    op.create_table(
        "occurrence_uid",
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("base_day", sa.Date(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("lesson_id", "base_day", name=op.f("pk_occurrence_uid")),
        sa.UniqueConstraint("uid", name=op.f("uq_occurrence_uid_uid")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "school",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "term",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("week_one", sa.Date(), nullable=False),
        sa.Column("lesson_weeks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("weeks_given", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("name", name=op.f("uq_term_name")),
    )
    op.create_table(
        "campus",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_campus_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campus")),
    )
    op.create_index(op.f("ix_campus_school_id"), "campus", ["school_id"], unique=False)
    op.create_table(
        "custody",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("held_by", sa.String(), nullable=False),
        sa.Column("valid_first", sa.Date(), nullable=False),
        sa.Column("valid_end", sa.Date(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["held_by"], ["school.id"], name=op.f("fk_custody_held_by_school")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_custody_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
    )
    op.create_index(op.f("ix_custody_held_by"), "custody", ["held_by"], unique=False)
    op.create_index(op.f("ix_custody_school_id"), "custody", ["school_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_draft_community_id_community")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_draft_term_id_term")),
        sa.PrimaryKeyConstraint("community_id", "term_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "event_mark",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("base_day", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_event_mark_community_id_community")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_event_mark_term_id_term")),
        sa.PrimaryKeyConstraint("uid", "view", name=op.f("pk_event_mark")),
    )
    op.create_index(op.f("ix_event_mark_community_id"), "event_mark", ["community_id"], unique=False)
    op.create_index(
        op.f("ix_event_mark_lesson_id_base_day"), "event_mark", ["lesson_id", "base_day"], unique=False
    )
    op.create_index(op.f("ix_event_mark_term_id"), "event_mark", ["term_id"], unique=False)
    op.create_table(
        "feed",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target_id", sa.String(), nullable=False),
        sa.Column("community_id", sa.String(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_feed_community_id_community")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint(
            "kind", "target_id", "community_id", name=op.f("uq_feed_kind_target_id_community_id")
        ),
    )
    op.create_index(op.f("ix_feed_community_id"), "feed", ["community_id"], unique=False)
    op.create_index(
        "uq_feed_without_community",
        "feed",
        ["kind", "target_id"],
        unique=True,
        postgresql_where=sa.text("community_id IS NULL"),
        sqlite_where=sa.text("community_id IS NULL"),
    )
    op.create_table(
        "joint_lesson",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("lecturer_id", sa.String(), nullable=True),
        sa.Column("weeks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("days_first", sa.Date(), nullable=False),
        sa.Column("days_end", sa.Date(), nullable=True),
        sa.Column("wished_weekday", sa.Integer(), nullable=True),
        sa.Column("wished_period", sa.Integer(), nullable=True),
        sa.Column("replaces_kind", sa.String(), nullable=False),
        sa.Column("replaces_subject", sa.String(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("source_file", sa.String(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_cell", sa.String(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_joint_lesson_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["lecturer_id"], ["person.id"], name=op.f("fk_joint_lesson_lecturer_id_person")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_joint_lesson_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_lesson")),
    )
    op.create_index(op.f("ix_joint_lesson_community_id"), "joint_lesson", ["community_id"], unique=False)
    op.create_index(op.f("ix_joint_lesson_lecturer_id"), "joint_lesson", ["lecturer_id"], unique=False)
    op.create_index(op.f("ix_joint_lesson_term_id"), "joint_lesson", ["term_id"], unique=False)
    op.create_index(
        "uq_joint_lesson_code",
        "joint_lesson",
        ["community_id", "term_id", "code"],
        unique=True,
        postgresql_where=sa.text("code != ''"),
        sqlite_where=sa.text("code != ''"),
    )
    op.create_table(
        "notice_day",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year"], ["holiday_year.year"], name=op.f("fk_notice_day_year_holiday_year")
        ),
        sa.PrimaryKeyConstraint("year", "part", "ordinal", name=op.f("pk_notice_day")),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_revision_community_id_community")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_revision_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint(
            "community_id", "term_id", "number", name=op.f("uq_revision_community_id_term_id_number")
        ),
    )
    op.create_index(op.f("ix_revision_community_id"), "revision", ["community_id"], unique=False)
    op.create_index(op.f("ix_revision_term_id"), "revision", ["term_id"], unique=False)
    op.create_table(
        "unavailability",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("days_first", sa.Date(), nullable=False),
        sa.Column("days_end", sa.Date(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("weeks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_unavailability_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unavailability")),
    )
    op.create_index(op.f("ix_unavailability_person_id"), "unavailability", ["person_id"], unique=False)
    op.create_table(
        "campus_alias",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_campus_alias_campus_id_campus")),
        sa.PrimaryKeyConstraint("campus_id", "ordinal", name=op.f("pk_campus_alias")),
    )
    op.create_table(
        "campus_term",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("own_days_first", sa.Date(), nullable=True),
        sa.Column("own_days_end", sa.Date(), nullable=True),
        sa.Column("weeks_given", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("teaching_weekdays", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_campus_term_campus_id_campus")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_campus_term_term_id_term")),
        sa.PrimaryKeyConstraint("campus_id", "term_id", name=op.f("pk_campus_term")),
    )
    op.create_table(
        "class_group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_grade", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_class_group_campus_id_campus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_group")),
    )
    op.create_index(op.f("ix_class_group_campus_id"), "class_group", ["campus_id"], unique=False)
    op.create_table(
        "draft_base",
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("timetable_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_draft_base_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["community_id", "term_id"],
            ["draft.community_id", "draft.term_id"],
            name=op.f("fk_draft_base_community_id_term_id_draft"),
        ),
        sa.PrimaryKeyConstraint("community_id", "term_id", "ordinal", name=op.f("pk_draft_base")),
    )
    op.create_index(op.f("ix_draft_base_campus_id"), "draft_base", ["campus_id"], unique=False)
    op.create_table(
        "draft_move",
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id", "term_id"],
            ["draft.community_id", "draft.term_id"],
            name=op.f("fk_draft_move_community_id_term_id_draft"),
        ),
        sa.PrimaryKeyConstraint("community_id", "term_id", "ordinal", name=op.f("pk_draft_move")),
    )
    op.create_table(
        "draft_pin",
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id", "term_id"],
            ["draft.community_id", "draft.term_id"],
            name=op.f("fk_draft_pin_community_id_term_id_draft"),
        ),
        sa.PrimaryKeyConstraint("community_id", "term_id", "lesson_id", name=op.f("pk_draft_pin")),
    )
    op.create_table(
        "feed_fetch",
        sa.Column("feed_id", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_feed_fetch_feed_id_feed")),
        sa.PrimaryKeyConstraint("feed_id", "client", name=op.f("pk_feed_fetch")),
    )
    op.create_table(
        "home_timetable",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campus_id"], ["campus.id"], name=op.f("fk_home_timetable_campus_id_campus")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_home_timetable_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_timetable")),
        sa.UniqueConstraint(
            "campus_id",
            "term_id",
            "effective_from",
            name=op.f("uq_home_timetable_campus_id_term_id_effective_from"),
        ),
    )
    op.create_index(op.f("ix_home_timetable_campus_id"), "home_timetable", ["campus_id"], unique=False)
    op.create_index(op.f("ix_home_timetable_term_id"), "home_timetable", ["term_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("campus_id", sa.String(), nullable=True),
        sa.Column("valid_first", sa.Date(), nullable=False),
        sa.Column("valid_end", sa.Date(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_membership_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_membership_community_id_community")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_membership_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_campus_id"), "membership", ["campus_id"], unique=False)
    op.create_index(op.f("ix_membership_community_id"), "membership", ["community_id"], unique=False)
    op.create_index(op.f("ix_membership_school_id"), "membership", ["school_id"], unique=False)
    op.create_table(
        "one_off",
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["joint_lesson.id"], name=op.f("fk_one_off_lesson_id_joint_lesson")
        ),
        sa.PrimaryKeyConstraint("lesson_id", "ordinal", name=op.f("pk_one_off")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("can_host", sa.Boolean(), nullable=False),
        sa.Column("max_ends", sa.Integer(), nullable=True),
        sa.Column("subjects", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("classes_at_once", sa.Integer(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_place_campus_id_campus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_campus_id"), "place", ["campus_id"], unique=False)
    op.create_table(
        "placement",
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("days_first", sa.Date(), nullable=False),
        sa.Column("days_end", sa.Date(), nullable=True),
        sa.Column("slot_weekday", sa.Integer(), nullable=False),
        sa.Column("slot_period", sa.Integer(), nullable=False),
        sa.Column("local_periods", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["joint_lesson.id"], name=op.f("fk_placement_lesson_id_joint_lesson")
        ),
        sa.PrimaryKeyConstraint("lesson_id", "ordinal", name=op.f("pk_placement")),
    )
    op.create_table(
        "post",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("staff_number", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("weekdays", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("valid_first", sa.Date(), nullable=False),
        sa.Column("valid_end", sa.Date(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_post_campus_id_campus")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_post_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_index(op.f("ix_post_campus_id"), "post", ["campus_id"], unique=False)
    op.create_index(op.f("ix_post_person_id"), "post", ["person_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("offset_minutes", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_reminder_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "event_key",
            "kind",
            "offset_minutes",
            "channel",
            "recipient",
            name=op.f("uq_reminder_event_key_kind_offset_minutes_channel_recipient"),
        ),
    )
    op.create_index(op.f("ix_reminder_revision_id"), "reminder", ["revision_id"], unique=False)
    op.create_index(
        "ix_reminder_leased",
        "reminder",
        ["lease_until"],
        unique=False,
        postgresql_where=sa.text("state = 'leased'"),
        sqlite_where=sa.text("state = 'leased'"),
    )
    op.create_index(
        "ix_reminder_waiting",
        "reminder",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
        sqlite_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "travel",
        sa.Column("from_id", sa.String(), nullable=False),
        sa.Column("to_id", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["campus.id"], name=op.f("fk_travel_from_id_campus")),
        sa.ForeignKeyConstraint(["to_id"], ["campus.id"], name=op.f("fk_travel_to_id_campus")),
        sa.PrimaryKeyConstraint("from_id", "to_id", name=op.f("pk_travel")),
    )
    op.create_table(
        "bell_schedule",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("periods", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("valid_first", sa.Date(), nullable=False),
        sa.Column("valid_end", sa.Date(), nullable=True),
        sa.Column("weekdays", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("grades", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["campus_id", "term_id"],
            ["campus_term.campus_id", "campus_term.term_id"],
            name=op.f("fk_bell_schedule_campus_id_term_id_campus_term"),
        ),
        sa.PrimaryKeyConstraint("campus_id", "term_id", "ordinal", name=op.f("pk_bell_schedule")),
    )
    op.create_table(
        "class_name",
        sa.Column("class_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("head_teacher_id", sa.String(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class_group.id"], name=op.f("fk_class_name_class_id_class_group")
        ),
        sa.ForeignKeyConstraint(
            ["head_teacher_id"], ["person.id"], name=op.f("fk_class_name_head_teacher_id_person")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_class_name_term_id_term")),
        sa.PrimaryKeyConstraint("class_id", "term_id", name=op.f("pk_class_name")),
    )
    op.create_index(op.f("ix_class_name_head_teacher_id"), "class_name", ["head_teacher_id"], unique=False)
    op.create_table(
        "closure",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("days_first", sa.Date(), nullable=False),
        sa.Column("days_end", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("grades", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campus_id", "term_id"],
            ["campus_term.campus_id", "campus_term.term_id"],
            name=op.f("fk_closure_campus_id_term_id_campus_term"),
        ),
        sa.PrimaryKeyConstraint("campus_id", "term_id", "ordinal", name=op.f("pk_closure")),
    )
    op.create_table(
        "dated_change",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("campus_id", sa.String(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("to_period", sa.Integer(), nullable=True),
        sa.Column("to_span_start", sa.Integer(), nullable=True),
        sa.Column("to_span_end", sa.Integer(), nullable=True),
        sa.Column("to_place_id", sa.String(), nullable=True),
        sa.Column("swap_with", sa.String(), nullable=True),
        sa.Column("swap_day", sa.Date(), nullable=True),
        sa.Column("absent_id", sa.String(), nullable=True),
        sa.Column("substitute_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["absent_id"], ["person.id"], name=op.f("fk_dated_change_absent_id_person")),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_dated_change_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["person.id"], name=op.f("fk_dated_change_substitute_id_person")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_dated_change_term_id_term")),
        sa.ForeignKeyConstraint(
            ["to_place_id"], ["place.id"], name=op.f("fk_dated_change_to_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dated_change")),
    )
    op.create_index(op.f("ix_dated_change_absent_id"), "dated_change", ["absent_id"], unique=False)
    op.create_index(op.f("ix_dated_change_campus_id"), "dated_change", ["campus_id"], unique=False)
    op.create_index(op.f("ix_dated_change_lesson_id_day"), "dated_change", ["lesson_id", "day"], unique=False)
    op.create_index(op.f("ix_dated_change_substitute_id"), "dated_change", ["substitute_id"], unique=False)
    op.create_index(op.f("ix_dated_change_term_id"), "dated_change", ["term_id"], unique=False)
    op.create_index(op.f("ix_dated_change_to_place_id"), "dated_change", ["to_place_id"], unique=False)
    op.create_table(
        "day_rule",
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("follows_weekday", sa.Integer(), nullable=True),
        sa.Column("follows_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campus_id", "term_id"],
            ["campus_term.campus_id", "campus_term.term_id"],
            name=op.f("fk_day_rule_campus_id_term_id_campus_term"),
        ),
        sa.PrimaryKeyConstraint("campus_id", "term_id", "ordinal", name=op.f("pk_day_rule")),
    )
    op.create_table(
        "display",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place_id", sa.String(), nullable=True),
        sa.Column("class_id", sa.String(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision_seen", sa.String(), nullable=True),
        sa.CheckConstraint("(place_id IS NULL) <> (class_id IS NULL)", name=op.f("ck_display_shows_one")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class_group.id"], name=op.f("fk_display_class_id_class_group")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_display_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_display")),
    )
    op.create_index(op.f("ix_display_class_id"), "display", ["class_id"], unique=False)
    op.create_index(op.f("ix_display_place_id"), "display", ["place_id"], unique=False)
    op.create_table(
        "home_lesson",
        sa.Column("timetable_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("teacher_id", sa.String(), nullable=True),
        sa.Column("source_file", sa.String(), nullable=False),
        sa.Column("source_sheet", sa.String(), nullable=False),
        sa.Column("source_cell", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("weeks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("place_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class_group.id"], name=op.f("fk_home_lesson_class_id_class_group")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_home_lesson_place_id_place")),
        sa.ForeignKeyConstraint(["teacher_id"], ["person.id"], name=op.f("fk_home_lesson_teacher_id_person")),
        sa.ForeignKeyConstraint(
            ["timetable_id"], ["home_timetable.id"], name=op.f("fk_home_lesson_timetable_id_home_timetable")
        ),
        sa.PrimaryKeyConstraint("timetable_id", "id", name=op.f("pk_home_lesson")),
    )
    op.create_index(op.f("ix_home_lesson_class_id"), "home_lesson", ["class_id"], unique=False)
    op.create_index(op.f("ix_home_lesson_place_id"), "home_lesson", ["place_id"], unique=False)
    op.create_index(op.f("ix_home_lesson_teacher_id"), "home_lesson", ["teacher_id"], unique=False)
    op.create_table(
        "joint_end",
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("hosts", sa.Boolean(), nullable=False),
        sa.Column("place_id", sa.String(), nullable=True),
        sa.Column("place_text", sa.String(), nullable=False),
        sa.Column("assistant_id", sa.String(), nullable=True),
        sa.Column("assistant_state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assistant_id"], ["person.id"], name=op.f("fk_joint_end_assistant_id_person")
        ),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_joint_end_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["joint_lesson.id"], name=op.f("fk_joint_end_lesson_id_joint_lesson")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_joint_end_place_id_place")),
        sa.PrimaryKeyConstraint("lesson_id", "ordinal", name=op.f("pk_joint_end")),
    )
    op.create_index(op.f("ix_joint_end_assistant_id"), "joint_end", ["assistant_id"], unique=False)
    op.create_index(op.f("ix_joint_end_campus_id"), "joint_end", ["campus_id"], unique=False)
    op.create_index(op.f("ix_joint_end_place_id"), "joint_end", ["place_id"], unique=False)
    op.create_table(
        "placement_replaced",
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("placement_ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("class_id", sa.String(), nullable=False),
        sa.Column("home_lesson_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class_group.id"], name=op.f("fk_placement_replaced_class_id_class_group")
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id", "placement_ordinal"],
            ["placement.lesson_id", "placement.ordinal"],
            name=op.f("fk_placement_replaced_lesson_id_placement_ordinal_placement"),
        ),
        sa.PrimaryKeyConstraint(
            "lesson_id", "placement_ordinal", "ordinal", name=op.f("pk_placement_replaced")
        ),
    )
    op.create_index(op.f("ix_placement_replaced_class_id"), "placement_replaced", ["class_id"], unique=False)
    op.create_table(
        "research_session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("host_campus_id", sa.String(), nullable=True),
        sa.Column("place_text", sa.String(), nullable=False),
        sa.Column("place_id", sa.String(), nullable=True),
        sa.Column("chair_id", sa.String(), nullable=True),
        sa.Column("speaker_id", sa.String(), nullable=True),
        sa.Column("members_text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source_file", sa.String(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_cell", sa.String(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["person.id"], name=op.f("fk_research_session_chair_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_research_session_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["host_campus_id"], ["campus.id"], name=op.f("fk_research_session_host_campus_id_campus")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_research_session_place_id_place")),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["person.id"], name=op.f("fk_research_session_speaker_id_person")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_research_session_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_session")),
    )
    op.create_index(op.f("ix_research_session_chair_id"), "research_session", ["chair_id"], unique=False)
    op.create_index(
        op.f("ix_research_session_community_id"), "research_session", ["community_id"], unique=False
    )
    op.create_index(
        op.f("ix_research_session_host_campus_id"), "research_session", ["host_campus_id"], unique=False
    )
    op.create_index(op.f("ix_research_session_place_id"), "research_session", ["place_id"], unique=False)
    op.create_index(op.f("ix_research_session_speaker_id"), "research_session", ["speaker_id"], unique=False)
    op.create_index(op.f("ix_research_session_term_id"), "research_session", ["term_id"], unique=False)
    op.create_table(
        "joint_end_class",
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("end_ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("class_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class_group.id"], name=op.f("fk_joint_end_class_class_id_class_group")
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id", "end_ordinal"],
            ["joint_end.lesson_id", "joint_end.ordinal"],
            name=op.f("fk_joint_end_class_lesson_id_end_ordinal_joint_end"),
        ),
        sa.PrimaryKeyConstraint("lesson_id", "end_ordinal", "ordinal", name=op.f("pk_joint_end_class")),
    )
    op.create_index(op.f("ix_joint_end_class_class_id"), "joint_end_class", ["class_id"], unique=False)
    op.create_table(
        "session_member",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_session_member_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["research_session.id"],
            name=op.f("fk_session_member_session_id_research_session"),
        ),
        sa.PrimaryKeyConstraint("session_id", "ordinal", name=op.f("pk_session_member")),
    )
    op.create_index(op.f("ix_session_member_person_id"), "session_member", ["person_id"], unique=False)
    # The one row that every commit counts up.
    op.execute("INSERT INTO change_head (id, n) VALUES (1, 0)")
    # The one row that stands for the whole district.
    op.execute("INSERT INTO campus_term_lock (campus_id, term_id) VALUES ('*', '*')")


def downgrade() -> None:
    op.drop_table("session_member")
    op.drop_table("joint_end_class")
    op.drop_table("research_session")
    op.drop_table("placement_replaced")
    op.drop_table("joint_end")
    op.drop_table("home_lesson")
    op.drop_table("display")
    op.drop_table("day_rule")
    op.drop_table("dated_change")
    op.drop_table("closure")
    op.drop_table("class_name")
    op.drop_table("bell_schedule")
    op.drop_table("travel")
    op.drop_table("reminder")
    op.drop_table("post")
    op.drop_table("placement")
    op.drop_table("place")
    op.drop_table("one_off")
    op.drop_table("membership")
    op.drop_table("home_timetable")
    op.drop_table("feed_fetch")
    op.drop_table("draft_pin")
    op.drop_table("draft_move")
    op.drop_table("draft_base")
    op.drop_table("class_group")
    op.drop_table("campus_term")
    op.drop_table("campus_alias")
    op.drop_table("unavailability")
    op.drop_table("revision")
    op.drop_table("notice_day")
    op.drop_table("joint_lesson")
    op.drop_table("feed")
    op.drop_table("event_mark")
    op.drop_table("draft")
    op.drop_table("custody")
    op.drop_table("campus")
    op.drop_table("term")
    op.drop_table("setting")
    op.drop_table("school")
    op.drop_table("person")
    op.drop_table("occurrence_uid")
    op.drop_table("holiday_year")
    op.drop_table("contact")
    op.drop_table("community")
    op.drop_table("change_log")
    op.drop_table("change_head")
    op.drop_table("campus_term_lock")
    op.drop_table("audit")
