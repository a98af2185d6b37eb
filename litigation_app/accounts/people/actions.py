"""Add a person, change her roles, shut her out, give a new one-time link."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from litigation_app import ledger
from litigation_app.accounts import rules
from litigation_app.accounts.models import Office, RoleHeld, User, WebSession
from litigation_app.accounts.queries import token_hash
from litigation_app.core import clock
from litigation_app.core.access import Actor, Role
from litigation_app.core.db import begin_write, db

LINK_LIVES = timedelta(hours=72)


class PersonRefused(Exception):
    """The person cannot be added or changed so; `reasons` are codes of rules.conflicts, "address_taken" or "own_account"."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


def add_office(*, name: str, organisation: str, country: str) -> Office:
    """A new desk of an organisation."""
    begin_write()
    office = Office(name=name, organisation=organisation, country=country)
    db.session.add(office)
    db.session.flush()
    return office


def add(actor: Actor | None, *, name: str, email: str, roles: list[Role], office_id: UUID) -> tuple[User, str]:
    """A new person and the token of her enrolment link; raises PersonRefused. `actor` None: the copy is being set up."""
    begin_write()
    address = email.strip().casefold()
    reasons = rules.conflicts(roles)
    if db.session.scalar(select(User.id).where(User.email == address)) is not None:
        reasons.append("address_taken")
    if reasons:
        raise PersonRefused(reasons)
    user = User(name=name, email=address, created_at=clock.now())
    user.roles = [RoleHeld(role=role, office_id=office_id) for role in roles]
    db.session.add(user)
    db.session.flush()
    link = _new_link(user)
    ledger.write(
        act="add_person",
        by=actor.id if actor else None,
        of=f"person:{user.id}",
        facts={"roles": "+".join(sorted(roles))},
    )
    return user, link


def renew_link(actor: Actor, user: User) -> str:
    """A fresh one-time link; the old password works until she has used it."""
    begin_write()
    link = _new_link(user)
    ledger.write(act="renew_link", by=actor.id, of=f"person:{user.id}")
    return link


def disable(actor: Actor, user: User) -> None:
    """Shut a person out: her next request fails. Raises PersonRefused for one's own account."""
    if user.id == actor.id:
        raise PersonRefused(["own_account"])
    begin_write()
    now = clock.now()
    user.disabled_at = now
    db.session.execute(
        update(WebSession).where(WebSession.user_id == user.id, WebSession.revoked_at.is_(None)).values(revoked_at=now)
    )
    ledger.write(act="disable_person", by=actor.id, of=f"person:{user.id}")


def enable(actor: Actor, user: User) -> None:
    """Let a person in again."""
    begin_write()
    user.disabled_at = None
    ledger.write(act="enable_person", by=actor.id, of=f"person:{user.id}")


def _new_link(user: User) -> str:
    token = secrets.token_urlsafe(32)
    user.enrolment_hash = token_hash(token)
    user.enrolment_until = clock.now() + LINK_LIVES
    return token
