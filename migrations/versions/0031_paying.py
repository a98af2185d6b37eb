"""Tables of: the instalments in which an award is to be paid; which claim a record is about; who was handed a payment."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)
_IS_OPEN = sa.text("settled_on IS NULL AND replaced_at IS NULL")


def upgrade() -> None:
    _plans()
    _instalments()
    with op.batch_alter_table("casework_claim_payment") as table:
        table.add_column(sa.Column("payee", sa.String(length=10), nullable=True))
    with op.batch_alter_table("casework_record") as table:
        table.add_column(sa.Column("claim_id", sa.Uuid(), nullable=True))
        table.create_foreign_key("fk_casework_record_claim_id", "casework_claim", ["claim_id"], ["id"])


def _plans() -> None:
    name = "casework_payment_plan"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=12), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", _WHEN, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name=f"fk_{name}_claim_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=f"fk_{name}_recorded_by"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("claim_id", "version", name=f"uq_{name}_claim_id_version"),
    )


def _instalments() -> None:
    name = "casework_instalment"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("defendant_id", sa.Uuid(), nullable=True),
        sa.Column("missing", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("replaced_at", _WHEN, nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["casework_payment_plan.id"], name=f"fk_{name}_plan_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name=f"fk_{name}_claim_id"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=f"fk_{name}_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=f"fk_{name}_office_id"),
        sa.ForeignKeyConstraint(["defendant_id"], ["casework_defendant.id"], name=f"fk_{name}_defendant_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_plan_id", name, ["plan_id"])
    op.create_index(f"ix_{name}_case_id", name, ["case_id"])
    columns = ["office_id", "due_on", "id"]
    op.create_index(f"ix_{name}_open", name, columns, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN)
