"""How does an entry get into the ledger: last in the request's own commit, or alone and durable before it returns?"""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from flask import has_request_context, request
from sqlalchemy import Connection, Table, bindparam, event, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, SessionTransaction
from werkzeug.exceptions import ServiceUnavailable

from litigation_app.core import clock
from litigation_app.core.access import somebody
from litigation_app.core.db import begin_write, db, is_sqlite, side_transaction
from litigation_app.core.language import _l
from litigation_app.ledger import chain, checkpoint, commitments, tickets
from litigation_app.ledger.chain import Commitment, Draft
from litigation_app.ledger.models import LedgerEntry
from litigation_app.ledger.settings import settings

log = logging.getLogger("litigation")

NOT_AS_WRITTEN = "integrity_failed"  # the act of an entry about what is not as the desk wrote it: an alert
_QUEUE = "ledger_queue"
_PG_LOCK = 0x6C69_7464  # "litd": one chain per database
_TABLE = cast(Table, LedgerEntry.__table__)
_APPEND = text(
    "SELECT ledger_append(:seq, :at, :actor, :act, :object, :case_id, :opening_id, :purpose, :outcome, :body, :h, :mac, :before)"
)
_INSERT = insert(_TABLE)
_HEAD = select(_TABLE.c.seq, _TABLE.c.h).order_by(_TABLE.c.seq.desc()).limit(1)
_AFTER = select(_TABLE.c.seq, _TABLE.c.h).where(_TABLE.c.seq > bindparam("after")).order_by(_TABLE.c.seq)
_APPENDED = "ledger_appended"  # last number and moment that this transaction appended
_COMMAND = "command"  # the endpoint of what is done outside a web request


class UnrecordedSeal(Exception):
    """Something was sealed and no ledger entry says so; nothing is committed."""


class LedgerUnwritable(ServiceUnavailable):
    """The ledger cannot be written (disk full, locked, gone): nothing opens."""

    description = _l("The record of access cannot be written at the moment, so nothing was opened. Please try again.")


@dataclass
class _Queue:
    """What this transaction will append. `marks`: how far it had come when each savepoint began."""

    entries: list[Draft] = field(default_factory=list)
    seals: list[Commitment] = field(default_factory=list)
    marks: dict[SessionTransaction, tuple[int, list[Commitment]]] = field(default_factory=dict)


def _queue(session: Session) -> _Queue:
    if not session.in_transaction():
        session.begin()  # so that a rollback reaches the queue even if nothing else was touched
    held: _Queue = session.info.setdefault(_QUEUE, _Queue())
    return held


def write(
    *,
    act: str,
    by: UUID | None,
    of: str,
    case_id: UUID | None = None,
    purpose: str | None = None,
    outcome: str = tickets.DONE,
    facts: Mapping[str, str | int] | None = None,
) -> None:
    """Record a change: queued now, appended last when this request commits, gone if it rolls back.

    `of` is a reference such as "victim:<uuid>"; every value is a code or a whole number (raises EntryRefused). The
    commitments of everything sealed since the last entry go into this one: seal first, then write.
    """
    actor = somebody()
    queue = _queue(db.session())
    queue.entries.append(
        Draft(
            act=act,
            actor=by,
            of=of,
            session_id=actor.session_id if actor else None,
            endpoint=_endpoint(),
            case_id=case_id,
            purpose=purpose,
            outcome=outcome,
            facts=dict(facts or {}),
            seals=tuple(queue.seals),
        )
    )
    queue.seals.clear()


def note_seal(session: Session, *, table: str, row: UUID, capsule: str, row_ver: int, digest: str) -> None:
    """Commit the next entry of this transaction to these sealed bytes (`digest`: hex SHA-256)."""
    _queue(session).seals.append(Commitment(table, row, capsule, row_ver, digest))


def own_seals() -> frozenset[Commitment]:
    """What this transaction has sealed so far: its entry is appended last, so no entry says so yet."""
    queue: _Queue | None = db.session().info.get(_QUEUE)
    if queue is None:
        return frozenset()
    return frozenset(queue.seals).union(*(draft.seals for draft in queue.entries))


