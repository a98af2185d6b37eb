"""Who may open now? A ticket proves that the opening is already in the ledger; only the ledger can make one."""

import json
from collections.abc import Mapping
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
    seq, said = _opening(opening_id)
    at = datetime.fromisoformat(said["at"])
    mine = said["actor"] == str(by) and said["session"] == chain.session_mark(session_id)
    live = -_SKEW <= clock.now() - at <= timedelta(minutes=minutes)
    if not (mine and live and said["opening"] == str(opening_id) and said["outcome"] == DONE):
        raise OpeningOver
    case_id = UUID(said["case"]) if said["case"] else None
    what = (said["act"], said["object"], case_id, by, at, said["outcome"])
    return Ticket(seq, opening_id, *what, _made=_ONLY_HERE, facts=said["facts"])


def _opening(opening_id: UUID) -> tuple[int, dict[str, Any]]:
    found = db.session.execute(_by_its_opening(), {"id": opening_id}).one_or_none()
    if found is None or not queries.holds(found, settings().mac_key):
        raise OpeningOver
    return found.seq, json.loads(found.body)


@cache
def _by_its_opening() -> Select[Any]:
    """Written once, since every opened page asks it."""
    return queries.linked().where(LedgerEntry.__table__.c.opening_id == bindparam("id"))
