"""What imports still lacked: the ledger, corrections, submissions, placeholders, awaited classes."""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("campus", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("meant", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("campus", "kind", "written", name=op.f("pk_correction")),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("term_name", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("campuses", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(op.f("ix_submission_term_name"), "submission", ["term_name"], unique=False)
    op.create_table(
        "activity",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.Column("days_first", sa.Date(), nullable=True),
        sa.Column("days_end", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("host_campus_id", sa.String(), nullable=True),
        sa.Column("people_text", sa.String(), nullable=False),
        sa.Column("place_text", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("source_file", sa.String(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_cell", sa.String(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_activity_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["host_campus_id"], ["campus.id"], name=op.f("fk_activity_host_campus_id_campus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index(op.f("ix_activity_community_id"), "activity", ["community_id"], unique=False)
    op.create_index(op.f("ix_activity_host_campus_id"), "activity", ["host_campus_id"], unique=False)
    op.create_table(
        "activity_campus",
        sa.Column("activity_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_campus_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["campus_id"], ["campus.id"], name=op.f("fk_activity_campus_campus_id_campus")
        ),
        sa.PrimaryKeyConstraint("activity_id", "ordinal", name=op.f("pk_activity_campus")),
    )
    op.create_index(op.f("ix_activity_campus_campus_id"), "activity_campus", ["campus_id"], unique=False)
    op.create_table(
        "activity_person",
        sa.Column("activity_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_person_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_activity_person_person_id_person")
        ),
        sa.PrimaryKeyConstraint("activity_id", "ordinal", name=op.f("pk_activity_person")),
    )
    op.create_index(op.f("ix_activity_person_person_id"), "activity_person", ["person_id"], unique=False)

    # The rows that are there already: every lesson has its classes, every person a name.
    op.add_column("joint_end", sa.Column("awaited", sa.String(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("placeholder", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("person", "placeholder")
    op.drop_column("joint_end", "awaited")
    op.drop_table("activity_person")
    op.drop_table("activity_campus")
    op.drop_table("activity")
    op.drop_table("submission")
    op.drop_table("correction")
