"""What falls to somebody in the cases of a colleague on the days on which she stands in, for the link of a calendar program?"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.casework.cases.stand_ins.rules import WORK
from litigation_app.casework.planner.calendar.queries import Day
from litigation_app.casework.planner.calendar.rules import Span, settings
from litigation_app.casework.planner.reminders import queries as reminders
from litigation_app.casework.planner.reminders.rules import Kind, Near
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.planner.tasks.rules import State
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.casework.proceedings.rules import ToDo
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.law.graph import Side


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
    given = (_is_of_absence(actor, Task), Task.for_id == StandIn.user_id, Task.state == State.OPEN.value)
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
        Assignment.kind == LEAD,
        Assignment.user_id == StandIn.user_id,
        Assignment.office_id == StandIn.office_id,
    )
    is_now = and_(StandIn.covers == WORK, StandIn.from_on <= today(), StandIn.until_on >= today())
    return and_(is_now, row.case_id.in_(actor.stands_in), leads)
