"""Columns of: claims that were filed before a coordinator had approved them; reviews by a coordinator who is alone."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("casework_claim") as table:
        table.add_column(sa.Column("unreviewed_because", sa.String(length=20), nullable=True))
        table.add_column(sa.Column("review_by", sa.Date(), nullable=True))
        table.create_index("ix_casework_claim_office_id_review_by", ["office_id", "review_by"])
    with op.batch_alter_table("casework_claim_review") as table:
        table.add_column(sa.Column("is_independent", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("casework_claim_review") as table:
        table.alter_column("is_independent", server_default=None)
