"""Make and end the link by which a calendar program reads somebody's hearings."""

import secrets

from sqlalchemy import delete

from litigation_app import ledger
from litigation_app.accounts import stamps
from litigation_app.accounts.models import CalendarFeed
from litigation_app.accounts.queries import token_hash
from litigation_app.casework.planner.calendar.rules import LinkTells, Says
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db

_TOKEN_BYTES = 32


def make_feed(actor: Actor, *, says: Says, language: str) -> str:
    """A link by which a calendar program reads her hearings; the one before is dead. Gives its secret part, once."""
    begin_write()
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == actor.id))
    code = LinkTells(says, has_to_do=True).code
    made = {"token_hash": token_hash(token), "says": code, "language": language, "made_at": clock.now()}
    feed = CalendarFeed(user_id=actor.id, **made)
    feed.stamp = stamps.of(stamps.FEED, feed)
    db.session.add(feed)
    ledger.write(act="make_feed", by=actor.id, of=f"person:{actor.id}", facts={"says": code})
    return token


def end_feed(actor: Actor) -> None:
    """Let her link give nothing any more."""
    begin_write()
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == actor.id))
    ledger.write(act="end_feed", by=actor.id, of=f"person:{actor.id}")
