"""Which objectives are there, and which of her cases pursue them? Cases beyond her sight are neither counted nor hinted at."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import RoleHeld, User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_hers
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.strategy.objectives.models import Objective, ObjectiveStep, Pursuit
from litigation_app.casework.strategy.outcomes.models import Outcome
from litigation_app.casework.strategy.outcomes.queries import is_verified
from litigation_app.core.access import Actor, May, Role, or_not_found
from litigation_app.core.db import db

PAGE, CASES, MOST = 20, 12, 500


class Line(NamedTuple):
    """An objective as lists show it."""

    id: UUID
    country: str
    kind: str
    title: str
    state: str
    target_on: date | None
    responsible: str | None


class Page(NamedTuple):
    """A page of objectives; `next` is None on the last one."""

    rows: list[Line]
    next: UUID | None


class Pursued(NamedTuple):
    """One of her cases that pursues an objective."""

    objective_id: UUID
    case_id: UUID
    reference: str
    code_name: str
    country: str
    forum: str | None
    stage_now: str | None
    families: tuple[str, ...] = ()


class Changed(NamedTuple):
    """An outcome of one of her cases, without its words."""

    id: UUID
    objective_id: UUID | None
    case_id: UUID
    reference: str
    dimension: str
    on: date
    confidence: str
    is_verified: bool


class Step(NamedTuple):
    """How an objective stood from a day on."""

    state: str
    on: date
    note: str
    by: str
    at: datetime


def get(objective_id: UUID) -> Objective:
    """An objective; raises NotFound."""
    return or_not_found(db.session.get(Objective, objective_id))


def to_change(actor: Actor, objective_id: UUID) -> Objective:
    """An objective that she writes: one of an office at which she coordinates; raises NotFound."""
    found = get(objective_id)
    if found.office_id not in actor.offices(May.WRITE_OBJECTIVE):
        raise NotFound
    return found


def page(*, country: str = "", kind: str = "", after: UUID | None = None) -> Page:
    """Twenty objectives in the order of their keys, after the objective `after`."""
    wanted = _lines().order_by(Objective.id).limit(PAGE + 1)
    if country:
        wanted = wanted.where(Objective.country == country)
    if kind:
        wanted = wanted.where(Objective.kind == kind)
    if after:
        wanted = wanted.where(Objective.id > after)
    rows = [Line(*row) for row in db.session.execute(wanted)]
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def to_pursue(case: Case) -> list[Line]:
    """The objectives of the case's country that it does not pursue yet."""
    pursued = select(Pursuit.objective_id).where(Pursuit.case_id == case.id, Pursuit.entered_in_error_at.is_(None))
    wanted = _lines().where(Objective.country == case.country, Objective.id.not_in(pursued))
    return [Line(*row) for row in db.session.execute(wanted.order_by(Objective.title).limit(MOST))]


def of_case(case: Case) -> list[tuple[Line, UUID, int]]:
    """The objectives that a case pursues, each with its link and the link's version."""
    wanted = _lines().add_columns(Pursuit.id, Pursuit.row_version)
    wanted = wanted.join(Pursuit, Pursuit.objective_id == Objective.id)
    wanted = wanted.where(Pursuit.case_id == case.id, Pursuit.entered_in_error_at.is_(None)).order_by(Objective.title)
    return [(Line(*row[:7]), row[7], row[8]) for row in db.session.execute(wanted)]


def _lines() -> Select[Any]:
    columns: Sequence[Any] = (Objective.id, Objective.country, Objective.kind, Objective.title, Objective.state)
    return select(*columns, Objective.target_on, User.name).outerjoin(User, User.id == Objective.responsible)


def pursuits(actor: Actor, objectives: Sequence[UUID], *, most: int = CASES) -> dict[UUID, list[Pursued]]:
    """Her cases by objective, at most `most` of each, with the kinds of proceedings that each has: two reads."""
    place = func.row_number().over(partition_by=Pursuit.objective_id, order_by=Pursuit.id).label("place")
    here = select(Pursuit.id, place).where(Pursuit.objective_id.in_(objectives), Pursuit.entered_in_error_at.is_(None))
    keys = here.where(is_hers(actor, Pursuit)).subquery()
    columns: Sequence[Any] = (Pursuit.objective_id, Case.id, Case.reference)
    wanted = select(*columns, Case.code_name, Case.country, Case.forum, Case.stage_now)
    wanted = wanted.join(keys, keys.c.id == Pursuit.id).join(Case, Case.id == Pursuit.case_id)
    rows = db.session.execute(wanted.where(keys.c.place <= most).order_by(Case.reference)).all()
    families = _families([row.id for row in rows])
    found: dict[UUID, list[Pursued]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(Pursued._make((*row, families.get(row.id, ()))))
    return found


def counts(actor: Actor, objectives: Sequence[UUID]) -> dict[UUID, int]:
    """How many of her cases pursue each objective."""
    wanted = select(Pursuit.objective_id, func.count()).where(Pursuit.objective_id.in_(objectives))
    wanted = wanted.where(Pursuit.entered_in_error_at.is_(None), is_hers(actor, Pursuit)).group_by(Pursuit.objective_id)
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def _families(cases: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    wanted = select(Proceeding.case_id, Proceeding.family).where(Proceeding.case_id.in_(set(cases)))
    found: dict[UUID, tuple[str, ...]] = {}
    for case_id, family in db.session.execute(wanted.order_by(Proceeding.position)):
        before = found.get(case_id, ())
        found[case_id] = before if family in before else (*before, family)
    return found


def outcomes(actor: Actor, objectives: Sequence[UUID]) -> list[Changed]:
    """What changed by these objectives in her cases, the latest day first, at most MOST."""
    columns: Sequence[Any] = (Outcome.id, Outcome.objective_id, Outcome.case_id, Case.reference, Outcome.dimension)
    wanted = select(*columns, Outcome.on, Outcome.confidence, is_verified())
    wanted = wanted.join(Case, Case.id == Outcome.case_id).where(Outcome.objective_id.in_(objectives))
    wanted = wanted.where(Outcome.entered_in_error_at.is_(None), is_hers(actor, Outcome))
    rows = db.session.execute(wanted.order_by(Outcome.on.desc(), Outcome.id).limit(MOST))
    return [Changed._make(row) for row in rows]


def steps(objective: Objective) -> list[Step]:
    """How it stood, the newest first."""
    columns = (ObjectiveStep.state, ObjectiveStep.on, ObjectiveStep.note, User.name, ObjectiveStep.said_at)
    wanted = select(*columns).join(User, User.id == ObjectiveStep.said_by)
    order = (ObjectiveStep.on.desc(), ObjectiveStep.said_at.desc(), ObjectiveStep.id)
    return [
        Step(*row)
        for row in db.session.execute(wanted.where(ObjectiveStep.objective_id == objective.id).order_by(*order))
    ]


def people(offices: Sequence[UUID] | frozenset[UUID]) -> list[tuple[str, str]]:
    """The lawyers and coordinators of these offices, of whom one may be responsible."""
    held = select(RoleHeld.user_id).where(
        RoleHeld.office_id.in_(offices), RoleHeld.role.in_([Role.LAWYER, Role.COORDINATOR])
    )
    wanted = select(User.id, User.name).where(User.id.in_(held), or_(User.disabled_at.is_(None))).order_by(User.name)
    return [(str(row.id), row.name) for row in db.session.execute(wanted)]
