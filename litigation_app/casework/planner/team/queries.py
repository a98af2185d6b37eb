"""Who works on a case, who is kept away from it, and which cases have nobody who can lead them?"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, distinct, exists, false, func, or_, select, union

from litigation_app.accounts.models import Office, RoleHeld, User
from litigation_app.casework.cases.models import Assignment, Case, EthicalWall
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall, is_visible
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.planner.team.rules import Colleague
from litigation_app.core.access import Actor, May, Relation, policy
from litigation_app.core.counts import Count
from litigation_app.core.db import db

MOST = 200  # cases on one screen; the rest follows as these are handed over


class Standing(NamedTuple):
    """An ethical wall that stands."""

    id: UUID
    person: str
    reason: str
    put_by: str
    put_at: datetime


class Waiting(NamedTuple):
    """A case whose lead can no longer lead it."""

    id: UUID
    reference: str
    code_name: str
    office_id: UUID
    lead_id: UUID
    lead: str


class Led(NamedTuple):
    """A case that somebody leads: where it stands (codes), what comes next, how many tasks of hers are open in it."""

    id: UUID
    reference: str
    code_name: str
    country: str
    forum: str | None
    stage: str | None
    next_on: date
    is_over: bool
    tasks: int


class Busy(NamedTuple):
    """A lawyer of an office: how many running cases she leads there, how many tasks of hers are open."""

    id: UUID
    name: str
    office_id: UUID
    office: str
    running: int
    tasks: int


class Able(NamedTuple):
    """A lawyer who can lead cases; from so many of those asked about an ethical wall keeps her away."""

    id: UUID
    name: str
    kept_from: int


def colleagues(case: Case) -> list[Colleague]:
    """Everybody who holds a role of casework at the case's office, or works on the case; by name."""
    works, sees = (policy().roles(May.LIST_CASES, one) for one in (Relation.ASSIGNED, Relation.OFFICE))
    is_free = User.disabled_at.is_(None)
    at_office = and_(RoleHeld.user_id == User.id, RoleHeld.office_id == case.office_id)
    kind = select(Assignment.kind).where(Assignment.case_id == case.id, Assignment.user_id == User.id)
    columns: Sequence[Any] = (
        User.id,
        User.name,
        and_(is_free, exists().where(at_office, RoleHeld.role.in_(works))),
        and_(is_free, exists().where(at_office, RoleHeld.role.in_(sees))),
        exists().where(EthicalWall.case_id == case.id, EthicalWall.user_id == User.id, EthicalWall.lifted_at.is_(None)),
        kind.scalar_subquery(),
    )
    of_case = or_(columns[2], columns[3], exists().where(Assignment.case_id == case.id, Assignment.user_id == User.id))
    rows = db.session.execute(select(*columns).where(of_case).order_by(User.name, User.id))
    return [Colleague(*row) for row in rows]


def colleague(case: Case, user_id: UUID) -> Colleague | None:
    """One of them; None for everybody else."""
    return next((one for one in colleagues(case) if one.id == user_id), None)


def ethical_walls(case: Case) -> list[Standing]:
    """The walls that stand at the case, the newest first."""
    kept, put = User.__table__.alias(), User.__table__.alias()
    wanted = (
        select(EthicalWall.id, kept.c.name, EthicalWall.reason, put.c.name, EthicalWall.put_at)
        .join(kept, kept.c.id == EthicalWall.user_id)
        .join(put, put.c.id == EthicalWall.put_by)
        .where(EthicalWall.case_id == case.id, EthicalWall.lifted_at.is_(None))
    )
    return [Standing(*row) for row in db.session.execute(wanted.order_by(EthicalWall.put_at.desc(), EthicalWall.id))]


def ethical_wall(case: Case, wall_id: UUID) -> EthicalWall | None:
    """An ethical wall that stands at this case; None for any other."""
    return db.session.scalar(
        select(EthicalWall).where(
            EthicalWall.id == wall_id, EthicalWall.case_id == case.id, EthicalWall.lifted_at.is_(None)
        )
    )


