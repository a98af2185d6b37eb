"""Approve a version of a claim or give it back with reasons, and set from which amount on two approve; what is said in a note is sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger, vault
from litigation_app.accounts.models import Office
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims import queries as claim_queries
from litigation_app.casework.claims import rules
from litigation_app.casework.claims.models import WITHDRAWN, Claim, Review, ReviewLimit, State
from litigation_app.casework.claims.reviews import queries
from litigation_app.casework.claims.rules import Blocked, Blocker
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db

TABLE = "review"
NOTE = "note"


@dataclass(frozen=True)
class Said:
    """What a coordinator says when she gives a claim back. Codes of the list "return_reason"; `of_rows`: by kind of damage."""

    reasons: Sequence[str] = ()
    note: str = field(default="", repr=False)
    of_rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Approval:
    """What she says when she approves it. `weak`: codes of the checklist, what is open of that on which the claim rests."""

    note: str = field(default="", repr=False)
    weak: tuple[str, ...] = ()


class Unreasoned(Exception):
    """Something is open of that on which the claim rests, and she has not said why she approves it all the same."""


def approve(
    actor: Actor, claim: Claim, case: Case, *, said: Approval, row_version: int, is_asked: bool = False
) -> None:
    """Accept for filing the rows that she saw, those of `row_version`; above the limit of the office a second one has to.

    `is_asked`: she is yet to say why she does so although points are open; of an erased client nobody is asked.
    Raises Changed, Blocked, Unreasoned.
    """
    _require_record(claim, said.note)
    claims.require_seen(claim, row_version)
    view = claim_queries.view(claim, case)
    rules.require(rules.blockers(view, actor, queries.own(actor, claim, view)))
    if is_asked and db.session.scalar(select(Victim.erased_at).where(Victim.id == claim.victim_id)) is None:
        raise Unreasoned
    if claim.first_approved_by is None and queries.asks_for_two(claim, view):
        claim.first_approved_by = actor.id
    else:
        claim.state = (
            State.APPROVED if claim.state == State.SUBMITTED else claim.state
        )  # decided meanwhile: it stays so
        claim.approved_by, claim.review_by = actor.id, None
    _review(actor, claim, case, "approved", Said(note=said.note), said.weak)
    if said.weak:
        facts: dict[str, str | int] = {"ref": case.reference, **dict.fromkeys(said.weak, 1)}
        ledger.write(act="approve_despite", by=actor.id, of=f"claim:{claim.id}", case_id=case.id, facts=facts)
    claims.note(actor, "approve_claim" if claim.approved_by else "approve_claim_first", claim, case)


def take_back(actor: Actor, claim: Claim, case: Case, *, row_version: int) -> None:
    """Her own approval came too early: what is not filed yet waits for review again. Raises Changed, Blocked."""
    claims.require_seen(claim, row_version)
    if not may_take_back(actor, claim):
        raise Blocked([_why_it_stands(actor, claim)])
    claim.state, claim.approved_by = State.SUBMITTED, None
    _review(actor, claim, case, "taken_back", Said())
    claims.note(actor, "take_approval_back", claim, case)


def _why_it_stands(actor: Actor, claim: Claim) -> Blocker:
    if claim.filed_on:
        return Blocker.OUT
    if claim.state == State.DECIDED:
        return Blocker.ALREADY_DECIDED
    is_first = claim.first_approved_by == actor.id and claim.state in {State.SUBMITTED, State.APPROVED}
    return Blocker.FIRST_OF_TWO if is_first else Blocker.NO_APPROVAL


def may_take_back(actor: Actor, claim: Claim) -> bool:
    """Whether she approved it, last of all, and nobody has filed it."""
    return claim.state == State.APPROVED and claim.approved_by == actor.id and claim.filed_on is None


def withdraw(actor: Actor, claim: Claim, case: Case, *, row_version: int) -> None:
    """It was sent for review too early: it stands as before it was sent. Raises Changed, Blocked.

    What no coordinator has ever said anything of was never sent; what came back under this version waits for answers again.
    """
    claims.require_record(claim.victim_id)
    claims.require_seen(claim, row_version)
    happened = queries.happened(claim)
    rules.require(blockers_of_withdrawal(claim, happened))
    said = [one for one, _by in happened.reviews if one.verdict != WITHDRAWN]
    if not said:
        claim.first_sent_at = None
    if any(one.version == claim.version for one in said):
        claim.state = State.RETURNED
    else:
        claim.state, claim.submitted_at = State.DRAFT, None
    _review(actor, claim, case, WITHDRAWN, Said())
    claims.note(actor, "withdraw_claim", claim, case)


def blockers_of_withdrawal(claim: Claim, happened: queries.Happened) -> list[Blocker]:
    """Why it is not taken back from review: it is out, waits for none, was said to be out, or was judged since it was sent."""
    if claim.filed_on is not None:
        return [Blocker.OUT]
    if claim.state != State.SUBMITTED or claim.submitted_at is None:
        return [Blocker.NOT_SUBMITTED]
    if any(one.row_id is None for one, _by in happened.days):
        return [Blocker.SAID_OUT]
    sent_at = claim.submitted_at
    is_judged = any(one.verdict != WITHDRAWN and one.at >= sent_at for one, _by in happened.reviews)
    return [Blocker.JUDGED] if is_judged else []


def return_(actor: Actor, claim: Claim, case: Case, *, said: Said, row_version: int) -> None:
    """Give back the rows that she saw, with reasons for the claim or for its rows. Raises Changed, Blocked."""
    _require_record(claim, said.note)
    claims.require_seen(claim, row_version)
    view = claim_queries.view(claim, case)
    rules.require(rules.blockers_of_return(view, actor, queries.own(actor, claim, view)))
    if not said.reasons and not said.of_rows:
        raise Blocked([Blocker.NO_REASON])
    claim.state = State.RETURNED if claim.state == State.SUBMITTED else claim.state
    claim.review_by = claim.first_approved_by = None
    _review(actor, claim, case, "returned", said)
    claims.note(actor, "return_claim", claim, case)


def read_notes(ticket: ledger.Ticket, reviews: Sequence[Review]) -> dict[UUID, str]:
    """The notes of these reviews, by review, under the ticket of the case's opened file."""
    rows = [review.id for review in reviews if review.has_note]
    return {row: str(said["text"]) for row, said in vault.open_many(ticket, table=TABLE, capsule=NOTE, rows=rows)}


