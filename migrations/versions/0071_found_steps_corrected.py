"""What stood in a corrected step says too whether it was known since when it stood there; of older ones it is inferred."""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0069"
branch_labels = None
depends_on = None

_FOUND = (
    "EXISTS (SELECT 1 FROM casework_move m JOIN casework_proceeding p ON p.id = m.proceeding_id"
    " JOIN casework_case c ON c.id = p.case_id WHERE m.id = casework_move_change.move_id"
    ' AND (m.is_found OR (m.is_outside AND m.seq = 1 AND casework_move_change."on" = c.opened_on)))'
)


def upgrade() -> None:
    column = sa.Column("is_found", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("casework_move_change", column)
    changes = sa.table("casework_move_change", sa.column("is_found", sa.Boolean()))
    op.execute(changes.update().where(sa.text(_FOUND)).values(is_found=sa.true()))
