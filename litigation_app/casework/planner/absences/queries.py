"""What falls in the days on which somebody stands in, in cases that are not open to her yet, and for the link of a calendar program?"""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, exists, literal, or_, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.casework.cases.stand_ins.rules import WORK
from litigation_app.casework.planner.calendar.queries import Day
from litigation_app.casework.planner.calendar.rules import Span, settings
from litigation_app.casework.planner.reminders import queries as reminders
from litigation_app.casework.planner.reminders.rules import Kind, Near
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.casework.proceedings.rules import ToDo
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.law.graph import Side

MOST = 200  # of each kind
_NOW, _UNTIL = (bindparam(name, type_=Date) for name in ("now", "until"))


class Falling(NamedTuple):
    """A hearing (`kind` its code) or one of our deadlines (`to_do`: from which it has its name) and its case."""

    id: UUID
    case_id: UUID
    reference: str
    code_name: str
    kind: str
    on: date
    to_do: ToDo | None = None


def falling(actor: Actor, now: date, until: date) -> list[Falling]:
    """From now until then, the nearest first of each kind; nothing is read for whoever will stand in nowhere."""
    if not (actor.goes_to or actor.stands_in_later):
        return []
    of_hearings, of_deadlines = _statements(actor)
    with rowguard.system("stand_ins_ahead"):
        heard = db.session.execute(of_hearings, {"now": now, "until": until}).all()
        due = db.session.execute(of_deadlines, {"now": now, "until": until}).all()
    found = [Falling(*row) for row in heard] + [Falling._make((*row[:6], ToDo(*row[6:]))) for row in due]
    return list({one.id: one for one in found}.values())


@lru_cache(maxsize=256)
def _statements(actor: Actor) -> tuple[Select[Any], Select[Any]]:
    """Kept for each sign-in that is at work: writing a statement costs more than running it."""
    goes = and_(Hearing.id.in_(actor.goes_to), Hearing.state == State.SCHEDULED)
    heard = and_(_is_in_her_days(actor, Hearing, Hearing.on), Hearing.state == State.SCHEDULED)
    ours = and_(due_list.is_open(), Deadline.side == str(Side.OURS), _is_in_her_days(actor, Deadline, Deadline.act_by))
    named = (Case.country, Proceeding.law_version, Proceeding.procedure, Deadline.stage, Deadline.event)
    of_hearings = _of(actor, Hearing, Hearing.kind, Hearing.on).where(goes | heard)
    of_deadlines = _of(actor, Deadline, literal(""), Deadline.act_by).where(ours)
    return of_hearings, of_deadlines.join(Proceeding, Proceeding.id == Deadline.proceeding_id).add_columns(*named)


def _of(actor: Actor, row: Any, kind: Any, day: Any) -> Select[Any]:
    """These rows of her offices, but of no case on which she works herself, is reminded of already, or is kept away from."""
    offices = actor.reach(May.LIST_CASES).get(Relation.ASSIGNED, frozenset())
    works = exists().where(Assignment.case_id == row.case_id, Assignment.user_id == actor.id)
    columns: list[Any] = [row.id, row.case_id, Case.reference, Case.code_name, kind, day]
    wanted: Select[Any] = select(*columns).join(Case, Case.id == row.case_id)
    wanted = wanted.where(row.office_id.in_(offices), day.between(_NOW, _UNTIL), row.case_id.not_in(actor.stands_in))
    return wanted.where(~works, is_behind_no_ethical_wall(actor.id, row.case_id)).order_by(day).limit(MOST)


def _is_in_her_days(actor: Actor, row: Any, day: Any) -> ColumnElement[bool]:
    """That the lawyer of its case is away on this day, and she will stand in."""
    led = aliased(Assignment)
    away = and_(led.user_id == StandIn.user_id, led.office_id == StandIn.office_id, led.is_lead())
    wanted = select(led.case_id).join(StandIn, away).where(led.case_id == row.case_id)
    return wanted.where(StandIn.id.in_(actor.stands_in_later), day.between(StandIn.from_on, StandIn.until_on)).exists()


