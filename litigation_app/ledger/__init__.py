"""Who did what, to which record, when and why? The hash-chained, keyed, append-only log of the desk."""

from litigation_app.ledger.anchors import ANCHOR_TRIGGERS
from litigation_app.ledger.book import (
    NOT_AS_WRITTEN,
    LedgerUnwritable,
    UnrecordedSeal,
    append_alone,
    note_seal,
    own_seals,
    write,
)
from litigation_app.ledger.chain import GONE, Commitment, EntryRefused
from litigation_app.ledger.checkpoint import CheckpointRefused, Signed, examine, head_of
from litigation_app.ledger.commitments import LedgerCommitment
from litigation_app.ledger.models import APPEND, TRIGGERS, LedgerEntry, mark_of
from litigation_app.ledger.notes import NoteRefused, VerifierKey
from litigation_app.ledger.openings import last_opening, live_opening, opened_since
from litigation_app.ledger.queries import entries, genuine, hash_of, said
from litigation_app.ledger.rows import Row
from litigation_app.ledger.settings import Partner, Settings, install
from litigation_app.ledger.tickets import OpeningOver, Ticket, TicketForged, redeem, redeem_all
from litigation_app.ledger.verify import Head, StateFault, Verdict, verify, verify_state

__all__ = [
    "ANCHOR_TRIGGERS", "APPEND", "GONE", "NOT_AS_WRITTEN", "TRIGGERS", "CheckpointRefused", "Commitment",
    "EntryRefused", "Head", "LedgerCommitment", "LedgerEntry", "LedgerUnwritable", "NoteRefused", "OpeningOver",
    "Partner", "Row", "Settings", "Signed", "StateFault", "Ticket", "TicketForged", "UnrecordedSeal", "Verdict",
    "VerifierKey", "append_alone", "entries", "examine", "genuine", "hash_of", "head_of", "install", "last_opening",
    "live_opening", "mark_of", "note_seal", "opened_since", "own_seals", "redeem", "redeem_all", "said", "verify",
    "verify_state", "write",
]  # fmt: skip
