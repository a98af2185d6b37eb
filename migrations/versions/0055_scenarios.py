"""Scenarios that people keep, and which of them a run of the fund model was made of."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "scenario",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("copied_from", sa.String(length=120), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", _WHEN, nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", _WHEN, nullable=False),
        sa.Column("archived_at", _WHEN, nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name="fk_scenario_made_by"),
        sa.ForeignKeyConstraint(["changed_by"], ["user_account.id"], name="fk_scenario_changed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_scenario"),
    )
    op.create_index("ix_scenario_changed_at", "scenario", ["changed_at"])
    op.add_column("study", sa.Column("scenario_name", sa.String(length=120), server_default="", nullable=False))
    op.add_column("study", sa.Column("text_hash", sa.String(length=64), server_default="", nullable=False))
    op.add_column("study", sa.Column("result_key", sa.String(length=64), server_default="", nullable=False))
    op.create_index("ix_study_result_key", "study", ["result_key"])
