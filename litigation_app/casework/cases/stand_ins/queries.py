"""Who is away, who stands in, which cases are open to whoever stands in now, and which rows are of cases on which she works?"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import Office, RoleHeld, User
from litigation_app.casework.cases.emergencies import queries as emergencies
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall
from litigation_app.casework.cases.stand_ins import rules
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.casework.cases.stand_ins.rules import HEARING, REVIEWS, WORK
from litigation_app.core.access import Actor, May, Relation, Role, policy
from litigation_app.core.clock import now, today
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard

_ME, _TODAY = bindparam("me", type_=StandIn.stand_in.type), bindparam("today", type_=Date)
_HOLDS = and_(
    StandIn.stand_in == _ME, StandIn.ended_at.is_(None), StandIn.from_on <= _TODAY, StandIn.until_on >= _TODAY
)


class Line(NamedTuple):
    """A stand-in that has not passed. `reference` "": of no single case, or of one that the reader does not see.

    `is_gone`: whoever was to stand in can no longer sign in, or holds no role there now by which she could.
    """

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
    is_gone: bool

    @property
    def is_now(self) -> bool:
        return rules.is_now(self.from_on, self.until_on, today())


class Colleague(NamedTuple):
    """Somebody who could stand in at an office, or be stood in for there."""

    id: UUID
    name: str
    office_id: UUID
    office: str


_OPEN, _TO_COME, _LATER = "", "-", "+"  # what stands where an access in an emergency has the reference of its case


def _for_me() -> tuple[Select[Any], ...]:
    """What `me` stands in for, in the columns of an access in an emergency (emergencies.queries), with no end.

    _OPEN: the cases that are open to her now, by a hearing or while somebody is away, of those the ones with a date by then.
    _TO_COME: the hearings to which she goes and whose cases are not open to her yet. _LATER: the absences that begin later.
    """
    columns: list[Any] = [StandIn.id, StandIn.case_id, literal(_OPEN), null()]
    by_hearing: Select[Any] = select(*columns).where(_HOLDS, StandIn.covers == HEARING)
    hers = and_(Assignment.user_id == StandIn.user_id, Assignment.office_id == StandIn.office_id, Assignment.is_lead())
    columns[1] = Assignment.case_id
    away: Select[Any] = select(*columns).join(Assignment, hers)
    away = away.where(_HOLDS, StandIn.covers == WORK, Assignment.next_on <= StandIn.until_on)
    named = and_(StandIn.stand_in == _ME, StandIn.ended_at.is_(None), StandIn.from_on > _TODAY)
    of_hearing: list[Any] = [StandIn.hearing_id, StandIn.case_id, literal(_TO_COME), null()]
    to_come: Select[Any] = select(*of_hearing).where(named, StandIn.covers == HEARING)
    of_absence: list[Any] = [StandIn.id, StandIn.case_id, literal(_LATER), null()]
    later: Select[Any] = select(*of_absence).where(named, StandIn.covers == WORK)
    behind_no_ethical_wall = is_behind_no_ethical_wall(_ME, StandIn.case_id)
    away = away.where(is_behind_no_ethical_wall(_ME, Assignment.case_id))
    return by_hearing.where(behind_no_ethical_wall), away, to_come.where(behind_no_ethical_wall), later


class OpenNow(NamedTuple):
    """What is open to her for a time: in an emergency, and since she stands in for a colleague (these cases).

    `goes_to`: hearings to which she goes instead, and whose cases are not open to her yet; `later`: absences that begin later.
    """

    emergencies: list[emergencies.Live]
    stands_in: frozenset[UUID]
    goes_to: frozenset[UUID]
    later: frozenset[UUID]

    def given_to(self, actor: Actor) -> Actor:
        """The same person with what is open to her."""
        if not any(self):
            return actor
        begun = frozenset(one.case_id for one in self.emergencies)
        return replace(
            actor, emergencies=begun | self.stands_in, stands_in=self.stands_in, goes_to=self.goes_to,
            stands_in_later=self.later,
        )  # fmt: skip


_OPEN_NOW: CompoundSelect[Any] = union_all(emergencies.LIVE, *_for_me())


def open_now(user_id: UUID) -> OpenNow:
    """Asked before each page of whoever may open a case so, in one read."""
    bound = {"me": user_id, "now": now(), "today": today()}
    rows = db.session.execute(_OPEN_NOW, bound).all()
    begun = [emergencies.Live(*row) for row in rows if row[2] not in {_OPEN, _TO_COME, _LATER}]
    stands_in = frozenset(row[1] for row in rows if row[2] == _OPEN)
    goes_to, later = (frozenset(row[0] for row in rows if row[2] == mark) for mark in (_TO_COME, _LATER))
    return OpenNow(begun, stands_in, goes_to, later)


def with_what_is_open(actor: Actor) -> Actor:
    """Whoever a program acts for, as before each page of hers. The database must know already who acts."""
    return open_now(actor.id).given_to(actor) if actor.may(May.BREAK_GLASS) else actor


def coming(actor: Actor) -> list[Line]:
    """Those that have not passed, the earliest first: her own, and those at her offices as coordinator."""
    offices = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    hers = or_(StandIn.user_id == actor.id, StandIn.stand_in == actor.id, StandIn.office_id.in_(offices))
    wanted = _lines(actor).where(hers, StandIn.until_on >= today())
    return [Line(*row) for row in db.session.execute(wanted.order_by(StandIn.from_on, StandIn.id))]


def away_today(actor: Actor) -> list[Line]:
    """Who is away today: whoever leads a running case on which she works, for whom she stands in, or at an office that she coordinates."""
    with rowguard.system("colleagues_away"):
        return [Line(*row) for row in db.session.execute(_away_today(actor), {"today": today()})]


@lru_cache(maxsize=256)
def _away_today(actor: Actor) -> Select[Any]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    lead, mine = aliased(Assignment), aliased(Assignment)
    shared = select(lead.case_id).join(mine, and_(mine.case_id == lead.case_id, mine.user_id == actor.id))
    of_lead = and_(lead.user_id == StandIn.user_id, lead.office_id == StandIn.office_id, lead.is_lead())
    shared = shared.where(of_lead, lead.is_over == false())
    offices = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    told = or_(StandIn.stand_in == actor.id, StandIn.office_id.in_(offices), shared.exists())
    wanted = _lines(actor).where(StandIn.office_id.in_(actor.offices(May.LIST_CASES)), StandIn.from_on <= _TODAY)
    wanted = wanted.where(StandIn.until_on >= _TODAY, StandIn.covers == WORK, StandIn.user_id != actor.id, told)
    return wanted.order_by(StandIn.from_on, StandIn.id)


def as_stand_in(actor: Actor, case: Case) -> list[Line]:
    """For whom she stands in now in a case on which she does not work herself, and which is open to her so."""
    if case.id not in actor.stands_in:
        return []
    works, leads = exists().where(Assignment.case_id == case.id, Assignment.user_id == actor.id), aliased(Assignment)
    his = exists().where(leads.case_id == case.id, leads.is_lead(), leads.user_id == StandIn.user_id)
    hers = and_(StandIn.stand_in == actor.id, StandIn.from_on <= today(), StandIn.until_on >= today(), ~works)
    wanted = _lines(actor).where(hers, or_(StandIn.case_id == case.id, and_(StandIn.covers == WORK, his)))
    return [Line(*row) for row in db.session.execute(wanted.order_by(StandIn.until_on, StandIn.id))]


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
    wanted = select(*columns, func.coalesce(Case.reference, ""), recorder.name, _is_gone(stands_in))
    wanted = wanted.join(Office, Office.id == StandIn.office_id).join(away, away.id == StandIn.user_id)
    wanted = wanted.join(stands_in, stands_in.id == StandIn.stand_in).join(recorder, recorder.id == StandIn.recorded_by)
    wanted = wanted.outerjoin(Case, Case.id == StandIn.case_id).where(StandIn.ended_at.is_(None))
    return wanted.where(or_(StandIn.case_id.is_(None), is_behind_no_ethical_wall(actor.id, StandIn.case_id)))


def _is_gone(stands_in: Any) -> ColumnElement[bool]:
    reviews, works = RoleHeld.role == Role.COORDINATOR, RoleHeld.role.in_(_workers())
    able = or_(and_(StandIn.covers == REVIEWS, reviews), and_(StandIn.covers != REVIEWS, works))
    held = exists().where(RoleHeld.user_id == stands_in.id, RoleHeld.office_id == StandIn.office_id, able)
    return or_(stands_in.disabled_at.is_not(None), ~held)


def get(actor: Actor, stand_in_id: UUID) -> StandIn:
    """One that she may end: her own absence, or one at an office where she is coordinator. Raises NotFound for any other."""
    found = db.session.get(StandIn, stand_in_id)
    offices = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    if found is None or (found.user_id != actor.id and (found.covers == REVIEWS or found.office_id not in offices)):
        raise NotFound
    if found.case_id is not None and not db.session.scalar(
        select(is_behind_no_ethical_wall(actor.id, literal(found.case_id)))
    ):
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
    """The lawyers of the case's office who do not work on it and whom no ethical wall keeps away, by name."""
    on_it = exists().where(Assignment.case_id == case.id, Assignment.user_id == User.id)
    wanted = _at_work(_workers(), frozenset({case.office_id})).where(
        ~on_it, is_behind_no_ethical_wall(User.id, literal(case.id))
    )
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


def is_assigned(actor: Actor, row: Any, offices: Collection[UUID]) -> ColumnElement[bool]:
    """The condition that a row (of a model with `case_id` and the case's `office_id`) is of a case of these offices on
    which she works, or in which she stands in for a colleague now.

    Her cases are one set, read once and held against the rows of her offices' keys: asking the assignments of each row
    took two and a half times as long with 5,000 cases of hers among 100,000.
    """
    hers = select(Assignment.case_id).where(Assignment.user_id == actor.id, Assignment.office_id.in_(offices))
    works = row.case_id.in_(hers)
    if actor.stands_in:
        works = or_(works, row.case_id.in_(sorted(actor.stands_in)))
    return and_(row.office_id.in_(offices), works, is_behind_no_ethical_wall(actor.id, row.case_id))
