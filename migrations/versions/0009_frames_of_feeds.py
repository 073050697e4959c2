"""What surrounds the events of a feed's file, and since when: no event's stamp tells of it."""

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("feed", sa.Column("frame", sa.String(), nullable=False, server_default=""))
    op.add_column("feed", sa.Column("framed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("feed", "framed_at")
    op.drop_column("feed", "frame")
