"""What did people do, as the access log shows it to an auditor: with names, and what it was done to as a code?"""

import json
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger
from litigation_app.accounts import queries as people
from litigation_app.accounts.models import User
from litigation_app.core.db import db

PAGE = 50


class Line(NamedTuple):
    """One entry for the screen. `ref`: the case reference, where the entry carries it."""

    seq: int
    at: datetime
    actor: str
    act: str
    object: str
    purpose: str | None
    outcome: str
    ref: str


class Wanted(NamedTuple):
    """What to look for; None: anything."""

    by: UUID | None = None
    act: str | None = None
    outcome: str | None = None
    since: date | None = None
    until: date | None = None
    before: int | None = None


def lines(wanted: Wanted) -> tuple[list[Line], int | None]:
    """One page of entries, newest first, and the `before` of the next page (None: this was the last)."""
    rows = db.session.execute(ledger.entries(**wanted._asdict(), limit=PAGE + 1)).all()
    known = people.names({row.actor for row in rows if row.actor is not None})
    page = [_line(row, known) for row in rows[:PAGE]]
    return page, page[-1].seq if len(rows) > PAGE else None


def _line(row, known: dict[UUID, str]) -> Line:  # type: ignore[no-untyped-def]  # a row of ledger.entries
    facts = json.loads(row.body).get("facts") or {}
    actor = known.get(row.actor, "") if row.actor is not None else ""
    return Line(row.seq, row.at, actor, row.act, row.object, row.purpose, row.outcome, str(facts.get("ref", "")))


def acts() -> list[str]:
    """Every act that the log has, for the filter."""
    return sorted(db.session.scalars(select(ledger.LedgerEntry.act).distinct()))


def actors() -> list[tuple[str, str]]:
    return [(str(row.id), row.name) for row in db.session.execute(select(User.id, User.name).order_by(User.name))]
