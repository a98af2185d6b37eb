"""Official figures that are being typed in and checked."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0051"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)
_BY = ("begun", "handed", "approved")


def upgrade() -> None:
    acts = [
        column
        for act in _BY
        for column in (
            sa.Column(f"{act}_by", sa.Uuid(), nullable=act != "begun"),
            sa.Column(f"{act}_at", _WHEN, nullable=act != "begun"),
        )
    ]
    op.create_table(
        "official_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("typists", sa.JSON(), nullable=False),
        sa.Column("base", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        *acts,
        sa.Column("returned_why", sa.String(length=200), nullable=True),
        sa.Column("release_id", sa.String(length=60), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        *(sa.ForeignKeyConstraint([f"{a}_by"], ["user_account.id"], name=f"fk_official_draft_{a}_by") for a in _BY),
        sa.PrimaryKeyConstraint("id", name="pk_official_draft"),
    )
