"""Open a case; change what its file says about its aim and numbers."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy import exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute

from litigation_app import ledger, vault
from litigation_app.accounts.models import Office
from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import LEAD, Assignment, Case, CaseCounter
from litigation_app.core import clock, rowguard
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.vault import numbers, tokens

TABLE = "case"


class Changed(Exception):
    """Somebody else saved first; nothing was written."""


class NotPrintable(Exception):
    """Something tried to print what is sealed."""


@dataclass(frozen=True)
class FileText:
    """What the sealed part of a file says: the strategic aim, and the authorities' own numbers ("" if not known)."""

    aim: str
    court_number: str
    prosecution_number: str

    def __repr__(self) -> NoReturn:
        raise NotPrintable

    __str__ = __repr__


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
    number = _next_number(country, year)
    case = Case(
        country=country,
        year=year,
        number=number,
        reference=rules.reference(country, year, number),
        code_name=free_code_name(Case.code_name),
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
    db.session.add(_lead(case, actor.id))
    db.session.flush()
    vault.new_subject(case.id)
    _seal(case, new.text)
    log_act(actor, case, "create_case", of=f"case:{case.id}")
    return case


def _lead(case: Case, user_id: UUID) -> Assignment:
    return Assignment(case_id=case.id, user_id=user_id, office_id=case.office_id, kind=LEAD, opened_on=case.opened_on)


def change_text(actor: Actor, case: Case, text: FileText, *, row_version: int) -> None:
    """Write the file's aim and numbers anew; raises Changed if somebody saved after `row_version` was read."""
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
    if row_version not in {None, row.row_version} or getattr(row, "struck_at", None) is not None:
        raise Changed


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
    aim, numbers = (
        vault.open(ticket, subject=case.id, table=TABLE, row=case.id, capsule=capsule, row_ver=case.row_version)
        for capsule in ("aim", "numbers")
    )
    return FileText(aim["text"], numbers["court"], numbers["prosecution"])


def _seal(case: Case, text: FileText) -> None:
    capsules: Mapping[str, dict[str, str]] = {
        "aim": {"text": text.aim},
        "numbers": {"court": text.court_number, "prosecution": text.prosecution_number},
    }
    for capsule, content in capsules.items():
        vault.seal(
            subject=case.id, table=TABLE, row=case.id, capsule=capsule, content=content, row_ver=case.row_version
        )
    told = [tokens.Number(numbers.FILE_NUMBER, typed) for typed in (text.court_number, text.prosecution_number)]
    tokens.put(case.id, case.id, told, kinds=[numbers.FILE_NUMBER])


def _next_number(country: str, year: int) -> int:
    """The next number of a country and year, in one statement, so that two lawyers never get the same one."""
    insert = sqlite.insert if is_sqlite(db.engine) else postgresql.insert
    count = insert(CaseCounter).values(country=country, year=year, last=1)
    again = count.on_conflict_do_update(index_elements=["country", "year"], set_={"last": CaseCounter.last + 1})
    return int(db.session.execute(again.returning(CaseCounter.last)).scalar_one())


def free_code_name(*columns: InstrumentedAttribute[str]) -> str:
    """A code name drawn at random that no row of these columns has."""
    taken = 0
    with rowguard.system("code_names"):
        while True:
            name = rules.code_name(secrets.randbelow(rules.free_serials(taken)))
            if not any(db.session.scalar(select(exists().where(column == name))) for column in columns):
                return name
            taken += 1
