"""可排时段、不排时段: the slots in which a wish may stand, and those in which it may not."""

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("joint_lesson", sa.Column("limits", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("joint_lesson", "limits")
