"""Several lessons a week of one wish: the course they share, and which stands right after which (连堂)."""

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    for column in ("course", "right_after"):
        op.add_column("joint_lesson", sa.Column(column, sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    for column in ("right_after", "course"):
        op.drop_column("joint_lesson", column)
