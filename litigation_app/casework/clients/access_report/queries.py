"""Who opened this victim's record, when, as what, and what for?"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger
from litigation_app.accounts.models import Office, RoleHeld, User
from litigation_app.casework.cases.models import Emergency
from litigation_app.casework.clients.victims import rules
from litigation_app.casework.clients.victims.actions import OPEN
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.core.access import Role
from litigation_app.core.db import db

DONE = "done"
MOST = 5_000  # more openings of one record than any case has seen


class Person(NamedTuple):
    """Who opened: her name, and what she is at the office now (empty: she holds no role any more)."""

    name: str
    roles: tuple[Role, ...]
    office: str


class Opening(NamedTuple):
    """One opening. `mark`: what papers call the entry."""

    mark: str
    at: datetime
    by: Person
    purpose: str
    groups: frozenset[Group]
    in_emergency: bool = False


NOBODY = Person("", (), "")


def of(victim: Victim) -> list[Opening]:
    """Every opening of this record, newest first; refused attempts opened nothing and are left out."""
    wanted = ledger.entries(act=OPEN, of=f"victim:{victim.id}", outcome=DONE, limit=MOST)
    rows = db.session.execute(wanted).all()
    known = _people({row.actor for row in rows if row.actor is not None})
    spans = _emergencies(victim.case_id) if rows else {}
    return [
        _opening(row, known)._replace(
            in_emergency=any(since <= row.at <= until for since, until in spans.get(row.actor, ()))
        )
        for row in rows
    ]


def _emergencies(case_id: UUID) -> dict[UUID, list[tuple[datetime, datetime]]]:
    """From when until when the case stood open in an emergency, by person."""
    found: dict[UUID, list[tuple[datetime, datetime]]] = {}
    wanted = select(Emergency.user_id, Emergency.started_at, Emergency.until).where(Emergency.case_id == case_id)
    for user_id, since, until in db.session.execute(wanted):
        found.setdefault(user_id, []).append((since, until))
    return found


def _opening(row: Any, known: dict[UUID, Person]) -> Opening:
    groups = rules.groups_named(ledger.said(row.body)["facts"]["groups"])
    return Opening(ledger.mark_of(row.h), row.at, known.get(row.actor, NOBODY), row.purpose or "", groups)


def _people(ids: set[UUID]) -> dict[UUID, Person]:
    held = (
        select(User.id, User.name, RoleHeld.role, Office.name)
        .outerjoin(RoleHeld, RoleHeld.user_id == User.id)
        .outerjoin(Office, Office.id == RoleHeld.office_id)
        .where(User.id.in_(ids))
        .order_by(RoleHeld.role)
    )
    found: dict[UUID, Person] = {}
    for user_id, name, role, office in db.session.execute(held):
        before = found.get(user_id, Person(name, (), ""))
        is_known = role not in {*Role} or role in before.roles
        roles = before.roles if is_known else (*before.roles, Role(role))
        found[user_id] = Person(name, roles, before.office or office or "")
    return found
