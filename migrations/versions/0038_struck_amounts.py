"""Decisions and payments that were a mistake are struck; a day of filing that was corrected is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0035"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    for name in ("casework_claim_decision", "casework_claim_payment"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("struck_by", sa.Uuid(), nullable=True))
            table.add_column(sa.Column("struck_at", _WHEN, nullable=True))
            table.add_column(sa.Column("struck_why", sa.String(length=12), nullable=True))
            table.create_foreign_key(f"fk_{name}_struck_by", "user_account", ["struck_by"], ["id"])
    _filing_changes()


def _filing_changes() -> None:
    name = "casework_claim_filing_change"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("was", sa.Date(), nullable=False),
        sa.Column("became", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name=f"fk_{name}_claim_id"),
        sa.ForeignKeyConstraint(["by"], ["user_account.id"], name=f"fk_{name}_by"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_claim_id", name, ["claim_id"])
