"""Is a sealed capsule what the ledger committed to last? The newest commitment of each place is found by its entry's number.

The number alone proves nothing: the entry itself must hold by hash and MAC, and name these very bytes.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import BigInteger, Connection, Integer, Select, String, Table, Uuid, bindparam
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, db
from litigation_app.ledger import chain, queries
from litigation_app.ledger.chain import Commitment, Draft
from litigation_app.ledger.models import LedgerEntry
from litigation_app.ledger.settings import settings


class LedgerCommitment(Base):
    """Which entry committed last to what is sealed in this place; also to its being gone."""

    __tablename__ = "ledger_commitment"
    __table_args__ = {"sqlite_with_rowid": False}

    table: Mapped[str] = mapped_column(String(64), primary_key=True)
    row: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    capsule: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))


class Found(NamedTuple):
    """What is stored in a place, and the number of the entry that is said to have committed to it last (None: none is)."""

    stored: Commitment
    seq: int | None


_FEW = 2  # entries that are sooner asked for one by one: a list of numbers is written into the statement anew each time
_COMMITMENTS = cast(Table, LedgerCommitment.__table__)

_KEEP = insert(_COMMITMENTS)
_KEEP = _KEEP.on_conflict_do_update(index_elements=list(_COMMITMENTS.primary_key), set_={"seq": _KEEP.excluded.seq})


def keep(connection: Connection, drafts: Sequence[Draft], *, first: int) -> None:
    """Note on SQLite what the entries from number `first` on commit to; on PostgreSQL `ledger_append` does."""
    newest = {
        (seal.table, seal.row, seal.capsule): seq for seq, draft in enumerate(drafts, first) for seal in draft.seals
    }
    if newest:
        connection.execute(_KEEP, [{"table": t, "row": r, "capsule": c, "seq": n} for (t, r, c), n in newest.items()])


def first_other(found: Iterable[Found], own: Container[Commitment]) -> Commitment | None:
    """The first of these that is not what its newest commitment says; None: all are. `own`: what this transaction sealed."""
    asked = [one for one in found if one.stored not in own]
    said = _said_by({one.seq for one in asked if one.seq is not None})
    return next((one.stored for one in asked if chain.as_committed(one.stored) not in said.get(one.seq or 0, ())), None)


def _said_by(seqs: set[int]) -> Mapping[int, frozenset[bytes]]:
    """What each of these entries commits to; nothing where it does not hold."""
    key, one, many = settings().mac_key, *_by_their_numbers()
    if len(seqs) > _FEW:
        rows = db.session.execute(many, {"seqs": list(seqs)}).all()
    else:
        rows = [row for seq in seqs for row in db.session.execute(one, {"seq": seq})]
    return {row.seq: chain.committed(row.body) for row in rows if queries.holds(row, key)}


@cache
def _by_their_numbers() -> tuple[Select[Any], Select[Any]]:
    """One entry, and many; written once, since every opening asks it."""
    seq = LedgerEntry.__table__.c.seq
    one, many = seq == bindparam("seq"), seq.in_(bindparam("seqs", expanding=True))
    return queries.linked().where(one), queries.linked().where(many)
