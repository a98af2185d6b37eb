"""Has this person, in this sign-in, an opening of this thing that may still be in use? And why did she open the last one?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, bindparam, select

from litigation_app.core.db import db
from litigation_app.core.plans import bare
from litigation_app.ledger import chain, queries
from litigation_app.ledger.models import LedgerEntry


def live_opening(act: str, of: str, *, by: UUID, session_id: UUID) -> UUID | None:
    """The id of her newest opening of `of` under this sign-in (None: there is none); `redeem` decides whether it still lives."""
    newest = db.session.execute(_opened(), {"object": of, "actor": by, "act": act}).one_or_none()
    if newest is None or queries.said(newest.body).get("session") != chain.session_mark(session_id):
        return None
    found: UUID = newest.opening_id
    return found


@cache
def _opened() -> Select[Any]:
    """Written once, as is the other below: every page of a case asks them."""
    table = LedgerEntry.__table__.c
    by, act = (bindparam(one.name, type_=one.type) for one in (table.actor, table.act))
    hers = (table.object == bindparam("object"), bare(table.actor) == by, bare(table.act) == act)
    wanted = select(table.opening_id, table.body).where(*hers, table.opening_id.is_not(None))
    return wanted.order_by(table.seq.desc()).limit(1)


def opened_since(act: str, *, by: UUID, since: datetime, most: int) -> list[UUID]:
    """The ids of her openings of this kind since then, the newest first, of her last `most`; `redeem_all` decides which live."""
    return [row.opening_id for row in _newest(act, by, most) if row.at >= since]


def last_opening(acts: Iterable[str], *, by: UUID, session_id: UUID) -> Mapping[str, Any]:
    """What the entry of the last thing of these kinds that she opened says; {} where that was not under this sign-in."""
    rows = [row for act in acts for row in _newest(act, by, 1)]
    said = queries.said(max(rows, key=lambda row: row.seq).body) if rows else {}
    return said if said.get("session") == chain.session_mark(session_id) else {}


def _newest(act: str, by: UUID, most: int) -> Sequence[Any]:
    """Her last entries of this act, straight from their key: neither others' nor what else she ever did is looked at."""
    return db.session.execute(_last(), {"actor": by, "act": act, "most": most}).all()


@cache
def _last() -> Select[Any]:
    table = LedgerEntry.__table__.c
    hers = (table.actor == bindparam("actor"), table.act == bindparam("act"))
    wanted = select(table.seq, table.at, table.opening_id, table.body).where(*hers)
    return wanted.order_by(table.seq.desc()).limit(bindparam("most", type_=Integer))
