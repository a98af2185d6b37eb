"""In which instalments is a claim to be paid, what came, and would one payment more be beyond what is owed?"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import User
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.awards import rules
from litigation_app.casework.claims.awards.queries import Paid
from litigation_app.casework.claims.models import Claim, CourtDecision, Payment
from litigation_app.casework.claims.payments.models import Instalment, PaymentPlan
from litigation_app.casework.claims.payments.rules import COURT, Came, Due
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import NOT_COMPENSATION, ZERO
from litigation_app.core.db import db
from litigation_app.law.debts.account import Item


class Version(NamedTuple):
    """One version of a schedule: who recorded it, when, and why it replaced the one before."""

    version: int
    basis: str
    why: str | None
    number: int
    by: str
    at: datetime


def plan_of(claim: Claim) -> PaymentPlan | None:
    """The schedule in force of a claim that was found by `claims.queries.get`; None: there was never one."""
    wanted = select(PaymentPlan).where(PaymentPlan.claim_id == claim.id).order_by(PaymentPlan.version.desc())
    return db.session.scalar(wanted.limit(1))


def instalments(plan: PaymentPlan) -> Sequence[Instalment]:
    """Its instalments in their order; none where the schedule was ended."""
    wanted = select(Instalment).where(Instalment.plan_id == plan.id).order_by(Instalment.position)
    return db.session.scalars(wanted).all()


def is_owed_no_more(plan: PaymentPlan) -> bool:
    """Whether nothing of this schedule is to come any more, since the decision on which it rests fell or gave way to another."""
    open_ones = select(Instalment.id).where(Instalment.plan_id == plan.id, Instalment.is_open())
    return bool(db.session.scalar(select(open_ones.exists() & ~open_ones.where(is_awaited()).exists())))


@cache
def is_awaited() -> ColumnElement[bool]:
    """That an instalment is still to come: something of it is missing, and a decision stands on its claim.

    Where none does, no decision was known when the schedule was written down: it does not rest on one that fell or was a mistake.
    What a court ordered is to come no more once a later decision, recorded after the schedule, awards nothing.
    """
    of_claim = CourtDecision.claim_id == Instalment.claim_id
    planned = select(PaymentPlan.recorded_at).where(PaymentPlan.id == Instalment.plan_id)
    planned_at = planned.correlate(Instalment).scalar_subquery()
    was_known = (
        CourtDecision.recorded_at <= planned_at,
        or_(CourtDecision.entered_in_error_at.is_(None), CourtDecision.entered_in_error_at > planned_at),
    )
    rested = exists().where(of_claim, not_(CourtDecision.stands()), *was_known)
    stands = exists().where(of_claim, CourtDecision.stands())
    return and_(Instalment.is_open(), or_(~rested, stands), ~_taken_away(planned_at))


def _taken_away(planned_at: Any) -> ColumnElement[bool]:
    later, nothing = aliased(CourtDecision), aliased(CourtDecision)
    ordered = exists().where(PaymentPlan.id == Instalment.plan_id, PaymentPlan.basis == COURT).correlate(Instalment)
    is_later = or_(later.on > nothing.on, and_(later.on == nothing.on, later.recorded_at > nothing.recorded_at))
    awards = exists().where(later.claim_id == nothing.claim_id, later.stands(), later.amount.is_not(None), is_later)
    of_claim = (nothing.claim_id == Instalment.claim_id, nothing.stands(), nothing.amount.is_(None))
    return and_(ordered, exists().where(*of_claim, nothing.recorded_at > planned_at, ~awards))


def dues(rows: Sequence[Instalment]) -> list[Due]:
    """The same as the rules see them."""
    return [Due(one.due_on, one.amount, str(one.defendant_id or "")) for one in rows]


def came(claim: Claim) -> list[Came]:
    """What was paid on the award; what the organisation lent her is not among it."""
    wanted = select(Payment.on, Payment.amount, Payment.defendant_id, Payment.payer)
    rows = db.session.execute(wanted.where(Payment.claim_id == claim.id, Payment.stands()))
    return [Came(row.on, row.amount, str(row.defendant_id or "")) for row in rows if row.payer not in NOT_COMPENSATION]


def versions(claim: Claim) -> list[Version]:
    """All versions of the schedule, the newest first."""
    count = select(func.count()).where(Instalment.plan_id == PaymentPlan.id).scalar_subquery()
    wanted = select(
        PaymentPlan.version, PaymentPlan.basis, PaymentPlan.why, count, User.name, PaymentPlan.recorded_at
    ).join(User, User.id == PaymentPlan.recorded_by)
    wanted = wanted.where(PaymentPlan.claim_id == claim.id).order_by(PaymentPlan.version.desc())
    return [Version(*row) for row in db.session.execute(wanted)]


def replaced(plan_id: UUID) -> list[Instalment]:
    """The instalments of a version that are still said to be in force."""
    wanted = select(Instalment).where(Instalment.plan_id == plan_id, Instalment.replaced_at.is_(None))
    return list(db.session.scalars(wanted))


class MoreThanOwed(Exception):
    """With this payment more is paid than is owed, `over` of it too much; nothing was written."""

    def __init__(self, over: Decimal) -> None:
        self.over = over
        super().__init__("more than is owed")


def is_recorded(claim: Claim, paid: Paid) -> bool:
    """Whether such a payment stands on the claim: of this day, amount and payer, and not of another accused by name."""
    return any(
        one[:3] == paid[:3] and (one.by == paid.by or not (one.by and paid.by)) for one in awards.payments(claim)
    )


def over(found: Found, paid: Paid) -> Decimal:
    """How much of it is too much after all that was paid; zero where nothing is known to be owed, or it is an advance."""
    claim, case, _victim = found
    decision = awards.in_force(claim)
    if decision is None or not decision.amount or paid.payer in NOT_COMPENSATION:
        return ZERO
    award, lines = awards.award(decision, claim, case), awards.lines(decision.id)
    items, before = rules.items_of(lines, award, claim.currency, decision.amount), awards.payments(claim)
    after = [*before, paid]
    last = max(one.on for one in after)
    return _too_much(items, after, last) - _too_much(items, before, last)


def _too_much(items: Sequence[Item], came: Sequence[Paid], on: date) -> Decimal:
    drawn, _is_known = rules.statement(items, rules.paid(came, NOT_COMPENSATION), on)
    return sum((one.over for one in drawn.allocated), ZERO)
