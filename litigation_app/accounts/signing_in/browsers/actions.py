"""Know a browser from now on, know it no longer."""

import secrets
from uuid import UUID

from sqlalchemy import delete, select

from litigation_app.accounts.models import CalendarFeed, KnownBrowser
from litigation_app.accounts.queries import token_hash
from litigation_app.accounts.signing_in.browsers import rules
from litigation_app.core import clock
from litigation_app.core.db import begin_write, db


def remember(user_id: UUID, tokens: tuple[str, ...]) -> str:
    """The new cookie of a browser at which she has just shown both factors; her older token there is dead."""
    begin_write()
    old = delete(KnownBrowser).where(
        KnownBrowser.user_id == user_id, KnownBrowser.token_hash.in_([token_hash(one) for one in tokens])
    )
    dead = set(db.session.scalars(old.returning(KnownBrowser.token_hash)))
    token = secrets.token_urlsafe(32)
    db.session.add(KnownBrowser(token_hash=token_hash(token), user_id=user_id, known_since=clock.now()))
    db.session.flush()
    hers = select(KnownBrowser.id).where(KnownBrowser.user_id == user_id)
    newest = hers.order_by(KnownBrowser.known_since.desc(), KnownBrowser.id).limit(rules.MOST_OF_A_PERSON)
    kept = list(db.session.scalars(newest))
    db.session.execute(delete(KnownBrowser).where(KnownBrowser.user_id == user_id, KnownBrowser.id.not_in(kept)))
    return rules.written(token, tuple(one for one in tokens if token_hash(one) not in dead))


def forget_all(user_id: UUID) -> None:
    """No browser of hers is known any more, nor any calendar program, in this request's transaction."""
    begin_write()
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == user_id))
    db.session.execute(delete(KnownBrowser).where(KnownBrowser.user_id == user_id))
