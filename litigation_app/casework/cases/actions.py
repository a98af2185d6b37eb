"""Open a case; change what its file says about its aim."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from litigation_app import ledger, vault
from litigation_app.accounts.models import Office
from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.rls import rowguard
from litigation_app.core.text import Unprintable

TABLE, _AIM = "case", "aim"
_DRAWN = 20


class Changed(Exception):
    """Somebody else saved first; nothing was written."""


@dataclass(frozen=True, repr=False)
class FileText(Unprintable):
    """What the sealed part of a file says: the strategic aim ("" if not known)."""

    aim: str


@dataclass(frozen=True)
class Place:
    """Where a case is tried: a court of the country's list, or one typed in, or neither yet; `forum` only in Bosnia."""

    court_id: str | None = None
    court_typed: str | None = None
    forum: str | None = None


@dataclass(frozen=True)
class NewCase:
    """What a lawyer says about a case that she opens."""

    office: Office
    opened_on: date
    law_version: str
    place: Place
    text: FileText = field(repr=False)


def create(actor: Actor, new: NewCase) -> Case:
    """Open a case; the actor becomes its lead lawyer."""
    begin_write()
    country, year = new.office.country, new.opened_on.year
    case = Case(
        country=country,
        year=year,
        reference=free_reference(country, year),
        code_name=_free(lambda wide: rules.code_name(secrets.randbelow(rules.code_names(wide=wide))), Case.code_name),
        office_id=new.office.id,
        court_id=new.place.court_id,
        court_typed=new.place.court_typed,
        forum=new.place.forum,
        opened_on=new.opened_on,
        created_by=actor.id,
        created_at=clock.now(),
        law_version=new.law_version,
    )
    db.session.add(case)
    db.session.flush()
    db.session.add(assignment(case, actor.id, LEAD))
    db.session.flush()
    vault.new_subject(case.id)
    _seal(case, new.text)
    log_act(actor, case, "create_case", of=f"case:{case.id}")
    return case


def assignment(case: Case, user_id: UUID, kind: str) -> Assignment:
    """That somebody works on the case, with what its row repeats."""
    names = ("office_id", "opened_on", "reference", "code_name", "is_over", "next_on")
    repeated = {name: getattr(case, name) for name in names}
    return Assignment(case_id=case.id, user_id=user_id, kind=kind, **repeated)


def change_text(actor: Actor, case: Case, text: FileText, *, row_version: int) -> None:
    """Write the file's aim anew; raises Changed if somebody saved after `row_version` was read."""
    begin_write()
    mine = (Case.id == case.id, Case.row_version == row_version)
    saved = update(Case).where(*mine).values(row_version=row_version + 1).returning(Case.id)
    if db.session.execute(saved).one_or_none() is None:
        raise Changed
    db.session.expire(case)
    _seal(case, text)
    log_act(actor, case, "edit_file", of=f"case:{case.id}")


def hold(row: Any, row_version: int | None) -> None:
    """Read a row again for writing. Raises Changed if somebody saved after `row_version` was read (None: whenever), or struck it."""
    begin_write()
    db.session.refresh(row)
    if row_version not in {None, row.row_version} or getattr(row, "entered_in_error_at", None) is not None:
        raise Changed


def hold_case(case: Case) -> None:
    """What was written is sent, and whoever else writes of this case waits.

    Else, on PostgreSQL, of two at once each would make its lists and sums without what the other wrote. Rows that name the
    case hold its key already: a stronger lock would wait for them, and they for it.
    """
    db.session.flush()
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update(key_share=True))


def log_act(actor: Actor, case: Case, act: str, *, of: str, why: str | None = None, **facts: str | int) -> None:
    """Write into the access log what was done in a case, with its reference; `of`: to what, "note:<uuid>"; `why`: a code.

    Raises ledger.EntryRefused for a fact that is neither a code nor a whole number.
    """
    said = {"ref": case.reference, **facts}
    ledger.write(act=act, by=actor.id, of=of, case_id=case.id, purpose=why, facts=said)


def texts(ticket: ledger.Ticket, table: str, capsule: str, rows: Iterable[UUID]) -> dict[UUID, str]:
    """The texts that are sealed beside these rows, under the ticket of the opened file. Raises vault.TicketRefused."""
    found = vault.open_many(ticket, table=table, capsule=capsule, rows=list(rows))
    return {row: content["text"] for row, content in found}


def read_text(ticket: ledger.Ticket, case: Case) -> FileText:
    """The sealed part of the file, under the ticket of its opening."""
    found = vault.open(ticket, subject=case.id, table=TABLE, row=case.id, capsule=_AIM, row_ver=case.row_version)
    return FileText(found["text"])


def _seal(case: Case, text: FileText) -> None:
    content = {"text": text.aim}
    vault.seal(subject=case.id, table=TABLE, row=case.id, capsule=_AIM, content=content, row_ver=case.row_version)


def free_reference(country: str, year: int) -> str:
    """A reference drawn at random that no case has: whoever opens cases learns from it of no other."""
    return _free(lambda _wide: rules.reference(country, year, secrets.randbelow(rules.REFERENCES)), Case.reference)


def _free(draw: Callable[[bool], str], column: InstrumentedAttribute[str]) -> str:
    """Of several that were drawn the first that is free, all asked at once: until nearly all are in use, neither what she
    gets nor how long it takes tells how many are. `draw`: from a wider choice, where none of the first was free.
    """
    is_wide = False
    with rowguard.system("code_names"):
        while True:
            drawn = [draw(is_wide) for _ in range(_DRAWN)]
            taken = set(db.session.scalars(select(column).where(column.in_(drawn))))
            for one in drawn:
                if one not in taken:
                    return one
            is_wide = True
