"""Add an accused to a case, read what the file says of him, change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from sqlalchemy import select, update

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import Changed, NotPrintable, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.defendants import queries, rules
from litigation_app.casework.defendants.models import Defendant
from litigation_app.casework.search import actions as search
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.vault import duplicates, sketches

TABLE = "defendant"
CAPSULE = "accused"


@dataclass(frozen=True)
class Identity:
    """Who an accused is, as far as it is known ("" for what is not)."""

    name: str = ""
    about: str = ""

    def __repr__(self) -> NoReturn:
        raise NotPrintable

    __str__ = __repr__


def alike(actor: Actor, who: Identity, before: str = "") -> list[UUID] | None:
    """The clients with the very same name, for the coordinators alone. Before the first write; who saves is told nothing.

    A new name is a search like another. `before`: his name till now; None: it stays. Raises TooManySearches.
    """
    if not who.name or who.name == before:
        return None
    if before:
        search.note_retry(actor)
    search.record(actor, search.SAVED, who.name)
    return sketches.same(sketches.Sketch(who.name, ""), table=sketches.VICTIM)


def add(actor: Actor, case: Case, who: Identity, alike: Sequence[UUID] | None = None) -> Defendant:
    """Add an accused; he gets the next letter of the case."""
    begin_write()
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())  # one at a time takes a letter
    found = Defendant(
        case_id=case.id, letter=rules.letter(queries.count(case)), added_by=actor.id, added_at=clock.now()
    )
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
    alike: Sequence[UUID] | None = None,
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
    return {row: Identity(content["name"], content["about"]) for row, content in found}


def _seal(case: Case, defendant: Defendant, who: Identity, alike: Sequence[UUID] | None) -> None:
    """What is known of him, and his name for the comparison with clients; `alike` None: nobody was compared."""
    content = {"name": who.name, "about": who.about}
    vault.seal(
        subject=case.id,
        table=TABLE,
        row=defendant.id,
        capsule=CAPSULE,
        content=content,
        row_ver=defendant.row_version,
    )
    place, sketch = sketches.Place(case.id, case.office_id), sketches.Sketch(who.name, "")
    sketches.put(defendant.id, place, sketch, row_ver=defendant.row_version, table=sketches.ACCUSED)
    if alike is not None or not who.name:
        duplicates.note_names(defendant.id, case.id, {duplicates.CONFLICT: alike or ()})
