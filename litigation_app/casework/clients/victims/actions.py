"""Add a victim, open her record with a purpose, read it under that opening, change it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from litigation_app import ledger, vault
from litigation_app.casework.cases import openings, ports
from litigation_app.casework.cases.actions import Changed, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.rules import client_name
from litigation_app.casework.clients.identity.models import FormerName
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.clients.victims import rules
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.queries import Found
from litigation_app.casework.clients.victims.rules import Group, VictimRecord
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.vault.name_search import blind_index, duplicates, identifiers, index

TABLE = "victim"
_NAME, _YEAR = "name", "year"
OPEN = "open_victim"
_NUMBERS = {
    identifiers.NATIONAL_ID: Group.IDENTITY,
    identifiers.PASSPORT: Group.IDENTITY,
    identifiers.PHONE: Group.CONTACT,
}


Alike = Mapping[str, Sequence[UUID]] | None  # by kind of duplicates.NAMES; None: nobody was compared


class Erased(Exception):
    """Her personal data were erased: nothing is recorded about her any more."""


def require_record(victim_id: UUID | None) -> None:
    """Whoever writes about her waits for whoever erases her now. Raises Erased; None: it is about nobody."""
    begin_write()
    if victim_id is None:
        return
    held = select(Victim.erased_at).where(Victim.id == victim_id).with_for_update(read=True)
    if db.session.scalar(held) is not None:
        raise Erased


def alike(actor: Actor, record: VictimRecord, before: VictimRecord | None = None) -> Alike:
    """Who has the very same name, if it is new, for the coordinators alone. Before the first write; nobody who saves is told.

    A save that brings a new name or number is a search like another, on record before anything is compared. `before`: what
    the record said. Raises TooManySearches.
    """
    was, now = _compared(before) if before else {}, _compared(record)
    new = {what: typed for what, typed in now.items() if typed != was.get(what, "")}
    is_named_anew = not new.keys().isdisjoint((_NAME, _YEAR))
    if was.get(_NAME) and _NAME in new:
        searches.note_retry(actor)
    words = [now[_NAME] if is_named_anew else "", *(new.get(kind, "") for kind in _NUMBERS)]
    if typed := next(filter(None, words), ""):
        searches.record(actor, searches.SAVED, typed)
    if not is_named_anew:
        return None
    sketch = _sketch(record)
    return {
        duplicates.SAME_NAME: index.same(sketch, table=index.VICTIM),
        duplicates.CONFLICT: index.same(sketch, table=index.ACCUSED),
    }


def _compared(record: VictimRecord) -> dict[str, str]:
    """What is held against other records, as far as these groups are opened: her name, the year of her birth, her numbers."""
    found = {_NAME: record.name, _YEAR: str(record.year_of_birth or "")}
    return found | dict(zip(_NUMBERS, _numbers(record), strict=True))


def _numbers(record: VictimRecord) -> tuple[str, str, str]:
    return record.national_id, record.passport, record.phone


def add(actor: Actor, case: Case, record: VictimRecord, alike: Alike = None) -> Victim:
    """Add a victim to the case; all that is known of her is sealed under a key of her own."""
    begin_write()
    victim = Victim(case_id=case.id, code_name=next_name(case), added_by=actor.id, added_at=clock.now())
    db.session.add(victim)
    db.session.flush()
    vault.new_subject(victim.id)
    _seal(victim.id, rules.capsules(record) | rules.blank(record), version=victim.row_version)
    _keep_findable(victim.id, case, record, alike, version=victim.row_version)
    ports.keep_claim_lists(case)  # of her nothing is filed yet
    _note(actor, "add_victim", victim, case)
    return victim


def next_name(case: Case) -> str:
    """The code name of the case with the next letter: every name that a client of it has, or had, took one. In a transaction."""
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())  # one at a time takes a letter
    taken = (select(func.count()).select_from(one).where(one.case_id == case.id) for one in (Victim, FormerName))
    return client_name(case.code_name, sum(db.session.scalar(one) or 0 for one in taken))


def open_record(actor: Actor, victim: Victim, case: Case, *, purpose: str, groups: Iterable[Group]) -> UUID:
    """Note who opens these groups of the record and why, on disk before anything is decrypted; the id of this opening."""
    facts = {"ref": case.reference, "groups": rules.named(groups)}
    return openings.opened(actor, OPEN, _of(victim), case.id, purpose=purpose, facts=facts)


def ticket_of(actor: Actor, victim: Victim, opening_id: UUID, *, minutes: int) -> ledger.Ticket:
    """Her live opening of this very record in this sign-in; raises OpeningOver."""
    return openings.redeemed(actor, OPEN, _of(victim), opening_id, minutes=minutes)


def groups_of(ticket: ledger.Ticket) -> frozenset[Group]:
    """The groups that this opening is of."""
    return rules.groups_named(ticket.facts["groups"])


def read(ticket: ledger.Ticket, victim: Victim, groups: frozenset[Group]) -> VictimRecord:
    """These groups of the record, as far as the opening is of them. Raises TicketRefused and SealBroken of the vault."""
    wanted = {group.value: versions(victim)[group] for group in groups & groups_of(ticket)}
    wanted |= {rules.FACTS: victim.row_version}
    return rules.record_of(vault.open_row(ticket, subject=victim.id, table=TABLE, row=victim.id, capsules=wanted))


def _open(ticket: ledger.Ticket, victim: Victim, capsule: str, version: int) -> dict[str, Any]:
    return vault.open(ticket, subject=victim.id, table=TABLE, row=victim.id, capsule=capsule, row_ver=version)


def versions(victim: Victim) -> dict[Group, int]:
    """In which version of the row each group was sealed last."""
    return {group: getattr(victim, f"{group}_ver") for group in Group}


def change(
    actor: Actor,
    found: Found,
    record: VictimRecord,
    alike: Alike = None,
    *,
    ticket: ledger.Ticket,
    row_version: int,
) -> None:
    """Write the groups of the record anew; raises Changed if somebody saved after `row_version` was read.

    `ticket`: of her opening, under which the coded facts of the other groups are read, so that they stay.
    """
    begin_write()
    victim, case = found
    mine = (Victim.id == victim.id, Victim.row_version == row_version)
    saved = {"row_version": row_version + 1, "changed_by": actor.id, "changed_at": clock.now()}
    saved |= {f"{group}_ver": row_version + 1 for group in record.groups}
    if db.session.execute(update(Victim).where(*mine).values(**saved).returning(Victim.id)).one_or_none() is None:
        raise Changed
    stored = _open(ticket, victim, rules.FACTS, row_version)
    db.session.expire(victim)
    _seal(victim.id, rules.capsules(record, stored), version=row_version + 1)
    _keep_findable(victim.id, case, record, alike, version=row_version + 1)
    _note(actor, "edit_victim", victim, case)


def _seal(victim_id: UUID, contents: Mapping[str, Mapping[str, Any]], *, version: int) -> None:
    for capsule, content in contents.items():
        vault.seal(subject=victim_id, table=TABLE, row=victim_id, capsule=capsule, content=content, row_ver=version)


def _keep_findable(victim_id: UUID, case: Case, record: VictimRecord, alike: Alike, *, version: int) -> None:
    """Her numbers and her name for the search, as far as the record has these groups. After all other seals."""
    told = [
        blind_index.Number(kind, typed, case.country) for kind, typed in zip(_NUMBERS, _numbers(record), strict=True)
    ]
    blind_index.put(victim_id, case.id, told, kinds=[kind for kind, of in _NUMBERS.items() if of in record.groups])
    if Group.IDENTITY in record.groups:
        index.put(victim_id, index.Place(case.id, case.office_id), _sketch(record), row_ver=version)
    if alike is not None:
        duplicates.note_names(victim_id, case.id, alike)


def _sketch(record: VictimRecord) -> index.Sketch:
    return index.Sketch(record.given_name, record.family_name, birth_year=record.year_of_birth)


def _note(actor: Actor, act: str, victim: Victim, case: Case) -> None:
    log_act(actor, case, act, of=_of(victim))


def _of(victim: Victim) -> str:
    return f"victim:{victim.id}"
