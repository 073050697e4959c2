"""Which bells lie on top of a school's own: what was said of some days afterwards."""

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("bell_schedule", sa.Column("layer", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("bell_schedule", "layer")
