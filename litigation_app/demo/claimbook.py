"""How does an invented claim become rows: its parts, reviews, decisions and payments?"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from litigation_app.casework.claims import amounts, rules
from litigation_app.casework.claims.models import Claim, ClaimPart, ClaimWriter, CourtDecision, Payment, Review, State
from litigation_app.casework.claims.reviews import actions as reviews
from litigation_app.casework.claims.rules import Part
from litigation_app.casework.claims.terms.rules import Interest
from litigation_app.demo import words
from litigation_app.demo.casebook import Clerk, Plan
from litigation_app.demo.lanes import ClaimLane, Decision
from litigation_app.demo.published import assumed
from litigation_app.law import rates

CRIMINAL_ROUTE, CIVIL_ROUTE = "property_claim", "civil_suit"
_MOST_CLAIMS = 5  # of one case: the first victims of a large group
_PREPARED = {State.DRAFT: 34, State.SUBMITTED: 34, State.RETURNED: 20, State.APPROVED: 12}
_STEP = {"RSD": Decimal(1000), "MKD": Decimal(500)}  # amounts are asked for in round sums
_PAYERS = ("OFFENDER", "ENFORCED", "ENFORCED", "CONFISCATED")
_RETURNED = ("amount_unsupported", "evidence_missing", "no_breakdown", "legal_basis")


class Course(NamedTuple):
    """How far a claim came: its way, where it stands, when it was filed (None: it is still being prepared), what was decided."""

    route: str
    state: State
    filed_on: date | None
    decisions: Sequence[Decision]


@dataclass(frozen=True)
class Story:
    """A claim before it is written. `filed_on` None: it is still being prepared, and `state` says how far."""

    victim: UUID
    route: str
    state: State
    filed_on: date | None
    decisions: Sequence[Decision]
    versions: int
    parts: Sequence[Part]
    awarded: Decimal
    payments: Sequence[tuple[date, Decimal, str]]


def stories(
    plan: Plan, victims: Sequence[UUID], claim: ClaimLane, *, is_open: bool, today: date, rng: random.Random
) -> list[Story]:
    """The claims of the case's victims as far as they have come today. `is_open`: the trial goes on."""
    found = []
    for victim in victims[:_MOST_CLAIMS]:
        if claim.filed_on is not None and claim.filed_on <= today:
            known = [one for one in claim.decisions if one.on <= today]
            state = State.DECIDED if known else State.APPROVED
            found.append(_story(plan, victim, Course(CRIMINAL_ROUTE, state, claim.filed_on, known), today, rng))
            found += _civil(plan, victim, known, today, rng)
        elif is_open and rng.randrange(100) < assumed("claim")["prepared_percent"]:
            state = rng.choices(list(_PREPARED), list(_PREPARED.values()))[0]
            found.append(_story(plan, victim, Course(CRIMINAL_ROUTE, state, None, []), today, rng))
    return found


def _civil(plan: Plan, victim: UUID, known: Sequence[Decision], today: date, rng: random.Random) -> list[Story]:
    """What follows a final referral in some cases: an action for damages."""
    shares = assumed("claim")
    is_referred = bool(known) and known[-1].is_final and known[-1].outcome == "referred"
    if not is_referred or rng.randrange(100) >= shares["civil_percent"]:
        return []
    filed = known[-1].on + timedelta(days=rng.randrange(40, 240))
    if filed > today:
        return []
    outcome = "awarded_part" if rng.randrange(100) < shares["civil_award_percent"] else "rejected"
    first = Decision(filed + timedelta(days=rng.randrange(300, 1100)), "first", outcome, is_final=False)
    last = Decision(first.on + timedelta(days=rng.randrange(120, 400)), "final", outcome, is_final=True)
    said = [one for one in (first, last) if one.on <= today]
    course = Course(CIVIL_ROUTE, State.DECIDED if said else State.APPROVED, filed, said)
    return [_story(plan, victim, course, today, rng)]


def _story(plan: Plan, victim: UUID, course: Course, today: date, rng: random.Random) -> Story:
    currency, decisions = plan.law.currency, course.decisions
    ranges: Mapping[str, Sequence[int]] = assumed("heads")
    heads = sorted(rng.sample(list(ranges), rng.randrange(2, 6)))
    parts = [Part(head, _round(rng.uniform(*ranges[head]), currency)) for head in heads]
    total, awarded = amounts.total(parts), _round(rng.uniform(*assumed("claim")["award_eur"]), currency)
    if decisions and decisions[-1].outcome != "awarded_full":
        awarded = min(awarded, (total * Decimal("0.7")).quantize(Decimal(1)))
    elif decisions:
        awarded = total
    versions = rng.choices((1, 2, 3), (60, 30, 10))[0]
    versions = max(versions, 2) if course.state == State.DRAFT and rng.random() < 0.3 else versions
    payments = _payments(decisions, awarded, today, rng)
    return Story(victim, *course, versions, parts, awarded, payments)


def _round(eur: float, currency: str) -> Decimal:
    step = _STEP.get(currency, Decimal(10))
    return (Decimal(round(eur)) * rates.rate(currency).per_eur / step).quantize(Decimal(1)) * step


