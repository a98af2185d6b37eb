"""How much does each lawyer of an office carry: running cases, and what comes in the week ahead?"""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.planner.week.queries import Asked
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.core.db import db
from litigation_app.law.graph import Side


class Load(NamedTuple):
    """What one lawyer carries."""

    name: str
    cases: int
    hearings: int
    deadlines: int
    tasks: int


def of(asked: Asked) -> list[Load]:
    """By name: running cases that she leads, hearings and deadlines of the days asked for, open tasks."""
    first, last = asked.period.first, asked.period.last
    cases = _by_lead(Case.id, asked).where(Case.office_id == asked.office, ~Case.is_over)
    ours = (Hearing.office_id == asked.office, Hearing.state == State.SCHEDULED, Hearing.on.between(first, last))
    hearings = _by_lead(Hearing.case_id, asked).where(*ours)
    open_ = (Deadline.office_id == asked.office, Deadline.side == str(Side.OURS), due_list.is_open())
    deadlines = _by_lead(Deadline.case_id, asked).where(*open_, Deadline.act_by.between(first, last))
    columns: list[Any] = [Task.for_id, func.count()]
    tasks = select(*columns).where(Task.office_id == asked.office, Task.is_open())
    tasks = tasks.where(asked.may(Task.case_id)).group_by(Task.for_id)
    found = [{row[0]: row[1] for row in db.session.execute(wanted)} for wanted in (cases, hearings, deadlines, tasks)]
    names = _names({person for counts in found for person in counts})
    return [Load(name, *(counts.get(person, 0) for counts in found)) for person, name in names.items()]


def _by_lead(case_id: Any, asked: Asked) -> Select[Any]:
    """How many of these rows there are for the lead of each case."""
    columns: list[Any] = [Assignment.user_id, func.count()]
    wanted = select(*columns).where(Assignment.case_id == case_id, Assignment.is_lead(), asked.may(case_id))
    return wanted.group_by(Assignment.user_id)


def _names(ids: Iterable[UUID]) -> dict[UUID, str]:
    wanted = select(User.id, User.name).where(User.id.in_(list(ids))).order_by(User.name, User.id)
    return {row.id: row.name for row in db.session.execute(wanted)}
