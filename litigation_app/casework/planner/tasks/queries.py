"""Which tasks may this person see: her own, those of her office, those of a case? Only of cases that she may see."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import User
from litigation_app.casework.cases import presenters as frame
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_hers, thing
from litigation_app.casework.cases.stand_ins.queries import is_assigned
from litigation_app.casework.planner.tasks.models import Task, TaskStep
from litigation_app.casework.planner.tasks.rules import State
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.clock import now, today
from litigation_app.core.counts import Count
from litigation_app.core.db import db
from litigation_app.core.plans import bare

frame.counts(frame.TASKS, Task, Task.is_open())

MOST = 200  # tasks on one page
OPENED_AT_ONCE = 20  # cases
LATELY = timedelta(days=7)
_FOR, _GIVER = aliased(User), aliased(User)


class Found(NamedTuple):
    """A task and its case."""

    task: Task
    case: Case


class Line(NamedTuple):
    """A task as a list shows it."""

    id: UUID
    case_id: UUID
    reference: str
    code_name: str
    kind: str
    about: str | None
    about_id: UUID | None
    state: str
    due_on: date | None
    has_text: bool
    person: str
    giver: str
    for_id: UUID
    given_by: UUID
    given_at: datetime
    changed_at: datetime
    version: int


class Step(NamedTuple):
    """What somebody said of a task."""

    state: str
    person: str
    due_on: date | None
    by: str
    at: datetime


class Named(NamedTuple):
    """Somebody to whose tasks the list of an office is narrowed."""

    id: UUID
    name: str


def get(actor: Actor, task_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A task of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Task, task_id, to))


def mine(actor: Actor) -> list[Line]:
    """Her open tasks, the nearest day first, those without a day last."""
    return list(_nearest(_mine(actor)))


@lru_cache(maxsize=256)
def _mine(actor: Actor) -> list[Select[Any]]:
    """Kept for each sign-in that is at work: writing a statement costs more than running it."""
    return _open_parts(_lines().where(Task.for_id == actor.id, _is_hers(actor)))


def due(actor: Actor, until: date, most: int = MOST) -> list[Line]:
    """Her open tasks with a day until then, also those that are over; the nearest first."""
    return [Line(*row) for row in db.session.execute(_due(actor)[0], {"until": until, "most": most})]


def due_at_offices(actor: Actor, until: date, most: int) -> list[Line]:
    """The same of everybody at the offices of which she sees every case, so many of each office."""
    days = {"until": until, "most": most}
    return [Line(*row) for part in _due(actor)[1:] for row in db.session.execute(part, days)]


@lru_cache(maxsize=256)
def _due(actor: Actor) -> list[Select[Any]]:
    """Hers, then those of each office. Kept for each sign-in that is at work: writing a statement costs more than running
    it. Each is read from its key."""
    whole = sorted(actor.reach(May.LIST_CASES).get(Relation.OFFICE, frozenset()))
    wanted = _lines().where(Task.is_open(), Task.due_on <= bindparam("until", type_=Task.due_on.type))
    wanted = wanted.where(_is_hers(actor)).order_by(Task.due_on, Task.id).limit(bindparam("most", type_=Integer))
    return [wanted.where(condition) for condition in (Task.for_id == actor.id, *(Task.office_id == at for at in whole))]


def to_open(actor: Actor, lines: Iterable[Line]) -> list[Case]:
    """The cases assigned to her in which these tasks say something, the nearest first, as many as she opens at once."""
    told = {one.id: one.case_id for one in lines if one.has_text}
    offices = actor.reach(May.OPEN_FILE).get(Relation.ASSIGNED, frozenset())
    if not (told and offices):
        return []
    hers = select(Task.case_id).where(Task.id.in_(told), is_assigned(actor, Task, offices))
    found = {case.id: case for case in db.session.scalars(select(Case).where(Case.id.in_(hers)))}
    return [found[one] for one in dict.fromkeys(told.values()) if one in found][:OPENED_AT_ONCE]


def done_lately(actor: Actor) -> list[Line]:
    """What she did, or was called off, in the last days; the newest first."""
    ended = (Task.for_id == actor.id, Task.changed_at >= now() - LATELY, Task.state != State.OPEN.value)
    wanted = _lines().where(*ended, _is_hers(actor)).order_by(Task.changed_at.desc(), Task.id).limit(MOST)
    return [Line(*row) for row in db.session.execute(wanted)]


def given(actor: Actor, since: datetime | None = None) -> list[Line]:
    """Open tasks that others gave her (after `since`), the newest first."""
    days = {"since": since} if since else {}
    return [Line(*row) for row in db.session.execute(_given(actor, is_since=bool(since)), days)]


@lru_cache(maxsize=256)
def _given(actor: Actor, *, is_since: bool) -> Select[Any]:
    wanted = _lines().where(Task.for_id == actor.id, Task.is_open(), Task.given_by != actor.id)
    wanted = wanted.where(Task.given_at > bindparam("since", type_=Task.given_at.type)) if is_since else wanted
    return wanted.where(_is_hers(actor)).order_by(Task.given_at.desc(), Task.id).limit(MOST)


def of_offices(actor: Actor, person: UUID | None = None) -> list[Line]:
    """The open tasks of the offices of which she sees every case (of one person), the nearest day first."""
    offices = actor.reach(May.LIST_CASES).get(Relation.OFFICE, frozenset())
    wanted = _lines().where(Task.office_id.in_(offices), _is_hers(actor))
    return list(_nearest(_open_parts(wanted.where(Task.for_id == person) if person else wanted)))


def people(actor: Actor) -> list[Named]:
    """Who has open tasks at those offices, by name."""
    offices = actor.reach(May.LIST_CASES).get(Relation.OFFICE, frozenset())
    is_open = (Task.office_id.in_(offices), Task.is_open(), _is_hers(actor))
    busy = select(Task.for_id).where(*is_open).distinct()
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(busy)).order_by(User.name, User.id))
    return [Named(*row) for row in rows]


def of_case(case: Case) -> list[Line]:
    """All tasks of a case that was found by `cases.queries.get`: the open ones first, the nearest day first."""
    is_over = Task.state != State.OPEN.value
    order = (is_over, Task.due_on.is_(None), Task.due_on, Task.changed_at.desc(), Task.id)
    rows = db.session.execute(_lines().where(Task.case_id == case.id).order_by(*order))
    return [Line(*row) for row in rows]


def open_in(case: Case) -> list[Line]:
    """Those of them that are still to be done, in the same order."""
    return [Line(*row) for row in db.session.execute(_open_in(), {"case": case.id})]


@cache
def _open_in() -> Select[Any]:
    """Written once: every look at a case asks it."""
    is_open = (Task.case_id == bindparam("case"), Task.is_open())
    order = (Task.due_on.is_(None), Task.due_on, Task.changed_at.desc(), Task.id)
    return _lines().where(*is_open).order_by(*order)


def about_nobody(case: Case) -> list[Line]:
    """The tasks of a case that are bound to no client, the newest first."""
    hers = (Task.case_id == case.id, Task.victim_id.is_(None))
    return [Line(*row) for row in db.session.execute(_lines().where(*hers).order_by(Task.given_at.desc(), Task.id))]


def steps(found: Found) -> list[Step]:
    """What was said of a task, the newest first."""
    wanted = select(TaskStep.state, _FOR.name, TaskStep.due_on, _GIVER.name, TaskStep.said_at)
    wanted = wanted.join(_FOR, _FOR.id == TaskStep.for_id).join(_GIVER, _GIVER.id == TaskStep.said_by)
    order = (TaskStep.said_at.desc(), TaskStep.id)
    rows = db.session.execute(wanted.where(TaskStep.task_id == found.task.id).order_by(*order))
    return [Step(*row) for row in rows]


def line(found: Found) -> Line:
    """One task as lists show it."""
    return Line(*db.session.execute(_lines().where(Task.id == found.task.id)).one())


def waiting(actor: Actor) -> Count:
    """How many of hers are due today or were due before, for the navigation."""
    return Count(_count(actor), {"tasks_today": today()})


@lru_cache(maxsize=256)
def _count(actor: Actor) -> Select[Any]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    is_due = (Task.for_id == actor.id, Task.is_open(), Task.due_on <= bindparam("tasks_today"))
    return select(func.count()).select_from(Task).where(*is_due, _is_hers(actor))


def hers(actor: Actor) -> Select[Any]:
    """The keys of her open tasks."""
    return select(Task.id).where(Task.for_id == actor.id, Task.is_open(), _is_hers(actor))


def _is_hers(actor: Actor) -> ColumnElement[bool]:
    """That she may list its case. Tasks are sought by whose they are, or at which office: never at all of hers."""
    return is_hers(actor, SimpleNamespace(case_id=Task.case_id, office_id=bare(Task.office_id)))


def _lines() -> Select[Any]:
    shown: list[Any] = [Task.id, Task.case_id, Case.reference, Case.code_name, Task.kind, Task.about, Task.about_id]
    shown += [Task.state, Task.due_on, Task.has_text, _FOR.name, _GIVER.name, Task.for_id, Task.given_by]
    wanted: Select[Any] = select(*shown, Task.given_at, Task.changed_at, Task.row_version)
    wanted = wanted.join(Case, Case.id == Task.case_id)
    return wanted.join(_FOR, _FOR.id == Task.for_id).join(_GIVER, _GIVER.id == Task.given_by)


def _open_parts(wanted: Select[Any]) -> list[Select[Any]]:
    """The open ones in the order of their key: first with a day, then without."""
    wanted = wanted.where(Task.is_open()).order_by(Task.due_on, Task.id)
    wanted = wanted.limit(bindparam("left", type_=Integer))
    return [wanted.where(part) for part in (Task.due_on.is_not(None), Task.due_on.is_(None))]


def _nearest(parts: Iterable[Select[Any]]) -> Iterator[Line]:
    left = MOST
    for part in parts:
        rows = db.session.execute(part, {"left": left}).all()
        left -= len(rows)
        yield from (Line(*row) for row in rows)
