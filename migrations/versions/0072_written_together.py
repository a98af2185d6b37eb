"""Which rows one act wrote, so that they are corrected and struck together; days of decisions on claims are corrected too."""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None

_NAME = "casework_written_together"
_OUTER = (
    "UPDATE casework_deadline SET ended_by = move_id WHERE runs_from = 'decision_not_served_on_victim'"
    " AND lapsed_on IS NOT NULL AND ended_by IS NULL AND missed_reason IS NULL"
)


def upgrade() -> None:
    op.create_table(
        _NAME,
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "case_id", "act_id")),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=f"fk_{_NAME}_case_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_NAME}"),
    )
    for column in ("act_id", "row_id"):
        op.create_index(f"ix_{_NAME}_{column}", _NAME, [column])
    op.add_column("casework_claim_filing_change", sa.Column("row_id", sa.Uuid(), nullable=True))
    op.execute(sa.text(_OUTER))  # what a day of service ended is said to be ended by the step that was served
