"""Draft a claim, change it, send it for review; write down what the court decided and what was paid."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, exists, select

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import locks, queries, rules
from litigation_app.casework.claims.corrections import rules as decisions
from litigation_app.casework.claims.effects import queries as heard
from litigation_app.casework.claims.models import (
    Claim,
    ClaimPart,
    ClaimWriter,
    CourtDecision,
    Payment,
    State,
)
from litigation_app.casework.claims.reviews.answers import queries as answers
from litigation_app.casework.claims.reviews.periods import rules as periods
from litigation_app.casework.claims.rules import Blocked, Blocker, Decided, Paid, Part
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.powers_of_attorney import actions as authority
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.law import loader

Beside = Callable[[Claim], None]  # saves what stands beside the rows of a claim, before the entry of the log


class Changed(Exception):
    """Somebody else saved first; nothing was written."""


@dataclass(frozen=True)
class Irregular:
    """Why a claim was filed although nobody could file it or had approved it (codes); "": nothing was lacking.

    `is_early_meant`: it was filed long before it was approved, and she says so.
    """

    unauthorised: str = ""
    unreviewed: str = ""
    is_early_meant: bool = False


REGULAR = Irregular()


class Rows(NamedTuple):
    """The rows of a claim, and by which way it goes."""

    route: str
    parts: Sequence[Part]


def _nothing(_claim: Claim) -> None:
    """Nothing stands beside the rows."""


def draft(
    actor: Actor, case: Case, victim: Victim, *, route: str, parts: Sequence[Part], beside: Beside = _nothing
) -> Claim:
    """Begin a claim for a victim of this case; `beside` saves what stands beside its rows. Raises Blocked."""
    require_record(victim.id)
    claim = Claim(
        case_id=case.id,
        office_id=case.office_id,
        victim_id=victim.id,
        route=route,
        currency=loader.load(case.country).currency,
        state=State.DRAFT,
        version=1,
        written_by=actor.id,
    )
    db.session.add(claim)
    db.session.flush()
    _put_parts(claim, parts)
    beside(claim)
    note(actor, "draft_claim", claim, case)
    return claim


def change(
    actor: Actor,
    claim: Claim,
    case: Case,
    rows: Rows,
    *,
    row_version: int,
    beside: Beside = _nothing,
) -> None:
    """Save the rows anew, and `beside` them the rest; after a review this is a new version. Raises Changed, Blocked."""
    require_record(claim.victim_id)
    locks.hers(claim.victim_id)
    require_seen(claim, row_version)
    rules.require(rules.blockers_of_change(queries.view(claim, case)))
    if rules.opens_new_version(claim.state):
        claim.version += 1
    claim.state, claim.submitted_at = State.DRAFT, None
    claim.first_approved_by = claim.approved_by = None
    claim.route = rows.route
    add_writer(actor, claim)
    db.session.flush()
    _put_parts(claim, rows.parts)
    beside(claim)
    note(actor, "change_claim", claim, case)


def submit(actor: Actor, claim: Claim, case: Case, *, row_version: int) -> None:
    """Send this version for review. Raises Changed, Blocked."""
    require_record(claim.victim_id)
    require_seen(claim, row_version)
    rules.require(rules.blockers_of_submission(queries.view(claim, case), is_answered=answers.is_answered(claim)))
    _send(claim)
    add_writer(actor, claim)
    db.session.flush()
    note(actor, "submit_claim", claim, case)


def _send(claim: Claim) -> None:
    claim.state, claim.submitted_at = State.SUBMITTED, clock.now()
    claim.first_sent_at = claim.first_sent_at or claim.submitted_at


def record_filing(actor: Actor, claim: Claim, case: Case, *, on: date, why: Irregular = REGULAR) -> None:
    """Write down the day on which the claim reached the court or fund. Raises Blocked.

    What `why` says is kept only where it was needed. A claim that nobody approved goes to the coordinators.
    """
    locks.refreshed(claim)
    view, has_authority = queries.view(claim, case), queries.lack_of_authority(claim, case, on) is None
    has_authority_or_why = has_authority or bool(why.unauthorised)
    blockers = decisions.blockers_of_filing(view, has_authority=has_authority_or_why, has_reason=bool(why.unreviewed))
    approved_on = queries.approved_on(claim)
    faults = decisions.faults_of_filing(view, on, approved_on=approved_on, is_early_meant=why.is_early_meant)
    rules.require(blockers or faults)
    claim.filed_on = on
    if not view.is_approved:
        _ask_for_review(actor, claim, why.unreviewed)
    db.session.flush()
    authority.file_without(actor, case, "" if has_authority else why.unauthorised, on=on, claim_id=claim.id)
    note(actor, "file_claim", claim, case)


def _ask_for_review(actor: Actor, claim: Claim, because: str) -> None:
    """It is out and nobody approved it: it waits for a coordinator from now on, whatever it waited for before."""
    claim.unreviewed_because, claim.review_by = because, periods.review_due(claim.filed_on or clock.today())
    if claim.state != State.SUBMITTED:  # she sends it as well; where somebody else had, she only wrote down a day
        _send(claim)
        add_writer(actor, claim)


def record_decision(
    actor: Actor, claim: Claim, case: Case, *, instance: str, decided: Decided, meant: Collection[Blocker] = ()
) -> CourtDecision:
    """Add what the court or fund decided; earlier decisions stay, the same one is not recorded twice. Raises Blocked.

    `meant`: what looks wrong and is right, as she says.
    """
    locks.refreshed(claim)  # two who record it at once come one after the other
    view = queries.view(claim, case)
    odd = {
        "is_unjudged": not view.decisions and heard.is_unjudged(claim, case),
        "may_be_appealed": instance != rules.FINAL and heard.may_be_appealed(claim, case, decided.on),
    }
    rules.require(rules.blockers_of_decision(view) or decisions.faults_of_decision(view, decided, meant=meant, **odd))
    row = CourtDecision(
        claim_id=claim.id,
        on=decided.on,
        instance=instance,
        outcome=decided.outcome,
        amount=decided.amount,
        is_final=decided.is_final,
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    stand_decided(claim, view, at=row.recorded_at)
    db.session.add(row)
    db.session.flush()
    note(actor, "record_decision", claim, case)
    return row


def stand_decided(claim: Claim, view: rules.ClaimView, *, at: datetime | None = None) -> None:
    """A decision stands on the claim; rows that no coordinator has seen wait for one from now on, whatever they waited for.

    `at`: when it was recorded (None: before), so that a claim which waits since then alone can be told when it was a mistake.
    """
    if rules.slips_past_review(view):
        claim.review_by = periods.review_due(clock.today())
        claim.submitted_at = claim.submitted_at or at or clock.now()
    claim.state = State.DECIDED


def record_payment(
    actor: Actor, claim: Claim, case: Case, *, paid: Paid, by: UUID | None = None, payee: str = ""
) -> Payment:
    """Add money that reached the victim; earlier payments stay. `by`: which accused of the case paid; `payee`: into whose hands.

    Raises Blocked.
    """
    require_record(claim.victim_id)
    locks.refreshed(claim)
    blockers = rules.blockers_of_payment(queries.view(claim, case))
    rules.require(blockers or ([] if paid.amount > 0 else [Blocker.NOTHING_PAID]))
    row = Payment(
        claim_id=claim.id,
        on=paid.on,
        amount=paid.amount,
        payer=paid.payer,
        defendant_id=by,
        payee=payee or None,
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note(actor, "record_payment", claim, case)
    return row


def require_seen(claim: Claim, row_version: int) -> None:
    """Raise Changed unless this is the claim that she saw."""
    if claim.row_version != row_version:
        raise Changed


def require_record(victim_id: UUID) -> None:
    """What was claimed for an erased person stays; nothing new is written about her. Raises Blocked."""
    try:
        victims.require_record(victim_id)
    except victims.Erased:
        raise Blocked([Blocker.ERASED]) from None


def _put_parts(claim: Claim, parts: Sequence[Part]) -> None:
    """The rows of the version in force; those of earlier versions stay."""
    db.session.execute(delete(ClaimPart).where(ClaimPart.claim_id == claim.id, ClaimPart.version == claim.version))
    db.session.add_all(
        ClaimPart(claim_id=claim.id, version=claim.version, position=place, head=part.head, amount=part.amount)
        for place, part in enumerate(parts, 1)
    )
    db.session.flush()


def add_writer(actor: Actor, claim: Claim) -> None:
    """Name who changed or sent it last; whoever did in some version may never review it."""
    claim.changed_by, claim.changed_at = actor.id, clock.now()
    mine = (ClaimWriter.claim_id == claim.id, ClaimWriter.user_id == actor.id)
    if not db.session.scalar(select(exists().where(*mine))):
        db.session.add(ClaimWriter(claim_id=claim.id, user_id=actor.id))


def note(actor: Actor, act: str, claim: Claim, case: Case, **facts: str) -> None:
    """Write what was done with a claim into the access log, and say anew how it stands in the lists and sums of cases."""
    ports.keep_claim_lists(case)
    ports.keep_sums(case)
    log_act(actor, case, act, of=f"claim:{claim.id}", version=claim.version, **facts)
