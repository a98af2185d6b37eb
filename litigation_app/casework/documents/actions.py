"""Add papers to a case, list and read them while its file stands open, remove one for good."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO, NoReturn, cast
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import NotPrintable
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import contents, queries, rules, scanner
from litigation_app.casework.documents.models import Document
from litigation_app.casework.documents.rules import Caution, Span
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.blobs import ORPHAN_AFTER, Blobs
from litigation_app.core.db import begin_write, db
from litigation_app.vault import files

TABLE = "document"


@dataclass(frozen=True)
class Said:
    """What was said of the papers of one form."""

    kind: str  # a code of forms.KIND_NAMES
    written_on: date | None = None
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class Paper:
    """A paper as it is listed while the file stands open."""

    id: UUID
    size: int
    added_at: datetime
    added_by: str
    name: str
    kind: str
    written_on: date | None
    note: str
    cautions: tuple[Caution, ...]

    def __repr__(self) -> NoReturn:
        raise NotPrintable

    __str__ = __repr__


@dataclass(frozen=True)
class Sent:
    """A file that came with a form: its name as the browser gave it, and the sink that took it."""

    name: str = field(repr=False)
    stream: BinaryIO = field(repr=False)


@dataclass(frozen=True)
class Looked:
    """A file that was looked at and may be taken."""

    name: str = field(repr=False)
    incoming: files.Incoming
    type: str
    cautions: tuple[Caution, ...]


@dataclass(frozen=True)
class Opened:
    """A paper that is being read: its bytes, its name, its type."""

    file: files.SealedFile
    name: str = field(repr=False)
    type: str


def receive() -> files.Incoming:
    """A sink for a file that a form sends: what arrives is sealed at once, under a key that is kept only with the paper."""
    return files.receive(store(), TABLE)


def look_at(sent: Sent) -> Looked:
    """Whether the file may be a paper, before anything of it is kept; raises rules.Refused."""
    incoming = cast(files.Incoming, sent.stream)
    name = rules.name_of(sent.name)
    found = contents.look_at(name, cast(BinaryIO, incoming))
    scanner.require_clean(cast(BinaryIO, incoming), current_app.extensions["config"].virus_scanner)
    return Looked(name, incoming, found.kind.type, found.cautions)


def add(actor: Actor, case: Case, looked: Sequence[Looked], said: Said) -> list[Document]:
    """Keep the files as papers of the case: all of them, or none. Raises rules.Refused, vault.files.StoreUnwritable."""
    _require_room(case, looked)
    store().clear_incoming()
    with ExitStack() as undo:
        for one in looked:
            undo.callback(store().delete, one.incoming.place.file)
            files.store(one.incoming)
        begin_write()
        db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())  # one at a time counts the room
        _require_room(case, looked)
        added = [_add(actor, case, one, said) for one in looked]
        undo.pop_all()
    return added


def _require_room(case: Case, looked: Iterable[Looked]) -> None:
    config, taken = current_app.extensions["config"], queries.room(case)
    size = sum(one.incoming.finish().size for one in looked)
    rules.room_left(
        size,
        of_case=taken.of_case,
        of_desk=taken.of_desk,
        case_most=config.case_bytes,
        desk_most=config.papers_bytes,
    )


def _add(actor: Actor, case: Case, looked: Looked, said: Said) -> Document:
    place, size = looked.incoming.place, looked.incoming.finish().size
    added = Document(
        id=place.row,
        case_id=case.id,
        size=size,
        added_by=actor.id,
        added_at=clock.now(),
    )
    db.session.add(added)
    db.session.flush()
    content = {
        "name": looked.name,
        "type": looked.type,
        "kind": said.kind,
        "written_on": said.written_on.isoformat() if said.written_on else None,
        "note": said.note,
        "cautions": [str(caution) for caution in looked.cautions],
    }
    vault.seal(subject=case.id, table=TABLE, row=added.id, capsule="document", content=content)
    files.keep(looked.incoming, subject=case.id)
    _write(queries.ADDED, actor, case, added.id, {"size": size})
    return added


def list_of(ticket: ledger.Ticket, lines: Iterable[queries.Line]) -> list[Paper]:
    """The papers with what they are called, under the ticket of the open file."""
    wanted = {line.id: line for line in lines}
    said = dict(vault.open_many(ticket, table=TABLE, capsule="document", rows=wanted)) if wanted else {}
    return [_paper(line, said[line.id]) for line in wanted.values()]


def _paper(line: queries.Line, said: dict[str, Any]) -> Paper:
    return Paper(
        *line,
        name=said["name"],
        kind=said["kind"],
        written_on=date.fromisoformat(said["written_on"]) if said["written_on"] else None,
        note=said["note"],
        cautions=tuple(Caution(code) for code in said["cautions"]),
    )


def read(actor: Actor, case: Case, found: Document, *, file: ledger.Ticket, span: Span | None = None) -> Opened:
    """Open a paper while the file stands open (`file`: its ticket). That it is read, and which part, is on record first."""
    facts = {"first": span.start, "last": span.stop - 1} if span else {}
    said = vault.open(file, subject=case.id, table=TABLE, row=found.id, capsule="document")
    ticket = ledger.append_alone(
        act="read_document",
        by=actor.id,
        of=_of(found.id),
        session_id=actor.session_id,
        case_id=case.id,
        facts=facts,
    )
    opened = files.open_file(ticket, store(), subject=case.id, table=TABLE, row=found.id, file=found.id)
    return Opened(opened, said["name"], said["type"])


def remove(actor: Actor, case: Case, found: Document) -> None:
    """Take a paper away for good: its name and its key now, its sealed bytes by `store().delete` once this is saved."""
    begin_write()
    _remove(actor, case, found)


def _remove(actor: Actor | None, case: Case, found: Document) -> None:
    found.removed_by, found.removed_at = actor.id if actor else None, clock.now()
    db.session.flush()
    vault.remove(table=TABLE, row=found.id)
    _write(queries.REMOVED, actor, case, found.id, {"size": found.size})


def sweep() -> int:
    """Take away files of papers that were never saved or are removed, and what was left half written; how many there were."""
    blobs, stored = store(), queries.stored()
    swept = blobs.sweep(lambda name: name in stored or queries.is_on_record(name), older_than=ORPHAN_AFTER)
    return swept + blobs.clear_incoming()


def store() -> Blobs:
    """Where the sealed files of the running app lie."""
    found: Blobs = current_app.extensions["blobs"]
    return found


def _of(document_id: UUID) -> str:
    return f"document:{document_id}"


def _write(act: str, actor: Actor | None, case: Case, document_id: UUID, facts: dict[str, str | int]) -> None:
    ledger.write(act=act, by=actor.id if actor else None, of=_of(document_id), case_id=case.id, facts=facts)
