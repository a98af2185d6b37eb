"""Who is behind a cookie, and who works where?"""

import hashlib
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from litigation_app.accounts.models import Office, RoleHeld, User, WebSession
from litigation_app.core.access import Actor, Held, Role
from litigation_app.core.db import db

_SESSIONS, _USERS = WebSession.__table__.c, User.__table__.c
_HELD, _OFFICES = RoleHeld.__table__.c, Office.__table__.c


class SignIn(NamedTuple):
    """A living sign-in: who acts, since when, last seen when."""

    actor: Actor
    created_at: datetime
    last_seen_at: datetime


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# Written once: every page asks it, and writing a statement costs more than running it.
_SIGN_IN = (
    select(
        _SESSIONS.id,
        _SESSIONS.created_at,
        _SESSIONS.last_seen_at,
        _USERS.id,
        _USERS.name,
        _USERS.email,
        _HELD.role,
        _HELD.office_id,
        _OFFICES.name,
    )
    .select_from(WebSession.__table__)
    .join(User.__table__, _USERS.id == _SESSIONS.user_id)
    .outerjoin(RoleHeld.__table__, _HELD.user_id == _USERS.id)
    .outerjoin(Office.__table__, _OFFICES.id == _HELD.office_id)
    .where(
        _SESSIONS.token_hash == bindparam("token_hash"), _SESSIONS.revoked_at.is_(None), _USERS.disabled_at.is_(None)
    )
    .order_by(_HELD.role, _OFFICES.name)
)


def sign_in_of(token: str) -> SignIn | None:
    """The unrevoked sign-in whose cookie this is, of a person who is not disabled, in one query; None otherwise."""
    rows = db.session.execute(_SIGN_IN, {"token_hash": token_hash(token)}).all()
    if not rows:
        return None
    session_id, created_at, last_seen_at, user_id, name, email = rows[0][:6]
    held = frozenset(Held(Role(row[6]), row[7]) for row in rows if row[6] is not None)
    actor = Actor(user_id, name, email, held, session_id, rows[0][8] or "")
    return SignIn(actor, created_at, last_seen_at)


def actor_by_email(email: str) -> Actor | None:
    """The person who acts by command under this address; None if unknown or disabled."""
    user = db.session.scalar(select(User).where(User.email == email.strip().casefold(), User.disabled_at.is_(None)))
    if user is None:
        return None
    held = frozenset(Held(Role(row.role), row.office_id) for row in user.roles)
    return Actor(user.id, user.name, user.email, held, None, user.roles[0].office.name if user.roles else "")


def names(ids: set[UUID]) -> dict[UUID, str]:
    """The names of these people."""
    if not ids:
        return {}
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))}


def offices() -> list[Office]:
    return list(db.session.scalars(select(Office).order_by(Office.name)))


def people() -> list[User]:
    return list(db.session.scalars(select(User).order_by(User.name)).unique())
