"""Key of an office's open deadlines: with the case, so that those of a lawyer are counted without reading the rows."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_KEY = "ix_casework_deadline_open_office_id_side_act_by_id"
_IS_OPEN = sa.text("met_on IS NULL AND lapsed_on IS NULL")


def upgrade() -> None:
    op.drop_index(_KEY, "casework_deadline")
    op.create_index(
        f"{_KEY}_case_id",
        "casework_deadline",
        ["office_id", "side", "act_by", "id", "case_id"],
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )
