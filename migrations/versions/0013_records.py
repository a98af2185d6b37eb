"""Tables of: the accused, and what is recorded of a case beside its steps."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "casework_defendant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("letter", sa.String(length=4), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name="fk_casework_defendant_added_by"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_defendant_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_defendant"),
        sa.UniqueConstraint("case_id", "letter", name="uq_casework_defendant_case_id_letter"),
    )
    op.create_table(
        "casework_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("proceeding_id", sa.Uuid(), nullable=True),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("defendant_id", sa.Uuid(), nullable=True),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_record_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_record_office_id"),
        sa.ForeignKeyConstraint(["proceeding_id"], ["casework_proceeding.id"], name="fk_casework_record_proceeding_id"),
        sa.ForeignKeyConstraint(["victim_id"], ["casework_victim.id"], name="fk_casework_record_victim_id"),
        sa.ForeignKeyConstraint(["defendant_id"], ["casework_defendant.id"], name="fk_casework_record_defendant_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_record_recorded_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name="fk_casework_record_struck_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_record"),
    )
    op.create_index("ix_casework_record_case_id_on", "casework_record", ["case_id", "on"])
    asks = sa.text("asks")
    columns = ["office_id", "id"]
    op.create_index("ix_casework_record_asks", "casework_record", columns, sqlite_where=asks, postgresql_where=asks)
