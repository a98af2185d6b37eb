"""Who may open now? A ticket proves that the opening is already in the ledger; only the ledger can make one."""

import json
from collections.abc import Collection, Mapping
from dataclasses import InitVar, dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy import Select, bindparam

from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.ledger import chain, queries
from litigation_app.ledger.models import LedgerEntry
from litigation_app.ledger.settings import settings

DONE = "done"
_SKEW = timedelta(minutes=1)  # two workers' clocks may differ by this much
_ONLY_HERE = object()


class TicketForged(Exception):
    """Somebody tried to make a ticket outside the ledger."""


class OpeningOver(Exception):
    """There is no such opening, it is another person's or another sign-in's, or its time is up (never said which)."""


@dataclass(frozen=True)
class Ticket:
    """Proof that an entry is durable. `outcome` other than "done" (a refusal) opens nothing."""

    seq: int
    opening_id: UUID | None
    act: str
    object: str
    case_id: UUID | None
    by: UUID | None
    at: datetime
    outcome: str
    _made: InitVar[Any]
    facts: Mapping[str, str | int] = field(default_factory=dict, kw_only=True, compare=False)

    def __post_init__(self, _made: Any) -> None:
        if _made is not _ONLY_HERE:
            raise TicketForged("only the ledger makes tickets")

    def __reduce__(self) -> NoReturn:
        raise TicketForged("a ticket is neither copied nor kept")


def _issue(seq: int, draft: chain.Draft, at: datetime) -> Ticket:
    return Ticket(
        seq,
        draft.opening_id,
        draft.act,
        draft.of,
        draft.case_id,
        draft.actor,
        at,
        draft.outcome,
        _made=_ONLY_HERE,
        facts=dict(draft.facts),
    )


def redeem(opening_id: UUID, *, by: UUID, session_id: UUID, minutes: int) -> Ticket:
    """The ticket of a live opening of this person in this sign-in session, not older than `minutes`.

    Only the body counts, and only if hash and MAC hold: a row that somebody typed into the table opens nothing.
    Raises OpeningOver.
    """
    found = redeem_all([opening_id], by=by, session_id=session_id, minutes=minutes)
    if not found:
        raise OpeningOver
    return found[0]


def redeem_all(opening_ids: Collection[UUID], *, by: UUID, session_id: UUID, minutes: int) -> list[Ticket]:
    """The same of several, in one read: those of them that live."""
    rows = db.session.execute(_by_their_openings(), {"ids": list(opening_ids)})
    return [found for row in rows if (found := _ticket(row, by, session_id, minutes))]


def _ticket(row: Any, by: UUID, session_id: UUID, minutes: int) -> Ticket | None:
    if not queries.holds(row, settings().mac_key):
        return None
    opening_id, said = row.opening_id, json.loads(row.body)
    at = datetime.fromisoformat(said["at"])
    mine = said["actor"] == str(by) and said["session"] == chain.session_mark(session_id)
    live = -_SKEW <= clock.now() - at <= timedelta(minutes=minutes)
    if not (mine and live and said["opening"] == str(opening_id) and said["outcome"] == DONE):
        return None
    case_id = UUID(said["case"]) if said["case"] else None
    what = (said["act"], said["object"], case_id, by, at, said["outcome"])
    return Ticket(row.seq, opening_id, *what, _made=_ONLY_HERE, facts=said["facts"])


@cache
def _by_their_openings() -> Select[Any]:
    """Written once, since every opened page asks it."""
    opening = LedgerEntry.__table__.c.opening_id
    return (
        queries.linked().add_columns(opening).where(opening.in_(bindparam("ids", expanding=True, type_=opening.type)))
    )
