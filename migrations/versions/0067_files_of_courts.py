"""Who has each proceeding in hand: the courts of its instances, the prosecution and others, since when, until when.

The numbers that stood beside a case stay sealed where they are, and are read from there until somebody writes them down here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

_NAME = "casework_court_file"


def upgrade() -> None:
    keys = {"case_id": "casework_case", "proceeding_id": "casework_proceeding", "recorded_by": "user_account"}
    op.create_table(
        _NAME,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(one, sa.Uuid(), nullable=False) for one in keys),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=60), nullable=True),
        sa.Column("court_typed", sa.String(length=200), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        *(sa.ForeignKeyConstraint([one], [f"{to}.id"], name=f"fk_{_NAME}_{one}") for one, to in keys.items()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_NAME}"),
    )
    op.create_index(f"ix_{_NAME}_case_id", _NAME, ["case_id"])
