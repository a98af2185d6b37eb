"""What of money has the case that guides show: a row that was computed, and a schedule of which an instalment was missed?"""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.calculations import actions as calculations
from litigation_app.casework.claims.calculations import rules
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.calculations.rows import rules as rows
from litigation_app.casework.claims.calculations.rows.rules import Calculation, Kept, Method, Period
from litigation_app.casework.claims.calculations.rules import Where
from litigation_app.casework.claims.models import Claim, State
from litigation_app.casework.claims.payments import actions as paying
from litigation_app.casework.claims.payments.rules import Plan, Series, in_one_go
from litigation_app.casework.claims.rules import ZERO, Part
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core.access import Actor, May
from litigation_app.core.db import committing, db
from litigation_app.demo import casebook
from litigation_app.demo.casebook import Clerk
from litigation_app.demo.claimbook import CIVIL_ROUTE, CRIMINAL_ROUTE, ClaimWriting, Story

_FILED = date(2025, 9, 30)  # the day of the civil action in the showcase
_WORK = Calculation(Method.EARNINGS, periods=(Period(date(2021, 3, 1), date(2021, 11, 20), 60),))
_HEAD, _OTHER = "unpaid_wages", Part("dignity_freedom", Decimal(1_000_000))
_AGREED, _MISSED = timedelta(days=60), timedelta(days=20)  # ago: the agreement, and the first instalment
_RATE = Decimal(50_000)


def computed(clerk: Clerk, plan: casebook.Plan, writing: ClaimWriting, victim: UUID) -> None:
    """The civil claim after the referral: the wages by periods of work, the rest as it was referred."""
    reckoned = rules.reckon(_WORK, Where(plan.law, ""))
    parts = [Part(_HEAD, reckoned.amount), _OTHER]
    claim = writing.write(Story(victim, CIVIL_ROUTE, State.APPROVED, _FILED, [], 1, parts, ZERO, []))
    row = clerk.ids.new()
    clerk.batch.add(
        Computed, id=row, claim_id=claim, victim_id=victim, head=_HEAD, amount=reckoned.amount,
        recorded_by=plan.lead, recorded_at=clerk.moment.after(_FILED - timedelta(days=20), writing.rng),
    )  # fmt: skip
    clerk.batch.seal(victim, calculations.TABLE, row, calculations.CAPSULE, rows.content(Kept(_WORK, reckoned)))


def schedule(case: Case, lawyer: Actor, today: date) -> None:
    """What is still owed of the award, by the month, from the one who was convicted; nobody has paid the first instalment."""
    claim, debtor = claim_and_convicted(case)
    dues = tuple(in_one_go(Series(5, today - _MISSED, 1, _RATE, None, by=str(debtor))))
    said = Plan("enforcement", today - _AGREED, dues, total=5 * _RATE)
    with committing():
        paying.plan(lawyer, claims.get(lawyer, claim.id, May.RECORD_DECISION), said, version=0)


def claim_and_convicted(case: Case) -> tuple[Claim, UUID]:
    """Her claim in the trial, and the accused who owes what was awarded."""
    claim = select(Claim).where(Claim.case_id == case.id, Claim.route == CRIMINAL_ROUTE)
    convicted = select(Defendant.id).where(Defendant.case_id == case.id, Defendant.letter == "B")
    return db.session.scalars(claim).one(), db.session.scalars(convicted).one()
