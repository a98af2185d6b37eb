"""Has this person, in this sign-in, an opening of this thing that may still be in use? And why did she open the last one?"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from litigation_app.core.db import db
from litigation_app.core.plans import bare
from litigation_app.ledger import chain, queries
from litigation_app.ledger.models import LedgerEntry


def live_opening(act: str, of: str, *, by: UUID, session_id: UUID) -> UUID | None:
    """The id of her newest opening of `of` under this sign-in (None: there is none); `redeem` decides whether it still lives."""
    table = LedgerEntry.__table__.c
    newest = db.session.execute(
        select(table.opening_id, table.body)
        .where(table.object == of, bare(table.actor) == by, bare(table.act) == act, table.opening_id.is_not(None))
        .order_by(table.seq.desc())
        .limit(1)
    ).one_or_none()
    if newest is None or queries.said(newest.body).get("session") != chain.session_mark(session_id):
        return None
    found: UUID = newest.opening_id
    return found


def opened_since(act: str, *, by: UUID, since: datetime) -> list[UUID]:
    """The ids of her openings of this kind since then, the newest first; `redeem_all` decides which of them still live."""
    table = LedgerEntry.__table__.c
    wanted = select(table.opening_id).where(*_hers([act], by, since)).order_by(table.seq.desc())
    return list(db.session.scalars(wanted))


def last_purpose(acts: Collection[str], *, by: UUID, session_id: UUID, since: datetime) -> str:
    """Why she opened the last thing of these kinds since then; "" where that was not under this sign-in, or she opened none."""
    table = LedgerEntry.__table__.c
    wanted = select(table.body).where(*_hers(acts, by, since)).order_by(table.seq.desc()).limit(1)
    newest = db.session.scalar(wanted)
    said = queries.said(newest) if newest is not None else {}
    return str(said["purpose"] or "") if said.get("session") == chain.session_mark(session_id) else ""


def _hers(acts: Collection[str], by: UUID, since: datetime) -> tuple[ColumnElement[bool], ...]:
    """Read from the key of her acts: no day's entries of others are looked at."""
    table = LedgerEntry.__table__.c
    return table.actor == by, table.act.in_(acts), bare(table.at) >= since, table.opening_id.is_not(None)
