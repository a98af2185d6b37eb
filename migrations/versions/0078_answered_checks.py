"""Checks for a conflict of interest that wait are found by a key; what colleagues are told of."""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0076"
branch_labels = None
depends_on = None

_WAITS = sa.text("kind = 'checked' AND verdict IS NULL")


def upgrade() -> None:
    where = {"sqlite_where": _WAITS, "postgresql_where": _WAITS}
    op.create_index("ix_duplicate_hit_checked", "duplicate_hit", ["first_case"], **where)
    name = "casework_notice"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=f"fk_{name}_user_id"),
        sa.ForeignKeyConstraint(["by"], ["user_account.id"], name=f"fk_{name}_by"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_user_id_at", name, ["user_id", "at"])
