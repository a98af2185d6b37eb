"""Who is away, who stands in, and which cases are open to whoever stands in now?"""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, exists, func, literal, null, or_, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import Office, RoleHeld, User
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.casework.cases.queries import is_not_walled
from litigation_app.casework.cases.stand_ins import rules
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.casework.cases.stand_ins.rules import HEARING, REVIEWS, WORK
from litigation_app.core.access import Actor, May, Relation, Role, policy
from litigation_app.core.clock import today
from litigation_app.core.db import db

_ME, _TODAY = bindparam("me", type_=StandIn.stand_in.type), bindparam("today", type_=Date)
_HOLDS = and_(
    StandIn.stand_in == _ME, StandIn.ended_at.is_(None), StandIn.from_on <= _TODAY, StandIn.until_on >= _TODAY
)


class Line(NamedTuple):
    """A stand-in that has not passed. `reference` "": of no single case, or of one that the reader does not see."""

    id: UUID
    covers: str
    office: str
    user_id: UUID
    name: str
    stand_in_id: UUID
    stand_in: str
    from_on: date
    until_on: date
    hearing_id: UUID | None
    reference: str
    recorded_by: str

    @property
    def is_now(self) -> bool:
        return rules.is_now(self.from_on, self.until_on, today())


class Colleague(NamedTuple):
    """Somebody who could stand in at an office, or be stood in for there."""

    id: UUID
    name: str
    office_id: UUID
    office: str


def open_cases() -> tuple[Select[Any], Select[Any]]:
    """The cases that are open to `me` since she stands in: by a hearing; while somebody is away, those of hers with a next date.

    In the columns of an access in an emergency (emergencies.queries), with no reference and no end.
    """
    of_hearing: list[Any] = [StandIn.id, StandIn.case_id, literal(""), null()]
    by_hearing: Select[Any] = select(*of_hearing).where(_HOLDS, StandIn.covers == HEARING)
    hers = and_(
        Assignment.user_id == StandIn.user_id, Assignment.office_id == StandIn.office_id, Assignment.kind == LEAD
    )
    of_work: list[Any] = [StandIn.id, Assignment.case_id, literal(""), null()]
    away: Select[Any] = select(*of_work).join(Assignment, hers)
    away = away.where(_HOLDS, StandIn.covers == WORK, Assignment.next_on <= StandIn.until_on)
    kept = is_not_walled(_ME, StandIn.case_id), is_not_walled(_ME, Assignment.case_id)
    return by_hearing.where(kept[0]), away.where(kept[1])


def is_to_go(actor: Actor, hearing_id: Any, case_id: Any) -> ColumnElement[bool]:
    """The condition that she goes to this hearing in place of its lawyer, from when she was named on."""
    named = and_(StandIn.stand_in == actor.id, StandIn.covers == HEARING, StandIn.ended_at.is_(None))
    goes = select(StandIn.hearing_id).where(named)
    return and_(hearing_id.in_(goes), is_not_walled(actor.id, case_id))


def coming(actor: Actor) -> list[Line]:
    """Those that have not passed, the earliest first: her own, and those at her offices as coordinator."""
    offices = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    hers = or_(StandIn.user_id == actor.id, StandIn.stand_in == actor.id, StandIn.office_id.in_(offices))
    wanted = _lines(actor).where(hers, StandIn.until_on >= today())
    return [Line(*row) for row in db.session.execute(wanted.order_by(StandIn.from_on, StandIn.id))]


def of_reviews(actor: Actor) -> list[Line]:
    """The coordinators of her offices who are away or will be, and who reviews for them."""
    at = StandIn.office_id.in_(actor.offices_as(Role.COORDINATOR))
    wanted = _lines(actor).where(at, StandIn.covers == REVIEWS, StandIn.until_on >= today())
    return [Line(*row) for row in db.session.execute(wanted.order_by(StandIn.from_on, StandIn.id))]


def of_hearing(actor: Actor, hearing_id: UUID) -> list[Line]:
    """Who goes to a hearing that was found by `hearings.queries.get` in place of its lawyer."""
    wanted = _lines(actor).where(StandIn.hearing_id == hearing_id)
    return [Line(*row) for row in db.session.execute(wanted.order_by(StandIn.recorded_at, StandIn.id))]


def _lines(actor: Actor) -> Select[Any]:
    away, stands_in, recorder = aliased(User), aliased(User), aliased(User)
    who: list[Any] = [away.id, away.name, stands_in.id, stands_in.name, StandIn.from_on, StandIn.until_on]
    columns: list[Any] = [StandIn.id, StandIn.covers, Office.name, *who, StandIn.hearing_id]
    wanted = select(*columns, func.coalesce(Case.reference, ""), recorder.name)
    wanted = wanted.join(Office, Office.id == StandIn.office_id).join(away, away.id == StandIn.user_id)
    wanted = wanted.join(stands_in, stands_in.id == StandIn.stand_in).join(recorder, recorder.id == StandIn.recorded_by)
    wanted = wanted.outerjoin(Case, Case.id == StandIn.case_id).where(StandIn.ended_at.is_(None))
    return wanted.where(or_(StandIn.case_id.is_(None), is_not_walled(actor.id, StandIn.case_id)))


def get(actor: Actor, stand_in_id: UUID) -> StandIn:
    """One that she may end: her own absence, or one at an office where she is coordinator. Raises NotFound for any other."""
    found = db.session.get(StandIn, stand_in_id)
    offices = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    if found is None or (found.user_id != actor.id and (found.covers == REVIEWS or found.office_id not in offices)):
        raise NotFound
    if found.case_id is not None and not db.session.scalar(select(is_not_walled(actor.id, literal(found.case_id)))):
        raise NotFound
    return found


def coordinators(actor: Actor) -> list[Colleague]:
    """Who could review for her: a coordinator at work at an office of hers, by name."""
    wanted = _at_work(frozenset({Role.COORDINATOR}), actor.offices_as(Role.COORDINATOR))
    return [Colleague(*row) for row in db.session.execute(wanted.where(User.id != actor.id))]


def lawyers(actor: Actor) -> list[Colleague]:
    """The lawyers at work at the offices where she is coordinator, by name."""
    offices = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    return [Colleague(*row) for row in db.session.execute(_at_work(_workers(), offices))]


def lawyers_beside(case: Case) -> list[Colleague]:
    """The lawyers of the case's office who do not work on it and whom no wall keeps away, by name."""
    on_it = exists().where(Assignment.case_id == case.id, Assignment.user_id == User.id)
    wanted = _at_work(_workers(), frozenset({case.office_id})).where(~on_it, is_not_walled(User.id, literal(case.id)))
    return [Colleague(*row) for row in db.session.execute(wanted)]


def _workers() -> frozenset[Role]:
    return policy().roles(May.LIST_CASES, Relation.ASSIGNED)


def _at_work(roles: frozenset[Role], offices: frozenset[UUID]) -> Select[Any]:
    columns: list[Any] = [User.id, User.name, Office.id, Office.name]
    wanted: Select[Any] = select(*columns).join(RoleHeld, RoleHeld.user_id == User.id)
    wanted = wanted.join(Office, Office.id == RoleHeld.office_id)
    held = and_(RoleHeld.role.in_(roles), RoleHeld.office_id.in_(offices))
    is_there = and_(User.disabled_at.is_(None), User.password_hash.is_not(None))
    return wanted.where(held, is_there).order_by(User.name, User.id, Office.name)
