"""What a client was given by its last fetch: the stamp of the newest publication, no tag nobody reads."""

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("feed_fetch", sa.Column("shown", sa.DateTime(timezone=True), nullable=True))
    # What was given then is not known; until the next fetch it counts, as it did, as all there was.
    op.execute("UPDATE feed_fetch SET shown = last_at")
    op.drop_column("feed_fetch", "etag")


def downgrade() -> None:
    op.add_column("feed_fetch", sa.Column("etag", sa.String(), nullable=False, server_default=""))
    op.drop_column("feed_fetch", "shown")
