"""A key of an office's claims that came back from review and wait for their lawyer: read on the first page of her day."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_CAME_BACK = sa.text("state = 'returned' OR (state = 'approved' AND filed_on IS NULL)")


def upgrade() -> None:
    op.create_index(
        "ix_casework_claim_came_back",
        "casework_claim",
        ["office_id", "case_id"],
        sqlite_where=_CAME_BACK,
        postgresql_where=_CAME_BACK,
    )
