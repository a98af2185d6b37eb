"""Write an objective, say how it stands, let a case pursue it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger
from litigation_app.casework.cases.actions import hold, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy.objectives.models import Objective, ObjectiveStep, Pursuit
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db

PURSUIT = "pursuit"
PLANNED = "planned"


@dataclass(frozen=True)
class Said:
    """An objective as it was typed. Nothing of it is about a case or a person."""

    country: str
    kind: str
    title: str
    aim: str
    indicator: str
    baseline: str
    baseline_on: date | None
    baseline_source: str
    target: str
    target_on: date | None
    responsible: UUID | None


@dataclass(frozen=True)
class Standing:
    """How an objective stands from a day on, and why."""

    state: str
    on: date
    note: str = ""


def set_up(actor: Actor, office_id: UUID, said: Said) -> Objective:
    """A new objective of this office; planned, until somebody says more."""
    begin_write()
    made = Objective(office_id=office_id, state=PLANNED, made_by=actor.id, made_at=clock.now(), **vars(said))
    db.session.add(made)
    db.session.flush()
    _add_step(actor, made, Standing(PLANNED, clock.today()))
    _write(actor, "add_objective", made)
    return made


def change(actor: Actor, objective: Objective, said: Said, *, row_version: int) -> None:
    """Say anew what it is. Raises Changed if somebody saved after `row_version` was read."""
    hold(objective, row_version)
    objective.country, objective.kind = said.country, said.kind
    objective.title, objective.aim, objective.indicator = said.title, said.aim, said.indicator
    objective.baseline, objective.baseline_on = said.baseline, said.baseline_on
    objective.baseline_source = said.baseline_source
    objective.target, objective.target_on = said.target, said.target_on
    objective.responsible = said.responsible
    _write(actor, "change_objective", objective)


def step(actor: Actor, objective: Objective, said: Standing, *, row_version: int) -> None:
    """Say how it stands from a day on. Raises Changed if somebody saved after `row_version` was read."""
    hold(objective, row_version)
    objective.state = said.state
    _add_step(actor, objective, said)
    _write(actor, "step_objective", objective, state=said.state)


def pursue(actor: Actor, case: Case, objective: Objective) -> Pursuit:
    """Let the case pursue the objective; the link that stands, if there is one."""
    row = strategy.begun(actor, case)
    wanted = select(Pursuit).where(Pursuit.case_id == case.id, Pursuit.objective_id == objective.id)
    stands = db.session.scalar(wanted.where(Pursuit.entered_in_error_at.is_(None)))
    if stands is not None:
        return stands
    made = Pursuit(objective_id=objective.id, **row)
    db.session.add(made)
    db.session.flush()
    log_act(actor, case, "add_pursuit", of=f"{PURSUIT}:{made.id}", objective=str(objective.id))
    return made


def _add_step(actor: Actor, objective: Objective, said: Standing) -> None:
    by = {"said_by": actor.id, "said_at": clock.now()}
    db.session.add(ObjectiveStep(objective_id=objective.id, **vars(said), **by))
    db.session.flush()


def _write(actor: Actor, act: str, objective: Objective, **facts: str) -> None:
    ledger.write(act=act, by=actor.id, of=f"objective:{objective.id}", facts=facts)
