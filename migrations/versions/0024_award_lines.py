"""Table of: what a decision said of each kind of damage; which accused paid."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "casework_award_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("interest_from", sa.Date(), nullable=True),
        sa.Column("owed_by", sa.JSON(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name="fk_casework_award_line_claim_id"),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["casework_claim_decision.id"], name="fk_casework_award_line_decision_id"
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_award_line_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_award_line"),
    )
    op.create_index("ix_casework_award_line_claim_id", "casework_award_line", ["claim_id"])
    columns = ["decision_id", "version"]
    op.create_index("ix_casework_award_line_decision_id_version", "casework_award_line", columns)
    with op.batch_alter_table("casework_claim_payment") as table:
        table.add_column(sa.Column("defendant_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            "fk_casework_claim_payment_defendant_id", "casework_defendant", ["defendant_id"], ["id"]
        )
