"""What became of a decision on a claim: appealed, upheld, changed, quashed, final."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("casework_claim_decision") as table:
        table.add_column(sa.Column("appealed_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("final_on", sa.Date(), nullable=True))
    _turns()


def _turns() -> None:
    name = "casework_claim_turn"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("next_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", _WHEN, nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", _WHEN, nullable=True),
        sa.Column("struck_why", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name=f"fk_{name}_claim_id"),
        sa.ForeignKeyConstraint(["decision_id"], ["casework_claim_decision.id"], name=f"fk_{name}_decision_id"),
        sa.ForeignKeyConstraint(["next_id"], ["casework_claim_decision.id"], name=f"fk_{name}_next_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=f"fk_{name}_recorded_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name=f"fk_{name}_struck_by"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_claim_id", name, ["claim_id"])
    op.create_index(f"ix_{name}_decision_id", name, ["decision_id"])
