"""Papers: whom each is about, and versions of the same paper."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("casework_document") as table:
        table.add_column(sa.Column("victim_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("series", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.execute("UPDATE casework_document SET series = id")
    with op.batch_alter_table("casework_document") as table:
        table.alter_column("series", existing_type=sa.Uuid(), nullable=False)
        table.create_foreign_key("fk_casework_document_victim_id", "casework_victim", ["victim_id"], ["id"])
        table.create_unique_constraint("uq_casework_document_series_version", ["series", "version"])
        table.create_index("ix_casework_document_victim_id", ["victim_id"])
