"""Write a note in a case, mark one as entered in error, read and search them in the opened file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import hold, log_act, texts
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.planner.notes import rules
from litigation_app.casework.planner.notes.models import Note
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.text import Unprintable
from litigation_app.vault.name_search import folding

TABLE = "note"
CAPSULE = "text"


@dataclass(frozen=True)
class Written:
    """A note as it is written; `text` is sealed."""

    kind: str
    on: date
    victim_id: UUID | None = None
    text: str = field(default="", repr=False)


@dataclass(frozen=True, repr=False)
class Texts(Unprintable):
    """Opened texts by note."""

    texts: dict[UUID, str]

    def holding(self, words: str) -> frozenset[UUID]:
        """The notes in which each of these words begins some word, in either script, with marks or without."""
        wanted = folding.parts(words)
        return frozenset(row for row, text in self.texts.items() if rules.holds(folding.parts(text), wanted))


def write(actor: Actor, case: Case, written: Written) -> Note:
    """A note of this case. Raises victims.Erased for one about a person who was erased."""
    begin_write()
    victims.require_record(written.victim_id)
    note = Note(case_id=case.id, victim_id=written.victim_id, kind=written.kind, on=written.on)
    note.written_by, note.written_at = actor.id, clock.now()
    db.session.add(note)
    db.session.flush()
    vault.seal(subject=case.id, table=TABLE, row=note.id, capsule=CAPSULE, content={"text": written.text})
    log_act(actor, case, "write_note", of=f"note:{note.id}", kind=note.kind)
    return note


def mark_entered_in_error(actor: Actor, case: Case, note: Note, *, row_version: int) -> None:
    """Say that a note was a mistake: it remains visible. Raises Changed if it was marked as entered in error already."""
    hold(note, row_version)
    note.entered_in_error_by, note.entered_in_error_at = actor.id, clock.now()
    db.session.flush()
    log_act(actor, case, "strike_note", of=f"note:{note.id}", kind=note.kind)


def read(ticket: ledger.Ticket, rows: Iterable[UUID]) -> Texts:
    """The sealed texts of these notes, under the ticket of the opened file. Raises vault.TicketRefused."""
    return Texts(texts(ticket, TABLE, CAPSULE, rows))
