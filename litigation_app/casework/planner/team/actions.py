"""Put lawyers on a case, take them off, hand cases over, put an ethical wall between somebody and a case."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app import ledger, vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import assignment, log_act
from litigation_app.casework.cases.models import LEAD, SECOND, Assignment, Case, EthicalWall
from litigation_app.casework.cases.notices.actions import tell
from litigation_app.casework.cases.notices.rules import Kind
from litigation_app.casework.cases.queries import may
from litigation_app.casework.cases.stand_ins import actions as stand_ins
from litigation_app.casework.planner.tasks import actions as tasks
from litigation_app.casework.planner.team import queries, rules
from litigation_app.casework.planner.team.rules import Blocker, Colleague
from litigation_app.core import clock
from litigation_app.core.access import Actor, May
from litigation_app.core.db import begin_write, db


def set_lead(actor: Actor, case: Case, user_id: UUID) -> None:
    """Somebody else leads the case and is told; whoever led it is off it, and nobody stands in for them at a hearing. Raises Blocked."""
    _set_lead(actor, case, user_id)
    tell(actor, [user_id], Kind.CASE_HANDED, case.id)


def _set_lead(actor: Actor, case: Case, user_id: UUID) -> None:
    begin_write()
    _lock(actor, case)
    person = _colleague(case, user_id)
    rules.require(rules.blockers_of_lead(person))
    former = db.session.scalar(select(Assignment).where(Assignment.case_id == case.id, Assignment.is_lead()))
    if former is not None:
        _end(actor, case, former)
    mine = queries.assignment(case, user_id)
    if mine is None:
        _add(case, user_id, LEAD)
    else:
        mine.kind = LEAD
    db.session.flush()
    if former is not None:
        tasks.pass_on(actor, case, former.user_id, user_id)
        stand_ins.end_for_hearings(actor, case)
    ports.keep_lists(case)
    _note(actor, "assign_lead", case, user_id)


def add_second(actor: Actor, case: Case, user_id: UUID) -> None:
    """One more lawyer works on the case. Raises Blocked."""
    begin_write()
    _lock(actor, case)
    rules.require(rules.blockers_of_second(_colleague(case, user_id)))
    _add(case, user_id, SECOND)
    db.session.flush()
    _note(actor, "assign_second", case, user_id)


def remove_second(actor: Actor, case: Case, user_id: UUID) -> None:
    """She no longer works on the case, from her next request on. Raises Blocked for the lead: a case always has one."""
    begin_write()
    _lock(actor, case)
    person = _colleague(case, user_id)
    rules.require([Blocker.IS_LEAD] if person.kind == LEAD else [])
    found = queries.assignment(case, user_id)
    if found is not None:
        _end(actor, case, found)
        _pass_to_lead(actor, case, user_id)


def hand_over(actor: Actor, cases: Sequence[Case], user_id: UUID) -> int:
    """A lead for each of these cases, who is told once; how many took one. Those from which she is kept away stay."""
    handed = []
    for case in cases:
        try:
            _set_lead(actor, case, user_id)
        except (rules.Blocked, NotFound):
            continue
        handed.append(case.id)
    if handed:
        kind = Kind.CASE_HANDED if len(handed) == 1 else Kind.CASES_HANDED
        tell(actor, [user_id], kind, handed[0])
    return len(handed)


def place_ethical_wall(actor: Actor, case: Case, user_id: UUID, *, reason: str, note: str) -> EthicalWall:
    """Keep somebody away from the case, from her next request on; she is told nothing. Raises Blocked."""
    begin_write()
    _lock(actor, case)
    rules.require(rules.blockers_of_ethical_wall(actor.id, _colleague(case, user_id)))
    ethical_wall = EthicalWall(case_id=case.id, user_id=user_id, reason=reason, put_by=actor.id, put_at=clock.now())
    db.session.add(ethical_wall)
    db.session.flush()
    vault.seal(subject=case.id, table="wall", row=ethical_wall.id, capsule="note", content={"text": note})
    _pass_to_lead(actor, case, user_id)
    stand_ins.end_for_hearings(actor, case, stand_in=user_id)
    _note(actor, "put_wall", case, user_id, reason)
    return ethical_wall


def _pass_to_lead(actor: Actor, case: Case, former: UUID) -> None:
    """What somebody was still to do in the case is done by its lead; what the lead was to do waits for the next one."""
    lead = db.session.scalar(select(Assignment.user_id).where(Assignment.case_id == case.id, Assignment.is_lead()))
    if lead is not None and lead != former:
        tasks.pass_on(actor, case, former, lead)


def remove_ethical_wall(actor: Actor, case: Case, ethical_wall: EthicalWall) -> None:
    """She is as she was before the ethical wall stood."""
    begin_write()
    _lock(actor, case)
    ethical_wall.lifted_by, ethical_wall.lifted_at = actor.id, clock.now()
    db.session.flush()
    _note(actor, "lift_wall", case, ethical_wall.user_id)


def read_notes(ticket: ledger.Ticket, ethical_walls: Sequence[queries.Standing], case: Case) -> dict[UUID, str]:
    """What was noted with these walls, under the ticket of the open file."""
    said = {
        one.id: vault.open(ticket, subject=case.id, table="wall", row=one.id, capsule="note")["text"]
        for one in ethical_walls
    }
    return {wall_id: text for wall_id, text in said.items() if text}


def _lock(actor: Actor, case: Case) -> None:
    """Two coordinators who change one team at once come one after the other; NotFound for one walled off meanwhile."""
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    if not may(actor, case, May.ASSIGN_CASE):
        raise NotFound
    db.session.refresh(case)  # what an assignment repeats may have been written while she waited


def _colleague(case: Case, user_id: UUID) -> Colleague:
    found = queries.colleague(case, user_id)
    if found is None:
        raise rules.Blocked([Blocker.NOT_OF_THE_CASE])
    return found


def _add(case: Case, user_id: UUID, kind: str) -> None:
    db.session.add(assignment(case, user_id, kind))


def _end(actor: Actor, case: Case, found: Assignment) -> None:
    db.session.delete(found)
    db.session.flush()
    _note(actor, "end_assignment", case, found.user_id)


def _note(actor: Actor, act: str, case: Case, user_id: UUID, why: str | None = None) -> None:
    """The entry speaks of the person and of the case."""
    log_act(actor, case, act, of=f"person:{user_id}", why=why)