def hearings(actor: Actor, span: Span) -> list[Day]:
    """Those of a colleague who is away, and the ones to which she goes instead, also before their cases open."""
    if not (actor.stands_in or actor.goes_to):
        return []
    is_known = or_(Hearing.case_id.in_(actor.stands_in), Hearing.id.in_(actor.goes_to))
    goes = and_(StandIn.hearing_id == Hearing.id, is_known)
    shown = (Hearing.id, Hearing.on, Hearing.at, Hearing.kind, Hearing.state, Hearing.case_id)
    wanted = _on_her_days(actor, Hearing, Hearing.on, span)
    wanted = wanted.where(or_(goes, _is_of_absence(actor, Hearing)), Hearing.stands())
    wanted = wanted.add_columns(*shown, Case.reference, Case.code_name, Case.country)
    found = [Day._make((*row[1:], row[0], 1, False, row[0])) for row in db.session.execute(wanted)]
    return list({one.id: one for one in found}.values())


def to_do(actor: Actor, span: Span) -> list[Near]:
    """Our deadlines in the open cases of a colleague who is away, and what was given to that colleague there."""
    if not actor.stands_in:
        return []
    ours = (_is_of_absence(actor, Deadline), due_list.is_open(), Deadline.side == str(Side.OURS))
    given = (_is_of_absence(actor, Task), Task.for_id == StandIn.user_id, Task.is_open())
    due = _near(_on_her_days(actor, Deadline, Deadline.act_by, span), Deadline, Deadline.event, Deadline.act_by)
    tasks = _near(_on_her_days(actor, Task, Task.due_on, span), Task, Task.kind, Task.due_on)
    found = [
        Near(Kind.DEADLINE, *row[1:7])._replace(to_do=ToDo(*row[7:]), for_whom=row[0])
        for row in db.session.execute(reminders.named(due.where(*ours)))
    ]
    found += [Near(Kind.TASK, *row[1:])._replace(for_whom=row[0]) for row in db.session.execute(tasks.where(*given))]
    return list({one.id: one for one in found}.values())


def _on_her_days(actor: Actor, row: Any, day: Any, span: Span) -> Select[Any]:
    """For whom she stands in at the office of these rows, on their day; of no case on which she works or is kept away from."""
    works = exists().where(Assignment.case_id == row.case_id, Assignment.user_id == actor.id)
    offices = actor.reach(May.LIST_CASES).get(Relation.EMERGENCY, frozenset())
    wanted: Select[Any] = select(User.name).select_from(row).join(Case, Case.id == row.case_id)
    wanted = wanted.join(StandIn, StandIn.office_id == row.office_id).join(User, User.id == StandIn.user_id)
    hers = (StandIn.stand_in == actor.id, StandIn.ended_at.is_(None), day.between(StandIn.from_on, StandIn.until_on))
    seen = (row.office_id.in_(offices), ~works, is_behind_no_ethical_wall(actor.id, row.case_id))
    wanted = wanted.where(*hers, *seen, day.between(span.first, span.last))
    return wanted.order_by(day, row.id).limit(settings().most)


def _near(wanted: Select[Any], row: Any, what: Any, day: Any) -> Select[Any]:
    return wanted.add_columns(row.id, row.case_id, Case.reference, Case.code_name, what, day)


def _is_of_absence(actor: Actor, row: Any) -> ColumnElement[bool]:
    """That the lawyer of its case is away now, and the case is open to her."""
    leads = exists().where(
        Assignment.case_id == row.case_id,
        Assignment.is_lead(),
        Assignment.user_id == StandIn.user_id,
        Assignment.office_id == StandIn.office_id,
    )
    is_now = and_(StandIn.covers == WORK, StandIn.from_on <= today(), StandIn.until_on >= today())
    return and_(is_now, row.case_id.in_(actor.stands_in), leads)
