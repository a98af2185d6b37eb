"""Has anybody changed, removed, reordered or invented an entry, or put an older sealed record back?"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from litigation_app.ledger import chain
from litigation_app.ledger.models import LedgerEntry

_BATCH = 5_000
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
    head, count = Head(0, chain.START), 0
    known_met = known is None or known == head
    for row in _rows(bind):
        reason = _fault(row, head, key)
        if reason is None and known is not None and row.seq == known.seq:
            known_met = row.h == known.h
            reason = None if known_met else "head"
        if reason is not None:
            return Verdict(count, head.seq + 1, reason, head)
        head, count = Head(row.seq, row.h), count + 1
    if not known_met:
        return Verdict(count, head.seq + 1, "head", head)
    return Verdict(count, None, None, head)


def _rows(bind: Session | Connection) -> Iterator[Any]:
    connection = bind.connection() if isinstance(bind, Session) else bind
    ordered = select(LedgerEntry.__table__).order_by(LedgerEntry.__table__.c.seq)
    yield from connection.execute(ordered, execution_options={"yield_per": _BATCH})


def _fault(row: Any, head: Head, key: bytes) -> str | None:
    if row.seq != head.seq + 1:
        return "gap"
    h = chain.link(head.h, row.seq, row.body)
    if h != row.h:
        return "hash"
    if chain.mac(key, h) != row.mac:
        return "mac"
    return None if _columns(row) == _said(json.loads(row.body)) else "columns"


def _columns(row: Any) -> tuple[str | None, ...]:
    actor, case, opening = row.actor, row.case_id, row.opening_id
    return (
        chain.stamp(row.at),
        str(actor) if actor else None,
        row.act,
        row.object,
        str(case) if case else None,
        str(opening) if opening else None,
        row.purpose,
        row.outcome,
    )


def _said(body: dict[str, Any]) -> tuple[str | None, ...]:
    return tuple(body[name] for name in ("at", "actor", "act", "object", "case", "opening", "purpose", "outcome"))


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
    for row in _rows(bind):
        if b'"sealed":[]' in row.body:
            continue
        for seal in json.loads(row.body)["sealed"]:
            found[(seal["table"], UUID(seal["row"]), seal["capsule"])] = (seal["row_ver"], seal["sha256"])
    return found
