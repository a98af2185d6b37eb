"""A case keeps from when on its claim may be time-barred counted from her knowledge too; the lists choose by the day of reading."""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None

_COLUMN = "barred_from_knowledge_on"
_KNOWN = sa.text(f"{_COLUMN} IS NOT NULL")


def upgrade() -> None:
    op.add_column("casework_case", sa.Column(_COLUMN, sa.Date(), nullable=True))
    name = "ix_casework_case_barred_from_knowledge"
    op.create_index(name, "casework_case", ["office_id", _COLUMN, "id"], sqlite_where=_KNOWN, postgresql_where=_KNOWN)
