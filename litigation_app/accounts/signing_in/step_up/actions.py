"""Show the second factor again while one is signed in."""

import secrets
from uuid import UUID

from litigation_app import ledger
from litigation_app.accounts import stamps, traces
from litigation_app.accounts.models import WebSession
from litigation_app.accounts.queries import token_hash
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors.actions import Asked, Shown
from litigation_app.accounts.signing_in.sessions.actions import SignInDelayed, SignInRefused
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db


def asked_again(actor: Actor) -> Asked:
    """A passkey's question to somebody who is signed in already."""
    return Asked("step_up", str(actor.session_id))


def step_up(actor: Actor, session_id: UUID, shown: Shown) -> str:
    """The new token of this sign-in, whose second factor was shown again; raises SignInDelayed, SignInRefused.

    All of it is noted on the side, since the act for which it was asked may still be refused.
    """
    door = (traces.door_of_session(session_id),)
    person = f"person:{actor.id}"
    if closed := traces.wait_at(door):
        raise SignInDelayed(closed)
    if not factors.proves(actor.id, shown, asked_again(actor)):
        traces.count_failure(door)
        ledger.append_alone(act="step_up_refused", by=actor.id, of=person, session_id=session_id, outcome="refused")
        raise SignInRefused
    traces.forget_failures(door[0])
    ledger.append_alone(act="step_up", by=actor.id, of=person, session_id=session_id)
    return _renewed(session_id)


def _renewed(session_id: UUID) -> str:
    """The new token; what the sign-in says besides stays as it was."""
    found = stamps.ours(stamps.SIGN_IN, db.session.get(WebSession, session_id))
    if found is None:
        raise SignInRefused
    token, now = secrets.token_urlsafe(32), clock.now()
    stays = {name: getattr(found, name) for name in ("id", "user_id", "auth_level", "created_at")}
    renewed = WebSession(**stays, token_hash=token_hash(token), stepped_up_at=now, last_seen_at=now)
    renewed.stamp = stamps.of(stamps.SIGN_IN, renewed)
    traces.renew_sign_in(renewed)
    return token
