"""Which schools of a submission still ask something; until now all did as soon as one of them did."""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    asking = sa.Column("asking", sa.JSON(none_as_null=True), nullable=False, server_default="[]")
    op.add_column("submission", asking)
    # Who asked was not kept: until the next look at it, all of its schools.
    op.execute("UPDATE submission SET asking = campuses WHERE problems > 0")


def downgrade() -> None:
    op.drop_column("submission", "asking")
