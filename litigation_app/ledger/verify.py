"""Has anybody changed, removed, reordered or invented an entry, or put an older sealed record back?"""

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, String, Table, case, func, select, type_coerce
from sqlalchemy.orm import Session

from litigation_app.core.db import is_sqlite
from litigation_app.ledger import chain
from litigation_app.ledger.models import LedgerEntry

_BATCH = 5_000
_TABLE = cast(Table, LedgerEntry.__table__)
# As the driver gives them: making ids and moments of text would take longer than all hashes.
_SEARCHED = tuple(
    type_coerce(_TABLE.c[name], String).label(name)
    for name in ("at", "actor", "act", "object", "case_id", "opening_id", "purpose", "outcome")
)
Link = tuple[int, bytes | None, bytes | None, bytes | None]  # seq, body, h, mac; None: what lies there is not bytes
_Place = tuple[str, UUID, str]  # table, row, capsule


@dataclass(frozen=True)
class Head:
    """The last entry's number and hash: written down elsewhere, it shows later that no tail was cut off."""

    seq: int
    h: bytes


@dataclass(frozen=True)
class Verdict:
    """`first_bad` is the number of the first entry that does not hold, None if all hold; `head` the last good one."""

    entries: int
    first_bad: int | None
    reason: str | None
    head: Head

    @property
    def holds(self) -> bool:
        return self.first_bad is None


@dataclass(frozen=True)
class StateFault:
    """A sealed row that is not what the ledger last committed to. Reasons: "differs", "unrecorded", "missing"."""

    table: str
    row: UUID
    capsule: str
    reason: str


def verify(bind: Session | Connection, key: bytes, *, known: Head | None = None) -> Verdict:
    """Follow the whole chain once, streaming. `known` is an earlier head that must still be in the chain.

    Reasons: "gap" (an entry is missing or out of order), "hash", "mac", "columns" (a searchable column says something
    else than the body), "head" (the known head is gone or different: the tail was cut or rewritten).
    """
    verdict = Verdict(0, None, None, Head(0, chain.START))
    met = known is None or known == verdict.head
    for batch in _batches(bind):
        chained = check_chain((row[:4] for row in batch), key, after=verdict)
        verdict = _check_columns(batch, verdict, chained)
        if known is not None and not met:
            met = any(row.seq == known.seq and row.h == known.h for row in batch)
        if not verdict.holds:
            return verdict
    if not met:
        first = min(known.seq, verdict.head.seq + 1) if known else 1
        return replace(verdict, first_bad=first, reason="head")
    return verdict


def check_chain(rows: Iterable[Link], key: bytes, *, after: Verdict | None = None) -> Verdict:
    """Follow (seq, body, h, mac) on from a good verdict: numbers without gaps, hashes, MACs. Nothing is parsed."""
    start = after or Verdict(0, None, None, Head(0, chain.START))
    link, mac = chain.link, chain.Mac(key)
    before, last, count = start.head.h, start.head.seq, start.entries
    for seq, body, h, tag in rows:
        if seq != last + 1:
            return Verdict(count, last + 1, "gap", Head(last, before))
        if body is None or link(before, seq, body) != h:
            return Verdict(count, seq, "hash", Head(last, before))
        if mac(h) != tag:
            return Verdict(count, seq, "mac", Head(last, before))
        before, last, count = h, seq, count + 1
    return Verdict(count, None, None, Head(last, before))


def _check_columns(batch: Sequence[Any], before: Verdict, chained: Verdict) -> Verdict:
    repeats = chain.repeats
    for place, (seq, body, _h, _mac, *columns) in enumerate(batch[: chained.entries - before.entries]):
        if not repeats(body, columns):
            head = Head(batch[place - 1].seq, batch[place - 1].h) if place else before.head
            return Verdict(head.seq, seq, "columns", head)
    return chained


def _batches(bind: Session | Connection) -> Iterator[Sequence[Any]]:
    connection = bind.connection() if isinstance(bind, Session) else bind
    links = (_bytes_of(name, connection) for name in ("body", "h", "mac"))
    ordered = select(_TABLE.c.seq, *links, *_SEARCHED).order_by(_TABLE.c.seq)
    yield from connection.execute(ordered, execution_options={"yield_per": _BATCH}).partitions()


def _bytes_of(name: str, connection: Connection) -> ColumnElement[bytes | None]:
    """SQLite lets anybody put text where bytes belong, and reading it would fail: it is NULL here."""
    column = _TABLE.c[name]
    return case((func.typeof(column) == "blob", column)).label(name) if is_sqlite(connection) else column


def verify_state(bind: Session | Connection, sealed: Iterable[tuple[str, UUID, str, int, str]]) -> list[StateFault]:
    """Hold every sealed row (table, row, capsule, row_ver, hex SHA-256 of its bytes) against its newest commitment.

    Call `verify` first: this trusts the bodies. Memory: one entry per sealed row.
    """
    newest = _newest(bind)
    faults = []
    for table, row, capsule, row_ver, digest in sealed:
        expected = newest.pop((table, row, capsule), None)
        if expected is None:
            faults.append(StateFault(table, row, capsule, "unrecorded"))
        elif expected != (row_ver, digest):
            faults.append(StateFault(table, row, capsule, "differs"))
    faults += [StateFault(*place, "missing") for place in newest]
    return faults


def _newest(bind: Session | Connection) -> dict[_Place, tuple[int, str]]:
    found: dict[_Place, tuple[int, str]] = {}
    for row in itertools.chain.from_iterable(_batches(bind)):
        if b'"sealed":[]' in row.body:
            continue
        for seal in json.loads(row.body)["sealed"]:
            found[(seal["table"], UUID(seal["row"]), seal["capsule"])] = (seal["row_ver"], seal["sha256"])
    return found
