"""Which documents has a case, how much room do they take, and which highly sensitive ones may she read now? Those that fit a part of
the client's record that stands open for her; a coordinator, all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from flask import current_app
from sqlalchemy import Select, Table, bindparam, func, select

from litigation_app import ledger
from litigation_app.accounts.models import User
from litigation_app.casework.cases import presenters as frame
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import actions as records
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.casework.documents.models import Document
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.core.toml_files import read_toml
from litigation_app.ledger.openings import live_opening

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
    return [Line._make(row) for row in db.session.execute(_of_case(), {"case": case.id})]


@cache
def _of_case() -> Select[Any]:
    """Written once: every page of an open file asks it."""
    here = _DOCUMENTS.c
    wanted = _lines().where(here.case_id == bindparam("case"), here.removed_at.is_(None))
    return wanted.order_by(here.added_at.desc(), here.version.desc(), here.id)


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


def versions(series: UUID) -> Sequence[Document]:
    """Those that are there, the oldest first, to be changed."""
    wanted = select(Document).where(Document.series == series, Document.removed_at.is_(None)).order_by(Document.version)
    return db.session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).all()


def get(case: Case, document_id: UUID) -> Document:
    """A document of this case; raises NotFound for one that is gone or another case's as for one that never was."""
    wanted = select(Document).where(
        Document.id == document_id, Document.case_id == case.id, Document.removed_at.is_(None)
    )
    return or_not_found(db.session.scalar(wanted))


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


@dataclass(frozen=True)
class Sight:
    """Whose documents she may read: all, or those about these people, each with the parts of her record that stand open.

    One about nobody in particular: with that part of any of their records open.
    """

    all: bool = False
    people: Mapping[UUID, frozenset[Group]] = field(default_factory=dict)

    def of(self, victim_id: UUID | None, kind: str) -> bool:
        """Whether a document of this kind of types.toml about this person (None: about nobody in particular) may be read."""
        opened = self.people.values() if victim_id is None else [self.people.get(victim_id, frozenset())]
        return self.all or any(group_of(kind) in groups for groups in opened)


NOTHING = Sight()


@cache
def _groups() -> Mapping[str, Group]:
    said = read_toml(__file__, "groups.toml")
    return {kind: Group(group) for kind, group in said.items()}


def group_of(kind: str) -> Group:
    """With which part of her record a document of this kind is read; raises KeyError for a kind that groups.toml lost."""
    return _groups()[kind]


def sight(actor: Actor, case: Case) -> Sight:
    """What she may read of the highly sensitive documents of a case whose file stands open for her."""
    if cases.may(actor, case, May.READ_GUARDED):
        return Sight(all=True)
    tickets = {one.id: ticket_of(actor, one.id) for one in victims.of_case(case)}
    return Sight(people={id_: records.groups_of(ticket) for id_, ticket in tickets.items() if ticket is not None})


def ticket_of(actor: Actor, victim_id: UUID) -> ledger.Ticket | None:
    """The ticket of her live opening of this person's record in this sign-in; None: it does not stand open."""
    of = f"victim:{victim_id}"
    opening = live_opening(records.OPEN, of, by=actor.id, session_id=actor.session_id) if actor.session_id else None
    if opening is None or actor.session_id is None:
        return None
    minutes = current_app.extensions["config"].opening_minutes
    try:
        ticket = ledger.redeem(opening, by=actor.id, session_id=actor.session_id, minutes=minutes)
    except ledger.OpeningOver:
        return None
    return ticket if ticket.object == of else None
