"""Forbid an erasure for a time; two lift that again before its day."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import log_act
from litigation_app.casework.cases.holds.models import Hold
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures import destruction, rules
from litigation_app.casework.erasures.actions import standing
from litigation_app.casework.erasures.rules import Bar
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db

TABLE = "hold"
OF_CASE = "text"  # the capsule of what was written with a hold of a whole case: read in its opened file


@dataclass(frozen=True)
class Wanted:
    """Why data must be kept, until which day."""

    reason: str
    until: date
    why: str = field(repr=False)


def place(actor: Actor, case: Case, victim: Victim | None, wanted: Wanted) -> Hold:
    """Forbid the erasure of this client, or of every client of the case, up to a day.

    Whoever agrees to an erasure meanwhile waits. Raises ErasureRefused where hers was agreed to already.
    """
    hers = Victim.case_id == case.id if victim is None else Victim.id == victim.id
    for one in db.session.scalars(select(Victim.id).where(hers).order_by(Victim.id)).all():
        destruction.lock(one)
    if victim is not None:
        rules.require(rules.bars_to_holding(standing(victim)))
    begin_write()
    hold = Hold(case_id=case.id, office_id=case.office_id, victim_id=victim.id if victim else None)
    hold.reason, hold.until = wanted.reason, wanted.until
    hold.placed_by, hold.placed_at = actor.id, clock.now()
    db.session.add(hold)
    db.session.flush()
    subject, capsule = (victim.id, "why") if victim else (case.id, OF_CASE)
    vault.seal(subject=subject, table=TABLE, row=hold.id, capsule=capsule, content={"text": wanted.why})
    _write(actor, "place_hold", hold, case, hold.reason)
    return hold


def ask_to_lift(actor: Actor, hold: Hold, case: Case, reason: str) -> None:
    """It stays in force until another coordinator agrees. Raises ErasureRefused where it is lifted, or somebody has asked."""
    _lock(hold)
    rules.require([Bar.NOT_HELD] if hold.lifted_at else [Bar.LIFT_ASKED] if hold.lift_asked_by else [])
    hold.lift_asked_by, hold.lift_asked_at, hold.lift_reason = actor.id, clock.now(), reason
    db.session.flush()
    _write(actor, "ask_to_lift_hold", hold, case, reason)


def lift(actor: Actor, hold: Hold, case: Case) -> None:
    """Agree that it is lifted. Raises ErasureRefused: for whoever asked herself, and where nobody asks any more."""
    _lock(hold)
    rules.require(bars_to_lifting(actor.id, hold))
    hold.lifted_by, hold.lifted_at = actor.id, clock.now()
    db.session.flush()
    _write(actor, "lift_hold", hold, case, hold.lift_reason)


def keep(actor: Actor, hold: Hold, case: Case) -> None:
    """It is not lifted: whoever asked takes it back, or another says no. Raises ErasureRefused where it is lifted already."""
    _lock(hold)
    rules.require([] if hold.lifted_at is None and hold.lift_asked_by else [Bar.NOT_HELD])
    hold.lift_asked_by = hold.lift_asked_at = hold.lift_reason = None
    db.session.flush()
    _write(actor, "keep_hold", hold, case, hold.reason)


def bars_to_lifting(actor_id: UUID, hold: Hold) -> list[Bar]:
    """Why she cannot agree that it is lifted."""
    if hold.lifted_at is not None or hold.lift_asked_by is None:
        return [Bar.NOT_HELD]
    return [Bar.OWN_LIFT] if hold.lift_asked_by == actor_id else []


def read_words(ticket: ledger.Ticket, case: Case) -> dict[UUID, str]:
    """What was written with holds of the whole case, under the ticket of its opened file."""
    of_case = select(Hold.id).where(Hold.case_id == case.id, Hold.victim_id.is_(None))
    rows = list(db.session.scalars(of_case))
    said = vault.open_many(ticket, table=TABLE, capsule=OF_CASE, rows=rows)
    return {row: str(content["text"]) for row, content in said}


def _lock(hold: Hold) -> None:
    begin_write()
    db.session.refresh(hold, with_for_update=True)


def _write(actor: Actor, act: str, hold: Hold, case: Case, why: str | None) -> None:
    log_act(actor, case, act, of=f"hold:{hold.id}", why=why)