def _payments(
    decisions: Sequence[Decision], awarded: Decimal, today: date, rng: random.Random
) -> list[tuple[date, Decimal, str]]:
    shares = assumed("claim")
    is_due = bool(decisions) and decisions[-1].is_final and decisions[-1].outcome in rules.AWARDED
    if not is_due or rng.randrange(100) >= shares["paid_percent"]:
        return []
    share = Decimal(rng.randrange(15, 80)) / 100 if rng.randrange(100) < shares["paid_in_part_percent"] else Decimal(1)
    on = decisions[-1].on + timedelta(days=rng.randrange(60, 700))
    paid = (awarded * share).quantize(Decimal(1))
    return [(on, paid, rng.choice(_PAYERS))] if on <= today else []


class ClaimWriting:
    """Writes one claim through the clerk."""

    def __init__(self, clerk: Clerk, plan: Plan, spoken: words.Voice, rng: random.Random) -> None:
        self.clerk, self.plan, self.spoken, self.rng = clerk, plan, spoken, rng

    def write(self, story: Story) -> UUID:
        """All rows of the claim and a ledger entry for each act."""
        claim, submitted = self.clerk.ids.new(), self._submitted(story)
        is_approved = story.state in {State.APPROVED, State.DECIDED}
        is_changed = story.versions > 1
        self.clerk.batch.add(
            Claim, id=claim, case_id=self.plan.id, office_id=self.plan.desk.id, victim_id=story.victim,
            route=story.route, currency=self.plan.law.currency, state=story.state, version=story.versions,
            written_by=self.plan.lead, submitted_at=None if story.state == State.DRAFT else submitted,
            first_sent_at=None if story.state == State.DRAFT else submitted,
            approved_by=self.plan.coordinator if is_approved else None, filed_on=story.filed_on,
            interest=Interest.LAW if story.filed_on else None,
            changed_by=self.plan.lead if is_changed else None, changed_at=submitted if is_changed else None,
            row_version=1,
        )  # fmt: skip
        self._note("draft_claim", self.plan.lead, claim, 1)
        if is_changed or story.state != State.DRAFT:
            self.clerk.batch.add(ClaimWriter, claim_id=claim, user_id=self.plan.lead)
        self._add_parts(claim, story)
        self._add_reviews(claim, story, submitted)
        self._add_court(claim, story)
        return claim

    def _submitted(self, story: Story) -> datetime:
        if story.filed_on is not None:
            return self.clerk.moment.after(story.filed_on - timedelta(days=20), self.rng)
        return self.clerk.moment.after(self.clerk.today - timedelta(days=self.rng.randrange(1, 18)), self.rng)

    def _add_parts(self, claim: UUID, story: Story) -> None:
        """An earlier version asked for less and had a row less."""
        for version in range(1, story.versions + 1):
            fewer = story.versions - version
            for place, part in enumerate(story.parts[: max(1, len(story.parts) - fewer)], 1):
                self.clerk.batch.add(
                    ClaimPart, id=self.clerk.ids.new(), claim_id=claim, version=version, position=place,
                    head=part.head, amount=part.amount,
                )  # fmt: skip

    def _add_reviews(self, claim: UUID, story: Story, submitted: datetime) -> None:
        last = {State.RETURNED: "returned", State.APPROVED: "approved", State.DECIDED: "approved"}.get(story.state)
        verdicts = ["returned"] * (story.versions - 1) + ([last] if last else [])
        for version, verdict in enumerate(verdicts, 1):
            at = submitted + timedelta(days=3 if version == story.versions else -30 * (story.versions - version))
            self._add_review(claim, version, verdict, min(at, self.clerk.moment.now))
        if story.state == State.SUBMITTED:
            self._note("submit_claim", self.plan.lead, claim, story.versions)

    def _add_review(self, claim: UUID, version: int, verdict: str, at: datetime) -> None:
        review, is_returned = self.clerk.ids.new(), verdict == "returned"
        self.clerk.batch.add(
            Review, id=review, claim_id=claim, version=version, verdict=verdict,
            reasons=[self.rng.choice(_RETURNED)] if is_returned else [], has_note=is_returned,
            by=self.plan.coordinator, at=at,
        )  # fmt: skip
        if is_returned:
            note = {"text": self.spoken.say("returned", self.rng)}
            self.clerk.batch.seal(self.plan.id, reviews.TABLE, review, reviews.NOTE, note)
        self._note("submit_claim", self.plan.lead, claim, version)
        self._note("return_claim" if is_returned else "approve_claim", self.plan.coordinator, claim, version)

    def _add_court(self, claim: UUID, story: Story) -> None:
        for said in story.decisions:
            is_award = said.outcome in rules.AWARDED
            self.clerk.batch.add(
                CourtDecision, id=self.clerk.ids.new(), claim_id=claim, on=said.on, instance=said.instance,
                outcome=said.outcome, amount=story.awarded if is_award else None, is_final=said.is_final,
                recorded_by=self.plan.lead, recorded_at=self.clerk.moment.after(said.on, self.rng),
            )  # fmt: skip
            self._note("record_decision", self.plan.lead, claim, story.versions)
        for on, amount, payer in story.payments:
            self.clerk.batch.add(
                Payment, id=self.clerk.ids.new(), claim_id=claim, on=on, amount=amount, payer=payer,
                recorded_by=self.plan.lead, recorded_at=self.clerk.moment.after(on, self.rng),
            )  # fmt: skip
            self._note("record_payment", self.plan.lead, claim, story.versions)

    def _note(self, act: str, by: UUID, claim: UUID, version: int) -> None:
        self.clerk.batch.entries.append(self.plan.entry(act, by, f"claim:{claim}", version=version))
