"""The decisions that became final in a week are read from a key."""

from alembic import op

revision = "0045"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_casework_claim_decision_final_on", "casework_claim_decision", ["final_on", "claim_id"])
