"""How far each client came with her claims, and what it comes to for each office; `litigation portfolio` fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_MEASURES = ("claimed", "decided", "awarded", "final", "enforcing", "paid", "owed")


def upgrade() -> None:
    standing = "casework_portfolio_standing"
    op.create_table(
        standing,
        sa.Column("victim_id", sa.Uuid(), sa.ForeignKey("casework_victim.id"), primary_key=True),
        sa.Column("route", sa.String(40), primary_key=True),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("casework_case.id"), nullable=False),
        sa.Column("office_id", sa.Uuid(), sa.ForeignKey("office.id"), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("lawyer_id", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _MEASURES),
    )
    op.create_index(f"ix_{standing}_case_id", standing, ["case_id"])
    op.create_index(f"ix_{standing}_office_id_route_year", standing, ["office_id", "route", "year", "victim_id"])
    op.create_table(
        "casework_portfolio_cell",
        sa.Column("office_id", sa.Uuid(), sa.ForeignKey("office.id"), primary_key=True),
        sa.Column("route", sa.String(40), primary_key=True),
        sa.Column("country", sa.String(2), primary_key=True),
        sa.Column("lawyer_id", sa.Uuid(), sa.ForeignKey("user_account.id"), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True),
        sa.Column("currency", sa.String(3), primary_key=True),
        *(
            column
            for name in _MEASURES
            for column in (
                sa.Column(f"{name}_persons", sa.Integer(), nullable=False),
                sa.Column(name, sa.BigInteger(), nullable=False),
            )
        ),
    )
