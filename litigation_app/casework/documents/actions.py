"""Add documents to a case, say more of them, list and read them while its file stands open, remove one for good."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO, cast
from unicodedata import normalize
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.documents import inspection, queries, rules, scanner
from litigation_app.casework.documents.inspection import Budget
from litigation_app.casework.documents.models import Document
from litigation_app.casework.documents.queries import Sight
from litigation_app.casework.documents.rules import Caution, Described, Reading, Said, said_of
from litigation_app.casework.documents.sandbox import queries as sandbox
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.blobs import ORPHAN_AFTER, Blobs
from litigation_app.core.db import begin_write, db
from litigation_app.core.text import Unprintable
from litigation_app.vault import SealBroken
from litigation_app.vault.capsules import files
from litigation_app.vault.name_search import folding

TABLE, NAMED, TEXT = "document", "document", "text"


class Guarded(Exception):
    """The document is highly sensitive, and the part of the client's record that it belongs to does not stand open."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, repr=False)
class ListedDocument(Unprintable):
    """A document as it is listed while the file stands open. `pages`: how many can be looked at (0: it can only be downloaded)."""

    line: queries.Line
    name: str
    said: Said
    cautions: tuple[Caution, ...]
    pages: int
    file_kind: str  # of kinds.toml

    @property
    def may_be_cleaned(self) -> bool:
        """Whether it can be downloaded without hidden data."""
        return self.file_kind in sandbox.CLEANED


@dataclass(frozen=True)
class Sent:
    """A file that came with a form: its name as the browser gave it, and the sink that took it."""

    name: str = field(repr=False)
    stream: BinaryIO = field(repr=False)


@dataclass(frozen=True)
class Looked:
    """A file that was looked at and may be taken; what it shows and says."""

    name: str = field(repr=False)
    incoming: files.Incoming
    type: str
    cautions: tuple[Caution, ...]
    shows: sandbox.Contents = field(default_factory=sandbox.Contents)


@dataclass(frozen=True)
class Place:
    """Where a new document belongs: whom it is about (None: nobody), and the document of which it is a newer version (None: of none).

    `row_version`: that document's, when what is taken over from it was read.
    """

    about: UUID | None = None
    newer_than: Document | None = None
    row_version: int = 0


@dataclass(frozen=True)
class Opened:
    """A document that is being read: its bytes, its name, its type."""

    file: files.SealedFile
    name: str = field(repr=False)
    type: str

    def stretch(self, start: int, stop: int, broken: Callable[[SealBroken], None]) -> IO[bytes]:
        """Its bytes between these places; it is closed with them."""
        return cast(IO[bytes], files.Stretch(self.file, start, stop, broken))


def receive() -> files.Incoming:
    """A sink for a file that a form sends: what arrives is sealed at once, under a key that is kept only with the document."""
    return files.receive(store(), TABLE)


def look_at(sent: Sent, budget: Budget) -> Looked:
    """Whether the file may be a document, before anything of it is kept, and what it says; raises rules.Refused.

    `budget`: what all files of one form may unpack to.
    """
    incoming = cast(files.Incoming, sent.stream)
    name = rules.name_of(sent.name)
    found = inspection.look_at(name, cast(BinaryIO, incoming), budget)
    scanner.require_clean(cast(BinaryIO, incoming), current_app.extensions["config"].virus_scanner)
    return Looked(name, incoming, found.kind.type, found.cautions, _shows(found.kind.id, incoming))


def _shows(kind: str, incoming: files.Incoming) -> sandbox.Contents:
    if incoming.finish().size > sandbox.MOST_BYTES:
        return sandbox.Contents()
    incoming.seek(0)
    return sandbox.contents(kind, incoming.read())


def add(actor: Actor, case: Case, looked: Sequence[Looked], said: Said, place: Place | None = None) -> list[Document]:
    """Keep the files as documents of the case: all of them, or none.

    Raises rules.Refused, Changed, victims.Erased, vault.capsules.files.StoreUnwritable.
    """
    _require_room(case, looked)
    store().clear_incoming()
    with ExitStack() as undo:
        for one in looked:
            undo.callback(store().delete, one.incoming.place.file)
            files.store(one.incoming)
        begin_write()
        place = place or Place()
        victims.require_record(place.about)  # first, as an erasure does: else two would wait for each other
        _take_turn(case)
        _require_room(case, looked)
        _require_unchanged(place)
        added = [_add(actor, case, one, said, place) for one in looked]
        undo.pop_all()
    return added


def _take_turn(case: Case) -> None:
    """One at a time counts the room of a case, adds a version and describes them."""
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())


def _require_unchanged(place: Place) -> None:
    if place.newer_than is not None:
        db.session.refresh(place.newer_than)
        if place.newer_than.row_version != place.row_version:
            raise Changed


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


