"""Results for victims that a grant promised: read from published data."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("casework_grant") as table:
        table.add_column(sa.Column("outcomes", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("casework_grant") as table:
        table.alter_column("outcomes", server_default=None)
