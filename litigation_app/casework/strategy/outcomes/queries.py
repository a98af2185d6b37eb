"""Which outcomes were harvested in a case?"""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.documents.models import Document
from litigation_app.casework.strategy.objectives.models import Objective
from litigation_app.casework.strategy.outcomes.models import Outcome
from litigation_app.casework.strategy.outcomes.rules import View
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db


class Found(NamedTuple):
    """An outcome and its case."""

    outcome: Outcome
    case: Case


class Line(NamedTuple):
    """An outcome as lists show it, without its words."""

    id: UUID
    dimension: str
    on: date
    confidence: str
    is_verified: bool
    is_entered_in_error: bool
    objective: str | None


def get(actor: Actor, outcome_id: UUID, to: May = May.LIST_CASES) -> Found:
    """An outcome of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Outcome, outcome_id, to))


def of_case(case: Case) -> list[Line]:
    """All outcomes of a case that was found by `cases.queries.get`, the latest day first."""
    columns = (Outcome.id, Outcome.dimension, Outcome.on, Outcome.confidence, is_verified())
    wanted = select(*columns, Outcome.entered_in_error_at.is_not(None), Objective.title)
    wanted = wanted.outerjoin(Objective, Objective.id == Outcome.objective_id).where(Outcome.case_id == case.id)
    return [Line(*row) for row in db.session.execute(wanted.order_by(Outcome.on.desc(), Outcome.id))]


def is_verified() -> ColumnElement[bool]:
    """Whether it was verified and the paper that shows it is still there: with its evidence the verification goes."""
    return and_(Outcome.verified_at.is_not(None), _is_evidenced(Outcome.document_id))


def view(outcome: Outcome) -> View:
    """The outcome as its verification sees it: a paper that was removed is no evidence."""
    has_evidence = outcome.document_id is not None and _is_there(outcome.document_id)
    return View(
        claimed_by=outcome.recorded_by,
        evidence_by=outcome.evidence_by,
        has_evidence=has_evidence,
        is_gone=outcome.document_id is not None and not has_evidence,
        is_verified=outcome.verified_at is not None and has_evidence,
        is_entered_in_error=outcome.entered_in_error_at is not None,
    )


def _is_there(document_id: UUID) -> bool:
    return bool(db.session.scalar(select(_is_evidenced(document_id))))


def _is_evidenced(document_id: Any) -> ColumnElement[bool]:
    return exists().where(Document.id == document_id, Document.removed_at.is_(None))
