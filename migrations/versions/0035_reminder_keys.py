"""Keys of an office's powers of attorney by their end, and of its deadlines by the day to begin: read for reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_IS_OPEN = sa.text("met_on IS NULL AND lapsed_on IS NULL")


def upgrade() -> None:
    op.create_index("ix_casework_authority_until", "casework_authority", ["office_id", "until_on"])
    op.create_index(
        "ix_casework_deadline_open_office_id_side_prepare_by_case_id",
        "casework_deadline",
        ["office_id", "side", "prepare_by", "case_id"],
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )
