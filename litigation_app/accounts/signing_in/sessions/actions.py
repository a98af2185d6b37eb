"""Sign in with both factors, sign out, end sign-ins."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import select, update

from litigation_app import ledger
from litigation_app.accounts import queries, stamps, traces
from litigation_app.accounts.models import User, WebSession
from litigation_app.accounts.queries import token_hash
from litigation_app.accounts.rules import BOTH_FACTORS, MOST_SIGN_INS, PASSWORD_ALONE, REFUSED_SIGN_IN
from litigation_app.accounts.signing_in import actions as pruning
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.browsers import actions as remembering
from litigation_app.accounts.signing_in.browsers import queries as browsers
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors import queries as factor_queries
from litigation_app.accounts.signing_in.factors.actions import Asked
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db, forget_sent_forms

DOOR = "door:sign-in"


class SignInRefused(Exception):
    """Address, password and second factor do not belong together (one answer for every reason)."""


class SignInDelayed(Exception):
    """Too many attempts: the door stays shut for `seconds`."""

    def __init__(self, closed: timedelta) -> None:
        super().__init__()
        self.seconds = max(1, round(closed.total_seconds()))


class Credentials(NamedTuple):
    """What a person types at the door. `code` empty: she means to use a passkey."""

    email: str
    password: str
    code: str = ""


class Browser(NamedTuple):
    """From where she asks. `known`: the tokens by which it says that people have signed in there before.

    `cookie`: of the sign-in that it had last.
    """

    network: str
    agent: str = ""
    known: tuple[str, ...] = ()
    cookie: str = ""


class Entered(NamedTuple):
    """A whole sign-in: the token for its cookie, and the cookie by which its browser is known from now on."""

    token: str
    known: str


class Half(NamedTuple):
    """The token of half a sign-in: the password alone was right, and a passkey has to follow."""

    token: str


class Recognised(NamedTuple):
    """Who it is. `is_half`: a passkey has to follow."""

    user: User
    is_half: bool


def sign_in(typed: Credentials, browser: Browser) -> Entered | Half:
    """Open a new sign-in, or half of one where a passkey has to follow; raises SignInDelayed, SignInRefused."""
    found = recognise(typed, browser)
    user, kept = found.user, found.user.password_hash or ""
    renewed = passwords.hashed(typed.password) if passwords.is_dated(kept) else kept  # before the first write
    _require_unchanged(user, kept)
    stamps.set_password(user, renewed)
    forget_sent_forms()
    done = Half(_open(user.id, browser, PASSWORD_ALONE)) if found.is_half else enter(user.id, browser)
    pruning.prune()  # after her own that goes on
    return done


def _require_unchanged(user: User, kept: str) -> None:
    """Start writing; raises SignInRefused where she was shut out, or has another password or none, since it was looked at."""
    begin_write()
    db.session.refresh(user, with_for_update={"of": User})
    if user.password_hash != kept or user.disabled_at is not None:
        raise SignInRefused


def recognise(typed: Credentials, browser: Browser) -> Recognised:
    """Whose credentials these are, as much work whether they are right or not; raises SignInDelayed, SignInRefused.

    Who means to use a passkey is not kept waiting by what others tried at her account: a guessed password alone opens
    nothing there. Her network's door still counts. Neither counts at a browser at which she has signed in before.
    """
    doors = _doors(typed.email, browser)
    means_passkey = not typed.code.strip()
    at_once = doors.at_once if means_passkey else doors.all
    _require_open(at_once)
    user = db.session.scalar(select(User).where(User.email == typed.email.strip().casefold()))
    usable = stamps.ours(stamps.IDENTITY, user if user is not None and user.disabled_at is None else None)
    knows = passwords.fits(stamps.password_of(usable), typed.password)
    proof = factors.look_at(usable.id if usable else None, typed.code)
    has_passkey = factor_queries.has_passkey(usable.id if usable else factor_queries.NOBODY)
    if usable and knows and means_passkey and has_passkey:
        return Recognised(usable, True)
    if usable and knows and proof and not means_passkey and factors.spend(proof):
        traces.forget_failures(doors.all[0])
        return Recognised(usable, False)
    closed = traces.wait_at(doors.all) if means_passkey else timedelta(0)
    _count_refusal(doors.at_once if closed else doors.all, user.id if user else None)  # a shut door is not kept shut
    if closed:
        raise SignInDelayed(closed)
    raise SignInRefused


class _Doors(NamedTuple):
    """What a guesser wears out here, her own first; `at_once`: those that hold up even a passkey."""

    all: tuple[str, ...]
    at_once: tuple[str, ...]


def _doors(email: str, browser: Browser) -> _Doors:
    """A browser of hers has a door of its own, which nobody elsewhere can shut; all others share two."""
    browser_id = browsers.known(email, browser.known)
    if browser_id is not None:
        own = (traces.door_of_browser(browser_id),)
        return _Doors(own, own)
    shared = traces.doors(email, browser.network)
    return _Doors(shared, shared[1:])


def _require_open(doors: tuple[str, ...]) -> None:
    if closed := traces.wait_at(doors):
        _note_delay()
        raise SignInDelayed(closed)


def _note_delay() -> None:
    """Once a minute at most: a stranger who knocks and knocks must not fill the log, which nobody can empty."""
    newest = db.session.execute(ledger.entries(act="sign_in_delayed", limit=1)).first()
    if newest is None or clock.now() - newest.at >= traces.ONCE_A:
        ledger.append_alone(act="sign_in_delayed", by=None, of=DOOR, session_id=None, outcome="refused")


def _count_refusal(doors: tuple[str, ...], user_id: UUID | None) -> None:
    traces.count_failure(doors)
    ledger.append_alone(act=REFUSED_SIGN_IN, by=user_id, of=DOOR, session_id=None, outcome="refused")


def enter(user_id: UUID, browser: Browser) -> Entered:
    """A new sign-in of hers in this request's transaction; of too many the oldest ends. Its browser is known from now on."""
    begin_write()
    failed, since = queries.failures_since_last_sign_in(user_id)
    token = _open(user_id, browser, BOTH_FACTORS, failed=failed, since=since)
    hers = select(WebSession.id).where(
        WebSession.user_id == user_id, WebSession.auth_level == BOTH_FACTORS, WebSession.revoked_at.is_(None)
    )
    newest = hers.order_by(WebSession.created_at.desc(), WebSession.id).limit(MOST_SIGN_INS)
    kept = set(db.session.scalars(newest))
    _revoke(WebSession.user_id == user_id, WebSession.id.not_in(kept))
    ledger.write(act="sign_in", by=user_id, of=f"person:{user_id}")
    return Entered(token, remembering.remember(user_id, browser.known))


