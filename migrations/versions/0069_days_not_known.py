"""That nobody knows since when proceedings stood where we found them is said of the step; older steps as it was inferred."""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

_OPENED_ON = (
    "SELECT c.opened_on FROM casework_case c JOIN casework_proceeding p ON p.case_id = c.id"
    " WHERE p.id = casework_move.proceeding_id"
)


def upgrade() -> None:
    op.add_column("casework_move", sa.Column("is_found", sa.Boolean(), nullable=False, server_default=sa.false()))
    moves = sa.table("casework_move", sa.column("is_found", sa.Boolean()), sa.column("is_outside", sa.Boolean()))
    as_before = sa.text(f'seq = 1 AND "on" = ({_OPENED_ON})')
    op.execute(moves.update().where(moves.c.is_outside, as_before).values(is_found=sa.true()))