def assignment(case: Case, user_id: UUID) -> Assignment | None:
    return db.session.scalar(select(Assignment).where(Assignment.case_id == case.id, Assignment.user_id == user_id))


def to_hand_over(actor: Actor) -> list[Waiting]:
    """The cases of her offices whose lead was shut out, left the office or is kept away from the case; by lead."""
    lost = _leaderless(actor).subquery()
    wanted = (
        select(Case.id, Case.reference, Case.code_name, Case.office_id, User.id, User.name)
        .select_from(lost)
        .join(Case, Case.id == lost.c.case_id)
        .join(User, User.id == lost.c.user_id)
        .order_by(User.name, User.id, Case.reference)
        .limit(MOST)
    )
    return [Waiting(*row) for row in db.session.execute(wanted)]


def waiting(actor: Actor) -> Count:
    """How many they are, for the navigation."""
    return Count(_count(actor))


@lru_cache(maxsize=256)
def _count(actor: Actor) -> Select[Any]:
    """Kept for each sign-in that is at work. Counted person by person, from her own key: few of all can no longer lead."""
    offices = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    at = (Assignment.user_id == User.id, Assignment.office_id == Office.id)
    hers = select(func.count()).where(*at, _leads(actor)).correlate(User, Office).scalar_subquery()
    left = select(func.coalesce(func.sum(hers), 0)).select_from(User).join(Office, Office.id.in_(offices))
    behind = select(func.count()).select_from(Assignment)
    behind = behind.where(
        Assignment.case_id == EthicalWall.case_id,
        Assignment.user_id == EthicalWall.user_id,
        Assignment.office_id.in_(offices),
    )
    here = behind.join(User, User.id == Assignment.user_id).join(Office, Office.id == Assignment.office_id)
    lost = (
        here.where(_leads(actor), ~_is_gone()).correlate(EthicalWall).scalar_subquery()
    )  # as exists it began with all leads
    walled = select(func.coalesce(func.sum(lost), 0)).select_from(EthicalWall).where(EthicalWall.lifted_at.is_(None))
    return select(left.where(_is_gone()).scalar_subquery() + walled.scalar_subquery())


def led(actor: Actor, lead_id: UUID, office_id: UUID) -> list[Led]:
    """What this lawyer leads at an office of the actor's: running cases first, the next date first; else none."""
    if office_id not in actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset()):
        return []
    open_ones = (Task.case_id == Case.id, Task.for_id == lead_id, Task.is_open())
    tasks = select(func.count()).where(*open_ones).correlate(Case).scalar_subquery()
    stage: list[Any] = [Case.country, Case.forum, Case.stage_now]
    columns: list[Any] = [Case.id, Case.reference, Case.code_name, *stage, Case.next_on, Case.is_over, tasks]
    wanted: Select[Any] = select(*columns).join(Assignment, Assignment.case_id == Case.id)
    wanted = wanted.where(Assignment.user_id == lead_id, Assignment.office_id == office_id, _leads(actor))
    rows = db.session.execute(wanted.order_by(Case.is_over, Case.next_on, Case.reference).limit(MOST))
    return [Led(*row) for row in rows]


def of_ids(actor: Actor, ids: Sequence[UUID]) -> Sequence[Case]:
    """These cases, as far as they are the actor's to assign."""
    return db.session.scalars(select(Case).where(Case.id.in_(ids), is_visible(actor, May.ASSIGN_CASE))).all()


