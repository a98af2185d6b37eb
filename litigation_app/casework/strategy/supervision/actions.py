"""Begin the supervision of a judgment, add days to it, say that one was kept."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import Changed, hold, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy.models import OfCase
from litigation_app.casework.strategy.supervision import rules
from litigation_app.casework.strategy.supervision.models import Supervision, SupervisionDate
from litigation_app.core.access import Actor
from litigation_app.core.db import db

TABLE, DATE = "supervision", "supervision_date"


@dataclass(frozen=True)
class Judged:
    """A judgment that became final, and how the Committee of Ministers follows it."""

    proceeding_id: UUID
    final_on: date
    weight: str
    procedure: str


@dataclass(frozen=True)
class Dated:
    """A day of the supervision. `text` is sealed."""

    kind: str
    on: date
    done_on: date | None = None
    text: str = field(default="", repr=False)


def begin(actor: Actor, case: Case, said: Judged) -> Supervision:
    """A supervision, with the day by which the Government owes its action plan."""
    row = strategy.begun(actor, case)
    made = Supervision(**vars(said), **row)
    db.session.add(made)
    db.session.flush()
    log_act(actor, case, "begin_supervision", of=f"{TABLE}:{made.id}", weight=said.weight)
    add_date(actor, case, made, Dated(rules.ACTION_PLAN, rules.action_plan_due(said.final_on)))
    return made


def classify(actor: Actor, case: Case, found: Supervision, *, weight: str, procedure: str, row_version: int) -> None:
    """Say how the Committee follows it. Raises Changed if somebody saved after `row_version` was read."""
    hold(found, row_version)
    found.weight, found.procedure = weight, procedure
    log_act(actor, case, "classify_supervision", of=f"{TABLE}:{found.id}", weight=weight, procedure=procedure)


def add_date(actor: Actor, case: Case, found: Supervision, said: Dated) -> SupervisionDate:
    """A day of this supervision; the case has a date until then. Raises Changed where the supervision was struck."""
    row = strategy.begun(actor, case)
    db.session.refresh(found)
    if found.entered_in_error_at is not None:
        raise Changed
    facts = {"kind": said.kind, "on": said.on, "done_on": said.done_on, "has_note": bool(said.text)}
    made = SupervisionDate(supervision_id=found.id, **facts, **row)
    db.session.add(made)
    db.session.flush()
    strategy.seal(case, DATE, made.id, text=said.text)
    ports.keep_lists(case)
    log_act(actor, case, "add_supervision_date", of=f"{DATE}:{made.id}", kind=said.kind)
    return made


def keep(actor: Actor, case: Case, found: SupervisionDate, *, done_on: date, row_version: int) -> None:
    """Say on which day it was done. Raises Changed if somebody saved after `row_version` was read."""
    hold(found, row_version)
    found.done_on = done_on
    ports.keep_lists(case)
    log_act(actor, case, "keep_supervision_date", of=f"{DATE}:{found.id}")


def mark_entered_in_error(actor: Actor, case: Case, row: OfCase, kind: str, *, row_version: int) -> None:
    """Strike a supervision with all its days, or one day: the case has no date by them any more. Raises Changed."""
    strategy.mark_entered_in_error(actor, case, row, kind, row_version=row_version)
    if isinstance(row, Supervision):
        wanted = select(SupervisionDate).where(SupervisionDate.supervision_id == row.id)
        for one in db.session.scalars(wanted.where(SupervisionDate.entered_in_error_at.is_(None))):
            one.entered_in_error_by, one.entered_in_error_at = actor.id, row.entered_in_error_at
    ports.keep_lists(case)
