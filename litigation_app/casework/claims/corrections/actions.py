"""Strike a decision or a payment that was a mistake, correct a day of a claim. What stood there remains visible."""

from datetime import date
from uuid import UUID

from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims import locks, queries
from litigation_app.casework.claims import rules as claim_rules
from litigation_app.casework.claims.appeals import actions as appeal_outcomes
from litigation_app.casework.claims.appeals import queries as appeals
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.corrections import queries as mistakes
from litigation_app.casework.claims.corrections import rules
from litigation_app.casework.claims.corrections.queries import OfDecision, OfPayment
from litigation_app.casework.claims.corrections.rules import Correction
from litigation_app.casework.claims.models import Claim, CourtDecision, DayChange, Payment, State
from litigation_app.casework.claims.payments import actions as paying
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.reviews.periods import rules as periods
from litigation_app.casework.claims.rules import Blocker, ClaimView
from litigation_app.casework.proceedings.powers_of_attorney import actions as authority
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db


def mark_payment_entered_in_error(actor: Actor, of: OfPayment, *, why: str) -> None:
    """Say that a payment was a mistake: it counts no more, and what it paid is to come again. Raises Blocked."""
    claim, case, _victim = of.found
    locks.refreshed(claim)
    _mark_entered_in_error(actor, of.payment, why)
    paying.settle(claim)
    claims.note(actor, "strike_payment", claim, case)


def mark_decision_entered_in_error(actor: Actor, of: OfDecision, *, why: str) -> None:
    """Say that a decision was a mistake: it counts no more, and its breakdown with it. Raises Blocked.

    Where no other decision stands the claim is where it was before; one that this one changed stands as before.
    """
    claim, case, _victim = of.found
    locks.refreshed(claim)
    claim_rules.require([Blocker.LATER_RESTS] if appeals.has_later(of.decision.id) else [])
    _mark_entered_in_error(actor, of.decision, why)
    appeal_outcomes.take_back(actor, of.decision, of.found, why=why)
    view = queries.view(claim, case)
    if claim.state == State.DECIDED and not view.decisions:
        _stand_undecided(claim, view)
    db.session.flush()
    claims.note(actor, "strike_decision", claim, case)


def _stand_undecided(claim: Claim, view: ClaimView) -> None:
    """Put the claim where it was before its decision, which was a mistake, was recorded."""
    is_sent, is_due = mistakes.is_sent_by_mistake(claim), mistakes.first_decided(claim) is not None
    if claim.filed_on and claim.unreviewed_because:
        is_due = is_due or claim.review_by == periods.review_due(claim.filed_on)
    stood = rules.undecided(view, is_sent_by_it=is_sent, is_due_anyhow=is_due)
    claim.state, claim.submitted_at, claim.review_by = stood.state, stood.submitted_at, stood.review_by


def _mark_entered_in_error(actor: Actor, row: CourtDecision | Payment, why: str) -> None:
    db.session.refresh(row)
    claim_rules.require([] if row.entered_in_error_at is None else [Blocker.ALREADY_ENTERED_IN_ERROR])
    row.entered_in_error_by, row.entered_in_error_at, row.entered_in_error_why = actor.id, clock.now(), why
    db.session.flush()


def correct_filing(actor: Actor, found: Found, said: Correction) -> None:
    """Write another day of filing, or that it was not filed; the day that stood there is kept. Raises Blocked."""
    claim, case, _victim = found
    locks.refreshed(claim)
    has_authority = said.on is None or queries.lack_of_authority(claim, case, said.on) is None
    has_authority_or_why = has_authority or bool(said.unauthorised)
    view = queries.view(claim, case)
    first = mistakes.first_decided(claim)
    claim_rules.require(
        rules.blockers_of_correction(view, said, has_authority=has_authority_or_why, first_decided=first)
    )
    _keep(actor, claim, said)
    _move(claim, said.on)
    db.session.flush()
    if said.on is not None:
        why = "" if has_authority else said.unauthorised
        authority.file_without(actor, case, why, on=said.on, claim_id=claim.id)
    claims.note(actor, "correct_filing", claim, case)


def correct_day(actor: Actor, of: OfDecision, said: Correction, appeal_outcome: AppealOutcome | None = None) -> None:
    """Let a decision, or what became of it (`turn`), be of another day; the one that stood there is kept. Raises Blocked."""
    decision, found = of
    row = appeal_outcome or decision
    locks.refreshed(found.claim)
    for one in (decision, row):
        db.session.refresh(one)
    days = [(None, found.claim.filed_on), (decision.id, decision.on)]
    days += [(one.id, one.on) for one in appeals.standing(decision.id)]
    claim_rules.require(rules.blockers_of_day(days, row.id, said))
    _keep(actor, found.claim, said, row.id)
    row.on = said.on  # type: ignore[assignment]
    if appeal_outcome is not None:
        appeal_outcomes.settle(decision, found)
    db.session.flush()
    claims.note(actor, "correct_day_of_claim", found.claim, found.case)


def _keep(actor: Actor, claim: Claim, said: Correction, row_id: UUID | None = None) -> None:
    change = DayChange(
        claim_id=claim.id, row_id=row_id, was=said.was, became=said.on, why=said.why, by=actor.id, at=clock.now()
    )
    db.session.add(change)


def _move(claim: Claim, on: date | None) -> None:
    """The day, and with it the day by which a filing that nobody had approved is to be reviewed."""
    claim.filed_on = on
    if on is None:
        claim.unreviewed_because = claim.review_by = None
    elif claim.unreviewed_because and claim.review_by is not None:
        claim.review_by = periods.review_due(on)
