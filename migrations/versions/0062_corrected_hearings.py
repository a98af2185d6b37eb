"""A hearing that was entered wrongly is corrected, and what stood there is kept; one entered by mistake is in no calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

_NAME, _OF_DAY = "casework_hearing_change", "ix_casework_hearing_of_day"


def upgrade() -> None:
    keys = {
        "hearing_id": "casework_hearing",
        "case_id": "casework_case",
        "proceeding_id": "casework_proceeding",
        "changed_by": "user_account",
    }
    op.create_table(
        _NAME,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hearing_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("proceeding_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("must_come", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.ForeignKeyConstraint([one], [f"{to}.id"], name=f"fk_{_NAME}_{one}") for one, to in keys.items()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_NAME}"),
    )
    op.create_index(f"ix_{_NAME}_hearing_id", _NAME, ["hearing_id"])
    op.drop_index(_OF_DAY, "casework_hearing")
    op.create_index(_OF_DAY, "casework_hearing", ["office_id", "on", "at", "id", "case_id", "state"])
