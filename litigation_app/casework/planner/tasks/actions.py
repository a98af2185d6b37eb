"""Give somebody a task of a case, say how it went, move it to another day or person. Steps are appended."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from flask import current_app
from sqlalchemy import Select, or_, select

from litigation_app import ledger, vault
from litigation_app.casework.cases import openings, ports
from litigation_app.casework.cases.actions import hold, log_act, texts
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.planner.tasks.models import Task, TaskStep
from litigation_app.casework.planner.tasks.queries import Line
from litigation_app.casework.planner.tasks.rules import POWER, Origin, State
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.text import Unprintable
from litigation_app.vault.name_search import index

TABLE = "task"
CAPSULE = "text"


@dataclass(frozen=True)
class Asked:
    """A task as it is given. `for_id` may be given one (`rules.takers`); `text` is sealed ("" for none)."""

    kind: str
    for_id: UUID
    due_on: date | None = None
    victim_id: UUID | None = None
    origin: Origin | None = None
    text: str = field(default="", repr=False)


@dataclass(frozen=True, repr=False)
class Texts(Unprintable):
    """Opened texts by task."""

    texts: dict[UUID, str]


def give(actor: Actor, case: Case, asked: Asked) -> Task:
    """A task of this case. Raises victims.Erased for one about a person who was erased."""
    begin_write()
    victims.require_record(asked.victim_id)
    now = clock.now()
    task = Task(
        case_id=case.id,
        office_id=case.office_id,
        victim_id=asked.victim_id,
        kind=asked.kind,
        about=asked.origin.about.value if asked.origin else None,
        about_id=asked.origin.id if asked.origin else None,
        state=State.OPEN.value,
        for_id=asked.for_id,
        due_on=asked.due_on,
        has_text=bool(asked.text),
        given_by=actor.id,
        given_at=now,
        changed_at=now,
    )
    db.session.add(task)
    db.session.flush()
    _append(actor, task)
    if asked.text:
        vault.seal(subject=case.id, table=TABLE, row=task.id, capsule=CAPSULE, content={"text": asked.text})
    _write(actor, case, "give_task", task)
    return task


def end(actor: Actor, case: Case, task: Task, state: State, *, row_version: int) -> None:
    """Say that it is done, called off, or open again. Raises Changed if somebody said something of it meanwhile."""
    _hold(task, row_version)
    task.state = state.value
    _append(actor, task)
    _write(actor, case, "change_task", task)


def move(actor: Actor, case: Case, task: Task, *, for_id: UUID, due_on: date | None, row_version: int) -> None:
    """Give it to somebody, for a day. Raises Changed if somebody said something of it meanwhile."""
    _hold(task, row_version)
    if task.for_id != for_id:
        task.for_id, task.given_by, task.given_at = for_id, actor.id, clock.now()
    task.due_on = due_on
    _append(actor, task)
    _write(actor, case, "change_task", task)


def pass_on(actor: Actor, case: Case, former: UUID, to: UUID) -> None:
    """The open tasks of somebody who leaves the case go to another; each says who had it."""
    hers = select(Task).where(Task.case_id == case.id, Task.for_id == former, Task.is_open())
    for task in db.session.scalars(hers).all():
        task.for_id, task.given_by, task.given_at = to, actor.id, clock.now()
        task.changed_at = task.given_at
        _append(actor, task)
        _write(actor, case, "change_task", task)


def _seeking(case: Case) -> Select[Task]:
    return select(Task).where(Task.case_id == case.id, Task.kind == POWER, Task.is_open())


@ports.seeks_power.supply
def seeks_power(case: Case) -> bool:
    """Whether somebody is to obtain a power of attorney in this case."""
    return bool(db.session.scalars(_seeking(case).limit(1)).all())


@ports.power_obtained.supply
def power_obtained(actor: Actor, case: Case, victim_id: UUID) -> None:
    """A power of this client is recorded: obtaining it is done, also where the task names nobody."""
    hers = _seeking(case).where(or_(Task.victim_id == victim_id, Task.victim_id.is_(None)))
    for task in db.session.scalars(hers).all():
        end(actor, case, task, State.DONE, row_version=task.row_version)


def read_texts(ticket: ledger.Ticket, rows: Iterable[UUID]) -> Texts:
    """The sealed texts of these tasks, under the ticket of the opened file. Raises vault.TicketRefused."""
    return Texts(texts(ticket, TABLE, CAPSULE, rows))


def read_opened(actor: Actor, lines: Collection[Line]) -> Texts:
    """What those of these tasks say whose cases she has opened for it (`openings.open_tasks`). Raises vault.TicketRefused."""
    found: dict[UUID, str] = {}
    for ticket in openings.tickets_of_tasks(actor) if any(one.has_text for one in lines) else ():
        of_case = [one.id for one in lines if one.has_text and one.case_id == ticket.case_id]
        try:
            found |= texts(ticket, TABLE, CAPSULE, of_case) if of_case else {}
        except vault.SealBroken as broken:  # her other cases are read all the same
            current_app.extensions[index.NOTE_BROKEN](str(broken))
    return Texts(found)


def _hold(task: Task, row_version: int) -> None:
    hold(task, row_version)
    task.changed_at = clock.now()


def _append(actor: Actor, task: Task) -> None:
    said = {"state": task.state, "for_id": task.for_id, "due_on": task.due_on}
    step = TaskStep(task_id=task.id, case_id=task.case_id, said_by=actor.id, said_at=task.changed_at, **said)
    db.session.add(step)
    db.session.flush()


def _write(actor: Actor, case: Case, act: str, task: Task) -> None:
    log_act(actor, case, act, of=f"task:{task.id}", kind=task.kind, state=task.state)
