"""The office closes cases and opens them again; legal holds of a whole case, lifted by two."""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("casework_case", sa.Column("closed_on", sa.Date(), nullable=True))
    name = "casework_closing"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("was_told", sa.Boolean(), nullable=False),
        sa.Column("were_returned", sa.Boolean(), nullable=False),
        sa.Column("open_points", sa.Integer(), nullable=False),
        sa.Column("reopened_by", sa.Uuid(), nullable=True),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_because", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=f"fk_{name}_case_id"),
        sa.ForeignKeyConstraint(["closed_by"], ["user_account.id"], name=f"fk_{name}_closed_by"),
        sa.ForeignKeyConstraint(["reopened_by"], ["user_account.id"], name=f"fk_{name}_reopened_by"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_case_id", name, ["case_id"])
    _holds()


def _holds() -> None:
    name = "casework_hold"
    with op.batch_alter_table(name) as table:
        table.alter_column("victim_id", existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column("lift_asked_by", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("lift_asked_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("lift_reason", sa.String(length=20), nullable=True))
        table.create_foreign_key(f"fk_{name}_lift_asked_by", "user_account", ["lift_asked_by"], ["id"])
        table.create_index(f"ix_{name}_case_id", ["case_id"])
