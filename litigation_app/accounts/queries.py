"""Who is behind a cookie, and who works where?"""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import selectinload

from litigation_app.accounts import stamps
from litigation_app.accounts.models import Office, RoleHeld, TotpFactor, User, WebSession
from litigation_app.accounts.rules import BOTH_FACTORS, HALF_DONE, MOST_FAILURES_SHOWN, PASSWORD_ALONE, REFUSED_SIGN_IN
from litigation_app.core import clock
from litigation_app.core.access import Actor, Held, May, Role, policy
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

_SESSIONS, _USERS = WebSession.__table__.c, User.__table__.c
_HELD, _OFFICES = RoleHeld.__table__.c, Office.__table__.c


class _Her(NamedTuple):
    """Who she is, as her stamp says it."""

    id: UUID
    email: str
    name: str
    identity_stamp: bytes | None


class _Role(NamedTuple):
    """A role of hers, as its stamp says it."""

    id: UUID
    user_id: UUID
    office_id: UUID
    role: str
    stamp: bytes | None


class SignIn(NamedTuple):
    """A living sign-in: who acts, since when, last seen when, when she last showed her second factor.

    `failed_before`: attempts that failed since `failed_since`, before this sign-in; 0 once she has read it.
    """

    actor: Actor
    created_at: datetime
    last_seen_at: datetime
    stepped_up_at: datetime | None
    failed_before: int
    failed_since: datetime | None


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# Written once: every page asks it, and writing a statement costs more than running it.
_SIGN_IN = (
    select(
        *(_SESSIONS[column] for column in (*stamps.SIGN_IN.columns, stamps.SIGN_IN.stamp)),
        _SESSIONS.last_seen_at,
        _SESSIONS.failed_before,
        _SESSIONS.failed_since,
        _USERS.name,
        _USERS.email,
        _USERS.identity_stamp,
        _HELD.id.label("held_id"),
        _HELD.role,
        _HELD.office_id,
        _HELD.stamp.label("held_stamp"),
        _OFFICES.name.label("office"),
    )
    .select_from(WebSession.__table__)
    .join(User.__table__, _USERS.id == _SESSIONS.user_id)
    .outerjoin(RoleHeld.__table__, _HELD.user_id == _USERS.id)
    .outerjoin(Office.__table__, _OFFICES.id == _HELD.office_id)
    .where(
        _SESSIONS.token_hash == bindparam("token_hash"),
        _SESSIONS.auth_level == BOTH_FACTORS,
        _SESSIONS.revoked_at.is_(None),
        _USERS.disabled_at.is_(None),
    )
    .order_by(_HELD.role, _OFFICES.name)
)


def sign_in_of(token: str) -> SignIn | None:
    """The unrevoked sign-in with both factors whose cookie this is, of a person who is not disabled, in one query; or None.

    What the desk did not write so itself is none: a sign-in, a name or an address of a person, a role. Raises VaultLocked.
    """
    return _sign_in(token_hash(token))


def sign_in_numbered(session_id: UUID) -> SignIn | None:
    """The same by its number, whatever its cookie is by now."""
    asked = db.session.scalar(select(WebSession.token_hash).where(WebSession.id == session_id))
    return _sign_in(asked) if asked else None


def _sign_in(asked: str) -> SignIn | None:
    rows = db.session.execute(_SIGN_IN, {"token_hash": asked}).all()
    if not rows or not stamps.holds(stamps.SIGN_IN, rows[0], asked):
        return None
    her = rows[0]
    if not stamps.holds(stamps.IDENTITY, _Her(her.user_id, her.email, her.name, her.identity_stamp)):
        return None
    given = [
        (_Role(row.held_id, her.user_id, row.office_id, row.role, row.held_stamp), row.office)
        for row in rows
        if row.held_id is not None
    ]
    sure = [(row, office) for row, office in given if stamps.holds(stamps.ROLE, row)]
    held = frozenset(Held(Role(row.role), row.office_id) for row, _office in sure)
    actor = Actor(her.user_id, her.name, her.email, held, her.id, (sure[0][1] or "") if sure else "")
    return SignIn(actor, her.created_at, her.last_seen_at, her.stepped_up_at, her.failed_before, her.failed_since)


def half_signed_in(token: str) -> User | None:
    """Who typed the right password a few minutes ago and has to show her passkey yet; she may do nothing else."""
    asked = token_hash(token)
    half = (
        WebSession.token_hash == asked,
        WebSession.auth_level == PASSWORD_ALONE,
        WebSession.revoked_at.is_(None),
        WebSession.created_at > clock.now() - HALF_DONE,
    )
    wanted = select(WebSession).join(User).where(*half, User.disabled_at.is_(None))
    found = stamps.ours(stamps.SIGN_IN, db.session.scalar(wanted), asked)
    return found.user if found is not None else None


