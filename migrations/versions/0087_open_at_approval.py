"""An approval keeps what was open of that on which the claim rests."""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None


def upgrade() -> None:
    open_points = sa.Column("open_points", sa.JSON(), nullable=False, server_default="[]")
    op.add_column("casework_claim_review", open_points)
