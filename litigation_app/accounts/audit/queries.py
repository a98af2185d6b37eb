"""What did people do, as the access log shows it to an auditor: with names, and what it was done to as a code?"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased

from litigation_app import ledger
from litigation_app.accounts import queries as people
from litigation_app.accounts.models import User
from litigation_app.core.db import db

PAGE = 50
_SHOWN_OF_NUMBER = 8
_PEOPLE = frozenset({"person", "people"})
_CASES = frozenset({"case", "cases", "casefile"})
References = Callable[[set[UUID]], dict[UUID, str]]


class Line(NamedTuple):
    """One entry for the screen. `ref`: the reference of the case or publication; `whom`: the colleague it was done to.

    `mark`: what papers call it.
    """

    seq: int
    mark: str
    at: datetime
    actor: str
    act: str
    object: str
    purpose: str | None
    outcome: str
    ref: str
    whom: str

    @property
    def kind(self) -> str:
        """What sort of thing it was done to: the word before the number."""
        return self.object.partition(":")[0]

    @property
    def number(self) -> str:
        """Enough of the thing's number to tell two lines apart; the filter takes the case reference instead."""
        return self.object.partition(":")[2][-_SHOWN_OF_NUMBER:]


class Wanted(NamedTuple):
    """What to look for; None: anything."""

    by: UUID | None = None
    of: str | None = None
    case_id: UUID | None = None
    act: str | None = None
    outcome: str | None = None
    since: date | None = None
    until: date | None = None
    before: int | None = None


def lines(wanted: Wanted, references: References) -> tuple[list[Line], int | None]:
    """One page of entries, newest first, and the `before` of the next page (None: this was the last)."""
    rows = db.session.execute(ledger.entries(**wanted._asdict(), limit=PAGE + 1)).all()
    page = rows[:PAGE]
    concerned = {row.seq: _number_of(row.object, _PEOPLE) for row in page}
    known = people.names({one for one in [*(row.actor for row in page), *concerned.values()] if one is not None})
    cases = references({one for one in map(_case_of, page) if one is not None})
    shown = [_line(row, known, cases, concerned[row.seq]) for row in page]
    return shown, shown[-1].seq if len(rows) > PAGE else None


def _line(row: Row[Any], known: dict[UUID, str], cases: dict[UUID, str], concerned: UUID | None) -> Line:
    facts = ledger.said(row.body)["facts"]
    case_id = _case_of(row)
    return Line(
        seq=row.seq,
        mark=ledger.mark_of(row.h),
        at=row.at,
        actor=known.get(row.actor, ""),
        act=row.act,
        object=row.object,
        purpose=row.purpose,
        outcome=row.outcome,
        ref=str(facts.get("ref") or (cases.get(case_id, "") if case_id else "")),
        whom=known.get(concerned, "") if concerned else "",
    )


def _case_of(row: Row[Any]) -> UUID | None:
    """The case that an entry is about; a refusal says it only in its object."""
    case_id: UUID | None = row.case_id
    return case_id or _number_of(row.object, _CASES)


def _number_of(thing: str, kinds: frozenset[str]) -> UUID | None:
    kind, _colon, number = thing.partition(":")
    try:
        return UUID(number) if kind in kinds else None
    except ValueError:
        return None


def acts() -> list[str]:
    """Every act that the log has, for the filter: from one to the next by their key, however many entries there are."""
    entry, next_entry = ledger.LedgerEntry, aliased(ledger.LedgerEntry)
    found = select(func.min(entry.act).label("act")).cte("acts", recursive=True)
    following = select(func.min(next_entry.act)).where(next_entry.act > found.c.act).scalar_subquery()
    found = found.union_all(select(following).where(found.c.act.is_not(None)))
    return [act for act in db.session.scalars(select(found.c.act)) if act is not None]


def actors() -> list[tuple[str, str]]:
    return [(str(row.id), row.name) for row in db.session.execute(select(User.id, User.name).order_by(User.name))]
