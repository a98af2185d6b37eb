"""Is this browser one at which this person has signed in before?"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from litigation_app.accounts.models import KnownBrowser, User
from litigation_app.accounts.queries import token_hash
from litigation_app.accounts.signing_in.browsers import rules
from litigation_app.core import clock
from litigation_app.core.db import db


def known(email: str, tokens: Iterable[str]) -> UUID | None:
    """The browser by one of these tokens, if it is known for the person with this address; as much work for nobody."""
    hashes = [token_hash(token) for token in tokens]
    hers = select(User.id).where(User.email == email.strip().casefold()).scalar_subquery()
    return db.session.scalar(
        select(KnownBrowser.id).where(
            KnownBrowser.token_hash.in_(hashes),
            KnownBrowser.user_id == hers,
            KnownBrowser.known_since > clock.now() - rules.LIVES,
        )
    )
