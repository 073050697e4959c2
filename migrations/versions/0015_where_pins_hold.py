"""In which cell of the week a home lesson is pinned; until now nobody could pin one."""

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    # No command or page ever wrote a pin: there is none that would need a cell.
    op.execute("DELETE FROM draft_pin")
    with op.batch_alter_table("draft_pin") as table:
        table.add_column(sa.Column("weekday", sa.Integer(), nullable=False))
        table.add_column(sa.Column("period", sa.Integer(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("draft_pin") as table:
        table.drop_column("period")
        table.drop_column("weekday")
