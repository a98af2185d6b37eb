"""Record a step with all that it reaches, or what is written on a claim together with its step; try an act before it is done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import select

from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.actions import Irregular
from litigation_app.casework.claims.appeals import actions as appeals
from litigation_app.casework.claims.appeals import queries as appeal_outcomes
from litigation_app.casework.claims.appeals.rules import Fault, Happened, Refused
from litigation_app.casework.claims.corrections import actions as mistakes
from litigation_app.casework.claims.corrections.queries import OfDecision
from litigation_app.casework.claims.corrections.rules import MAY_BE_MEANT, Correction
from litigation_app.casework.claims.effects import queries
from litigation_app.casework.claims.effects.queries import ClaimEntry
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked, Blocker, Decided
from litigation_app.casework.claims.terms import actions as terms
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings import queries as found_by
from litigation_app.casework.proceedings import rules as graphs
from litigation_app.casework.proceedings.actions import Said
from litigation_app.casework.proceedings.effects import rules
from litigation_app.casework.proceedings.effects.models import WrittenTogether
from litigation_app.casework.proceedings.effects.rules import (
    HEARING,
    STEP,
    WAY,
    Change,
    Kind,
    Row,
    Stands,
    Taken,
    Written,
)
from litigation_app.casework.proceedings.hearings import actions as hearings
from litigation_app.casework.proceedings.hearings.actions import Reported
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.proceedings.periods import actions as periods
from litigation_app.casework.proceedings.powers_of_attorney import actions as authority
from litigation_app.core.access import Actor
from litigation_app.core.db import db

FIRST = "first"  # instance of a decision
T = TypeVar("T")


@dataclass(frozen=True)
class OnClaim:
    """What is said of a claim on which a step is written too. `is_meant`: what looks wrong there is right all the same."""

    claim_id: UUID
    amount: Decimal | None = None
    unreviewed: str = ""
    is_meant: bool = False


@dataclass(frozen=True)
class Also:
    """What else a step is written on. `of_claim`: what a criminal judgment says of the property claim, a step of that lane; "": nothing."""

    claims: tuple[OnClaim, ...] = ()
    of_claim: str = ""
    hearings: tuple[UUID, ...] = ()  # that fall away where it is decided, or over


@dataclass(frozen=True)
class InLane:
    """What is written on a claim, as steps of its lane: in their order, on which day, served when."""

    written: tuple[Written, ...]
    on: date
    served_on: date | None = None


class RefusedOnClaim(Exception):
    """A step cannot be written on this claim so; nothing was written."""

    def __init__(self, claim_id: UUID, reasons: Sequence[Blocker | Fault], row: UUID | None = None) -> None:
        """`row`: what is written there already and was to be another day, or nothing."""
        super().__init__(", ".join(reasons))
        self.claim_id, self.reasons, self.row = claim_id, tuple(reasons), row


@dataclass(frozen=True)
class Step:
    """A step as it was typed: its event, and what is said of it."""

    event: str
    said: Said = field(repr=False)
    unauthorised: str = ""  # why it was filed although nobody could file it (a code)
    claim_falls: bool = False  # if the judgment is quashed, what it said on the property claim falls with it


def record(actor: Actor, found: found_by.Found, step: Step, also: Also) -> Move:
    """Record a step, and write it on everything else that it speaks of.

    Raises RefusedOnClaim, and what `proceedings.actions.move` raises.
    """
    one, case = found
    if also.claims or also.of_claim or step.claim_falls:
        found_by.lock_case(case.id)
    taken = proceedings.move(actor, one, step.event, step.said)
    wrote, said = [Row(STEP, taken.id)], rules.written(one.family, Taken(step.event, taken.outcome or ""))
    if one.family == graphs.CRIMINAL:
        said = _in_claims_lane(actor, case, taken, also.of_claim, wrote)
        if step.claim_falls and step.event == graphs.JUDGMENT_QUASHED:
            wrote += _let_claims_fall(actor, case, taken.on)
    if said is not None:
        wrote += [_write(actor, case, said, taken.on, each, step.unauthorised) for each in also.claims]
    if all(row.kind != Kind.FILING for row in wrote):  # on a claim the reason stands already
        authority.file_without(actor, case, step.unauthorised, on=taken.on, move_id=taken.id)
    if rules.leaves_no_hearing(_stage(one, taken.to_stage)):
        wrote += _cancel_hearings(actor, case, also.hearings)
    _keep(case.id, wrote)
    return taken


def _in_claims_lane(actor: Actor, case: Case, judged: Move, event: str, wrote: list[Row]) -> Written | None:
    """Take in the lane of the claim the step that a criminal judgment says of it; what that says of the claims there."""
    lane = queries.claims_lane(case)
    said = rules.written(graphs.CLAIM, Taken(event)) if lane is not None and event else None
    reached = _stage(db.session.get_one(Proceeding, judged.proceeding_id), judged.to_stage)
    if lane is None or said is None or not rules.may_say(reached, said):
        return None
    in_lane = InLane((said,), judged.on, judged.served_on)
    wrote += _take(actor, lane, [Taken(event)], in_lane, queries.filed_on(case, lane))
    return said


def _let_claims_fall(actor: Actor, case: Case, on: date) -> Iterator[Row]:
    """What the judgment said on the property claim falls with it, where that can fall."""
    wanted = select(Proceeding).where(Proceeding.case_id == case.id, Proceeding.family == graphs.CLAIM)
    for lane in db.session.scalars(wanted.order_by(Proceeding.position)).all():
        last = proceedings.locked_last(lane, None)
        if last is not None and graphs.falls_with(proceedings.graph_of(lane)[1], last.to_stage):
            yield Row(STEP, proceedings.move(actor, lane, graphs.QUASHED, Said(on)).id)


def with_lane(
    actor: Actor, case: Case, route: str, lane: InLane | None, act: Callable[[], T], of: UUID | None = None
) -> T:
    """Do what is written on a claim by this way (`act`), and take its steps in the lane where it is heard (None: not there).

    `of`: the claim, where it is a day of hers; None: `act` gives the row that it wrote.
    """
    one, wrote = queries.lane_of(case, route), list[Row]()
    if lane is not None and one is not None:
        found_by.lock_case(case.id)
        for written in lane.written:
            wrote += _take(actor, one, rules.steps_of(one.family, written), lane, queries.filed_on(case, one))
    done: Any = act()
    if one is not None and isinstance(done, CourtDecision) and done.is_final:
        _end_our_appeal(case, one, done.on)
    if lane is not None and wrote:
        _keep(case.id, [*wrote, Row(lane.written[0].kind, of or done.id)])
    return done  # type: ignore[no-any-return]


def _end_our_appeal(case: Case, lane: Proceeding, on: date) -> None:
    """Against what is final for every client nobody appeals any more, whatever days the calendar still gives; what was missed stays."""
    last = proceedings.locked_last(lane, None)
    if last is not None and queries.is_final_for_all(case, lane):
        periods.leave(lane, last, [one.event for one in rules.steps_of(lane.family, rules.OUR_APPEAL)], on=on)


def _take(actor: Actor, lane: Proceeding, to: Sequence[Taken], said: InLane, filed_on: date | None) -> list[Row]:
    """The steps that lead there. Nobody said when those were taken that must have come before: of a filing that is recorded alone
    the day is known.
    """
    _law, graph = proceedings.graph_of(lane)
    last = proceedings.locked_last(lane, None)
    steps = rules.way(graph, last.to_stage if last else graph.initial, to)
    before = filed_on if filed_on is not None and filed_on <= said.on else None
    wrote = []
    for one in steps:
        is_it = one is steps[-1]
        is_known = is_it or (before is not None and rules.written(lane.family, one) in rules.FILED)
        on = said.on if is_it else before or said.on
        served = said.served_on if is_it else None
        typed = Said(on, served, one.outcome or None, is_found=not is_known)
        taken = proceedings.move(actor, lane, one.event, typed)
        wrote.append(Row(STEP if is_it else WAY, taken.id))
    return wrote


def _write(actor: Actor, case: Case, said: Written, on: date, each: OnClaim, unauthorised: str) -> Row:
    try:
        return Row(
            said.kind, _WRITE[said.kind](actor, queries.claim(case, each.claim_id), said, on, each, unauthorised)
        )
    except Blocked as stop:
        raise RefusedOnClaim(each.claim_id, stop.reasons) from None
    except Refused as stop:
        raise RefusedOnClaim(each.claim_id, stop.faults) from None
    except Changed:
        raise RefusedOnClaim(each.claim_id, [Fault.NOT_NOW]) from None


def _advise(actor: Actor, found: Found, _said: Written, on: date, _each: OnClaim, _why: str) -> UUID:
    terms.advise(actor, found.claim, found.case, on=on)
    return found.claim.id


def _file(actor: Actor, found: Found, _said: Written, on: date, each: OnClaim, why: str) -> UUID:
    irregular = Irregular(why, each.unreviewed, is_early_meant=each.is_meant)
    claims.record_filing(actor, found.claim, found.case, on=on, why=irregular)
    return found.claim.id


def _decide(actor: Actor, found: Found, said: Written, on: date, each: OnClaim, _why: str) -> UUID:
    decided = Decided(on, said.outcome, each.amount, is_final=False)
    meant = MAY_BE_MEANT if each.is_meant else ()
    return claims.record_decision(actor, found.claim, found.case, instance=FIRST, decided=decided, meant=meant).id


def _record_appeal_outcome(actor: Actor, found: Found, said: Written, on: date, each: OnClaim, _why: str) -> UUID:
    """What becomes of the decision in force: the first of these that can be recorded of it now."""
    decision, what = queries.may_become(found.claim, said)
    if decision is None:
        raise RefusedOnClaim(each.claim_id, [Fault.NOT_NOW])
    happened = appeals.Said(Happened(what, said.side, on))
    return appeals.record(actor, OfDecision(decision, found), happened, version=appeal_outcomes.version(decision.id)).id


_WRITE = {Kind.ADVICE: _advise, Kind.FILING: _file, Kind.DECISION: _decide, Kind.APPEAL_OUTCOME: _record_appeal_outcome}


def _cancel_hearings(actor: Actor, case: Case, wished: Sequence[UUID]) -> Iterator[Row]:
    for hearing in queries.scheduled(case, wished):
        told = Reported(State.CANCELLED)
        yield Row(HEARING, hearings.report(actor, case, hearing, told, row_version=hearing.row_version).id)


def correct(actor: Actor, entry: ClaimEntry, said: Correction) -> None:
    """Let what an act wrote on a claim say another day, or nothing: it was a mistake. Raises RefusedOnClaim."""
    claim, case, _victim = found = entry.found
    try:
        if entry.kind is Kind.ADVICE:
            terms.advise(actor, claim, case, on=said.on)
        elif entry.kind is Kind.FILING:
            mistakes.correct_filing(actor, found, said)
        elif entry.decision is not None and said.on is not None:
            mistakes.correct_day(actor, OfDecision(entry.decision, found), said, entry.appeal_outcome)
        elif entry.decision is not None and entry.appeal_outcome is not None:
            appeals.mark_entered_in_error(
                actor,
                appeal_outcomes.OfAppealOutcome(entry.appeal_outcome, OfDecision(entry.decision, found)),
                why=said.why,
            )
        elif entry.decision is not None:
            mistakes.mark_decision_entered_in_error(actor, OfDecision(entry.decision, found), why=said.why)
    except Blocked as stop:
        raise RefusedOnClaim(claim.id, stop.reasons, entry.row.id) from None


def _stage(one: Proceeding, stage: str) -> Any:
    return proceedings.graph_of(one)[1].stage(stage)


def tried(
    act: Callable[[], object],
    stands: Callable[[], Mapping[Any, Stands]],
    is_agreed: Callable[[list[Change]], bool],
) -> list[Change] | None:
    """Do it (None), if what it changes is agreed to; else what it would change: it is taken back. Raises what it raises.

    What was looked at is what is kept: nobody can come between.
    """
    before = stands()
    act()
    db.session.flush()
    db.session.expire_all()  # what was written by statements
    found = rules.changes(before, stands())
    if is_agreed(found):
        return None
    db.session.rollback()
    return found


def _keep(case_id: UUID, wrote: Sequence[Row]) -> None:
    """What an act wrote, if it is more than one row: it is corrected and taken back together."""
    if len(wrote) > 1:
        act = uuid4()
        db.session.add_all(WrittenTogether(case_id=case_id, act_id=act, kind=row.kind, row_id=row.id) for row in wrote)
        db.session.flush()
