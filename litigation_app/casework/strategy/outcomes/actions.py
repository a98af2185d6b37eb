"""Claim an outcome, give its evidence, verify it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from litigation_app.casework.cases.actions import hold, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy.outcomes import queries, rules
from litigation_app.casework.strategy.outcomes.models import Outcome
from litigation_app.casework.strategy.outcomes.rules import Blocker
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db

TABLE = "outcome"


class Blocked(Exception):
    """This outcome cannot be verified; `reasons` say why."""

    def __init__(self, reasons: list[Blocker]) -> None:
        super().__init__()
        self.reasons = reasons


@dataclass(frozen=True)
class Harvested:
    """What changed. `text` and `contribution` (our part in it) are sealed."""

    dimension: str
    on: date
    confidence: str
    objective_id: UUID | None = None
    document_id: UUID | None = None
    text: str = field(default="", repr=False)
    contribution: str = field(default="", repr=False)


def claim(actor: Actor, case: Case, said: Harvested) -> Outcome:
    """An outcome that is claimed, and verified by nobody yet."""
    row = strategy.begun(actor, case)
    facts = {"objective_id": said.objective_id, "dimension": said.dimension, "on": said.on}
    evidence = {"document_id": said.document_id, "evidence_by": actor.id if said.document_id else None}
    made = Outcome(confidence=said.confidence, **evidence, **facts, **row)
    db.session.add(made)
    db.session.flush()
    strategy.seal(case, TABLE, made.id, text=said.text, contribution=said.contribution)
    log_act(actor, case, "claim_outcome", of=f"{TABLE}:{made.id}", dimension=said.dimension)
    return made


def give_evidence(actor: Actor, case: Case, outcome: Outcome, document_id: UUID, *, row_version: int) -> None:
    """Say which paper shows it; what was verified on other evidence is only claimed again. Raises Changed."""
    hold(outcome, row_version)
    outcome.document_id, outcome.evidence_by = document_id, actor.id
    outcome.verified_by, outcome.verified_at = None, None
    log_act(actor, case, "evidence_outcome", of=f"{TABLE}:{outcome.id}")


def verify(actor: Actor, case: Case, outcome: Outcome, *, row_version: int) -> None:
    """Say, as somebody who neither recorded it nor chose the evidence, that it is so. Raises Blocked, Changed."""
    begin_write()
    db.session.refresh(outcome)
    if stops := rules.blockers(queries.view(outcome), actor.id):
        raise Blocked(stops)
    hold(outcome, row_version)
    outcome.verified_by, outcome.verified_at = actor.id, clock.now()
    log_act(actor, case, "verify_outcome", of=f"{TABLE}:{outcome.id}")