def known_of(user_id: UUID) -> list[str]:
    """What everybody knows of her, and so would try as her password: name, address, offices and organisations."""
    user = db.session.get_one(User, user_id)
    offices = [word for row in user.roles if row.office for word in (row.office.name, row.office.organisation)]
    return [user.name, user.email, *offices]


def sessions_of(user_id: UUID) -> list[WebSession]:
    """Her living sign-ins, the one used last first."""
    config, now = current_app.extensions["config"], clock.now()
    living = (
        WebSession.user_id == user_id,
        WebSession.auth_level == BOTH_FACTORS,
        WebSession.revoked_at.is_(None),
        WebSession.last_seen_at > now - timedelta(minutes=config.idle_minutes),
        WebSession.created_at > now - timedelta(hours=config.absolute_hours),
    )
    return list(db.session.scalars(select(WebSession).where(*living).order_by(WebSession.last_seen_at.desc())))


def last_counters_of(emails: list[str]) -> dict[str, int]:
    """The newest half minute whose code each of these people has used."""
    used = select(User.email, TotpFactor.last_counter).join(TotpFactor, TotpFactor.user_id == User.id)
    return {row.email: row.last_counter for row in db.session.execute(used.where(User.email.in_(emails)))}


def failures_since_last_sign_in(user_id: UUID) -> tuple[int, datetime | None]:
    """How many sign-ins as this person failed since the last that did not, and since when that is."""
    entry = LedgerEntry.__table__.c
    of_hers = select(entry.seq, entry.at).where(entry.actor == user_id)
    last = db.session.execute(of_hers.where(entry.act == "sign_in").order_by(entry.seq.desc()).limit(1)).one_or_none()
    failed = of_hers.where(entry.act == REFUSED_SIGN_IN, entry.seq > (last.seq if last else 0)).order_by(entry.seq)
    found = db.session.execute(failed.limit(MOST_FAILURES_SHOWN)).all()
    return len(found), last.at if last else (found[0].at if found else None)


def actor_by_email(email: str) -> Actor | None:
    """The person who acts by command under this address; None if unknown or disabled."""
    return _actor(User.email == email.strip().casefold())


def actor_by_id(user_id: UUID) -> Actor | None:
    """The person for whom a program of hers asks; None if unknown or disabled."""
    return _actor(User.id == user_id)


def as_it_stands(email: str) -> Actor | None:
    """The same at a desk that is locked, by whatever stands in the rows: whoever asks looks again as soon as there is a key."""
    user = _at_work(User.email == email.strip().casefold())
    return None if user is None else acting(user, user.roles)


def _actor(is_she: ColumnElement[bool]) -> Actor | None:
    user = stamps.ours(stamps.IDENTITY, _at_work(is_she))
    return None if user is None else acting(user, given_to(user))


def _at_work(is_she: ColumnElement[bool]) -> User | None:
    return db.session.scalar(select(User).where(is_she, User.disabled_at.is_(None)))


def acting(user: User, roles: Sequence[RoleHeld]) -> Actor:
    """She, as she acts with these roles."""
    held = frozenset(Held(Role(row.role), row.office_id) for row in roles)
    return Actor(user.id, user.name, user.email, held, None, roles[0].place if roles else "")


def given_to(user: User) -> list[RoleHeld]:
    """The roles that the desk itself gave her. Raises VaultLocked."""
    return [row for row in user.roles if stamps.holds(stamps.ROLE, row)]


def names(ids: set[UUID]) -> dict[UUID, str]:
    """The names of these people."""
    if not ids:
        return {}
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))}


def who_may(permission: May) -> list[User]:
    """Everybody with a role that grants this, wherever she holds it; by name."""
    return holders({role for role in Role if permission in policy().of(role)})


def holders(roles: Collection[Role]) -> list[User]:
    """Everybody at work with one of these roles, as the desk itself wrote her and it; by name. Raises VaultLocked."""
    having = select(RoleHeld.user_id).where(RoleHeld.role.in_(roles))
    wanted = select(User).where(User.id.in_(having), User.disabled_at.is_(None)).order_by(User.name)
    people = db.session.scalars(wanted.options(selectinload(User.roles)))
    found = [user for user in people if stamps.holds(stamps.IDENTITY, user)]
    return [user for user in found if any(one.role in roles for one in given_to(user))]


def offices() -> list[Office]:
    return list(db.session.scalars(select(Office).order_by(Office.name)))


def offices_where(actor: Actor, to: May) -> list[Office]:
    """The offices at which this person may do this, by name."""
    return list(db.session.scalars(select(Office).where(Office.id.in_(actor.offices(to))).order_by(Office.name)))


def people() -> list[User]:
    return list(db.session.scalars(select(User).order_by(User.name)).unique())
