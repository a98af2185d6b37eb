"""People of partner organisations who may be the second person of an act."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cosigner",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("stamp", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["proposal_id"], ["person_proposal.id"], name="fk_cosigner_proposal_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_cosigner_user_id"),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_cosigner"),
    )
    op.create_index("ix_cosigner_user_id", "cosigner", ["user_id"], unique=True)
