"""All pairs that wait for a coordinator are counted on every page, from one key of those that are open."""

import sqlalchemy as sa
from alembic import op

revision = "0086"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    is_open = sa.text("verdict IS NULL")
    op.drop_index("ix_duplicate_hit_checked", "duplicate_hit")
    op.create_index(
        "ix_duplicate_hit_open", "duplicate_hit", ["verdict"], sqlite_where=is_open, postgresql_where=is_open
    )
