"""Signed states of the ledger, partners' signatures, and on PostgreSQL the one function that may append an entry."""

import sqlalchemy as sa
from alembic import op

from litigation_app.ledger import ANCHOR_TRIGGERS, APPEND

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SIZE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ledger_checkpoint",
        sa.Column("size", _SIZE, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_ledger_checkpoint")),
    )
    op.create_table(
        "ledger_cosignature",
        sa.Column("size", _SIZE, autoincrement=False, nullable=False),
        sa.Column("witness", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("size", "witness", name=op.f("pk_ledger_cosignature")),
    )
    op.create_table(
        "witnessed_log",
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("size", _SIZE, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_witnessed_log")),
    )
    dialect = op.get_bind().dialect.name
    for statement in ANCHOR_TRIGGERS[dialect] + (APPEND if dialect == "postgresql" else []):
        op.execute(statement)
