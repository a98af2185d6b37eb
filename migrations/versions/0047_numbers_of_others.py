"""Numbers that others have published about the same people."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)
_BY = ("entered", "checked", "withdrawn", "struck")


def upgrade() -> None:
    acts = [
        column
        for act in _BY
        for column in (
            sa.Column(f"{act}_by", sa.Uuid(), nullable=act != "entered"),
            sa.Column(f"{act}_at", _WHEN, nullable=act != "entered"),
        )
    ]
    op.create_table(
        "known_number",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("table_id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("publisher", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("is_doubtful", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        *acts,
        sa.Column("struck_why", sa.String(length=200), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        *(sa.ForeignKeyConstraint([f"{a}_by"], ["user_account.id"], name=f"fk_known_number_{a}_by") for a in _BY),
        sa.PrimaryKeyConstraint("id", name="pk_known_number"),
    )
