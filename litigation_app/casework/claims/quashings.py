"""The criminal judgment was quashed, and what it said on the claims with it; the day of that was another one, or it was a mistake."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import locks, queries, rules
from litigation_app.casework.claims.actions import note, stand_decided
from litigation_app.casework.claims.appeals import rules as appeal_outcomes
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.appeals.rules import Happened
from litigation_app.casework.claims.models import Claim, CourtDecision, State
from litigation_app.casework.claims.portfolio import actions as portfolio
from litigation_app.casework.proceedings.corrections.queries import as_of
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.proceedings.rules import QUASHED
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.law.routes import criminal_routes


@ports.judgment_quashed.supply
def fall(actor: Actor, case: Case, on: date) -> None:
    """What the judgment said on the claims falls with it: they are open again. The decisions stay."""
    locks.of_case(case.id)
    for claim, decision in _decided_in_criminal(case, CourtDecision.is_final.is_(False), CourtDecision.stands()):
        decision.quashed_on = on
        db.session.flush()
        view = queries.view(claim, case)
        claim.state = State.DECIDED if view.decisions else rules.reopened(view)
        _keep(actor, case, claim, "quash_decision")


def set_aside_on(claim: Claim, decision: CourtDecision) -> date | None:
    """The day on which a decision fell with the criminal judgment, whatever is said of the decision itself; None: it did not."""
    quashed = select(func.max(Move.on)).join(Proceeding, Proceeding.id == Move.proceeding_id)
    quashed = quashed.where(
        Proceeding.case_id == claim.case_id, Move.event == QUASHED, Move.entered_in_error_at.is_(None)
    )
    is_touched = claim.route in criminal_routes() and not decision.is_final
    return db.session.scalar(quashed.where(Move.recorded_at >= decision.recorded_at)) if is_touched else None


def correct_day(actor: Actor, case: Case, *, before: date, on: date) -> None:
    """It was quashed on another day: what fell on the one that stood there fell on this one. What was decided since stands."""
    locks.of_case(case.id)
    for claim, decision in _fallen(case, before):
        decision.quashed_on = on
        _keep(actor, case, claim, "quash_decision")


@ports.quashing_entered_in_error.supply
def stand_again(actor: Actor, case: Case, on: date) -> None:
    """The quashing was recorded by mistake: what fell with it on that day stands again."""
    locks.of_case(case.id)
    for claim, decision in _fallen(case, on):
        decision.quashed_on = None
        stand_decided(claim, queries.view(claim, case))
        _keep(actor, case, claim, "unquash_decision")


def _fallen(case: Case, on: date) -> list[tuple[Claim, CourtDecision]]:
    """What fell with the judgment on this day, and not because it is said of the decision itself."""
    itself = select(AppealOutcome.decision_id).where(AppealOutcome.what == "quashed", AppealOutcome.stands())
    fell = (CourtDecision.quashed_on == on, CourtDecision.entered_in_error_at.is_(None))
    return _decided_in_criminal(case, *fell, CourtDecision.id.not_in(itself))


def _decided_in_criminal(case: Case, *conditions: ColumnElement[bool]) -> list[tuple[Claim, CourtDecision]]:
    wanted = select(Claim, CourtDecision).join(CourtDecision, CourtDecision.claim_id == Claim.id)
    wanted = wanted.where(Claim.case_id == case.id, Claim.route.in_(criminal_routes()), *conditions)
    return [(row[0], row[1]) for row in db.session.execute(wanted.order_by(CourtDecision.on))]


def _keep(actor: Actor, case: Case, claim: Claim, act: str) -> None:
    db.session.flush()
    portfolio.keep(case, claim.victim_id)
    note(actor, act, claim, case)


class Became(NamedTuple):
    """What had become of decisions on claims at a moment: by themselves, or with the judgment that was quashed after them."""

    itself: dict[UUID, list[Happened]]  # by decision, in the order in which it was written down
    with_judgment: dict[UUID, list[tuple[datetime, date]]]  # by case, in the same order

    def final_on(self, decision: CourtDecision) -> date | None:
        """Since when a decision was final; None: it was not, or is since it was recorded (`is_final`)."""
        return appeal_outcomes.now(self.itself.get(decision.id, ())).final_on

    def is_final(self, decision: CourtDecision) -> bool:
        return (decision.is_final and decision.final_on is None) or self.final_on(decision) is not None

    def set_aside_on(self, case_id: UUID, decision: CourtDecision) -> date | None:
        """On which day a decision fell; None: it stood."""
        later = () if self.is_final(decision) else self.with_judgment.get(case_id, ())
        with_it = next((on for at, on in later if at >= decision.recorded_at), None)
        itself = (one.on for one in self.itself.get(decision.id, ()) if one.what == appeal_outcomes.QUASHED)
        return next(itself, with_it)


def became(at: datetime, is_recorded: Callable[[Any, Any], ColumnElement[bool]], days: Mapping[UUID, date]) -> Became:
    """What had become of decisions on claims, as steps and decisions said it at a moment. `is_recorded`: a row stood then;
    `days`: those that were corrected since, by row.
    """
    stood = as_of(at)
    steps = select(Proceeding.case_id, Move.recorded_at, func.coalesce(stood.c.on, Move.on))
    steps = steps.join(Proceeding, Proceeding.id == Move.proceeding_id).outerjoin(stood, stood.c.move_id == Move.id)
    steps = steps.where(Move.event == QUASHED, is_recorded(Move.recorded_at, Move.entered_in_error_at))
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
