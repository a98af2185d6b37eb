"""Rows that let somebody in carry a stamp, and the newest commitment of each sealed place is found by its number.

The stamps are made by the desk itself as soon as it has its keys (accounts/stamps.py); until then nobody comes in.
"""

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app.ledger import APPEND

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

_STAMPED = {
    "web_session": ["stamp"],
    "user_account": ["password_stamp", "enrolment_stamp"],
    "passkey": ["stamp"],
    "recovery_code": ["stamp"],
    "calendar_feed": ["stamp"],
    "person_proposal": ["stamp"],
}
_AT_ONCE = 500  # entries


def upgrade() -> None:
    for table, columns in _STAMPED.items():
        for column in columns:
            op.add_column(table, sa.Column(column, sa.LargeBinary(), nullable=True))
    kept = op.create_table(
        "ledger_commitment",
        sa.Column("table", sa.String(64), nullable=False),
        sa.Column("row", sa.Uuid(), nullable=False),
        sa.Column("capsule", sa.String(64), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("table", "row", "capsule", name=op.f("pk_ledger_commitment")),
        sqlite_with_rowid=False,
    )
    _carry_over(kept)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(APPEND[0])


def _carry_over(kept: sa.Table) -> None:
    """What the entries that are there have committed to; whether they hold is for `ledger verify`."""
    connection = op.get_bind()
    put = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(kept)
    put = put.on_conflict_do_update(index_elements=list(kept.primary_key), set_={"seq": put.excluded.seq})
    entry = sa.table("ledger_entry", sa.column("seq", sa.BigInteger), sa.column("body", sa.LargeBinary))
    last = 0
    wanted = sa.select(entry.c.seq, entry.c.body).where(entry.c.seq > sa.bindparam("last")).order_by(entry.c.seq)
    while found := connection.execute(wanted.limit(_AT_ONCE), {"last": last}).all():
        last = found[-1].seq
        newest = {place: row.seq for row in found for place in _places(row.body)}
        if newest:
            connection.execute(put, [{"table": t, "row": r, "capsule": c, "seq": n} for (t, r, c), n in newest.items()])


def _places(body: bytes) -> list[tuple[str, UUID, str]]:
    return [(seal["table"], UUID(seal["row"]), seal["capsule"]) for seal in json.loads(body)["sealed"]]
