"""Tables of: what is recorded of a client as a person, powers of attorney, what was filed without one."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    particular = "casework_particular"
    op.create_table(
        particular,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("group", sa.String(length=12), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        _key(particular, "case_id", "casework_case"),
        _key(particular, "office_id", "office"),
        _key(particular, "victim_id", "casework_victim"),
        _key(particular, "recorded_by", "user_account"),
        _key(particular, "struck_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_particular"),
    )
    op.create_index("ix_casework_particular_case_id", particular, ["case_id"])
    op.create_index("ix_casework_particular_victim_id", particular, ["victim_id"])
    reminds = sa.text("remind_on IS NOT NULL AND struck_at IS NULL")
    columns = ["office_id", "remind_on", "id"]
    name = "ix_casework_particular_remind"
    op.create_index(name, particular, columns, sqlite_where=reminds, postgresql_where=reminds)
    _authority()
    _unauthorised()


def _authority() -> None:
    authority = "casework_authority"
    op.create_table(
        authority,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.String(length=20), nullable=False),
        sa.Column("of_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        _key(authority, "case_id", "casework_case"),
        _key(authority, "office_id", "office"),
        _key(authority, "victim_id", "casework_victim"),
        _key(authority, "of_id", "casework_authority"),
        _key(authority, "recorded_by", "user_account"),
        _key(authority, "struck_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_authority"),
    )
    op.create_index("ix_casework_authority_case_id", authority, ["case_id"])
    op.create_index("ix_casework_authority_victim_id", authority, ["victim_id"])


def _unauthorised() -> None:
    unauthorised = "casework_unauthorised"
    op.create_table(
        unauthorised,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("move_id", sa.Uuid(), nullable=True),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _key(unauthorised, "case_id", "casework_case"),
        _key(unauthorised, "move_id", "casework_move"),
        _key(unauthorised, "claim_id", "casework_claim"),
        _key(unauthorised, "recorded_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_unauthorised"),
    )
    op.create_index("ix_casework_unauthorised_case_id", unauthorised, ["case_id"])
    op.create_index("ix_casework_unauthorised_claim_id", unauthorised, ["claim_id"])
