"""Which file of a court followed on which, so that a mistake can be taken back; and whether a higher court has the whole case."""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0072"
branch_labels = None
depends_on = None

_NAME = "casework_court_file"
_FILES = sa.table(_NAME, sa.column("role", sa.String()), sa.column("takes_over", sa.Boolean()))


def upgrade() -> None:
    op.add_column(_NAME, sa.Column("ended_by", sa.Uuid(), nullable=True))
    op.add_column(_NAME, sa.Column("takes_over", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_FILES.update().where(_FILES.c.role.in_(("second", "third"))).values(takes_over=sa.true()))
