"""A claim says which kinds of damage are asked of some of its debtors alone."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("casework_claim") as table:
        table.add_column(sa.Column("asked_of_some", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    with op.batch_alter_table("casework_claim") as table:
        table.alter_column("asked_of_some", server_default=None)
