"""Write down who compares, and refuse whoever does so too often."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import Select

from litigation_app import ledger
from litigation_app.accounts import limits
from litigation_app.casework.clients.searches import queries, rules
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.vault.name_search import blind_index, duplicates

# what a search was: typed, or what a save and a look compare


class TooManySearches(Exception):
    """She has used up her searches of this hour; `until`: when the next one is free."""

    def __init__(self, until: datetime, most: int) -> None:
        super().__init__()
        self.until, self.most = until, most


def record(actor: Actor, kind: str, typed: str = "", *, purpose: str | None = None) -> None:
    """Write down who compares and why, before anything is compared; of the words a mark is kept that only our keys can make.

    Raises TooManySearches.
    """
    most, until = _limit(actor)
    _write(
        actor,
        {"kind": kind} | ({"mark": blind_index.query_mark(typed)} if typed else {}),
        purpose,
        is_free=until is None,
    )
    if until:
        raise TooManySearches(until, most)


def require_room(actor: Actor, many: int) -> None:
    """What is saved together is compared together: so many searches, or none is spent. Raises TooManySearches."""
    most, until = _limit(actor, many)
    if until:
        _write(actor, {"kind": SAVED}, None, is_free=False)
        raise TooManySearches(until, most)


def _limit(actor: Actor, many: int = 1) -> tuple[int, datetime | None]:
    """How often she may search within an hour, and from when she may so many times again; None: now."""
    most = int(current_app.extensions["config"].searches_per_hour)
    return most, rules.free_again(queries.searched(actor, most), clock.now(), most, many)


def _write(actor: Actor, facts: Mapping[str, str | int], purpose: str | None, *, is_free: bool) -> None:
    ledger.append_alone(
        act=queries.ACT,
        by=actor.id,
        of="sketches",
        session_id=actor.session_id,
        purpose=purpose,
        outcome="done" if is_free else "throttled",
        facts=facts,
    )


def note_retry(actor: Actor) -> None:
    """She replaced a name or gave a new record up: whoever does so again and again may be trying who is known here."""
    limits.take(actor, limits.RETRIES, rules.MOST_RETRIES)


def note_given_up(actor: Actor, added_at: datetime) -> None:
    """The same, of a record that is to be erased and was added only lately."""
    if clock.now() - added_at < rules.YOUNG:
        note_retry(actor)


def is_shared(actor: Actor, persons: Collection[UUID]) -> bool:
    """Whether a number or name of one of these stands in another record that she may see too. Of others nothing is said.

    That somebody is accused in both cases is nothing to be led to.
    """
    found = duplicates.pairs(duplicates.seen(queries.is_hers(actor)), of=persons) if persons else []
    return any(one.kind != duplicates.SAME_ACCUSED for one in found)


def in_conflict(actor: Actor, cases: Collection[UUID], *, or_answered: bool = False) -> frozenset[UUID]:
    """Those of these cases in which a conflict of interest is open of which she sees both sides. Of others nothing is said."""
    rows = db.session.execute(_conflicts(actor), {"cases": list(cases)})
    found = [(first, second) for first, second, verdict in rows if or_answered or verdict is None]
    return frozenset(case_id for pair in found for case_id in pair) & frozenset(cases)


@lru_cache(maxsize=256)
def _conflicts(actor: Actor) -> Select[Any]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    return duplicates.conflicts(queries.is_hers(actor))


NAME, NUMBER, SAVED, SHARED = "name", "number", "saved", "shared"
