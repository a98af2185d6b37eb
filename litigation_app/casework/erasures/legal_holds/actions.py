"""Forbid an erasure for a time; two lift that again before its day."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import log_act
from litigation_app.casework.cases.legal_holds.models import LegalHold
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures import queries, rules
from litigation_app.casework.erasures.actions import standing
from litigation_app.casework.erasures.destruction import actions as destruction
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


def place(actor: Actor, case: Case, victim: Victim | None, wanted: Wanted) -> LegalHold:
    """Forbid the erasure of this client, or of every client of the case, up to a day.

    Whoever agrees to an erasure meanwhile waits. Raises ErasureRefused where hers was agreed to already.
    """
    hers = Victim.case_id == case.id if victim is None else Victim.id == victim.id
    for one in db.session.scalars(select(Victim.id).where(hers).order_by(Victim.id)).all():
        destruction.lock(one)
    if victim is not None:
        rules.require(rules.bars_to_holding(standing(victim)))
    begin_write()
    legal_hold = LegalHold(case_id=case.id, office_id=case.office_id, victim_id=victim.id if victim else None)
    legal_hold.reason, legal_hold.until = wanted.reason, wanted.until
    legal_hold.placed_by, legal_hold.placed_at = actor.id, clock.now()
    db.session.add(legal_hold)
    db.session.flush()
    subject, capsule = (victim.id, "why") if victim else (case.id, OF_CASE)
    vault.seal(subject=subject, table=TABLE, row=legal_hold.id, capsule=capsule, content={"text": wanted.why})
    _write(actor, "place_hold", legal_hold, case, legal_hold.reason)
    return legal_hold


def ask_to_lift(actor: Actor, legal_hold: LegalHold, case: Case, reason: str) -> None:
    """It stays in force until another coordinator agrees. Raises ErasureRefused where it is lifted, or somebody has asked."""
    _lock(legal_hold)
    rules.require([Bar.NOT_HELD] if legal_hold.lifted_at else [Bar.LIFT_ASKED] if legal_hold.lift_asked_by else [])
    legal_hold.lift_asked_by, legal_hold.lift_asked_at, legal_hold.lift_reason = actor.id, clock.now(), reason
    db.session.flush()
    _write(actor, "ask_to_lift_hold", legal_hold, case, reason)


def lift(actor: Actor, legal_hold: LegalHold, case: Case) -> None:
    """Agree that it is lifted. Raises ErasureRefused: for whoever asked herself, and where nobody asks any more or who asked is gone."""
    _lock(legal_hold)
    rules.require(bars_to_lifting(actor.id, legal_hold))
    legal_hold.lifted_by, legal_hold.lifted_at = actor.id, clock.now()
    db.session.flush()
    _write(actor, "lift_hold", legal_hold, case, legal_hold.lift_reason)


def keep(actor: Actor, legal_hold: LegalHold, case: Case) -> None:
    """It is not lifted: whoever asked takes it back, or another says no. Raises ErasureRefused where it is lifted already."""
    _lock(legal_hold)
    rules.require([] if legal_hold.lifted_at is None and legal_hold.lift_asked_by else [Bar.NOT_HELD])
    legal_hold.lift_asked_by = legal_hold.lift_asked_at = legal_hold.lift_reason = None
    db.session.flush()
    _write(actor, "keep_hold", legal_hold, case, legal_hold.reason)


def bars_to_lifting(actor_id: UUID, legal_hold: LegalHold) -> list[Bar]:
    """Why she cannot agree that it is lifted."""
    if legal_hold.lifted_at is not None or legal_hold.lift_asked_by is None:
        return [Bar.NOT_HELD]
    if legal_hold.lift_asked_by == actor_id:
        return [Bar.OWN_LIFT]
    return [] if queries.is_coordinator(legal_hold.lift_asked_by, legal_hold.office_id) else [Bar.ASKER_GONE]


def read_words(ticket: ledger.Ticket, case: Case) -> dict[UUID, str]:
    """What was written with holds of the whole case, under the ticket of its opened file."""
    of_case = select(LegalHold.id).where(LegalHold.case_id == case.id, LegalHold.victim_id.is_(None))
    rows = list(db.session.scalars(of_case))
    said = vault.open_many(ticket, table=TABLE, capsule=OF_CASE, rows=rows)
    return {row: str(content["text"]) for row, content in said}


def _lock(legal_hold: LegalHold) -> None:
    begin_write()
    db.session.refresh(legal_hold, with_for_update=True)


def _write(actor: Actor, act: str, legal_hold: LegalHold, case: Case, why: str | None) -> None:
    log_act(actor, case, act, of=f"hold:{legal_hold.id}", why=why)