def _review(actor: Actor, claim: Claim, case: Case, verdict: str, said: Said, weak: Sequence[str] = ()) -> None:
    review = Review(
        claim_id=claim.id,
        version=claim.version,
        route=claim.route,
        verdict=verdict,
        reasons=list(said.reasons),
        row_reasons=dict(said.of_rows),
        open_points=list(weak),
        has_note=bool(said.note),
        is_independent=verdict == WITHDRAWN or actor.id not in claim_queries.view(claim, case).authors,
        by=actor.id,
        at=clock.now(),
    )
    db.session.add(review)
    db.session.flush()
    if said.note:
        vault.seal(subject=case.id, table=TABLE, row=review.id, capsule=NOTE, content={"text": said.note})


def _require_record(claim: Claim, note: str) -> None:
    """Of an erased client nothing new is written; a review that is due can still be given without a word. Raises Blocked."""
    if note or claim.review_by is None:
        claims.require_record(claim.victim_id)


def set_limit(actor: Actor, office: Office, currency: str, amount: Decimal | None) -> None:
    """Append a limit; `amount` None: one coordinator is enough again. A claim that one has approved then waits for anybody, her too."""
    begin_write()
    row = ReviewLimit(office_id=office.id, currency=currency, amount=amount, set_by=actor.id, set_at=clock.now())
    db.session.add(row)
    db.session.flush()
    facts: dict[str, str | int] = {"limit": "" if amount is None else str(amount), "currency": currency}
    ledger.write(act="set_review_limit", by=actor.id, of=f"office:{office.id}", facts=facts)
