"""Record what a judgment ordered, and how far it was done."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from litigation_app.casework.cases.actions import hold, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy.remedies.models import Remedy, RemedyStep
from litigation_app.casework.strategy.remedies.rules import NOT_STARTED
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db

TABLE, STEP = "remedy", "remedy_step"


@dataclass(frozen=True)
class Ordered:
    """One operative part of a judgment. `text`: its words, sealed."""

    proceeding_id: UUID
    kind: str
    ordered_on: date
    due_on: date | None = None
    claim_id: UUID | None = None
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class Done:
    """How far it was done on a day. `text` is sealed."""

    state: str
    on: date
    document_id: UUID | None = None
    text: str = field(default="", repr=False)


def order(actor: Actor, case: Case, said: Ordered) -> Remedy:
    """A remedy of this case, of which nothing is done yet."""
    row = strategy.begun(actor, case)
    facts = {"proceeding_id": said.proceeding_id, "kind": said.kind, "claim_id": said.claim_id}
    made = Remedy(ordered_on=said.ordered_on, due_on=said.due_on, state=NOT_STARTED, **facts, **row)
    db.session.add(made)
    db.session.flush()
    strategy.seal(case, TABLE, made.id, text=said.text)
    log_act(actor, case, "add_remedy", of=f"{TABLE}:{made.id}", kind=said.kind)
    return made


def step(actor: Actor, case: Case, remedy: Remedy, said: Done, *, row_version: int) -> RemedyStep:
    """Say how far it is done. Raises Changed if somebody saved after `row_version` was read."""
    hold(remedy, row_version)
    remedy.state = said.state
    facts = {"state": said.state, "on": said.on, "document_id": said.document_id, "has_note": bool(said.text)}
    made = RemedyStep(remedy_id=remedy.id, case_id=case.id, said_by=actor.id, said_at=clock.now(), **facts)
    db.session.add(made)
    db.session.flush()
    strategy.seal(case, STEP, made.id, text=said.text)
    log_act(actor, case, "step_remedy", of=f"{TABLE}:{remedy.id}", state=said.state)
    return made
