"""Which questions were asked about a scenario, and what was judged?"""

from uuid import UUID

from sqlalchemy import select

from litigation_app.advocacy.elicitations.models import Elicitation, Judgement
from litigation_app.advocacy.elicitations.rules import Said
from litigation_app.core.access import or_not_found
from litigation_app.core.db import db


def of_scenario(scenario_id: UUID) -> list[Elicitation]:
    """The latest first."""
    found = select(Elicitation).where(Elicitation.scenario_id == scenario_id)
    return list(db.session.scalars(found.order_by(Elicitation.asked_at.desc())))


def get(elicitation_id: UUID) -> Elicitation:
    """One question; raises NotFound."""
    return or_not_found(db.session.get(Elicitation, elicitation_id))


def judgements(question: Elicitation) -> list[Judgement]:
    """In the order in which they were written down."""
    found = select(Judgement).where(Judgement.elicitation_id == question.id)
    return list(db.session.scalars(found.order_by(Judgement.recorded_at, Judgement.id)))


def judgement(judgement_id: UUID) -> Judgement:
    """One judgement; raises NotFound."""
    return or_not_found(db.session.get(Judgement, judgement_id))


def said(found: list[Judgement]) -> list[Said]:
    return [Said(one.kind, one.low, one.middle, one.high, one.weight) for one in found]
