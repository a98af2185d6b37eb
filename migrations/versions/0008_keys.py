"""A key version that is being replaced is closed; no index has to follow each key that comes under a new version."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("kek_use") as table:
        table.add_column(sa.Column("is_closed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.drop_index("ix_subject_key_kek_ver", table_name="subject_key")
