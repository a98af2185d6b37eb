"""Add a victim, open her record with a purpose, read it under that opening, change it."""

from uuid import UUID

from sqlalchemy import update

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import Changed, free_code_name
from litigation_app.casework.cases.models import Case
from litigation_app.casework.victims import rules
from litigation_app.casework.victims.models import Victim
from litigation_app.casework.victims.rules import VictimRecord
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db

TABLE = "victim"
OPEN = "open_victim"


def add(actor: Actor, case: Case, record: VictimRecord) -> Victim:
    """Add a victim to the case; all that is known of her is sealed under a key of her own."""
    begin_write()
    name = free_code_name(Victim.code_name)
    victim = Victim(case_id=case.id, code_name=name, added_by=actor.id, added_at=clock.now())
    db.session.add(victim)
    db.session.flush()
    vault.new_subject(victim.id)
    _seal(victim.id, record, version=victim.row_version)
    _note(actor, "add_victim", victim, case)
    return victim


def open_record(actor: Actor, victim: Victim, case: Case, *, purpose: str) -> UUID:
    """Note who opens the record and why, on disk before anything is decrypted; the id of this opening."""
    ticket = ledger.append_alone(
        act=OPEN,
        by=actor.id,
        of=_of(victim),
        session_id=actor.session_id,
        case_id=case.id,
        purpose=purpose,
        facts={"ref": case.reference},
        opening=True,
    )
    if ticket.opening_id is None:
        raise ledger.OpeningOver
    return ticket.opening_id


def ticket_of(actor: Actor, victim: Victim, opening_id: UUID, *, minutes: int) -> ledger.Ticket:
    """Her live opening of this very record in this sign-in; raises OpeningOver."""
    if actor.session_id is None:
        raise ledger.OpeningOver
    ticket = ledger.redeem(opening_id, by=actor.id, session_id=actor.session_id, minutes=minutes)
    if ticket.act != OPEN or ticket.object != _of(victim):
        raise ledger.OpeningOver
    return ticket


def read(ticket: ledger.Ticket, victim: Victim) -> VictimRecord:
    """The record under the ticket of its opening. Raises TicketRefused and SealBroken of the vault."""
    words, facts = (
        vault.open(ticket, subject=victim.id, table=TABLE, row=victim.id, capsule=capsule, row_ver=victim.row_version)
        for capsule in (rules.RECORD, rules.FACTS)
    )
    return rules.record_of(words, facts)


def change(actor: Actor, victim: Victim, case: Case, record: VictimRecord, *, row_version: int) -> None:
    """Write the record anew; raises Changed if somebody saved after `row_version` was read."""
    begin_write()
    mine = (Victim.id == victim.id, Victim.row_version == row_version)
    saved = {"row_version": row_version + 1, "changed_by": actor.id, "changed_at": clock.now()}
    if db.session.execute(update(Victim).where(*mine).values(**saved).returning(Victim.id)).one_or_none() is None:
        raise Changed
    db.session.expire(victim)
    _seal(victim.id, record, version=row_version + 1)
    _note(actor, "edit_victim", victim, case)


def _seal(victim_id: UUID, record: VictimRecord, *, version: int) -> None:
    for capsule, content in rules.capsules(record).items():
        vault.seal(subject=victim_id, table=TABLE, row=victim_id, capsule=capsule, content=content, row_ver=version)


def _note(actor: Actor, act: str, victim: Victim, case: Case) -> None:
    ledger.write(act=act, by=actor.id, of=_of(victim), case_id=case.id, facts={"ref": case.reference})


def _of(victim: Victim) -> str:
    return f"victim:{victim.id}"
