"""Say who stands in, let the days follow a hearing that moves, and end it early."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select, true, update

from litigation_app import ledger
from litigation_app.casework.cases.actions import log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.notices.actions import tell
from litigation_app.casework.cases.notices.rules import Kind
from litigation_app.casework.cases.stand_ins import rules
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.casework.cases.stand_ins.rules import HEARING, REVIEWS
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db

_ACTS = {REVIEWS: ("hand_over_reviews", "take_reviews_back")}
_WORK = ("record_absence", "end_absence")


@dataclass(frozen=True)
class Absence:
    """From which day until which somebody is away. `covers`: her reviews, or the work on her cases."""

    covers: str
    from_on: date
    until_on: date


def begin(actor: Actor, absence: Absence, *, away: UUID, office_id: UUID, stand_in: UUID) -> None:
    """Somebody is away, and a colleague at this office stands in; both are told."""
    begin_write()
    said = StandIn(covers=absence.covers, office_id=office_id, user_id=away, stand_in=stand_in)
    said.from_on, said.until_on = absence.from_on, absence.until_on
    _add(actor, said)
    days: dict[str, str | int] = {"from": absence.from_on.isoformat(), "until": absence.until_on.isoformat()}
    facts = days | {"stand_in": str(stand_in)} | ({"away": str(away)} if away != actor.id else {})
    act = _ACTS.get(absence.covers, _WORK)[0]
    ledger.write(act=act, by=actor.id, of=f"office:{office_id}", facts=facts)


def for_hearing(actor: Actor, case: Case, hearing_id: UUID, on: date, *, lead: UUID, stand_in: UUID) -> None:
    """She goes there in place of its lawyer: the case is open to her on that day and the two before; both are told."""
    begin_write()
    said = StandIn(covers=HEARING, office_id=case.office_id, user_id=lead, stand_in=stand_in)
    said.case_id, said.hearing_id = case.id, hearing_id
    said.from_on, said.until_on = rules.days_of(on)
    _add(actor, said)
    log_act(actor, case, "name_stand_in", of=f"person:{stand_in}", hearing=str(hearing_id))


def _add(actor: Actor, said: StandIn) -> None:
    said.recorded_by, said.recorded_at = actor.id, clock.now()
    db.session.add(said)
    db.session.flush()
    tell(actor, [said.stand_in, said.user_id], Kind.STAND_IN, said.id)


def follow(hearing_id: UUID, on: date) -> None:
    """The hearing is on another day: whoever was still to go there goes then."""
    from_on, until_on = rules.days_of(on)
    moved = update(StandIn).where(StandIn.hearing_id == hearing_id, *_stands())
    db.session.execute(moved.values(from_on=from_on, until_on=until_on))


def end_for_hearings(actor: Actor, case: Case, hearing_id: UUID | None = None, *, stand_in: UUID | None = None) -> None:
    """Nobody goes to this hearing (None: to any of the case) in place of its lawyer any more; `stand_in`: this one does not. What has
    passed stays.
    """
    of_which = StandIn.hearing_id == hearing_id if hearing_id else StandIn.covers == HEARING
    whose = StandIn.stand_in == stand_in if stand_in else true()
    for one in db.session.scalars(select(StandIn).where(StandIn.case_id == case.id, of_which, whose, *_stands())).all():
        end(actor, one, case)


def _stands() -> tuple[ColumnElement[bool], ...]:
    """The conditions that it was not ended and has not passed."""
    return StandIn.ended_at.is_(None), StandIn.until_on >= clock.today()


def end(actor: Actor, found: StandIn, case: Case | None = None) -> None:
    """It ends early; one that was ended before stays as it was. `case`: of the hearing, where it is one."""
    begin_write()
    db.session.refresh(found, with_for_update=True)
    if found.ended_at is not None:
        return
    found.ended_at = clock.now()
    db.session.flush()
    if found.covers == HEARING and case is not None:
        log_act(actor, case, "end_stand_in", of=f"person:{found.stand_in}", hearing=str(found.hearing_id))
    else:
        act = _ACTS.get(found.covers, _WORK)[1]
        ledger.write(act=act, by=actor.id, of=f"office:{found.office_id}", facts={"stand_in": str(found.stand_in)})
