"""Keys of partner organisations: who named them, who confirmed them."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "partner_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("public_key", sa.String(length=44), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", moment, nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", moment, nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposed_by"], ["user_account.id"], name="fk_partner_key_proposed_by"),
        sa.ForeignKeyConstraint(["confirmed_by"], ["user_account.id"], name="fk_partner_key_confirmed_by"),
        sa.ForeignKeyConstraint(["ended_by"], ["user_account.id"], name="fk_partner_key_ended_by"),
        sa.PrimaryKeyConstraint("id", name="pk_partner_key"),
    )
    op.create_index("ix_partner_key_public_key", "partner_key", ["public_key"])
