"""The criminal judgment was quashed, and what it said on the claims with it; the day of that was another one, or it was a mistake."""

from datetime import date

from sqlalchemy import ColumnElement, func, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import held, queries, rules
from litigation_app.casework.claims.actions import note, stand_decided
from litigation_app.casework.claims.appeals.models import Turn
from litigation_app.casework.claims.models import Claim, CourtDecision, State
from litigation_app.casework.claims.portfolio import actions as portfolio
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.proceedings.rules import QUASHED
from litigation_app.casework.rules import criminal_routes
from litigation_app.core.access import Actor
from litigation_app.core.db import db


def fall(actor: Actor, case: Case, *, on: date) -> None:
    """What the judgment said on the claims falls with it: they are open again. The decisions stay."""
    held.of_case(case.id)
    for claim, decision in _decided_in_criminal(case, CourtDecision.is_final.is_(False), CourtDecision.stands()):
        decision.quashed_on = on
        db.session.flush()
        view = queries.view(claim, case)
        claim.state = State.DECIDED if view.decisions else rules.reopened(view)
        _keep(actor, case, claim, "quash_decision")


def fell_on(claim: Claim, decision: CourtDecision) -> date | None:
    """The day on which a decision fell with the criminal judgment, whatever is said of the decision itself; None: it did not."""
    quashed = select(func.max(Move.on)).join(Proceeding, Proceeding.id == Move.proceeding_id)
    quashed = quashed.where(Proceeding.case_id == claim.case_id, Move.event == QUASHED, Move.struck_at.is_(None))
    is_touched = claim.route in criminal_routes() and not decision.is_final
    return db.session.scalar(quashed.where(Move.recorded_at >= decision.recorded_at)) if is_touched else None


def correct_day(actor: Actor, case: Case, *, before: date, on: date) -> None:
    """It was quashed on another day: what fell on the one that stood there fell on this one. What was decided since stands."""
    held.of_case(case.id)
    for claim, decision in _fallen(case, before):
        decision.quashed_on = on
        _keep(actor, case, claim, "quash_decision")


def stand_again(actor: Actor, case: Case, *, on: date) -> None:
    """The quashing was recorded by mistake: what fell with it on that day stands again."""
    held.of_case(case.id)
    for claim, decision in _fallen(case, on):
        decision.quashed_on = None
        stand_decided(claim, queries.view(claim, case))
        _keep(actor, case, claim, "unquash_decision")


def _fallen(case: Case, on: date) -> list[tuple[Claim, CourtDecision]]:
    """What fell with the judgment on this day, and not because it is said of the decision itself."""
    itself = select(Turn.decision_id).where(Turn.what == "quashed", Turn.stands())
    fell = (CourtDecision.quashed_on == on, CourtDecision.struck_at.is_(None))
    return _decided_in_criminal(case, *fell, CourtDecision.id.not_in(itself))


def _decided_in_criminal(case: Case, *conditions: ColumnElement[bool]) -> list[tuple[Claim, CourtDecision]]:
    wanted = select(Claim, CourtDecision).join(CourtDecision, CourtDecision.claim_id == Claim.id)
    wanted = wanted.where(Claim.case_id == case.id, Claim.route.in_(criminal_routes()), *conditions)
    return [(row[0], row[1]) for row in db.session.execute(wanted.order_by(CourtDecision.on))]


def _keep(actor: Actor, case: Case, claim: Claim, act: str) -> None:
    db.session.flush()
    portfolio.keep(case, claim.victim_id)
    note(actor, act, claim, case)
