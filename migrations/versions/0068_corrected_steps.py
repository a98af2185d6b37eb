"""What a step says is corrected, and what stood there is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

_NAME = "casework_move_change"


def upgrade() -> None:
    keys = {"move_id": "casework_move", "case_id": "casework_case", "changed_by": "user_account"}
    op.create_table(
        _NAME,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(one, sa.Uuid(), nullable=False) for one in keys),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.ForeignKeyConstraint([one], [f"{to}.id"], name=f"fk_{_NAME}_{one}") for one, to in keys.items()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_NAME}"),
    )
    op.create_index(f"ix_{_NAME}_move_id", _NAME, ["move_id"])
