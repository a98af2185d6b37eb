"""Tables of: hearings and what came of them; until when a case has a date."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


_OPEN = "d.case_id = casework_case.id AND d.met_on IS NULL AND d.lapsed_on IS NULL"


def upgrade() -> None:
    with op.batch_alter_table("casework_case") as table:
        table.add_column(sa.Column("dated_until", sa.Date(), nullable=True))
        table.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
    runs = sa.text("ended_on IS NULL")
    columns = ["office_id", "dated_until", "id"]
    op.create_index("ix_casework_case_dated", "casework_case", columns, sqlite_where=runs, postgresql_where=runs)
    last_day = f"SELECT max(d.act_by) FROM casework_deadline d WHERE {_OPEN}"
    op.execute(sa.text(f"UPDATE casework_case SET dated_until = ({last_day})"))  # ended_on comes with the next step
    op.create_table(
        "casework_hearing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("proceeding_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("must_come", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("follows", sa.Uuid(), nullable=True),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_hearing_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_hearing_office_id"),
        sa.ForeignKeyConstraint(
            ["proceeding_id"], ["casework_proceeding.id"], name="fk_casework_hearing_proceeding_id"
        ),
        sa.ForeignKeyConstraint(["follows"], ["casework_hearing.id"], name="fk_casework_hearing_follows"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_hearing_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_hearing"),
    )
    op.create_index("ix_casework_hearing_office_id_on", "casework_hearing", ["office_id", "on", "id"])
    op.create_index("ix_casework_hearing_case_id_on", "casework_hearing", ["case_id", "on"])
    op.create_index("ix_casework_hearing_on", "casework_hearing", ["on", "id"])
    op.create_index("ix_casework_hearing_proceeding_id", "casework_hearing", ["proceeding_id"])
    op.create_table(
        "casework_hearing_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hearing_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("came", sa.JSON(), nullable=False),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("reported_by", sa.Uuid(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["hearing_id"], ["casework_hearing.id"], name="fk_casework_hearing_report_hearing_id"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_hearing_report_case_id"),
        sa.ForeignKeyConstraint(["reported_by"], ["user_account.id"], name="fk_casework_hearing_report_reported_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_hearing_report"),
    )
    op.create_index("ix_casework_hearing_report_hearing_id", "casework_hearing_report", ["hearing_id"])
