"""What does an administrator see of one person?"""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.accounts.models import Office, User
from litigation_app.accounts.staff.people.models import Leaving
from litigation_app.core.db import db
from litigation_app.core.roles import Role


class Taken(NamedTuple):
    """A role that a person held until she left. `office` None: that office is gone."""

    role: Role
    office: str | None


def find(user_id: UUID) -> User | None:
    return db.session.scalar(select(User).where(User.id == user_id))


def leaving(user_id: UUID, leaving_id: UUID) -> Leaving | None:
    return db.session.scalar(select(Leaving).where(Leaving.id == leaving_id, Leaving.user_id == user_id))


def last_leaving(user_id: UUID) -> Leaving | None:
    """The last time that she left, for the link to its report."""
    hers = select(Leaving).where(Leaving.user_id == user_id)
    return db.session.scalar(hers.order_by(Leaving.carried_out_at.desc()).limit(1))


def taken(left: Leaving) -> list[Taken]:
    """The roles that she held on the day she left."""
    pairs = [row.split("@") for row in left.roles.split()]
    names = {office.id: office.name for office in db.session.execute(select(Office.id, Office.name))}
    return [Taken(Role(role), names.get(UUID(office))) for role, office in pairs]
