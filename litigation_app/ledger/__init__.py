"""Who did what, to which record, when and why? The hash-chained, keyed, append-only log of the desk."""

from litigation_app.ledger.book import LedgerUnwritable, UnrecordedSeal, append_alone, note_seal, write
from litigation_app.ledger.chain import Commitment, EntryRefused
from litigation_app.ledger.models import TRIGGERS, LedgerEntry
from litigation_app.ledger.openings import live_opening
from litigation_app.ledger.queries import entries
from litigation_app.ledger.settings import install
from litigation_app.ledger.tickets import OpeningOver, Ticket, TicketForged, redeem
from litigation_app.ledger.verify import Head, StateFault, Verdict, verify, verify_state

__all__ = [
    "TRIGGERS",
    "Commitment",
    "EntryRefused",
    "Head",
    "LedgerEntry",
    "LedgerUnwritable",
    "OpeningOver",
    "StateFault",
    "Ticket",
    "TicketForged",
    "UnrecordedSeal",
    "Verdict",
    "append_alone",
    "entries",
    "install",
    "live_opening",
    "note_seal",
    "redeem",
    "verify",
    "verify_state",
    "write",
]
