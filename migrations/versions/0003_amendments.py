"""Dated changes live with amendments, upon what is published, and no longer in the draft."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "amendment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_amendment_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("term_id", "number", name=op.f("uq_amendment_term_id_number")),
    )
    op.create_index(op.f("ix_amendment_term_id"), "amendment", ["term_id"], unique=False)
    # Nothing has ever written a dated change into a draft.
    op.drop_table("dated_change")


def downgrade() -> None:
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
    op.drop_table("amendment")
