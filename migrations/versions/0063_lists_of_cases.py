"""Lists of cases by their next date, narrowed by facets; views that somebody keeps.

What the columns repeat is made by `litigation init --upgrade` (casework/lists/caselists/actions.py): it follows the rules of a country.
"""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

_NEVER = "9999-12-31"
_OFTEN = {"sqlite_where": sa.text("barred_on IS NOT NULL"), "postgresql_where": sa.text("barred_on IS NOT NULL")}


def upgrade() -> None:
    for table in ("casework_case", "casework_assignment"):
        op.add_column(table, sa.Column("is_over", sa.Boolean(), nullable=False, server_default=sa.false()))
        op.add_column(table, sa.Column("next_on", sa.Date(), nullable=False, server_default=_NEVER))
    op.add_column("casework_case", sa.Column("next_id", sa.Uuid(), nullable=True))
    op.add_column("casework_case", sa.Column("barred_on", sa.Date(), nullable=True))
    for name, day in (("next", "next_on"), ("opened", "opened_on")):
        op.create_index(f"ix_casework_case_{name}", "casework_case", ["office_id", "is_over", day, "id"])
        mine = ["user_id", "office_id", "is_over", day, "case_id"]
        op.create_index(f"ix_casework_assignment_{name}", "casework_assignment", mine)
    op.create_index("ix_casework_case_barred", "casework_case", ["office_id", "barred_on", "id"], **_OFTEN)
    _facets()
    _views()


def _facets() -> None:
    name = "casework_facet"
    op.create_table(
        name,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=f"fk_{name}_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=f"fk_{name}_office_id"),
        sa.PrimaryKeyConstraint("case_id", "name", "value", name=f"pk_{name}"),
    )
    for key, day in (("next", "next_on"), ("opened", "opened_on")):
        op.create_index(f"ix_{name}_{key}", name, ["office_id", "name", "value", "is_over", day, "case_id"])


def _views() -> None:
    name = "casework_saved_view"
    op.create_table(
        name,
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("wanted", sa.String(length=400), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=f"fk_{name}_user_id"),
        sa.PrimaryKeyConstraint("user_id", "wanted", name=f"pk_{name}"),
    )
