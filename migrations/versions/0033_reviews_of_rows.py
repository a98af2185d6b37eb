"""A review says by which way the version claimed, and what is wrong with which row. Of older ones it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("casework_claim_review") as table:
        table.add_column(sa.Column("route", sa.String(length=40), nullable=True))
        table.add_column(sa.Column("row_reasons", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("casework_claim_review") as table:
        table.alter_column("row_reasons", server_default=None)