def _add(actor: Actor, case: Case, looked: Looked, said: Said, place: Place) -> Document:
    row, size, before = looked.incoming.place.row, looked.incoming.finish().size, place.newer_than
    added = Document(
        id=row,
        case_id=case.id,
        victim_id=place.about,
        series=before.series if before else row,
        version=queries.last_version(before.series) + 1 if before else 1,
        size=size,
        added_by=actor.id,
        added_at=clock.now(),
    )
    db.session.add(added)
    db.session.flush()
    about = {"name": looked.name, "type": looked.type, "pages": looked.shows.pages}
    cautions = [str(caution) for caution in looked.cautions]
    _seal(case, added, NAMED, about | {"cautions": cautions} | said.kept())
    texts = [" ".join(normalize("NFKC", text).split()) for text in looked.shows.texts]
    if any(texts):
        plain = [folding.in_plain_letters(text) for text in texts]
        _seal(case, added, TEXT, {"pages": texts, "plain": plain})
    files.keep(looked.incoming, subject=case.id)
    _write(queries.ADDED, actor, case, added.id, {"size": size, "version": added.version})
    return added


def _seal(case: Case, document: Document, capsule: str, content: dict[str, Any]) -> None:
    version = document.row_version if capsule == NAMED else 1
    vault.seal(subject=case.id, table=TABLE, row=document.id, capsule=capsule, content=content, row_ver=version)


def describe(
    actor: Actor, case: Case, found: Document, new: Described, *, file: ledger.Ticket, row_version: int
) -> None:
    """Say it anew, without sending the file again; who may read it, of all its versions. Raises Changed, victims.Erased."""
    begin_write()
    victims.require_record(new.about)
    _take_turn(case)
    versions = queries.versions(found.series)
    if found not in versions or found.row_version != row_version:
        raise Changed
    for one in versions:
        content = _named(file, case, one)
        said = new.kept(content["name"]) if one is found else new.said.guard()
        one.victim_id, one.row_version = new.about, one.row_version + 1
        db.session.flush()
        _seal(case, one, NAMED, content | said)
        _write("describe_document", actor, case, one.id, {"version": one.version})


def list_of(ticket: ledger.Ticket, lines: Iterable[queries.Line]) -> list[ListedDocument]:
    """The documents with what they are called, under the ticket of the open file."""
    wanted = {line.id: line for line in lines}
    said = dict(vault.open_many(ticket, table=TABLE, capsule=NAMED, rows=wanted)) if wanted else {}
    return [_listed(line, said[line.id]) for line in wanted.values()]


def one_of(ticket: ledger.Ticket, case: Case, found: Document) -> ListedDocument:
    """One document with what it is called."""
    return _listed(queries.line_of(found), _named(ticket, case, found))


def _listed(line: queries.Line, content: dict[str, Any]) -> ListedDocument:
    cautions = tuple(Caution(code) for code in content["cautions"])
    kind = rules.kinds_by_type()[content["type"]].id
    return ListedDocument(line, content["name"], said_of(content), cautions, content["pages"], kind)


def _named(ticket: ledger.Ticket, case: Case, found: Document) -> dict[str, Any]:
    return vault.open(ticket, subject=case.id, table=TABLE, row=found.id, capsule=NAMED, row_ver=found.row_version)


def read(actor: Actor, case: Case, found: Document, *, file: ledger.Ticket, how: Reading, sight: Sight) -> Opened:
    """Open a document while the file stands open (`file`: its ticket). That it is read, and which part, is on record first.

    Raises Guarded for a highly sensitive document unless `sight` has it.
    """
    content = _named(file, case, found)
    said = said_of(content)
    if said.is_guarded and not sight.of(found.victim_id, said.kind):
        raise Guarded(said.kind)
    ticket = ledger.append_alone(
        act=how.act,
        by=actor.id,
        of=_of(found.id),
        session_id=actor.session_id,
        case_id=case.id,
        facts=how.facts,
    )
    opened = files.open_file(ticket, store(), subject=case.id, table=TABLE, row=found.id, file=found.id)
    return Opened(opened, content["name"], content["type"])


def remove(actor: Actor, case: Case, found: Document) -> None:
    """Take a document away for good: its name and its key now, its sealed bytes by `store().delete` once this is saved."""
    begin_write()
    _remove(actor, case, found)


def _remove(actor: Actor | None, case: Case, found: Document) -> None:
    found.removed_by, found.removed_at, found.victim_id = actor.id if actor else None, clock.now(), None
    db.session.flush()
    vault.remove(table=TABLE, row=found.id)
    _write(queries.REMOVED, actor, case, found.id, {"size": found.size})


def sweep() -> int:
    """Take away files of documents that were never saved or are removed, and what was left half written; how many there were."""
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
