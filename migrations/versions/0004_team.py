"""Tables of: team."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _assignments()
    _walls()
    _emergencies()
    _groups()


def _assignments() -> None:
    """Each says of which office its case is, so that a role that ends at an office ends its lists there."""
    with op.batch_alter_table("casework_assignment") as table:
        table.add_column(sa.Column("office_id", sa.Uuid(), nullable=True))
        table.drop_index("ix_casework_assignment_user_id_opened_on_case_id")
    op.execute(
        "UPDATE casework_assignment SET office_id = "
        "(SELECT office_id FROM casework_case WHERE casework_case.id = casework_assignment.case_id)"
    )
    with op.batch_alter_table("casework_assignment") as table:
        table.alter_column("office_id", existing_type=sa.Uuid(), nullable=False)
        table.create_foreign_key("fk_casework_assignment_office_id", "office", ["office_id"], ["id"])
        table.create_index("ix_casework_assignment_mine", ["user_id", "office_id", "opened_on", "case_id"])
    is_lead = sa.text("kind = 'lead'")
    op.create_index(
        "ix_casework_assignment_lead",
        "casework_assignment",
        ["case_id"],
        unique=True,
        sqlite_where=is_lead,
        postgresql_where=is_lead,
    )


def _walls() -> None:
    op.create_table(
        "casework_wall",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("put_by", sa.Uuid(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=op.f("fk_casework_wall_case_id")),
        sa.ForeignKeyConstraint(["lifted_by"], ["user_account.id"], name=op.f("fk_casework_wall_lifted_by")),
        sa.ForeignKeyConstraint(["put_by"], ["user_account.id"], name=op.f("fk_casework_wall_put_by")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_casework_wall_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_wall")),
    )
    op.create_index("ix_casework_wall_case_id", "casework_wall", ["case_id"])
    stands = sa.text("lifted_at IS NULL")
    op.create_index(
        "ix_casework_wall_stands",
        "casework_wall",
        ["user_id", "case_id"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )


def _emergencies() -> None:
    op.create_table(
        "casework_emergency",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=op.f("fk_casework_emergency_case_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_casework_emergency_office_id")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["user_account.id"], name=op.f("fk_casework_emergency_reviewed_by")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_casework_emergency_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_emergency")),
    )
    for name in ("case_id", "office_id_started_at", "user_id_until"):
        columns = {"office_id_started_at": ["office_id", "started_at"], "user_id_until": ["user_id", "until"]}
        op.create_index(f"ix_casework_emergency_{name}", "casework_emergency", columns.get(name, [name]))
    waits = sa.text("reviewed_at IS NULL")
    op.create_index(
        "ix_casework_emergency_waits",
        "casework_emergency",
        ["office_id"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
    op.create_table(
        "casework_alerts_read",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_casework_alerts_read_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_casework_alerts_read")),
    )


def _groups() -> None:
    """The version in which each group of a record was sealed last. A record of one capsule must be written anew."""
    with op.batch_alter_table("casework_victim") as table:
        for group in ("identity", "contact", "health", "exploitation", "legal"):
            table.add_column(sa.Column(f"{group}_ver", sa.Integer(), nullable=False, server_default="1"))