def staff(actor: Actor) -> list[Busy]:
    """The lawyers of the actor's offices with what each carries there, by office and name."""
    offices = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    leads = (Assignment.user_id == User.id, Assignment.office_id == Office.id, ~Assignment.is_over, _leads(actor))
    running = select(func.count()).select_from(Assignment).where(*leads).correlate(User, Office).scalar_subquery()
    open_ones = (Task.for_id == User.id, Task.office_id == Office.id, Task.is_open())
    seen = is_behind_no_ethical_wall(actor.id, Task.case_id)
    tasks = select(func.count()).select_from(Task).where(*open_ones, seen).correlate(User, Office).scalar_subquery()
    works = policy().roles(May.LIST_CASES, Relation.ASSIGNED)
    columns: list[Any] = [User.id, User.name, Office.id, Office.name, running, tasks]
    wanted = select(*columns).join(RoleHeld, RoleHeld.user_id == User.id).join(Office, Office.id == RoleHeld.office_id)
    wanted = wanted.where(RoleHeld.role.in_(works), Office.id.in_(offices), User.disabled_at.is_(None))
    return [Busy(*row) for row in db.session.execute(wanted.order_by(Office.name, User.name, User.id))]


def offices_in(waiting: Sequence[Waiting]) -> dict[UUID, str]:
    """The names of the offices of these cases."""
    ids = {one.office_id for one in waiting}
    return {row.id: row.name for row in db.session.execute(select(Office.id, Office.name).where(Office.id.in_(ids)))}


def lawyers_for(office_id: UUID, case_ids: Sequence[UUID]) -> list[Able]:
    """Who can lead some of these cases of this office, since she works there and is not kept away from all; by name."""
    works = policy().roles(May.LIST_CASES, Relation.ASSIGNED)
    held = exists().where(RoleHeld.user_id == User.id, RoleHeld.office_id == office_id, RoleHeld.role.in_(works))
    standing = (EthicalWall.user_id == User.id, EthicalWall.lifted_at.is_(None), EthicalWall.case_id.in_(case_ids))
    kept_from = select(func.count(distinct(EthicalWall.case_id))).where(*standing).correlate(User).scalar_subquery()
    wanted = select(User.id, User.name, kept_from).where(held, User.disabled_at.is_(None)).order_by(User.name, User.id)
    found = [Able(*row) for row in db.session.execute(wanted)]
    return [one for one in found if one.kept_from < len(case_ids)]


def _leaderless(actor: Actor) -> Select[Any]:
    """(case_id, user_id) of the leads who cannot lead, read from those people's own keys: few of all who work here."""
    offices = actor.reach(May.ASSIGN_CASE).get(Relation.OFFICE, frozenset())
    if not offices:
        return cast("Select[Any]", select(Assignment.case_id, Assignment.user_id).where(false()))
    both_ids = select(User.id.label("user_id"), Office.id.label("office_id"))
    away = both_ids.select_from(User).join(Office, Office.id.in_(offices)).where(_is_gone()).subquery()
    at = and_(Assignment.user_id == away.c.user_id, Assignment.office_id == away.c.office_id)
    left = select(Assignment.case_id, Assignment.user_id).join(away, at).where(_leads(actor))
    behind = and_(
        EthicalWall.case_id == Assignment.case_id,
        EthicalWall.user_id == Assignment.user_id,
        EthicalWall.lifted_at.is_(None),
    )
    walled = select(Assignment.case_id, Assignment.user_id).join(EthicalWall, behind)
    both = union(left, walled.where(_leads(actor), Assignment.office_id.in_(offices))).subquery()
    return select(both.c.case_id, both.c.user_id)


def _is_gone() -> ColumnElement[bool]:
    """The condition on `User` and `Office` that she can no longer work on cases of this office."""
    works = policy().roles(May.LIST_CASES, Relation.ASSIGNED)
    held = (RoleHeld.user_id == User.id, RoleHeld.office_id == Office.id, RoleHeld.role.in_(works))
    return or_(User.disabled_at.is_not(None), ~exists().where(*held))


def _leads(actor: Actor) -> ColumnElement[bool]:
    return and_(Assignment.is_lead(), is_behind_no_ethical_wall(actor.id, Assignment.case_id))
