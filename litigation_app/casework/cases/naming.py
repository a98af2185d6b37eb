"""What may rooms that never see a case know of it? Its reference, and how many cases a person works on."""

from uuid import UUID

from sqlalchemy import bindparam, exists, func, select

from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard

_OPENED = select(exists().where(Case.country == bindparam("country"), Case.year == bindparam("year")))


def count_held_by(user_id: UUID) -> int:
    """How many cases she leads: those that somebody must take over when she leaves."""
    led = select(func.count()).select_from(Assignment).where(Assignment.kind == LEAD)
    with rowguard.system("references"):
        return db.session.scalar(led.where(Assignment.user_id == user_id)) or 0


def years_opened(country: str) -> set[int]:
    """In which years cases of this country were opened; how many is not said."""
    first, last = (
        select(Case.year).where(Case.country == country).order_by(way).limit(1).scalar_subquery()
        for way in (Case.year, Case.year.desc())
    )
    with rowguard.system("references"):
        ends = db.session.execute(select(first, last)).one()
        between = range(ends[0], ends[1] + 1) if ends[0] is not None else ()
        return {one for one in between if db.session.scalar(_OPENED, {"country": country, "year": one})}


def references(ids: set[UUID]) -> dict[UUID, str]:
    """The references of these cases, for the access log; never a code name."""
    if not ids:
        return {}
    named = select(Case.id, Case.reference).where(Case.id.in_(ids))
    with rowguard.system("references"):
        return {row.id: row.reference for row in db.session.execute(named)}


def id_of(reference: str) -> UUID | None:
    """The case with this reference, written in any case of letters."""
    with rowguard.system("references"):
        return db.session.scalar(select(Case.id).where(Case.reference == reference.strip().upper()))
