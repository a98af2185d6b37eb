"""Tables of: documents."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "casework_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name="fk_casework_document_added_by"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_document_case_id"),
        sa.ForeignKeyConstraint(["removed_by"], ["user_account.id"], name="fk_casework_document_removed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_document"),
    )
    op.create_index("ix_casework_document_case_id_added_at", "casework_document", ["case_id", "added_at"])
