"""Open a case with its first proceedings; open its file with a purpose; read the file while it stands open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn
from uuid import UUID

from litigation_app import ledger
from litigation_app.accounts import traces
from litigation_app.casework.casefile import rules
from litigation_app.casework.cases import actions as cases
from litigation_app.casework.cases.actions import FileText, NewCase, NotPrintable
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.actions import Note
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.law import loader
from litigation_app.ledger.openings import live_opening

OPEN = "open_file"
FIRST_FAMILIES = (
    "criminal",
    "property_claim",
)  # the claim is heard with the trial, so both lanes stand from the first day


@dataclass(frozen=True)
class Hours:
    """How long a file may stand open: unused, and in all."""

    idle: timedelta
    spell: timedelta


@dataclass(frozen=True)
class OpenFile:
    """What a file says while it stands open: its sealed text, the notes by step, the minutes left."""

    text: FileText
    notes: dict[UUID, Note]
    minutes_left: int

    def __repr__(self) -> NoReturn:
        raise NotPrintable

    __str__ = __repr__


def open_case(actor: Actor, new: NewCase) -> Case:
    """A new case with the proceedings that every case has."""
    case = cases.create(actor, new)
    law = loader.load(case.country)
    for family in FIRST_FAMILIES:
        for procedure in law.family(family, case.forum)[:1]:
            proceedings.begin(actor, case, procedure.id)
    return case


def open_file(actor: Actor, case: Case, *, purpose: str) -> None:
    """Note who opens the file and why; from then on it stands open for her in this sign-in."""
    ledger.append_alone(
        act=OPEN,
        by=actor.id,
        of=_of(case),
        session_id=actor.session_id,
        case_id=case.id,
        purpose=purpose,
        facts={"ref": case.reference},
        opening=True,
    )


def use_file(actor: Actor, case: Case, hours: Hours) -> ledger.Ticket | None:
    """The ticket of her open file, its use noted; None: it is closed to her. Comes before the first write of a request."""
    if actor.session_id is None:
        return None
    opening_id = live_opening(OPEN, _of(case), by=actor.id, session_id=actor.session_id)
    if opening_id is None:
        return None
    try:
        minutes = int(hours.spell.total_seconds() // 60)
        ticket = ledger.redeem(opening_id, by=actor.id, session_id=actor.session_id, minutes=minutes)
    except ledger.OpeningOver:
        return None
    used_at = traces.last_use(opening_id)
    if not rules.stands_open(ticket.at, used_at, clock.now(), idle=hours.idle, spell=hours.spell):
        return None
    traces.touch_opening(opening_id)
    return ticket


def read(ticket: ledger.Ticket, case: Case, steps: Iterable[UUID], hours: Hours) -> OpenFile:
    """What the file says, with the notes of these steps, under the ticket of its opening."""
    left = rules.minutes_left(ticket.at, clock.now(), idle=hours.idle, spell=hours.spell)
    return OpenFile(cases.read_text(ticket, case), proceedings.read_notes(ticket, steps), left)


def _of(case: Case) -> str:
    return f"case:{case.id}"
