"""Questions to experts about a value of a scenario, and what each of them judged."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "elicitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scenario_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("row_name", sa.String(length=200), nullable=False),
        sa.Column("wording", sa.String(length=500), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", _WHEN, nullable=False),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenario.id"], name="fk_elicitation_scenario_id"),
        sa.ForeignKeyConstraint(["asked_by"], ["user_account.id"], name="fk_elicitation_asked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_elicitation"),
    )
    op.create_index("ix_elicitation_scenario_id", "elicitation", ["scenario_id"])
    op.create_table(
        "elicitation_judgement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("elicitation_id", sa.Uuid(), nullable=False),
        sa.Column("expert", sa.String(length=120), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("middle", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", _WHEN, nullable=False),
        sa.ForeignKeyConstraint(["elicitation_id"], ["elicitation.id"], name="fk_elicitation_judgement_elicitation_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_elicitation_judgement_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_elicitation_judgement"),
    )
    op.create_index("ix_elicitation_judgement_elicitation_id", "elicitation_judgement", ["elicitation_id"])
