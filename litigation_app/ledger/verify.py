"""Has anybody changed, removed, reordered or invented an entry, or put an older sealed record back?"""

import itertools
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from litigation_app.core.db import is_sqlite
from litigation_app.ledger import chain, rows
from litigation_app.ledger.columns import repeats
from litigation_app.ledger.commitments import LedgerCommitment
from litigation_app.ledger.models import LedgerEntry
from litigation_app.ledger.rows import Row

_ROW = re.compile(r"\brow (\d+)\b")  # as SQLite names what an index lacks; the number of a row is that of its entry
Reading = Callable[
    [list[Row]], None
]  # what looks at entries that hold, in the very reading in which they were verified
_Place = tuple[str, UUID, str]  # table, row, capsule


@dataclass(frozen=True)
class Head:
    """The last entry's number and hash: written down elsewhere, it shows later that no tail was cut off.

    `signed_state`: which signed state says so, and where it is kept ("ledger_checkpoint:1200", "checkpoints/…note").
    """

    seq: int
    h: bytes
    signed_state: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Verdict:
    """`first_bad` is the number of the first entry that does not hold, None if all hold; `head` the last good one.

    `reason` None: the log is whole. `signed_state`: the one that is false, or of which this log is not the continuation.
    """

    entries: int
    first_bad: int | None
    reason: str | None
    head: Head
    signed_state: str | None = None

    @property
    def holds(self) -> bool:
        return self.reason is None

    def refused(self, reason: str, signed_state: str | None) -> "Verdict":
        """The same walk, but something beside the entries does not hold."""
        return replace(self, reason=reason, signed_state=signed_state)


@dataclass(frozen=True)
class StateFault:
    """A sealed row that is not what the ledger last committed to. Reasons: "differs", "unrecorded", "missing".

    "index": its newest commitment is another than the one that openings are held against.
    """

    table: str
    row: UUID
    capsule: str
    reason: str


def verify(
    bind: Session | Connection, key: bytes, *, known: Iterable[Head] = (), reading: Reading | None = None
) -> Verdict:
    """Follow the whole chain once, streaming. `known`: earlier heads that must still be in the chain.

    `reading` is given all entries that hold, batch by batch; what it gathered counts if the verdict holds.

    Reasons: "gap" (an entry is missing or out of order), "hash", "mac", "columns" (a searchable column says something
    else than the body), "head" (a known head is gone or different: the tail was cut or rewritten).
    """
    verdict = Verdict(0, None, None, Head(0, chain.START))
    ends = (select(of(LedgerEntry.seq)).scalar_subquery() for of in (func.min, func.max))
    lowest, highest = bind.execute(select(*ends)).one()
    beside = next((one for one in (lowest, highest) if one is not None and not 1 <= one <= rows.LAST), None)
    if beside is not None:  # no chain begins there, but lists would show it
        return replace(verdict, first_bad=beside, reason="gap")
    awaited = sorted(known, key=lambda head: head.seq)
    for batch in rows.batches(bind):
        chained = check_chain(batch, key, after=verdict)
        is_said = chained.holds and all(map(repeats, batch))
        verdict = chained if is_said else _first_unsaid(batch, verdict, chained)
        if not verdict.holds:
            return verdict
        awaited = _not_met(awaited, batch)
        if reading is not None:
            reading(batch)
    lost = next((head for head in awaited if head != Head(0, chain.START)), None)
    if lost is not None:
        first_bad = min(lost.seq, verdict.head.seq + 1)
        return replace(verdict, first_bad=first_bad, reason="head", signed_state=lost.signed_state)
    return verdict


def hold_indexes(bind: Session | Connection, verdict: Verdict) -> Verdict:
    """The same verdict, or that on SQLite an index of the log says something else than its rows: lists and reports read it.

    PostgreSQL has no way to make one so (catalogue.py). Slower than the walk itself.
    """
    connection = rows.connection(bind)
    if not verdict.holds or not is_sqlite(connection):
        return verdict
    said = connection.exec_driver_sql("PRAGMA integrity_check('ledger_entry')").scalars().all()
    if said == ["ok"]:
        return verdict
    row = _ROW.search(" ".join(map(str, said)))
    return replace(verdict, first_bad=int(row[1]) if row else None, reason="columns")


