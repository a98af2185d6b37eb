"""Who is away, who reviews for her, and who could?"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import RoleHeld, User
from litigation_app.casework.claims.reviews.absences.models import Absence
from litigation_app.core.access import Actor, Role
from litigation_app.core.clock import today
from litigation_app.core.db import db


class Line(NamedTuple):
    """An absence that has not passed."""

    id: UUID
    user_id: UUID
    name: str
    stand_in_id: UUID
    stand_in: str
    from_on: date
    until_on: date

    def is_now(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on


class Colleague(NamedTuple):
    """Another coordinator of one of her offices."""

    id: UUID
    name: str
    office_id: UUID


def coming(actor: Actor) -> list[Line]:
    """The absences at her offices that have not passed, the earliest first."""
    away, stands_in = aliased(User), aliased(User)
    columns = (Absence.id, away.id, away.name, stands_in.id, stands_in.name, Absence.from_on, Absence.until_on)
    wanted = select(*columns).join(away, away.id == Absence.user_id).join(stands_in, stands_in.id == Absence.stand_in)
    offices = actor.offices_as(Role.COORDINATOR)
    wanted = wanted.where(Absence.office_id.in_(offices), Absence.until_on >= today(), Absence.ended_at.is_(None))
    return [Line(*row) for row in db.session.execute(wanted.order_by(Absence.from_on, Absence.id))]


def colleagues(actor: Actor) -> list[Colleague]:
    """Who could review for her: a coordinator at work at an office of hers, by name."""
    wanted = select(User.id, User.name, RoleHeld.office_id).join(RoleHeld, RoleHeld.user_id == User.id)
    wanted = wanted.where(
        RoleHeld.role == Role.COORDINATOR,
        RoleHeld.office_id.in_(actor.offices_as(Role.COORDINATOR)),
        User.id != actor.id,
        User.disabled_at.is_(None),
        User.password_hash.is_not(None),
    )
    return [Colleague(*row) for row in db.session.execute(wanted.order_by(User.name, User.id))]


def get(actor: Actor, absence_id: UUID) -> Absence:
    """An absence of hers; raises NotFound for anybody else's and for none alike."""
    found = db.session.get(Absence, absence_id)
    if found is None or found.user_id != actor.id:
        raise NotFound
    return found
