"""Who and where a joint lesson is handed over to, from a day on."""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    # The lessons that are there already were never handed over.
    handovers = sa.Column("handovers", sa.JSON(none_as_null=True), nullable=False, server_default="[]")
    op.add_column("joint_lesson", handovers)


def downgrade() -> None:
    op.drop_column("joint_lesson", "handovers")
