"""Numbers that others have published about the same people; sums of national publications in preparation."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)
_BY = ("entered", "checked", "withdrawn", "struck")


def upgrade() -> None:
    _numbers()
    _regions()


def _regions() -> None:
    op.create_table(
        "regional_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("drafted_by", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", _WHEN, nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", _WHEN, nullable=True),
        sa.Column("release_id", sa.String(length=60), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["drafted_by"], ["user_account.id"], name="fk_regional_draft_drafted_by"),
        sa.ForeignKeyConstraint(["approved_by"], ["user_account.id"], name="fk_regional_draft_approved_by"),
        sa.PrimaryKeyConstraint("id", name="pk_regional_draft"),
    )


def _numbers() -> None:
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
