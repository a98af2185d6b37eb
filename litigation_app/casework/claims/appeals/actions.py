"""Record what became of a decision on a claim, or that it fell with the criminal judgment, and strike what was a mistake."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims import locks
from litigation_app.casework.claims import queries as claim_queries
from litigation_app.casework.claims import rules as claim_rules
from litigation_app.casework.claims.actions import note, stand_decided
from litigation_app.casework.claims.appeals import queries, rules
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.appeals.queries import OfAppealOutcome
from litigation_app.casework.claims.appeals.rules import CHANGED, QUASHED, Fault, Happened, Refused
from litigation_app.casework.claims.corrections.queries import OfDecision
from litigation_app.casework.claims.models import Claim, CourtDecision, State
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocker, Decided
from litigation_app.casework.proceedings.corrections.queries import as_of
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.proceedings.rules import QUASHED as JUDGMENT_QUASHED
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.law.routes import criminal_routes


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
    appeal_outcome = AppealOutcome(
        claim_id=decision.claim_id,
        decision_id=decision.id,
        what=said.happened.what,
        side=(said.happened.side or None) if said.happened.what in rules.OF_A_SIDE else None,
        on=said.happened.on,
        next_id=_next(actor, found, said),
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
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


def mark_entered_in_error(actor: Actor, of_appeal_outcome: OfAppealOutcome, *, why: str) -> None:
    """Say that the last thing recorded of a decision was a mistake: the decision stands as before. Raises claims' Blocked."""
    appeal_outcome, (decision, found) = of_appeal_outcome
    locks.refreshed(found.claim)
    db.session.refresh(appeal_outcome)
    db.session.refresh(decision)
    claim_rules.require(_blockers(appeal_outcome, decision))
    _mark(actor, appeal_outcome, why)
    if appeal_outcome.what == QUASHED:
        decision.quashed_on = set_aside_on(found.claim, decision)
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


@ports.judgment_quashed.supply
def fall(actor: Actor, case: Case, on: date) -> None:
    """What the judgment said on the claims falls with it: they are open again. The decisions stay."""
    locks.of_case(case.id)
    for claim, decision in _decided_in_criminal(case, CourtDecision.is_final.is_(False), CourtDecision.stands()):
        decision.quashed_on = on
        db.session.flush()
        view = claim_queries.view(claim, case)
        claim.state = State.DECIDED if view.decisions else claim_rules.reopened(view)
        note(actor, "quash_decision", claim, case)


def set_aside_on(claim: Claim, decision: CourtDecision) -> date | None:
    """The day on which a decision fell with the criminal judgment, whatever is said of the decision itself; None: it did not."""
    quashed = select(func.max(Move.on)).join(Proceeding, Proceeding.id == Move.proceeding_id)
    quashed = quashed.where(
        Proceeding.case_id == claim.case_id, Move.event == JUDGMENT_QUASHED, Move.entered_in_error_at.is_(None)
    )
    is_touched = claim.route in criminal_routes() and not decision.is_final
    return db.session.scalar(quashed.where(Move.recorded_at >= decision.recorded_at)) if is_touched else None


def correct_day(actor: Actor, case: Case, *, before: date, on: date) -> None:
    """It was quashed on another day: what fell on the one that stood there fell on this one. What was decided since stands."""
    locks.of_case(case.id)
    for claim, decision in _fallen(case, before):
        decision.quashed_on = on
        note(actor, "quash_decision", claim, case)


@ports.quashing_entered_in_error.supply
def stand_again(actor: Actor, case: Case, on: date) -> None:
    """The quashing was recorded by mistake: what fell with it on that day stands again."""
    locks.of_case(case.id)
    for claim, decision in _fallen(case, on):
        decision.quashed_on = None
        stand_decided(claim, claim_queries.view(claim, case))
        note(actor, "unquash_decision", claim, case)


def _fallen(case: Case, on: date) -> list[tuple[Claim, CourtDecision]]:
    """What fell with the judgment on this day, and not because it is said of the decision itself."""
    itself = select(AppealOutcome.decision_id).where(AppealOutcome.what == "quashed", AppealOutcome.stands())
    fell = (CourtDecision.quashed_on == on, CourtDecision.entered_in_error_at.is_(None))
    return _decided_in_criminal(case, *fell, CourtDecision.id.not_in(itself))


def _decided_in_criminal(case: Case, *conditions: ColumnElement[bool]) -> list[tuple[Claim, CourtDecision]]:
    wanted = select(Claim, CourtDecision).join(CourtDecision, CourtDecision.claim_id == Claim.id)
    wanted = wanted.where(Claim.case_id == case.id, Claim.route.in_(criminal_routes()), *conditions)
    return [(row[0], row[1]) for row in db.session.execute(wanted.order_by(CourtDecision.on))]


class Became(NamedTuple):
    """What had become of decisions on claims at a moment: by themselves, or with the judgment that was quashed after them."""

    itself: dict[UUID, list[Happened]]  # by decision, in the order in which it was written down
    with_judgment: dict[UUID, list[tuple[datetime, date]]]  # by case, in the same order

    def final_on(self, decision: CourtDecision) -> date | None:
        """Since when a decision was final; None: it was not, or is since it was recorded (`is_final`)."""
        return rules.now(self.itself.get(decision.id, ())).final_on

    def is_final(self, decision: CourtDecision) -> bool:
        return (decision.is_final and decision.final_on is None) or self.final_on(decision) is not None

    def set_aside_on(self, case_id: UUID, decision: CourtDecision) -> date | None:
        """On which day a decision fell; None: it stood."""
        later = () if self.is_final(decision) else self.with_judgment.get(case_id, ())
        with_it = next((on for at, on in later if at >= decision.recorded_at), None)
        itself = (one.on for one in self.itself.get(decision.id, ()) if one.what == rules.QUASHED)
        return next(itself, with_it)


def became(at: datetime, is_recorded: Callable[[Any, Any], ColumnElement[bool]], days: Mapping[UUID, date]) -> Became:
    """What had become of decisions on claims, as steps and decisions said it at a moment. `is_recorded`: a row stood then;
    `days`: those that were corrected since, by row.
    """
    stood = as_of(at)
    steps = select(Proceeding.case_id, Move.recorded_at, func.coalesce(stood.c.on, Move.on))
    steps = steps.join(Proceeding, Proceeding.id == Move.proceeding_id).outerjoin(stood, stood.c.move_id == Move.id)
    steps = steps.where(Move.event == JUDGMENT_QUASHED, is_recorded(Move.recorded_at, Move.entered_in_error_at))
    itself = (
        select(AppealOutcome)
        .where(is_recorded(AppealOutcome.recorded_at, AppealOutcome.entered_in_error_at))
        .order_by(AppealOutcome.recorded_at, AppealOutcome.id)
    )
    found = Became(defaultdict(list), defaultdict(list))
    for one in db.session.scalars(itself):
        found.itself[one.decision_id].append(Happened(one.what, one.side or "", days.get(one.id, one.on)))
    for case_id, recorded_at, on in db.session.execute(steps.order_by(Move.recorded_at)):
        found.with_judgment[case_id].append((recorded_at, on))
    return found