def _open(user_id: UUID, browser: Browser, level: int, *, failed: int = 0, since: datetime | None = None) -> str:
    token, now = secrets.token_urlsafe(32), clock.now()
    row = _of_before(user_id, browser, level) or WebSession(id=uuid4(), user_id=user_id, auth_level=level)
    row.token_hash, row.agent_hash = token_hash(token), hashlib.sha256(browser.agent.encode()).hexdigest()
    row.created_at = row.last_seen_at = now
    row.stepped_up_at = now if level == BOTH_FACTORS else None
    row.failed_before, row.failed_since = failed, since if failed else None
    row.stamp = stamps.of(stamps.SIGN_IN, row)
    db.session.add(row)
    db.session.flush()
    return token


def _of_before(user_id: UUID, browser: Browser, level: int) -> WebSession | None:
    """Her own sign-in that ran out at this browser: it goes on, so that forms that stand open there can still be sent.

    One that somebody has ended is none, nor is anybody else's.
    """
    asked = token_hash(browser.cookie)
    hers = (WebSession.token_hash == asked, WebSession.user_id == user_id, WebSession.auth_level == level)
    found = (
        db.session.scalar(select(WebSession).where(*hers, WebSession.revoked_at.is_(None))) if browser.cookie else None
    )
    return stamps.ours(stamps.SIGN_IN, found, asked)


