"""Tables of: erasures. A victim's row says whether anything of her is left."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("casework_victim") as table:
        table.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    _erasures()
    _holds()


def _erasures() -> None:
    name = "casework_erasure"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("certificate", sa.String(length=24), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("with_case", sa.Boolean(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("kek_ver", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=op.f(f"fk_{name}_case_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["user_account.id"], name=op.f(f"fk_{name}_decided_by")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{name}_office_id")),
        sa.ForeignKeyConstraint(["proposed_by"], ["user_account.id"], name=op.f(f"fk_{name}_proposed_by")),
        sa.ForeignKeyConstraint(["victim_id"], ["casework_victim.id"], name=op.f(f"fk_{name}_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("certificate", name=op.f(f"uq_{name}_certificate")),
    )
    op.create_index(f"ix_{name}_office_id_proposed_at", name, ["office_id", "proposed_at"])
    op.create_index(f"ix_{name}_victim_id", name, ["victim_id"])


def _holds() -> None:
    name = "casework_hold"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=op.f(f"fk_{name}_case_id")),
        sa.ForeignKeyConstraint(["lifted_by"], ["user_account.id"], name=op.f(f"fk_{name}_lifted_by")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{name}_office_id")),
        sa.ForeignKeyConstraint(["placed_by"], ["user_account.id"], name=op.f(f"fk_{name}_placed_by")),
        sa.ForeignKeyConstraint(["victim_id"], ["casework_victim.id"], name=op.f(f"fk_{name}_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_victim_id", name, ["victim_id"])
