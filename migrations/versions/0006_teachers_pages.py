"""What is told from teachers' pages (收到, incidents, outcomes), and what only they show (meetings)."""

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "acknowledgement",
        sa.Column("feed_id", sa.String(), nullable=False),
        sa.Column("through", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_acknowledgement_feed_id_feed")),
        sa.PrimaryKeyConstraint("feed_id", name=op.f("pk_acknowledgement")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("days_first", sa.Date(), nullable=False),
        sa.Column("days_end", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_person_id_told_at"), "incident", ["person_id", "told_at"], unique=False)
    op.create_table(
        "outcome",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("campus_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("uid", "campus_id", name=op.f("pk_outcome")),
    )
    op.create_table(
        "meeting",
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("passcode", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("lesson_id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "phone",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("of_id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "of_id", name=op.f("pk_phone")),
    )


def downgrade() -> None:
    op.drop_table("phone")
    op.drop_table("meeting")
    op.drop_table("outcome")
    op.drop_table("incident")
    op.drop_table("acknowledgement")
