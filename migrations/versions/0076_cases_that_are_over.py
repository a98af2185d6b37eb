"""A case is over once nothing of ours waits in it; a claim says when it was sent first, a client's standing until when to collect."""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0074"
branch_labels = None
depends_on = None

_RUNS = {"sqlite_where": sa.text("is_over = 0"), "postgresql_where": sa.text("NOT is_over")}
_FIRST = """
UPDATE casework_claim SET first_sent_at = CASE
  WHEN (SELECT min(at) FROM casework_claim_review r WHERE r.claim_id = casework_claim.id) < submitted_at
    OR submitted_at IS NULL
  THEN (SELECT min(at) FROM casework_claim_review r WHERE r.claim_id = casework_claim.id)
  ELSE submitted_at END
"""


def upgrade() -> None:
    op.drop_index("ix_casework_case_dated", table_name="casework_case", if_exists=True)
    op.create_index("ix_casework_case_dated", "casework_case", ["office_id", "dated_until", "id"], **_RUNS)
    op.add_column("casework_claim", sa.Column("first_sent_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(_FIRST)
    op.add_column("casework_portfolio_standing", sa.Column("enforce_by", sa.Date(), nullable=True))
