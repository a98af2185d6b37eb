"""Which offices are there, and how many people work at each?"""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import distinct, func, select

from litigation_app.accounts.models import Office, RoleHeld
from litigation_app.core.db import db


class Staffed(NamedTuple):
    """An office and the number of people who hold a role there."""

    office: Office
    people: int


def staffed() -> list[Staffed]:
    """All offices by country and name."""
    people = func.count(distinct(RoleHeld.user_id))
    counted = select(Office, people).outerjoin(RoleHeld, RoleHeld.office_id == Office.id).group_by(Office.id)
    return [
        Staffed(office, number) for office, number in db.session.execute(counted.order_by(Office.country, Office.name))
    ]


def find(office_id: UUID) -> Office | None:
    return db.session.scalar(select(Office).where(Office.id == office_id))


def names_but(office_id: UUID | None) -> list[str]:
    """The names of all other offices."""
    return list(
        db.session.scalars(select(Office.name).where(Office.id != office_id) if office_id else select(Office.name))
    )
