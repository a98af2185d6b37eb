"""Record what became of a decision on a claim, and strike what was a mistake."""

from dataclasses import dataclass
from uuid import UUID

from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims import locks, quashings
from litigation_app.casework.claims import queries as claim_queries
from litigation_app.casework.claims import rules as claim_rules
from litigation_app.casework.claims.appeals import queries, rules
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.appeals.queries import OfAppealOutcome
from litigation_app.casework.claims.appeals.rules import CHANGED, QUASHED, Fault, Happened, Refused
from litigation_app.casework.claims.corrections.queries import OfDecision
from litigation_app.casework.claims.models import CourtDecision, State
from litigation_app.casework.claims.portfolio import actions as portfolio
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocker, Decided
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db


@dataclass(frozen=True)
class Said:
    """What became of a decision. `decided`: by what it was changed; None: nothing is said of that. `meant`: as of a decision."""

    happened: Happened
    decided: Decided | None = None
    meant: tuple[Blocker, ...] = ()


def record(actor: Actor, of: OfDecision, said: Said, *, version: int) -> AppealOutcome:
    """Record what became of a decision. `version`: what she saw of it.

    Raises Changed if something was recorded or struck meanwhile, Refused, and claims' Blocked of what it was changed to.
    """
    decision, found = of
    locks.refreshed(found.claim)
    db.session.refresh(decision)
    if (
        queries.version(decision.id) != version
        or decision.entered_in_error_at is not None
        or decision.quashed_on is not None
    ):
        raise Changed
    before = queries.happened(queries.standing(decision.id))
    wrong = rules.faults(before, said.happened, decided_on=decision.on, is_final=decision.is_final)
    if said.happened.what == CHANGED and said.decided is None:
        wrong.append(Fault.NO_OUTCOME)
    if wrong:
        raise Refused(wrong)
    appeal_outcome = _record_appeal_outcome(actor, decision, said.happened, _next(actor, found, said))
    db.session.add(appeal_outcome)
    if appeal_outcome.what == QUASHED:
        decision.quashed_on = appeal_outcome.on
    settle(decision, found)
    claims.note(actor, "record_turn", found.claim, found.case)
    return appeal_outcome


def _next(actor: Actor, found: Found, said: Said) -> UUID | None:
    """The decision that takes its place, where it was changed."""
    if said.happened.what != CHANGED or said.decided is None:
        return None
    claim, case, _victim = found
    later = claims.record_decision(
        actor, claim, case, instance=claim_rules.FINAL, decided=said.decided, meant=said.meant
    )
    return later.id


def _record_appeal_outcome(
    actor: Actor, decision: CourtDecision, said: Happened, next_id: UUID | None
) -> AppealOutcome:
    return AppealOutcome(
        claim_id=decision.claim_id,
        decision_id=decision.id,
        what=said.what,
        side=(said.side or None) if said.what in rules.OF_A_SIDE else None,
        on=said.on,
        next_id=next_id,
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )


def mark_entered_in_error(actor: Actor, of_appeal_outcome: OfAppealOutcome, *, why: str) -> None:
    """Say that the last thing recorded of a decision was a mistake: the decision stands as before. Raises claims' Blocked."""
    appeal_outcome, (decision, found) = of_appeal_outcome
    locks.refreshed(found.claim)
    db.session.refresh(appeal_outcome)
    db.session.refresh(decision)
    claim_rules.require(_blockers(appeal_outcome, decision))
    _mark(actor, appeal_outcome, why)
    if appeal_outcome.what == QUASHED:
        decision.quashed_on = quashings.set_aside_on(found.claim, decision)
    settle(decision, found)
    claims.note(actor, "strike_turn", found.claim, found.case)


def _blockers(appeal_outcome: AppealOutcome, decision: CourtDecision) -> list[Blocker]:
    if appeal_outcome.entered_in_error_at is not None or decision.entered_in_error_at is not None:
        return [Blocker.ALREADY_ENTERED_IN_ERROR]
    is_last = queries.standing(decision.id)[-1].id == appeal_outcome.id
    return [] if is_last and appeal_outcome.next_id is None else [Blocker.LATER_RESTS]


def take_back(actor: Actor, decision: CourtDecision, found: Found, *, why: str) -> None:
    """A decision by which another was changed was a mistake: the other one stands as before. The claims are held already."""
    appeal_outcome = queries.that_made(decision.id)
    if appeal_outcome is not None:
        _mark(actor, appeal_outcome, why)
        settle(db.session.get_one(CourtDecision, appeal_outcome.decision_id), found)


def _mark(actor: Actor, appeal_outcome: AppealOutcome, why: str) -> None:
    appeal_outcome.entered_in_error_by, appeal_outcome.entered_in_error_at, appeal_outcome.entered_in_error_why = (
        actor.id,
        clock.now(),
        why,
    )
    db.session.flush()


def settle(decision: CourtDecision, found: Found) -> None:
    """Keep with the decision and its claim how they stand after all that happened."""
    db.session.flush()
    now = rules.now(queries.happened(queries.standing(decision.id)))
    decision.appealed_on, decision.final_on = now.appealed_on, now.final_on
    decision.is_final = now.final_on is not None
    db.session.flush()
    claim = found.claim
    view = claim_queries.view(claim, found.case)
    if view.decisions:
        claims.stand_decided(claim, view)
    elif claim.state == State.DECIDED:
        claim.state = claim_rules.reopened(view)
    db.session.flush()
    portfolio.keep(found.case, claim.victim_id)
