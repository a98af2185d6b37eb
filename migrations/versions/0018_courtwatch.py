"""Tables of: judgments that are read and coded, agreement of coders, sheets of watched trials; the source of a publication."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _judgments()
    _codings()
    _agreement()
    _observations()
    mode = sa.Column("mode", sa.String(length=12), nullable=False, server_default="caseload")
    op.add_column("release_draft", mode)


def _judgments() -> None:
    op.create_table(
        "courtwatch_judgment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("court", sa.String(length=120), nullable=False),
        sa.Column("instance", sa.String(length=16), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("finality", sa.String(length=10), nullable=False),
        sa.Column("accused", sa.Integer(), nullable=False),
        sa.Column("injured", sa.Integer(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("trial_mark", sa.BigInteger(), nullable=False),
        sa.Column("is_double", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_courtwatch_judgment_office_id"),
        sa.ForeignKeyConstraint(["registered_by"], ["user_account.id"], name="fk_courtwatch_judgment_registered_by"),
        sa.PrimaryKeyConstraint("id", name="pk_courtwatch_judgment"),
    )
    columns = ["office_id", "decided_on", "id"]
    op.create_index("ix_courtwatch_judgment_office_id_decided_on", "courtwatch_judgment", columns)
    op.create_index("ix_courtwatch_judgment_office_id_state", "courtwatch_judgment", ["office_id", "state"])
    op.create_index("ix_courtwatch_judgment_mark", "courtwatch_judgment", ["mark"])


def _codings() -> None:
    op.create_table(
        "courtwatch_coding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("judgment_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("coded_by", sa.Uuid(), nullable=False),
        sa.Column("coded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["judgment_id"], ["courtwatch_judgment.id"], name="fk_courtwatch_coding_judgment_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_courtwatch_coding_office_id"),
        sa.ForeignKeyConstraint(["coded_by"], ["user_account.id"], name="fk_courtwatch_coding_coded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_courtwatch_coding"),
        sa.UniqueConstraint("judgment_id", "place", name="uq_courtwatch_coding_judgment_id_place"),
    )


def _agreement() -> None:
    op.create_table(
        "courtwatch_agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judgments", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_courtwatch_agreement_office_id"),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name="fk_courtwatch_agreement_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_courtwatch_agreement"),
    )
    columns = ["office_id", "made_at"]
    op.create_index("ix_courtwatch_agreement_office_id_made_at", "courtwatch_agreement", columns)


def _observations() -> None:
    op.create_table(
        "courtwatch_observation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("court", sa.String(length=120), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("trial_mark", sa.BigInteger(), nullable=False),
        sa.Column("observed_by", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_courtwatch_observation_office_id"),
        sa.ForeignKeyConstraint(["observed_by"], ["user_account.id"], name="fk_courtwatch_observation_observed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_courtwatch_observation"),
    )
    columns = ["office_id", "heard_on", "id"]
    op.create_index("ix_courtwatch_observation_office_id_heard_on", "courtwatch_observation", columns)
