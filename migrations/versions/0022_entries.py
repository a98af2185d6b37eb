"""Tables of: former code names of clients, records that are of one person."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    former = "casework_former_name"
    op.create_table(
        former,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("code_name", sa.String(length=40), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        _key(former, "case_id", "casework_case"),
        _key(former, "victim_id", "casework_victim"),
        _key(former, "changed_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_former_name"),
    )
    for column in ("case_id", "victim_id", "code_name"):
        op.create_index(f"ix_{former}_{column}", former, [column])
    joined = "casework_joined"
    op.create_table(
        joined,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("first_case", sa.Uuid(), nullable=False),
        sa.Column("second_case", sa.Uuid(), nullable=False),
        sa.Column("joined_by", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parted_by", sa.Uuid(), nullable=True),
        sa.Column("parted_at", sa.DateTime(timezone=True), nullable=True),
        _key(joined, "kept_id", "casework_victim"),
        _key(joined, "other_id", "casework_victim"),
        _key(joined, "first_case", "casework_case"),
        _key(joined, "second_case", "casework_case"),
        _key(joined, "joined_by", "user_account"),
        _key(joined, "parted_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_joined"),
    )
    for column in ("kept_id", "first_case", "second_case"):
        op.create_index(f"ix_{joined}_{column}", joined, [column])
    stands = sa.text("parted_at IS NULL")
    name, of = "uq_casework_joined_other_id", ["other_id"]
    op.create_index(name, joined, of, unique=True, sqlite_where=stands, postgresql_where=stands)
