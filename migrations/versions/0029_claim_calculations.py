"""Table of: how the rows of a claim were computed. Columns of: what was asked of whom, and what she was told of it."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "casework_calculation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("head", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name="fk_casework_calculation_claim_id"),
        sa.ForeignKeyConstraint(["victim_id"], ["casework_victim.id"], name="fk_casework_calculation_victim_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_calculation_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_calculation"),
    )
    op.create_index("ix_casework_calculation_claim_id", "casework_calculation", ["claim_id"])
    op.create_index("ix_casework_calculation_victim_id", "casework_calculation", ["victim_id"])
    with op.batch_alter_table("casework_claim") as table:
        table.add_column(sa.Column("is_quantified", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("debtors", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
        table.add_column(sa.Column("advised_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("has_advice", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("eur_rate", sa.Numeric(precision=14, scale=6), nullable=True))
        table.add_column(sa.Column("eur_rate_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("eur_rate_source", sa.String(length=200), nullable=True))
    with op.batch_alter_table("casework_claim") as table:
        for column in ("is_quantified", "debtors", "has_advice"):
            table.alter_column(column, server_default=None)
