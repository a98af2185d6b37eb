"""Add an accused to a case, read what the file says of him, change it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import Changed, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.rules import letter
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.proceedings.defendants import queries
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.text import Unprintable
from litigation_app.vault.name_search import duplicates, index

TABLE = "defendant"
CAPSULE = "accused"
Alike = Mapping[str, Sequence[UUID]] | None  # by kind of duplicates.NAMES; None: nobody was compared


@dataclass(frozen=True, repr=False)
class Identity(Unprintable):
    """Who an accused is, as far as it is known ("" for what is not). `others`: names that he also uses; `born`: a year.

    `number`: a personal or a registration number.
    """

    name: str = ""
    about: str = ""
    others: tuple[str, ...] = ()
    is_company: bool = False
    born: int | None = None
    nationality: str = ""
    number: str = ""
    address: str = ""
    counsel: str = ""


def alike(actor: Actor, who: Identity, before: str = "") -> Alike:
    """Who has the very same name, by kind, for the coordinators alone. Before the first write; who saves is told nothing.

    A new name is a search like another. `before`: his name till now; None: it stays. Raises TooManySearches.
    """
    if not who.name or who.name == before:
        return None
    if before:
        searches.note_retry(actor)
    searches.record(actor, searches.SAVED, who.name)
    return {
        duplicates.CONFLICT: index.same(_sketch(who), table=index.VICTIM),
        duplicates.SAME_ACCUSED: index.same(_sketch(who), table=index.ACCUSED),
    }


def add(actor: Actor, case: Case, who: Identity, alike: Alike = None) -> Defendant:
    """Add an accused; he gets the next letter of the case."""
    begin_write()
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())  # one at a time takes a letter
    found = Defendant(case_id=case.id, letter=letter(queries.count(case)), added_by=actor.id, added_at=clock.now())
    db.session.add(found)
    db.session.flush()
    _seal(case, found, who, alike)
    log_act(actor, case, "add_defendant", of=f"defendant:{found.id}")
    return found


def change(
    actor: Actor,
    case: Case,
    defendant: Defendant,
    who: Identity,
    alike: Alike = None,
    *,
    row_version: int,
) -> None:
    """Write anew who he is; raises Changed if somebody saved after `row_version` was read."""
    begin_write()
    mine = (Defendant.id == defendant.id, Defendant.row_version == row_version)
    saved = update(Defendant).where(*mine).values(row_version=row_version + 1).returning(Defendant.id)
    if db.session.execute(saved).one_or_none() is None:
        raise Changed
    db.session.expire(defendant)
    _seal(case, defendant, who, alike)
    log_act(actor, case, "edit_defendant", of=f"defendant:{defendant.id}")


def read(ticket: ledger.Ticket, defendants: Iterable[UUID]) -> dict[UUID, Identity]:
    """Who these accused are, under the ticket of the opened file. Raises vault.TicketRefused."""
    found = vault.open_many(ticket, table=TABLE, capsule=CAPSULE, rows=list(defendants))
    return {row: _identity(content) for row, content in found}


def _identity(content: Mapping[str, Any]) -> Identity:
    """What is sealed of him; an erasure may have left a text with other names, or none of them."""
    known = {one.name: content[one.name] for one in fields(Identity) if content.get(one.name)}
    return Identity(**known | {"others": tuple(known.get("others", ()))})


def forget(case_id: UUID) -> None:
    """Drop the names of the accused of a case from every search and comparison, in this request's transaction."""
    for accused in db.session.scalars(select(Defendant.id).where(Defendant.case_id == case_id)).all():
        index.forget(accused)
        duplicates.forget(accused)


def _sketch(who: Identity) -> index.Sketch:
    return index.Sketch(who.name, "", who.others, who.born)


def _seal(case: Case, defendant: Defendant, who: Identity, alike: Alike) -> None:
    """What is known of him, and his names for comparing and finding; `alike` None: nobody was compared."""
    content = {one.name: getattr(who, one.name) for one in fields(who)} | {"others": list(who.others)}
    vault.seal(
        subject=case.id,
        table=TABLE,
        row=defendant.id,
        capsule=CAPSULE,
        content=content,
        row_ver=defendant.row_version,
    )
    place = index.Place(case.id, case.office_id)
    index.put(defendant.id, place, _sketch(who), row_ver=defendant.row_version, table=index.ACCUSED)
    if alike is not None or not who.name:
        duplicates.note_names(defendant.id, case.id, alike or {})
