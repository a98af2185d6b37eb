"""Coded facts have the number of their last change, so that the columns of them are brought up to date by what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_HAS_CHANGE = sa.text("change IS NOT NULL")


def upgrade() -> None:
    op.add_column("capsule", sa.Column("change", sa.BigInteger(), nullable=True))
    op.create_index("ix_capsule_change", "capsule", ["change"], sqlite_where=_HAS_CHANGE, postgresql_where=_HAS_CHANGE)
