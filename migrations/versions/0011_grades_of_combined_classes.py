"""The higher grades of combined classes 复式班, which closures and wishes of those grades are about, too."""

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("class_name", sa.Column("higher", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("class_name", "higher")
