"""Who is behind a cookie, and who works where?"""

import hashlib
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.accounts.models import Office, RoleHeld, User, WebSession
from litigation_app.core.access import Actor, Held, Role
from litigation_app.core.db import db


class SignIn(NamedTuple):
    """A living sign-in: who acts, since when, last seen when."""

    actor: Actor
    created_at: datetime
    last_seen_at: datetime


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in_of(token: str) -> SignIn | None:
    """The unrevoked sign-in whose cookie this is, of a person who is not disabled, in one query; None otherwise."""
    rows = db.session.execute(
        select(
            WebSession.id,
            WebSession.created_at,
            WebSession.last_seen_at,
            User.id,
            User.name,
            User.email,
            RoleHeld.role,
            RoleHeld.office_id,
            Office.name,
        )
        .join(User, User.id == WebSession.user_id)
        .outerjoin(RoleHeld, RoleHeld.user_id == User.id)
        .outerjoin(Office, Office.id == RoleHeld.office_id)
        .where(WebSession.token_hash == token_hash(token), WebSession.revoked_at.is_(None), User.disabled_at.is_(None))
        .order_by(RoleHeld.role, Office.name)
    ).all()
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
