"""Steps struck as mistakes, proceedings joined, severed and entered late, deadlines missed with a reason, decisions that fell."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_STEP = 'm.proceeding_id = casework_deadline.proceeding_id AND m."on" = coalesce(met_on, lapsed_on)'


def upgrade() -> None:
    with op.batch_alter_table("casework_proceeding") as table:
        table.add_column(sa.Column("entered_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("row_version", sa.Integer(), server_default="1", nullable=False))
    with op.batch_alter_table("casework_move") as table:
        table.add_column(sa.Column("struck_by", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("casework_claim_decision") as table:
        table.add_column(sa.Column("quashed_on", sa.Date(), nullable=True))
    _deadlines()
    op.create_table(
        "casework_track_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("accused", sa.JSON(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_track_link_case_id"),
        sa.ForeignKeyConstraint(["first_id"], ["casework_proceeding.id"], name="fk_casework_track_link_first_id"),
        sa.ForeignKeyConstraint(["second_id"], ["casework_proceeding.id"], name="fk_casework_track_link_second_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_track_link_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_track_link"),
    )
    op.create_index("ix_casework_track_link_case_id", "casework_track_link", ["case_id"])


def _deadlines() -> None:
    """Of earlier periods the step that ended them is found by its day; were it another one, more would come back, not less."""
    with op.batch_alter_table("casework_deadline") as table:
        table.add_column(sa.Column("prepare_by", sa.Date(), nullable=True))
        table.add_column(sa.Column("ended_by", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("law_version", sa.String(length=20), nullable=True))
        table.add_column(sa.Column("missed_reason", sa.String(length=24), nullable=True))
        table.add_column(sa.Column("has_note", sa.Boolean(), server_default=sa.false(), nullable=False))
    missed = sa.text("missed_reason IS NOT NULL")
    op.create_index(
        "ix_casework_deadline_missed",
        "casework_deadline",
        ["office_id", "act_by", "id"],
        sqlite_where=missed,
        postgresql_where=missed,
    )
    step = f"SELECT m.id FROM casework_move m WHERE {_STEP} ORDER BY m.seq DESC LIMIT 1"
    op.execute(
        sa.text(f"UPDATE casework_deadline SET ended_by = ({step}) WHERE coalesce(met_on, lapsed_on) IS NOT NULL")
    )
