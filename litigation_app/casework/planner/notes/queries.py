"""Which notes may this person see? Those of the cases that she may see."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.planner.notes.models import Note
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db


class Found(NamedTuple):
    """A note and its case."""

    note: Note
    case: Case


class Line(NamedTuple):
    """A note as its list shows it while the file is closed."""

    id: UUID
    kind: str
    on: date
    victim_id: UUID | None
    by: str
    at: datetime
    is_entered_in_error: bool
    version: int


def get(actor: Actor, note_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A note of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Note, note_id, to))


def of_case(case: Case) -> list[Line]:
    """All notes of a case that was found by `cases.queries.get`, the newest day first."""
    columns = (Note.id, Note.kind, Note.on, Note.victim_id, User.name, Note.written_at)
    wanted = select(*columns, Note.entered_in_error_at.is_not(None), Note.row_version).join(
        User, User.id == Note.written_by
    )
    order = (Note.on.desc(), Note.written_at.desc(), Note.id)
    return [Line(*row) for row in db.session.execute(wanted.where(Note.case_id == case.id).order_by(*order))]
