"""Which decisions and payments on a claim may this person strike?"""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible
from litigation_app.casework.claims.models import Claim, CourtDecision, DayChange, Payment
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db


class OfDecision(NamedTuple):
    """A decision, and the claim on which it was recorded."""

    decision: CourtDecision
    found: Found


class OfPayment(NamedTuple):
    """A payment, and the claim on which it was recorded."""

    payment: Payment
    found: Found


def decision(actor: Actor, decision_id: UUID) -> OfDecision:
    """A decision on a claim of one of her cases, struck or not; raises NotFound for any other and for none alike."""
    return OfDecision(*_get(actor, CourtDecision, decision_id))


def payment(actor: Actor, payment_id: UUID) -> OfPayment:
    """A payment on a claim of one of her cases, struck or not; raises NotFound for any other and for none alike."""
    return OfPayment(*_get(actor, Payment, payment_id))


def first_decided(claim: Claim) -> date | None:
    """The day of the first decision on a claim that is no mistake, also of one that fell; None: there was none."""
    wanted = select(func.min(CourtDecision.on)).where(CourtDecision.claim_id == claim.id)
    return db.session.scalar(wanted.where(CourtDecision.entered_in_error_at.is_(None)))


def is_sent_by_mistake(claim: Claim) -> bool:
    """Whether nothing but a decision that was a mistake had put the claim before the coordinators."""
    wanted = select(CourtDecision.id).where(
        CourtDecision.claim_id == claim.id, CourtDecision.entered_in_error_at.is_not(None)
    )
    return db.session.scalar(wanted.where(CourtDecision.recorded_at == claim.submitted_at).limit(1)) is not None


def days_as_of(at: datetime) -> dict[UUID, date]:
    """What days of claims that were corrected after a moment said at that moment: by decision or turn, of a filing by claim."""
    row = func.coalesce(DayChange.row_id, DayChange.claim_id)
    since = select(row, DayChange.was).where(DayChange.at > at).order_by(DayChange.at.desc())
    return {row[0]: row[1] for row in db.session.execute(since)}


def _get(actor: Actor, table: Any, row_id: UUID) -> tuple[Any, Found]:
    wanted = select(table, Claim, Case, Victim.code_name).join(Claim, Claim.id == table.claim_id)
    wanted = wanted.join(Case, Case.id == Claim.case_id).join(Victim, Victim.id == Claim.victim_id)
    hers = wanted.where(table.id == row_id, is_visible(actor, May.RECORD_DECISION))
    row = or_not_found(db.session.execute(hers).one_or_none())
    return row[0], Found(*row[1:])