def append_alone(
    *,
    act: str,
    by: UUID | None,
    of: str,
    session_id: UUID | None,
    case_id: UUID | None = None,
    purpose: str | None = None,
    outcome: str = tickets.DONE,
    facts: Mapping[str, str | int] | None = None,
    opening: bool = False,
) -> tickets.Ticket:
    """Append on a connection of its own; the entry is on disk before the ticket is returned.

    `opening=True` mints the id under which `redeem` finds it again. Raises WritePending while this request holds a
    write transaction, LedgerUnwritable (503) if the entry cannot be stored, EntryRefused for anything but codes.
    """
    draft = Draft(
        act=act,
        actor=by,
        of=of,
        session_id=session_id,
        endpoint=_endpoint(),
        case_id=case_id,
        opening_id=uuid4() if opening else None,
        purpose=purpose,
        outcome=outcome,
        facts=dict(facts or {}),
    )
    try:
        with side_transaction() as connection:
            last, at = _append(connection, [draft])
    except (DBAPIError, OSError) as error:
        raise LedgerUnwritable from error
    _sign_when_due(last, at)
    return tickets._issue(last, draft, at)


def _sign_when_due(seq: int, at: datetime) -> None:
    """That the log is signed no more is an entry and so an alert: something is not what was signed."""
    try:
        checkpoint.when_due(seq, at)
    except checkpoint.CheckpointRefused as refused:
        log.error("the access log is signed no more: %s", refused)
        with suppress(LedgerUnwritable):
            append_alone(act=NOT_AS_WRITTEN, by=None, of="ledger:signed", session_id=None, outcome="refused")


def _endpoint() -> str:
    return (request.endpoint or "none") if has_request_context() else _COMMAND


def _append(connection: Connection, drafts: Sequence[Draft]) -> tuple[int, datetime]:
    """Chain `drafts` to the head on this connection; the last seq and the moment. The caller holds the writer lock."""
    if not is_sqlite(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PG_LOCK})
    head = connection.execute(_HEAD).one_or_none()
    seq, h = first, before = (head.seq, head.h) if head else (0, chain.START)
    at, rows = clock.now(), []
    for draft in drafts:
        seq += 1
        rows.append(_row(draft, seq=seq, at=at, before=h))
        h = rows[-1]["h"]
    _insert(connection, rows, before)
    _require_there(connection, first, rows)
    if is_sqlite(connection):
        commitments.keep(connection, drafts, first=first + 1)
    return seq, at


def _insert(connection: Connection, rows: list[dict[str, Any]], before: bytes) -> None:
    if is_sqlite(connection):
        connection.execute(_INSERT, rows)
        return
    befores = (before, *(row["h"] for row in rows))
    connection.execute(_APPEND, [{**row, "before": h} for row, h in zip(rows, befores, strict=False)])


def _require_there(connection: Connection, after: int, rows: list[dict[str, Any]]) -> None:
    """Read back what was written: a trigger or a rule of the database could have swallowed it. Raises LedgerUnwritable."""
    there = connection.execute(_AFTER, {"after": after}).all()
    if [tuple(row) for row in there] != [(row["seq"], row["h"]) for row in rows]:
        raise LedgerUnwritable


def _row(draft: Draft, *, seq: int, at: datetime, before: bytes) -> dict[str, Any]:
    mine = settings()
    body = chain.body(draft, at=at, instance=mine.instance)
    h = chain.link(before, seq, body)
    return {
        "seq": seq,
        "at": at,
        "actor": draft.actor,
        "act": draft.act,
        "object": draft.of,
        "case_id": draft.case_id,
        "opening_id": draft.opening_id,
        "purpose": draft.purpose,
        "outcome": draft.outcome,
        "body": body,
        "h": h,
        "mac": chain.mac(mine.mac_key, h),
    }


@event.listens_for(Session, "before_commit")
def _append_queued(session: Session) -> None:
    queue: _Queue | None = session.info.get(_QUEUE)
    if queue is None or session.in_nested_transaction():
        return
    if queue.seals:
        raise UnrecordedSeal(f"{len(queue.seals)} sealed capsules have no ledger entry")
    if queue.entries:
        session.flush()
        begin_write(session)
        session.info[_APPENDED] = _append(session.connection(), queue.entries)
    session.info.pop(_QUEUE)


@event.listens_for(Session, "after_transaction_create")
def _mark_savepoint(session: Session, transaction: SessionTransaction) -> None:
    queue: _Queue | None = session.info.get(_QUEUE)
    if queue is not None and transaction.nested:
        queue.marks[transaction] = len(queue.entries), list(queue.seals)


@event.listens_for(Session, "after_soft_rollback")
def _back_to_savepoint(session: Session, previous: SessionTransaction) -> None:
    queue: _Queue | None = session.info.get(_QUEUE)
    if queue is not None and previous.nested:
        count, seals = queue.marks.pop(previous, (0, []))
        del queue.entries[count:]
        queue.seals[:] = seals


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_QUEUE, None)
        appended: tuple[int, datetime] | None = session.info.pop(_APPENDED, None)
        if appended is not None:
            _sign_when_due(*appended)
