"""A review says by which way the version claimed and what is wrong with which row; two approve above a limit; who is away.

Of older reviews neither way nor rows are known.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reviews()
    with op.batch_alter_table("casework_claim") as table:
        table.add_column(sa.Column("first_approved_by", sa.Uuid(), nullable=True))
        table.create_foreign_key("fk_casework_claim_first_approved_by", "user_account", ["first_approved_by"], ["id"])
    op.create_table(
        "casework_review_limit",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("office_id", sa.Uuid(), sa.ForeignKey("office.id", ondelete="CASCADE"), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount", sa.Numeric(14, 2), nullable=True),
        sa.Column("set_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(
        "ix_casework_review_limit_office_id_currency_set_at",
        "casework_review_limit",
        ["office_id", "currency", "set_at"],
    )
    op.create_table(
        "casework_review_absence",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("office_id", sa.Uuid(), sa.ForeignKey("office.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("stand_in", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
    )
    op.create_index(
        "ix_casework_review_absence_office_id_until_on", "casework_review_absence", ["office_id", "until_on"]
    )


def _reviews() -> None:
    with op.batch_alter_table("casework_claim_review") as table:
        table.add_column(sa.Column("route", sa.String(length=40), nullable=True))
        table.add_column(sa.Column("row_reasons", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("casework_claim_review") as table:
        table.alter_column("row_reasons", server_default=None)
    op.create_index("ix_casework_claim_review_by_at", "casework_claim_review", ["by", "at"])
