"""The tables of the search: changes to sketches, marks of exact numbers, persons who share a number."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sketch_counter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sketch_counter")),
    )
    op.create_table(
        "sketch_change",
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sketch_change")),
        sa.UniqueConstraint("seq", name=op.f("uq_sketch_change_seq")),
    )
    op.create_table(
        "identifier_token",
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "kind", "token", name=op.f("pk_identifier_token")),
    )
    op.create_index(op.f("ix_identifier_token_kind_token"), "identifier_token", ["kind", "token"])
    op.create_table(
        "duplicate_hit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("first", sa.Uuid(), nullable=False),
        sa.Column("second", sa.Uuid(), nullable=False),
        sa.Column("first_case", sa.Uuid(), nullable=False),
        sa.Column("second_case", sa.Uuid(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_hit")),
        sa.UniqueConstraint("kind", "first", "second", name=op.f("uq_duplicate_hit_kind_first_second")),
    )
    for column in ("first", "second", "first_case", "second_case"):
        op.create_index(op.f(f"ix_duplicate_hit_{column}"), "duplicate_hit", [column])
