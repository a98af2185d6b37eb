"""Grants of an office, its own acts, and what was spent."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def _record(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", _WHEN, nullable=True),
        sa.Column("struck_why", sa.String(length=200), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", _WHEN, nullable=False),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name=f"fk_{table}_struck_by"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=f"fk_{table}_recorded_by"),
    ]


def upgrade() -> None:
    op.create_table(
        "casework_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("donor", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("budget", sa.Numeric(14, 2), nullable=False),
        sa.Column("packages", sa.JSON(), nullable=False),
        sa.Column("periods", sa.JSON(), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", _WHEN, nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_grant_office_id"),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name="fk_casework_grant_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_grant"),
    )
    op.create_index("ix_casework_grant_office_id", "casework_grant", ["office_id"])
    op.create_table(
        "casework_act",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        *_record("casework_act"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_act_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_act"),
    )
    op.create_index("ix_casework_act_office_id_on", "casework_act", ["office_id", "on"])
    op.create_table(
        "casework_grant_cost",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("package", sa.String(length=12), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("voucher", sa.String(length=60), nullable=False),
        *_record("casework_grant_cost"),
        sa.ForeignKeyConstraint(["grant_id"], ["casework_grant.id"], name="fk_casework_grant_cost_grant_id"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_grant_cost"),
    )
    op.create_index("ix_casework_grant_cost_grant_id", "casework_grant_cost", ["grant_id"])
