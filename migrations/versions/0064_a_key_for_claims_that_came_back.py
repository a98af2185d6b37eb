"""Claims that came back are found by the lists of cases: their own key goes."""

from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_casework_claim_came_back", table_name="casework_claim", if_exists=True)


def downgrade() -> None:
    raise NotImplementedError
