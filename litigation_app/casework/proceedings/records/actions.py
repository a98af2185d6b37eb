"""Add a record to a case, mark one as entered in error, read the notes. Records are appended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import hold, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims import queries as victim_queries
from litigation_app.casework.proceedings.limitation.rules import CHARGE, CUSTODY, OFFENCE
from litigation_app.casework.proceedings.records import queries, rules
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.proceedings.records.rules import Told
from litigation_app.casework.record_forms.rules import Said
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.core.text import Unprintable

TABLE = "record"
CAPSULE = "note"
_MOVES_LIMITATION = frozenset({CHARGE, CUSTODY, OFFENCE})


@dataclass(frozen=True, repr=False)
class Notes(Unprintable):
    """Opened notes by record, and the answers of the records that are sealed as a whole."""

    texts: dict[UUID, str]
    told: dict[UUID, dict[str, Any]]


def add(actor: Actor, case: Case, said: Said) -> Record:
    """Record this of the case. What asked for a warning asks no more once each client was reached.
    A record of a claim is about whose claim it is.

    Raises victims.Erased for a person who was erased.
    """
    victim_id = ports.claim_owner(said.of.get("claim")) or said.of.get("victim")
    victims.require_record(victim_id)
    record = Record(
        case_id=case.id,
        office_id=case.office_id,
        kind=said.kind.id,
        on=said.on,
        proceeding_id=said.of.get("proceeding"),
        victim_id=victim_id,
        defendant_id=said.of.get("defendant"),
        claim_id=said.of.get("claim"),
        told={} if said.kind.sealed else said.told,
        has_note=bool(said.note) or said.kind.sealed,
        asks=rules.warns(said.kind, said.told),
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(record)
    db.session.flush()
    if rules.has_answered(said.kind, said.told):
        settle(case)
    if record.has_note:
        content = {"text": said.note, "told": said.told if said.kind.sealed else {}}
        vault.seal(subject=case.id, table=TABLE, row=record.id, capsule=CAPSULE, content=content)
    _keep_lists(case, record)
    log_act(actor, case, "add_record", of=f"record:{record.id}", kind=record.kind)
    return record


def settle(case: Case) -> None:
    """What asks for a warning asks no more where every client was warned of it; of whoever was erased nothing waits."""
    clients = [one.id for one in victim_queries.with_records(case)]
    for one in queries.waiting_in(case):
        one.asks = rules.is_to_be_told(one.recorded_at, one.defendant_id, _warnings(case, one.kind), clients)


def _warnings(case: Case, kind: str) -> list[Told]:
    """The warnings of a case that stand, reached somebody, and answer records of this kind."""
    kinds = rules.catalogue().kinds
    answering = [one for one in queries.told([case.id])[case.id] if kinds[one.kind].answers == kind]
    return [one for one in answering if rules.has_answered(kinds[one.kind], one.told)]


def _ask_again(case: Case, warning: Record) -> None:
    """It was a mistake: what no other warning has told her of asks for one again."""
    kinds = rules.catalogue().kinds
    answers = kinds[warning.kind].answers
    if not answers:
        return
    left, hers = _warnings(case, answers), [warning.victim_id] if warning.victim_id else []
    for one in queries.answered_by(warning, answers):
        if rules.warns(kinds[one.kind], one.told):
            one.asks = one.asks or rules.is_to_be_told(one.recorded_at, one.defendant_id, left, hers)


def _keep_lists(case: Case, record: Record) -> None:
    """Limitation follows from the day of the offence, charges and custody alone."""
    if record.kind in _MOVES_LIMITATION:
        ports.keep_lists(case)


def mark_entered_in_error(actor: Actor, case: Case, record: Record, *, row_version: int) -> None:
    """Say that a record was a mistake: it remains visible and no longer counts; what it had answered asks again.

    Raises Changed if it was marked so already.
    """
    hold(record, row_version)
    record.entered_in_error_by, record.entered_in_error_at, record.asks = actor.id, clock.now(), False
    db.session.flush()
    _ask_again(case, record)
    _keep_lists(case, record)
    log_act(actor, case, "strike_record", of=f"record:{record.id}", kind=record.kind)


def read_notes(ticket: ledger.Ticket, rows: Iterable[UUID]) -> Notes:
    """The sealed notes of these records, under the ticket of the opened file. Raises vault.TicketRefused."""
    found = dict(vault.open_many(ticket, table=TABLE, capsule=CAPSULE, rows=list(rows)))
    texts = {row: content["text"] for row, content in found.items()}
    return Notes(texts, {row: content["told"] for row, content in found.items() if content["told"]})
