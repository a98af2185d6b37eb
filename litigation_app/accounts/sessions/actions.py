"""Sign in, sign out, enrol."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, update

from litigation_app import ledger
from litigation_app.accounts import passwords, traces
from litigation_app.accounts.models import User, WebSession
from litigation_app.accounts.queries import token_hash
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db, forget_sent_forms


class SignInRefused(Exception):
    """The address and the password do not belong together (one answer for every reason)."""


class SignInDelayed(Exception):
    """Too many attempts: the door stays shut for `seconds`."""

    def __init__(self, closed: timedelta) -> None:
        super().__init__()
        self.seconds = max(1, round(closed.total_seconds()))


class LinkSpent(Exception):
    """The one-time link was used, has run out, or never was one."""


class Credentials(NamedTuple):
    """What a person types at the door."""

    email: str
    password: str


def sign_in(typed: Credentials, *, network: str, agent: str) -> str:
    """Open a new sign-in and give the token for its cookie; raises SignInDelayed, SignInRefused."""
    tried = traces.doors(typed.email, network)
    if closed := traces.wait_at(tried):
        ledger.append_alone(act="sign_in_delayed", by=None, of="door:sign-in", session_id=None, outcome="refused")
        raise SignInDelayed(closed)
    user = db.session.scalar(select(User).where(User.email == typed.email.strip().casefold()))
    usable = user is not None and user.disabled_at is None
    if not passwords.fits(user.password_hash if user and usable else None, typed.password) or user is None:
        traces.count_failure(tried)
        ledger.append_alone(
            act="sign_in_refused", by=user.id if user else None, of="door:sign-in", session_id=None, outcome="refused"
        )
        raise SignInRefused
    traces.forget_failures(tried[0])
    begin_write()
    forget_sent_forms()
    if user.password_hash and passwords.is_dated(user.password_hash):
        user.password_hash = passwords.hashed(typed.password)
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session = WebSession(
        token_hash=token_hash(token),
        user_id=user.id,
        agent_hash=hashlib.sha256(agent.encode()).hexdigest(),
        created_at=now,
        last_seen_at=now,
    )
    db.session.add(session)
    ledger.write(act="sign_in", by=user.id, of=f"person:{user.id}")
    return token


def sign_out(actor: Actor) -> None:
    """End this sign-in: a copy of its cookie is dead from now on."""
    begin_write()
    db.session.execute(update(WebSession).where(WebSession.id == actor.session_id).values(revoked_at=clock.now()))
    ledger.write(act="sign_out", by=actor.id, of=f"person:{actor.id}")


def enrolling(token: str) -> User | None:
    """The person whose one-time link this is, while it is good."""
    user = db.session.scalar(select(User).where(User.enrolment_hash == token_hash(token), User.disabled_at.is_(None)))
    is_good = user is not None and user.enrolment_until is not None and user.enrolment_until > clock.now()
    return user if is_good else None


def enrol(token: str, *, password: str) -> None:
    """Set the person's own first (or new) password; the link is spent and every older sign-in ends. Raises LinkSpent."""
    chosen, now = passwords.hashed(password), clock.now()
    begin_write()
    user_id = _spend(token, chosen, now)
    db.session.execute(
        update(WebSession).where(WebSession.user_id == user_id, WebSession.revoked_at.is_(None)).values(revoked_at=now)
    )
    ledger.write(act="enrol", by=user_id, of=f"person:{user_id}")


def _spend(token: str, password_hash: str, now: datetime) -> UUID:
    """One statement finds the link and spends it, so that of two at once only one does."""
    good = (User.enrolment_hash == token_hash(token), User.enrolment_until > now, User.disabled_at.is_(None))
    spent = {"password_hash": password_hash, "enrolment_hash": None, "enrolment_until": None}
    claim = update(User).where(*good).values(**spent, row_version=User.row_version + 1).returning(User.id)
    user_id = db.session.scalar(claim.execution_options(synchronize_session=False))
    if user_id is None:
        raise LinkSpent
    return user_id
