"""Which rows are waiting to be written, and how do they get into the tables and the ledger together?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Table, insert

from litigation_app import ledger, vault
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.models import Claim, ClaimPart, ClaimWriter, CourtDecision, Payment, Review
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.casework.planner.notes.models import Note
from litigation_app.casework.planner.tasks.models import Task, TaskStep
from litigation_app.casework.proceedings.courts.models import CourtFile
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.hearings.models import Hearing, HearingReport
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding, TrackLink
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.core.db import Base, begin_write, committing, db
from litigation_app.demo.sign_ins import ACT, MARK
from litigation_app.vault.name_search import blind_index, index

T = TypeVar("T")
# Whoever is pointed at comes first.
_ORDER: tuple[type[Base], ...] = (
    Case, Assignment, Victim, Proceeding, TrackLink, Move, Deadline, Hearing, HearingReport,
    CourtFile, Defendant, Record, Authority, Particular, Task, TaskStep, Note,
    Claim, ClaimWriter, ClaimPart, Computed, Review, CourtDecision, Payment,
    Judgment, Coding, Observation,
)  # fmt: skip
_SEALED_AT_ONCE = 500  # capsules in one ledger entry


@dataclass(frozen=True)
class Entry:
    """One line for the ledger; `facts` are codes and whole numbers."""

    act: str
    by: UUID
    of: str
    case_id: UUID | None  # None: it is about no case
    facts: Mapping[str, str | int]
    purpose: str | None = None


@dataclass
class Batch:
    """Rows of every table, things to seal, and entries, written in one transaction."""

    rows: dict[type[Base], list[dict[str, Any]]] = field(default_factory=lambda: {model: [] for model in _ORDER})
    subjects: list[UUID] = field(default_factory=list)
    sealings: list[vault.Sealing] = field(default_factory=list)
    drawn: list[index.Drawn] = field(default_factory=list)
    told: list[blind_index.Told] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def add(self, model: type[Base], **values: Any) -> None:
        self.rows[model].append(values)

    def seal(self, subject: UUID, table: str, row: UUID, capsule: str, content: Mapping[str, Any]) -> None:
        self.sealings.append(vault.Sealing(subject, table, row, capsule, content))


def write(batch: Batch, before: Callable[[], None] | None = None) -> None:
    """Write the batch in one transaction. `before`: what else belongs into it."""
    with committing():
        begin_write()
        if before is not None:
            before()
        for model in _ORDER:
            if batch.rows[model]:
                db.session.connection().execute(insert(cast(Table, model.__table__)), batch.rows[model])
        vault.new_subjects(batch.subjects)
        for sealings in _parts(batch.sealings):
            vault.seal_many(sealings)
            ledger.write(act=ACT, by=None, of=MARK, facts={"sealed": len(sealings)})
        for drawn in _parts(batch.drawn):
            index.put_many(drawn)
            ledger.write(act=ACT, by=None, of=MARK, facts={"sealed": len(drawn)})
        blind_index.put_many(batch.told)
        for entry in batch.entries:
            ledger.write(**vars(entry))


def _parts(things: Sequence[T]) -> Iterator[list[T]]:
    waiting = iter(things)
    while part := list(islice(waiting, _SEALED_AT_ONCE)):
        yield part
