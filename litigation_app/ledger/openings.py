"""Has this person, in this sign-in, an opening of this thing that may still be in use?"""

from uuid import UUID

from sqlalchemy import select

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
