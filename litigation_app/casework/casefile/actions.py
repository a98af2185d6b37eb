"""Open a case with its first proceedings; read its file while it stands open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases import actions as cases
from litigation_app.casework.cases.actions import FileText, NewCase, NotPrintable
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.openings import OPEN, Hours, hours, minutes_left, open_file, use_file
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.actions import Note
from litigation_app.core.access import Actor
from litigation_app.law import loader

__all__ = [
    "FIRST_FAMILIES",
    "OPEN",
    "FileText",
    "Hours",
    "NewCase",
    "OpenFile",
    "hours",
    "open_case",
    "open_file",
    "read",
    "use_file",
]

FIRST_FAMILIES = (
    "criminal",
    "property_claim",
)  # the claim is heard with the trial, so both lanes stand from the first day


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


def read(ticket: ledger.Ticket, case: Case, steps: Iterable[UUID], hours: Hours) -> OpenFile:
    """What the file says, with the notes of these steps, under the ticket of its opening."""
    left = minutes_left(ticket, hours)
    return OpenFile(cases.read_text(ticket, case), proceedings.read_notes(ticket, steps), left)
