"""Record a power of attorney, revoke it, mark one as entered in error; write down what was filed without one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from litigation_app import ledger, vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import hold, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.proceedings.powers_of_attorney import rules
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority, Unauthorised
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.text import Unprintable

TABLE, CAPSULE = "authority", "legal"


@dataclass(frozen=True, repr=False)
class Signed(Unprintable):
    """Who signed a power and to whom it was given: sealed under her key. `signer`, `conflict`: codes of authority.toml."""

    signer: str
    conflict: str = ""
    name: str = ""
    given_to: str = ""
    note: str = ""


@dataclass(frozen=True)
class Said:
    """What a lawyer records of a power. `family` "": all proceedings that need no power of their own."""

    victim_id: UUID
    family: str
    from_on: date
    until_on: date | None
    scope: frozenset[str]
    signed: Signed = field(repr=False)
    of_id: UUID | None = None


def record(actor: Actor, case: Case, said: Said, *, is_task_done: bool = False) -> Authority:
    """Record a power of attorney; `is_task_done`: somebody was to obtain it. Raises victims.Erased."""
    victims.require_record(said.victim_id)
    row = Authority(
        case_id=case.id,
        office_id=case.office_id,
        victim_id=said.victim_id,
        family=said.family,
        of_id=said.of_id,
        from_on=said.from_on,
        until_on=said.until_on,
        scope=sorted(said.scope | {rules.REPRESENT}),
        stands=rules.stands(said.signed.signer, said.signed.conflict),
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    vault.seal(subject=row.victim_id, table=TABLE, row=row.id, capsule=CAPSULE, content=vars(said.signed))
    log_act(actor, case, "record_authority", of=f"authority:{row.id}")
    if is_task_done:
        ports.power_obtained(actor, case, said.victim_id)
    return row


def revoke(actor: Actor, case: Case, row: Authority, *, on: date, row_version: int) -> None:
    """It holds no longer from this day. Raises Changed."""
    hold(row, row_version)
    row.revoked_on = on
    db.session.flush()
    log_act(actor, case, "revoke_authority", of=f"authority:{row.id}")


def mark_entered_in_error(actor: Actor, case: Case, row: Authority, *, row_version: int) -> None:
    """Say that it was entered by mistake: it remains visible and no longer counts. Raises Changed."""
    hold(row, row_version)
    row.entered_in_error_by, row.entered_in_error_at = actor.id, clock.now()
    db.session.flush()
    log_act(actor, case, "strike_authority", of=f"authority:{row.id}")


def part_from(victim_id: UUID, *, by: UUID | None, at: datetime) -> None:
    """Powers of others that were entered under hers never held: they are struck, so that hers can be erased."""
    hers = select(Authority.id).where(Authority.victim_id == victim_id)
    theirs = update(Authority).where(Authority.victim_id != victim_id, Authority.of_id.in_(hers))
    entered_in_error = {
        "entered_in_error_by": func.coalesce(Authority.entered_in_error_by, by),
        "entered_in_error_at": func.coalesce(Authority.entered_in_error_at, at),
    }
    db.session.execute(theirs.values(of_id=None, row_version=Authority.row_version + 1, **entered_in_error))


def file_without(
    actor: Actor, case: Case, reason: str, *, on: date, move_id: UUID | None = None, claim_id: UUID | None = None
) -> None:
    """Write down, beside what was filed, that it was filed without authority and why; "": nothing was lacking."""
    if not reason:
        return
    begin_write()
    row = Unauthorised(
        case_id=case.id,
        move_id=move_id,
        claim_id=claim_id,
        on=on,
        reason=reason,
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    log_act(actor, case, "file_without_authority", of=f"case:{case.id}", reason=reason)


def correct_day(move_id: UUID, on: date) -> None:
    """The step was taken on this day: what was filed with it without authority was too."""
    db.session.execute(update(Unauthorised).where(Unauthorised.move_id == move_id).values(on=on))


def read(ticket: ledger.Ticket, rows: Iterable[UUID]) -> dict[UUID, Signed]:
    """Who signed these powers, under an opening of her record that is of its legal part. Raises vault.TicketRefused."""
    found: Iterable[tuple[UUID, dict[str, Any]]] = vault.open_many(
        ticket, table=TABLE, capsule=CAPSULE, rows=list(rows)
    )
    return {row: Signed(**content) for row, content in found}
