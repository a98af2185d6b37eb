"""On which claims can a step be written, in which lane is a claim heard, and what did an act write on claims?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import rules as claim_rules
from litigation_app.casework.claims.appeals import queries as appeal_outcomes
from litigation_app.casework.claims.appeals import rules as appeals
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.effects import rules
from litigation_app.casework.proceedings.effects.rules import Kind, Row, Written
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import JOINED, Move, Proceeding, TrackLink
from litigation_app.casework.proceedings.rules import CLAIM, CRIMINAL
from litigation_app.core.access import May, or_not_found
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.law import loader
from litigation_app.law.routes import criminal_routes

NEEDS = {
    Kind.ADVICE: May.DRAFT_CLAIM,
    Kind.FILING: May.DRAFT_CLAIM,
    Kind.DECISION: May.RECORD_DECISION,
    Kind.APPEAL_OUTCOME: May.RECORD_DECISION,
}  # what whoever writes it on a claim must be permitted


@dataclass(frozen=True)
class ClaimEntry:
    """What an act wrote on a claim. `decision`: itself, or the one of which something became (`turn`); None: a day of the claim."""

    row: Row
    found: Found
    decision: CourtDecision | None = None
    appeal_outcome: AppealOutcome | None = None

    @property
    def kind(self) -> Kind:
        return Kind(self.row.kind)

    @property
    def on(self) -> date | None:
        """The day that it says now; None: none, since it was a mistake."""
        claim, row = self.found.claim, self.appeal_outcome or self.decision
        if row is not None:
            return row.on if row.entered_in_error_at is None else None
        return claim.advised_on if self.kind is Kind.ADVICE else claim.filed_on


def on_claims(case: Case, rows: Iterable[Row]) -> list[ClaimEntry]:
    """Those of the rows of an act that are written on claims of this case."""
    return [_on_claim(case, row) for row in rows if row.kind in set(Kind)]


def _on_claim(case: Case, row: Row) -> ClaimEntry:
    appeal_outcome = db.session.get_one(AppealOutcome, row.id) if row.kind == Kind.APPEAL_OUTCOME else None
    if row.kind not in {Kind.APPEAL_OUTCOME, Kind.DECISION}:
        return ClaimEntry(row, claim(case, row.id))
    decision = db.session.get_one(CourtDecision, appeal_outcome.decision_id if appeal_outcome else row.id)
    return ClaimEntry(row, claim(case, decision.claim_id), decision, appeal_outcome)


def claims_in(case: Case, one: Proceeding) -> list[Found]:
    """The claims of a case that are heard in this proceeding: those on a way of its kind, of clients who were not erased."""
    routes = [route.id for route in loader.load(case.country).routes if route.procedure == one.procedure]
    wanted = select(Claim, Victim.code_name).join(Victim, Victim.id == Claim.victim_id)
    wanted = wanted.where(Claim.case_id == case.id, Claim.route.in_(routes), Victim.erased_at.is_(None))
    rows = db.session.execute(wanted.order_by(Victim.code_name, Claim.id))
    return [Found(row[0], case, row[1]) for row in rows]


def claim(case: Case, claim_id: UUID) -> Found:
    """A claim of a case that was found by `cases.queries.get`; raises NotFound for one of another case."""
    wanted = select(Claim, Victim.code_name).join(Victim, Victim.id == Claim.victim_id)
    row = or_not_found(db.session.execute(wanted.where(Claim.id == claim_id, Claim.case_id == case.id)).one_or_none())
    return Found(row[0], case, row[1])


def lane_of(case: Case, route: str) -> Proceeding | None:
    """The proceeding in which a claim by this way is heard: the last of its kind that stands by itself; None: none was begun."""
    found = claim_rules.route_of(loader.load(case.country), route)
    return _last(case, Proceeding.procedure == found.procedure) if found else None


def claims_lane(case: Case) -> Proceeding | None:
    """The lane of the property claim, which is heard with the trial."""
    return _last(case, Proceeding.family == CLAIM)


def _last(case: Case, condition: object) -> Proceeding | None:
    gone = select(TrackLink.first_id).where(TrackLink.case_id == case.id, TrackLink.kind == JOINED)
    wanted = select(Proceeding).where(Proceeding.case_id == case.id, condition, Proceeding.id.not_in(gone))  # type: ignore[arg-type]
    return db.session.scalar(wanted.order_by(Proceeding.position.desc()).limit(1))


def is_unjudged(one: Claim, case: Case) -> bool:
    """Whether the trial in which a claim is heard stands before its judgment; no where nobody records its steps."""
    if one.route not in criminal_routes():
        return False
    wanted = select(Proceeding.procedure, Proceeding.forum, Move.to_stage).join(Move)
    wanted = wanted.where(Proceeding.case_id == case.id, Proceeding.family == CRIMINAL, Move.stands())
    rows = db.session.execute(wanted).all()
    graphs = {(row.procedure, row.forum) for row in rows}
    law, stages = loader.load(case.country), [row.to_stage for row in rows]
    return any(rules.is_undecided(law.procedure(*graph), stages) for graph in graphs)


def may_be_appealed(one: Claim, case: Case, on: date) -> bool:
    """Whether the period for an appeal against a decision of this day cannot have ended: served that day, it still runs."""
    law = loader.load(case.country)
    route = claim_rules.route_of(law, one.route)
    graphs = [graph for graph in law.procedures if route and graph.id == route.procedure]
    events = {taken.event for graph in graphs for taken in rules.steps_of(graph.family, rules.OUR_APPEAL)}
    steps = [step for graph in graphs for step in graph.transitions if step.event in events]
    return any(on + timedelta(days=rule.days or 0) >= today() for step in steps for rule in step.rules)


def is_final_for_all(case: Case, lane: Proceeding) -> bool:
    """Whether of each claim that is heard in this proceeding the decision in force is final."""
    decisions = [awards.in_force(one.claim) for one in claims_in(case, lane)]
    return all(one is not None and one.is_final for one in decisions)


def is_filed(lane: Proceeding) -> bool:
    """Whether a step of this proceeding says that a claim was filed."""
    events = [one.event for one in rules.steps_of(lane.family, rules.FILED[0])]
    wanted = select(Move.id).where(Move.proceeding_id == lane.id, Move.event.in_(events), Move.stands())
    return db.session.scalar(wanted.limit(1)) is not None


def filed_on(case: Case, lane: Proceeding) -> date | None:
    """The first day on which a claim that is heard there was filed; None: none was, or the day is not known."""
    ids = [one.claim.id for one in claims_in(case, lane)]
    return db.session.scalar(select(func.min(Claim.filed_on)).where(Claim.id.in_(ids)))


def may_become(one: Claim, said: Written) -> tuple[CourtDecision | None, str]:
    """The decision in force, and which of what was said can become of it now (its code); None: none can."""
    decision = awards.in_force(one)
    if decision is None or decision.is_final:
        return None, ""
    offered = appeals.offered(
        appeal_outcomes.happened(appeal_outcomes.standing(decision.id)), is_final=decision.is_final
    )
    what = next((code for code in said.what if code in offered), "")
    return (decision, what) if what else (None, "")


def scheduled(case: Case, wished: Sequence[UUID]) -> list[Hearing]:
    """Those of these hearings of the case that stand scheduled."""
    wanted = select(Hearing).where(Hearing.case_id == case.id, Hearing.state == State.SCHEDULED, Hearing.id.in_(wished))
    return list(db.session.scalars(wanted.order_by(Hearing.on)))


def ahead(one: Proceeding, today: date) -> list[Hearing]:
    """The hearings of a proceeding that are still to come."""
    wanted = select(Hearing).where(Hearing.proceeding_id == one.id, Hearing.state == State.SCHEDULED)
    return list(db.session.scalars(wanted.where(Hearing.on >= today).order_by(Hearing.on, Hearing.at)))