def passkey_question(half: str) -> str | None:
    """What the browser needs to ask the passkey of her whose half sign-in this is; None where it is over."""
    user = queries.half_signed_in(half)
    return factors.question(user.id, _at_the_door(half)) if user else None


def sign_in_by_passkey(half: str, answer: str, browser: Browser) -> Entered | None:
    """The whole sign-in after half of it; None where the half is over. Raises SignInDelayed, SignInRefused."""
    user = queries.half_signed_in(half)
    if user is None:
        return None
    doors = _doors(user.email, browser)
    _require_open(doors.at_once)
    if not factors.answers(user.id, answer, _at_the_door(half)):
        _count_refusal(doors.at_once, user.id)
        raise SignInRefused
    traces.forget_failures(doors.all[0])
    begin_write()
    db.session.refresh(user, with_for_update={"of": User})  # whoever shuts her out does so before this or after it
    if _revoke(WebSession.token_hash == token_hash(half)) == 0:  # ended since the question was put
        return None
    return enter(user.id, browser)


def _at_the_door(half: str) -> Asked:
    return Asked("sign_in", token_hash(half))


def change_password(actor: Actor, *, current: str, chosen: str) -> None:
    """Her own new password; her other sign-ins end. Raises SignInDelayed, SignInRefused where the old one is wrong."""
    door = (traces.door_of_session(actor.session_id or actor.id),)
    if closed := traces.wait_at(door):
        raise SignInDelayed(closed)
    user = db.session.get_one(User, actor.id)
    kept = user.password_hash or ""
    if not passwords.fits(stamps.password_of(user), current):
        traces.count_failure(door)
        raise SignInRefused
    new = passwords.hashed(chosen)
    _require_unchanged(user, kept)  # who comes in by the old one is in by now, and ends
    stamps.set_password(user, new)
    remembering.forget_all(actor.id)
    ended = _revoke(WebSession.user_id == actor.id, WebSession.id != actor.session_id)
    ledger.write(act="change_password", by=actor.id, of=f"person:{actor.id}", facts={"ended": ended})


def sign_out(actor: Actor) -> None:
    """End this sign-in: a copy of its cookie is dead from now on."""
    begin_write()
    _revoke(WebSession.id == actor.session_id)
    ledger.write(act="sign_out", by=actor.id, of=f"person:{actor.id}")


def lock(actor: Actor) -> None:
    """This sign-in has run out, as if nobody had used it for long: she alone goes on with it, by both factors."""
    idle = timedelta(minutes=current_app.extensions["config"].idle_minutes)
    traces.lock_session(actor.session_id or actor.id, clock.now() - idle - traces.ONCE_A)


def end(actor: Actor, session: WebSession) -> None:
    """End one sign-in, one's own or that of a person whom one administers: its next request fails."""
    begin_write()
    _revoke(WebSession.id == session.id)
    ledger.write(act="end_session", by=actor.id, of=f"person:{session.user_id}")


def end_others(actor: Actor) -> int:
    """End all of one's own sign-ins but this one, and know none of one's browsers any more; how many sign-ins there were."""
    remembering.forget_all(actor.id)
    ended = _revoke(WebSession.user_id == actor.id, WebSession.id != actor.session_id)
    ledger.write(act="end_sessions", by=actor.id, of=f"person:{actor.id}", facts={"ended": ended})
    return ended


def end_all(user_id: UUID) -> int:
    """End every sign-in of hers, in this request's transaction: her next request fails. How many there were."""
    begin_write()
    return _revoke(WebSession.user_id == user_id)


def note_alert_read(actor: Actor) -> None:
    """She has read how many attempts failed before this sign-in."""
    begin_write()
    db.session.execute(
        update(WebSession).where(WebSession.id == actor.session_id).values(failed_before=0, failed_since=None)
    )


def _revoke(*which: object) -> int:
    ended = update(WebSession).where(WebSession.revoked_at.is_(None), *which).values(revoked_at=clock.now(), stamp=None)  # type: ignore[arg-type]
    synced = ended.returning(WebSession.id).execution_options(synchronize_session=False)
    return len(db.session.scalars(synced).all())