def _not_met(awaited: list[Head], batch: list[Row]) -> list[Head]:
    """The known heads that this good batch does not contain."""
    first = batch[0][0]
    return [
        head for head in awaited if not (0 <= head.seq - first < len(batch) and batch[head.seq - first][2] == head.h)
    ]


def check_chain(links: Sequence[Row], key: bytes, *, after: Verdict | None = None) -> Verdict:
    """Follow (seq, body, h, mac, …) on from a good verdict: numbers without gaps, hashes, MACs. Nothing is parsed."""
    start = after or Verdict(0, None, None, Head(0, chain.START))
    if links and chain.follow(start.head.h, start.head.seq, links, key):
        return Verdict(start.entries + len(links), None, None, Head(links[-1][0], links[-1][2]))
    return _first_broken(links, key, start)


def _first_broken(links: Sequence[Row], key: bytes, start: Verdict) -> Verdict:
    """The same one by one, so that the first entry that does not hold is named."""
    link, mac = chain.link, chain.keyed(key)
    before, last, count = start.head.h, start.head.seq, start.entries
    for row in links:
        seq, body, h = row[0], row[1], row[2]
        if seq != last + 1:
            return Verdict(count, last + 1, "gap", Head(last, before))
        if body is None or h is None or link(before, seq, body) != h:
            return Verdict(count, seq, "hash", Head(last, before))
        if mac(h) != row[3]:
            return Verdict(count, seq, "mac", Head(last, before))
        before, last, count = h, seq, count + 1
    return Verdict(count, None, None, Head(last, before))


def _first_unsaid(batch: list[Row], before: Verdict, chained: Verdict) -> Verdict:
    """The verdict on the first entry of the batch whose columns say something else than its body, or else `chained`."""
    for place, row in enumerate(batch[: chained.entries - before.entries]):
        if not repeats(row):
            head = Head(batch[place - 1][0], batch[place - 1][2]) if place else before.head
            return Verdict(head.seq, row[0], "columns", head)
    return chained


def verify_state(bind: Session | Connection, sealed: Iterable[tuple[str, UUID, str, int, str]]) -> list[StateFault]:
    """Hold every sealed row (table, row, capsule, row_ver, hex SHA-256 of its bytes) against its newest commitment.

    Call `verify` first: this trusts the bodies. Memory: one entry per sealed row.
    """
    newest = _newest(bind)
    faults = _misled(bind, newest)
    for table, row, capsule, row_ver, digest in sealed:
        expected = newest.pop((table, row, capsule), None)
        if expected is None:
            faults.append(StateFault(table, row, capsule, "unrecorded"))
        elif (expected.row_ver, expected.digest) != (row_ver, digest):
            faults.append(StateFault(table, row, capsule, "differs"))
    faults += [StateFault(*place, "missing") for place, said in newest.items() if said.digest != chain.GONE]
    return faults


class _Said(NamedTuple):
    """What entry `seq` commits a place to."""

    seq: int
    row_ver: int
    digest: str


def _newest(bind: Session | Connection) -> dict[_Place, _Said]:
    found: dict[_Place, _Said] = {}
    for seq, body, *_ in itertools.chain.from_iterable(rows.batches(bind)):
        if body is None or b'"sealed":[]' in body:
            continue
        for seal in json.loads(body)["sealed"]:
            said = _Said(seq, seal["row_ver"], seal["sha256"])
            found[(seal["table"], UUID(seal["row"]), seal["capsule"])] = said
    return found


def _misled(bind: Session | Connection, newest: Mapping[_Place, _Said]) -> list[StateFault]:
    """The places whose newest commitment is not found by its number, and those that no entry speaks of."""
    stored, unmet, misled = LedgerCommitment.__table__.c, set(newest), []
    wanted = select(stored.table, stored.row, stored.capsule, stored.seq).execution_options(yield_per=rows.BATCH)
    for table, row, capsule, seq in bind.execute(wanted):
        said = newest.get((table, row, capsule))
        unmet.discard((table, row, capsule))
        if said is None or said.seq != seq:
            misled.append(StateFault(table, row, capsule, "index"))
    return misled + [StateFault(*place, "index") for place in sorted(unmet)]
