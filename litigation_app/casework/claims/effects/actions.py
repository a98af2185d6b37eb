"""Record a step with all that it reaches, or what is written on a claim together with its step; try an act and take it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.actions import Irregular
from litigation_app.casework.claims.appeals import actions as appeals
from litigation_app.casework.claims.appeals import queries as turns
from litigation_app.casework.claims.appeals.rules import Fault, Happened, Refused
from litigation_app.casework.claims.corrections.queries import OfDecision
from litigation_app.casework.claims.effects import queries
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked, Blocker, Decided
from litigation_app.casework.claims.terms import actions as terms
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings import locks
from litigation_app.casework.proceedings import queries as found_by
from litigation_app.casework.proceedings import rules as graphs
from litigation_app.casework.proceedings.effects import rules
from litigation_app.casework.proceedings.effects.rules import Change, Kind, Stands, Taken, Written
from litigation_app.casework.proceedings.hearings import actions as hearings
from litigation_app.casework.proceedings.hearings.actions import Reported
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Move, Proceeding
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

    def __init__(self, claim_id: UUID, reasons: Sequence[Blocker | Fault]) -> None:
        super().__init__(", ".join(reasons))
        self.claim_id, self.reasons = claim_id, tuple(reasons)


@dataclass(frozen=True)
class Step:
    """A step as it was typed: its event, and the rest as `proceedings.actions.move` takes it."""

    event: str
    said: Mapping[str, Any] = field(repr=False)
    unauthorised: str = ""  # why it was filed although nobody could file it (a code)


def record(actor: Actor, found: found_by.Found, step: Step, also: Also) -> Move:
    """Record a step, and write it on everything else that it speaks of.

    Raises RefusedOnClaim, and what `proceedings.actions.move` raises.
    """
    one, case = found
    if also.claims or also.of_claim:
        locks.of_case(case.id)
    taken = proceedings.move(actor, one, event=step.event, **step.said)
    said = rules.written(one.family, Taken(step.event, taken.outcome or ""))
    if one.family == graphs.CRIMINAL:
        said = _in_claims_lane(actor, case, taken, step, also.of_claim)
    has_filed = False
    for each in also.claims if said else ():
        _write(actor, queries.claim(case, each.claim_id), said, taken.on, each, step.unauthorised)  # type: ignore[arg-type]
        has_filed = has_filed or said.kind is Kind.FILING  # type: ignore[union-attr]
    if not has_filed:  # on a claim the reason stands already
        authority.file_without(actor, case, step.unauthorised, on=taken.on, move_id=taken.id)
    if rules.leaves_no_hearing(_stage(one, taken.to_stage)):
        _call_off(actor, case, also.hearings)
    return taken


def _in_claims_lane(actor: Actor, case: Case, judged: Move, step: Step, event: str) -> Written | None:
    """Take in the lane of the claim the step that a criminal judgment says of it; what that says of the claims there."""
    lane = queries.claims_lane(case)
    said = rules.written(graphs.CLAIM, Taken(event)) if lane is not None and event else None
    reached = _stage(db.session.get_one(Proceeding, judged.proceeding_id), judged.to_stage)
    if lane is None or said is None or not rules.may_say(reached, said):
        return None
    _take(
        actor,
        lane,
        [Taken(event)],
        InLane((said,), judged.on, step.said.get("served_on")),
        queries.filed_on(case, lane),
    )
    return said


def with_lane(actor: Actor, case: Case, route: str, lane: InLane | None, act: Callable[[], T]) -> T:
    """Do what is written on a claim by this way (`act`), and take its steps in the lane where it is heard (None: not there)."""
    one = queries.lane_of(case, route) if lane else None
    if lane is not None and one is not None:
        locks.of_case(case.id)
        for written in lane.written:
            _take(actor, one, rules.steps_of(one.family, written), lane, queries.filed_on(case, one))
    return act()


def _take(actor: Actor, lane: Proceeding, to: Sequence[Taken], said: InLane, filed_on: date | None) -> None:
    """The steps that lead there; those that must have been taken before stand on the day of filing, where that is known."""
    _law, graph = proceedings.graph_of(lane)
    last = proceedings.locked_last(lane, None)
    steps = rules.way(graph, last.to_stage if last else graph.initial, to)
    for one in steps:
        is_it = one is steps[-1]
        on = said.on if is_it else min(filed_on or said.on, said.on)
        served = said.served_on if is_it else None
        proceedings.move(actor, lane, event=one.event, on=on, served_on=served, outcome=one.outcome or None)


def _write(actor: Actor, found: Found, said: Written, on: date, each: OnClaim, unauthorised: str) -> None:
    try:
        _WRITE[said.kind](actor, found, said, on, each, unauthorised)
    except Blocked as stop:
        raise RefusedOnClaim(each.claim_id, stop.reasons) from None
    except Refused as stop:
        raise RefusedOnClaim(each.claim_id, stop.faults) from None
    except Changed:
        raise RefusedOnClaim(each.claim_id, [Fault.NOT_NOW]) from None


def _advise(actor: Actor, found: Found, _said: Written, on: date, _each: OnClaim, _why: str) -> None:
    terms.advise(actor, found.claim, found.case, on=on)


def _file(actor: Actor, found: Found, _said: Written, on: date, each: OnClaim, why: str) -> None:
    irregular = Irregular(why, each.unreviewed, is_early_meant=each.is_meant)
    claims.record_filing(actor, found.claim, found.case, on=on, why=irregular)


def _decide(actor: Actor, found: Found, said: Written, on: date, each: OnClaim, _why: str) -> None:
    decided = Decided(on, said.outcome, each.amount, is_final=False)
    claims.record_decision(actor, found.claim, found.case, instance=FIRST, decided=decided, is_more_meant=each.is_meant)


def _turn(actor: Actor, found: Found, said: Written, on: date, each: OnClaim, _why: str) -> None:
    """What becomes of the decision in force: the first of these that can be recorded of it now."""
    decision, what = queries.may_become(found.claim, said)
    if decision is None:
        raise RefusedOnClaim(each.claim_id, [Fault.NOT_NOW])
    happened = appeals.Said(Happened(what, said.side, on))
    appeals.record(actor, OfDecision(decision, found), happened, version=turns.version(decision.id))


_WRITE = {Kind.ADVICE: _advise, Kind.FILING: _file, Kind.DECISION: _decide, Kind.TURN: _turn}


def _call_off(actor: Actor, case: Case, wished: Sequence[UUID]) -> None:
    for hearing in queries.scheduled(case, wished):
        hearings.report(actor, case, hearing, Reported(State.CANCELLED), row_version=hearing.row_version)


def _stage(one: Proceeding, stage: str) -> Any:
    return proceedings.graph_of(one)[1].stage(stage)


def tried(act: Callable[[], object], stands: Callable[[], Mapping[Any, Stands]]) -> list[Change]:
    """What an act would change: it is done, looked at and taken back. Raises what it raises."""
    before = stands()
    act()
    db.session.flush()
    db.session.expire_all()  # what was written by statements
    after = stands()
    db.session.rollback()
    return rules.changes(before, after)
