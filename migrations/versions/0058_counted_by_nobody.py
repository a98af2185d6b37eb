"""References, pairs of persons and entries on paper no longer count; each office agrees to be named to another."""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

_HIT = "duplicate_hit"
_BESIDE = ("first", "second", "first_case", "second_case")
_SETTLED = ("verdict", "settled_by", "settled_at")
_KEPT: dict[str, sa.types.TypeEngine[Any]] = {
    "kind": sa.String(20),
    **{name: sa.Uuid() for name in _BESIDE},
    "found_at": sa.DateTime(timezone=True),
    "verdict": sa.String(20),
    "settled_by": sa.Uuid(),
    "settled_at": sa.DateTime(timezone=True),
}


def upgrade() -> None:
    _cases()
    _assignments()
    _pairs()


def _cases() -> None:
    """References stay as they are; what they counted with goes."""
    op.drop_index("ix_casework_case_country_year_number", "casework_case")
    op.drop_column("casework_case", "number")
    op.create_index("ix_casework_case_country_year", "casework_case", ["country", "year"])
    for name in ("reference", "code_name"):
        op.create_index(f"ix_casework_case_office_id_{name}", "casework_case", ["office_id", name])
    op.drop_table("casework_counter")


def _assignments() -> None:
    """They repeat the names of the case."""
    for name, length in (("reference", 20), ("code_name", 40)):
        op.add_column("casework_assignment", sa.Column(name, sa.String(length), nullable=False, server_default=""))
        of_case = f"(SELECT c.{name} FROM casework_case c WHERE c.id = casework_assignment.case_id)"
        op.execute(f"UPDATE casework_assignment SET {name} = {of_case}")
        op.create_index(f"ix_casework_assignment_{name}", "casework_assignment", ["user_id", "office_id", name])
    with op.batch_alter_table("casework_assignment") as table:
        for name in ("reference", "code_name"):
            table.alter_column(name, server_default=None)


def _pairs() -> None:
    """Every pair is carried over under a number drawn at random; nobody has agreed to anything yet."""
    old = sa.table(_HIT, *(sa.column(name, kind) for name, kind in _KEPT.items()))
    rows = op.get_bind().execute(sa.select(old)).mappings().all()
    for column in _BESIDE:
        op.drop_index(op.f(f"ix_{_HIT}_{column}"), _HIT)
    op.drop_table(_HIT)
    made = op.create_table(
        _HIT,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, kind, nullable=name in _SETTLED) for name, kind in _KEPT.items()),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in ("later", "first_agreed_by", "second_agreed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_HIT}")),
        sa.UniqueConstraint("kind", "first", "second", name=op.f(f"uq_{_HIT}_kind_first_second")),
    )
    for column in _BESIDE:
        op.create_index(op.f(f"ix_{_HIT}_{column}"), _HIT, [column])
    op.bulk_insert(made, [{**row, "id": uuid4()} for row in rows])
