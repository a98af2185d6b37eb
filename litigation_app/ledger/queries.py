"""Which entries does an auditor ask for, newest first? And does a single one hold?"""

import hmac
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, select

from litigation_app.core.clock import REGION
from litigation_app.core.db import db
from litigation_app.core.not_as_written import NotAsWritten
from litigation_app.ledger import chain
from litigation_app.ledger.models import LedgerEntry
from litigation_app.ledger.settings import settings

PAGE = 50
_SHOWN = ("seq", "at", "actor", "act", "object", "case_id", "opening_id", "purpose", "outcome", "body", "h")


def entries(
    *,
    by: UUID | None = None,
    act: str | None = None,
    of: str | None = None,
    case_id: UUID | None = None,
    outcome: str | None = None,
    since: date | None = None,
    until: date | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> Select[Any]:
    """A select of (seq, at, actor, act, object, case_id, opening_id, purpose, outcome, body, h), newest first.

    `since` and `until` are calendar days of the region, both included. Next page: `before` = last seq of this one.
    """
    table = LedgerEntry.__table__.c
    wanted: Select[Any] = select(*(table[name] for name in _SHOWN))
    asked = {table.actor: by, table.act: act, table.object: of, table.case_id: case_id, table.outcome: outcome}
    for column, value in asked.items():
        if value is not None:
            wanted = wanted.where(column == value)
    if since is not None:
        wanted = wanted.where(table.at >= _midnight(since))
    if until is not None:
        wanted = wanted.where(table.at < _midnight(until + timedelta(days=1)))
    if before is not None:
        wanted = wanted.where(table.seq < before)
    return wanted.order_by(table.seq.desc()).limit(limit)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=REGION)


def linked() -> Select[Any]:
    """Entries, each with the hash that it is chained to: (seq, body, h, mac, before)."""
    entries = cast(Table, LedgerEntry.__table__)
    entry, before = entries.c, entries.alias()
    wanted = select(entry.seq, entry.body, entry.h, entry.mac, before.c.h.label("before"))
    return wanted.select_from(entries).outerjoin(before, before.c.seq == entry.seq - 1)


def holds(row: Any, key: bytes) -> bool:
    """Whether an entry of `linked` is what this desk wrote, by hash and MAC."""
    h = chain.link(row.before or chain.START, row.seq, row.body)
    return h == row.h and hmac.compare_digest(chain.mac(key, h), row.mac)


def genuine(wanted: Select[Any]) -> Iterator[dict[str, Any]]:
    """What those of these entries say that this desk wrote, by hash and MAC: columns can be typed over, and whole entries typed.

    `wanted`: a select of `entries`. Raises VaultLocked.
    """
    seq, key = LedgerEntry.__table__.c.seq, settings().mac_key
    for row in db.session.execute(linked().where(seq.in_(wanted.with_only_columns(seq)))):
        if holds(row, key):
            yield json.loads(row.body)


def said(body: bytes) -> dict[str, Any]:
    """What an entry says; raises NotAsWritten where it can be none of this desk's."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("facts"), dict):
        raise NotAsWritten("ledger:entry")
    return found


def hash_of(seq: int) -> str | None:
    """The chain's hash at this entry, in hex; None where there is none: the log is another, or an older copy."""
    found = db.session.scalar(select(LedgerEntry.h).where(LedgerEntry.seq == seq))
    return found.hex() if found is not None else None
