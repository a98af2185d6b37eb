"""Who stands in for whom: absences of reviewers become one kind of it, beside those of lawyers and single hearings."""

import sqlalchemy as sa
from alembic import op

from litigation_app.core.rls.functions import FUNCTIONS

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None

_NAME, _BEFORE = "casework_stand_in", "casework_review_absence"
_KEPT = "id, office_id, user_id, stand_in, from_on, until_on, recorded_at, ended_at, row_version"


def upgrade() -> None:
    op.create_table(
        _NAME,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("covers", sa.String(length=10), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("stand_in", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("hearing_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=f"fk_{_NAME}_office_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=f"fk_{_NAME}_user_id"),
        sa.ForeignKeyConstraint(["stand_in"], ["user_account.id"], name=f"fk_{_NAME}_stand_in"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=f"fk_{_NAME}_case_id"),
        sa.ForeignKeyConstraint(["hearing_id"], ["casework_hearing.id"], name=f"fk_{_NAME}_hearing_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=f"fk_{_NAME}_recorded_by"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_NAME}"),
    )
    op.create_index(f"ix_{_NAME}_office_id_until_on", _NAME, ["office_id", "until_on"])
    op.create_index(f"ix_{_NAME}_stand_in_until_on", _NAME, ["stand_in", "until_on"])
    op.create_index(f"ix_{_NAME}_hearing_id", _NAME, ["hearing_id"])
    op.execute(f"INSERT INTO {_NAME} (covers, recorded_by, {_KEPT}) SELECT 'reviews', user_id, {_KEPT} FROM {_BEFORE}")
    op.drop_table(_BEFORE)
    if op.get_bind().dialect.name != "sqlite":
        for signature, body in FUNCTIONS.items():
            op.execute(f"CREATE OR REPLACE FUNCTION {signature} {body}")
            op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
