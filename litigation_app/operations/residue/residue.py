"""What is left of people who were erased, in rows and in the keyring?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, or_, select

from config import Config
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents.models import Document
from litigation_app.casework.planner.notes.models import Note
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.strategy.assessments.models import AssessmentClient
from litigation_app.core.db import db
from litigation_app.vault import Capsule, SubjectKey
from litigation_app.vault.erasure import register
from litigation_app.vault.keys import keyfile
from litigation_app.vault.keys.keyring import KEK
from litigation_app.vault.models import DuplicateHit, IdentifierToken, SketchChange

_CAPSULES, _KEYS, _TOKENS, _CHANGES, _HITS, _VICTIMS, _PAPERS, *_ABOUT_HER = (
    cast(Table, model.__table__)
    for model in (
        Capsule,
        SubjectKey,
        IdentifierToken,
        SketchChange,
        DuplicateHit,
        Victim,
        Document,
        Record,
        Particular,
        Authority,
        Computed,
        Task,
        Note,
        AssessmentClient,
    )
)
_FACTS = "facts"
_SECOND = timedelta(seconds=1)  # a key's day is written without parts of it
_RESTART = "Restart the desk: it erases again whoever is in the register."
_NEW_KEYS = "litigation keys rotate --destroy-old --as EMAIL"


@dataclass(frozen=True)
class Residue:
    """Something that should not be there. `subject` None: it is nobody's in particular."""

    where: str
    what: str
    subject: UUID | None
    remedy: str


@dataclass(frozen=True)
class Sought:
    """Somebody of whom nothing should be left. `at` None: she is not in the register."""

    subject: UUID
    at: datetime | None
    papers: tuple[UUID, ...] = ()


def sought(registered: Iterable[register.Erased], asked: Sequence[UUID]) -> list[Sought]:
    """Everybody in the register, or those who were asked for."""
    known = {one.subject_id: Sought(one.subject_id, one.at, one.papers) for one in registered}
    return [known.get(subject, Sought(subject, None)) for subject in asked] if asked else list(known.values())


def of_register(people: Iterable[Sought]) -> Iterator[Residue]:
    for one in people:
        if one.at is None:
            yield Residue("register", "She is not in it: no backup would be kept from her.", one.subject, "Erase her.")


def of_rows(people: Iterable[Sought]) -> Iterator[Residue]:
    """Rows that her erasure should have taken."""
    for one in people:
        for where, found in _places(one):
            wanted = select(func.count()).select_from(where).where(found)
            if count := db.session.scalar(wanted):
                yield Residue(f"table {where.name}", f"{count} rows", one.subject, _RESTART)


def _places(one: Sought) -> list[tuple[Table, ColumnElement[bool]]]:
    she, papers = one.subject, one.papers
    return [
        (_KEYS, _KEYS.c.subject == she),
        (_CAPSULES, or_(_CAPSULES.c.subject == she, _CAPSULES.c.row == she)),
        (_CAPSULES, (_CAPSULES.c.table == "document") & _CAPSULES.c.row.in_(papers)),
        (_TOKENS, _TOKENS.c.subject == she),
        (_CHANGES, (_CHANGES.c.subject == she) & _CHANGES.c.is_gone.is_(False)),
        (_HITS, or_(_HITS.c.first == she, _HITS.c.second == she)),
        *((table, table.c.victim_id == she) for table in _ABOUT_HER),
        (_VICTIMS, (_VICTIMS.c.id == she) & _VICTIMS.c.erased_at.is_(None)),
        (_PAPERS, (_PAPERS.c.id.in_(papers) & _PAPERS.c.removed_at.is_(None)) | (_PAPERS.c.victim_id == she)),
    ]


def of_keys(config: Config, people: Iterable[Sought]) -> Iterator[Residue]:
    """Keys that were there when somebody was erased: with them a copy of the database would still open."""
    rows = keyfile.read(config)
    newest = max((one.at for one in people if one.at is not None), default=None)
    for row in (*rows.of(KEK), *rows.of(_FACTS)):
        is_older = newest is not None and datetime.fromisoformat(row.created) + _SECOND <= newest
        if row.wrapped is not None and is_older:
            what = f"Key {row.purpose}/{row.version} ({row.state}) is older than the last erasure."
            yield Residue("keyring", what, None, _NEW_KEYS if row.purpose == KEK else "litigation keys renew facts")
    there = {row.version for row in rows.of(KEK) if row.wrapped is not None}
    for version in sorted(set(db.session.scalars(select(_KEYS.c.kek_ver).distinct())) - there):
        what = f"Rows lie under main key {version}, which is destroyed: nobody can read them."
        yield Residue("table subject_key", what, None, "Restore a backup of data and keyring that belong together.")
