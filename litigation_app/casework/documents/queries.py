"""Which documents has a case, and how much room do they take?"""

from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Select, Table, func, select
from werkzeug.exceptions import NotFound

from litigation_app import ledger
from litigation_app.accounts.models import User
from litigation_app.casework.cases import frame
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents.models import Document
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard

frame.counts(frame.DOCUMENTS, Document, Document.removed_at.is_(None), by=Document.series)

ADDED, REMOVED = "add_document", "remove_document"
_DOCUMENTS, _USERS = cast(Table, Document.__table__), cast(Table, User.__table__)


class Line(NamedTuple):
    """What is known of a document without opening the file of the case. `series`: the id of its first version."""

    id: UUID
    size: int
    added_at: Any
    added_by: str
    series: UUID
    version: int
    victim_id: UUID | None
    row_version: int


class Room(NamedTuple):
    """Bytes that documents take."""

    of_case: int
    of_desk: int


def of_case(case: Case) -> list[Line]:
    """The documents of a case that was found by `cases.queries.get`, newest first."""
    here = _DOCUMENTS.c
    wanted = (
        _lines()
        .where(here.case_id == case.id, here.removed_at.is_(None))
        .order_by(here.added_at.desc(), here.version.desc(), here.id)
    )
    return [Line._make(row) for row in db.session.execute(wanted)]


def line_of(found: Document) -> Line:
    """The same of one document."""
    return Line._make(db.session.execute(_lines().where(_DOCUMENTS.c.id == found.id)).one())


def _lines() -> Select[Any]:
    here = _DOCUMENTS.c
    told = (here.series, here.version, here.victim_id, here.row_version)
    columns = (here.id, here.size, here.added_at, _USERS.c.name, *told)
    return select(*columns).join(_USERS, _USERS.c.id == here.added_by)


def last_version(series: UUID) -> int:
    """The number of the newest version, removed ones counted."""
    return db.session.scalar(select(func.max(_DOCUMENTS.c.version)).where(_DOCUMENTS.c.series == series)) or 0


def get(case: Case, document_id: UUID) -> Document:
    """A document of this case; raises NotFound for one that is gone or another case's as for one that never was."""
    wanted = select(Document).where(
        Document.id == document_id, Document.case_id == case.id, Document.removed_at.is_(None)
    )
    found: Document | None = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def room(case: Case) -> Room:
    """How much room the documents of the case, and all documents, take now."""
    here = _DOCUMENTS.c
    total = select(func.coalesce(func.sum(here.size), 0)).where(here.removed_at.is_(None))
    of_case = db.session.scalar(total.where(here.case_id == case.id)) or 0
    with rowguard.system("room"):
        return Room(int(of_case), int(db.session.scalar(total) or 0))


def stored() -> set[UUID]:
    """The documents that are there."""
    with rowguard.system("room"):
        return set(db.session.scalars(select(_DOCUMENTS.c.id).where(_DOCUMENTS.c.removed_at.is_(None))))


def is_on_record(document_id: UUID) -> bool:
    """Whether a document was added and not removed, as the ledger has it.

    A row that this process may not see must never look like one that is not there, so rows alone decide nothing.
    """
    of = f"document:{document_id}"
    asked = [ledger.entries(act=act, of=of, limit=1) for act in (ADDED, REMOVED)]
    added, removed = (db.session.execute(one).first() is not None for one in asked)
    return added and not removed
