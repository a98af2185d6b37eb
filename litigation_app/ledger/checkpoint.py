"""What did this log look like at a moment, so that nobody can cut or rewrite it later unseen? Signed states, kept twice."""

import logging
import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, cast

from sqlalchemy import Connection, Select, Table, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from litigation_app.core import clock
from litigation_app.core.db import db, side_transaction
from litigation_app.ledger import chain, rows
from litigation_app.ledger.anchors import LedgerCheckpoint, LedgerCosignature
from litigation_app.ledger.merkle import Frontier, ProofBroken
from litigation_app.ledger.models import LedgerEntry
from litigation_app.ledger.notes import (
    Checkpoint,
    Note,
    NoteRefused,
    from_paper,
    parse_checkpoint,
    parse_note,
    require_signed,
    signed,
)
from litigation_app.ledger.settings import Anchoring, anchoring, settings
from litigation_app.ledger.verify import Head, Reading, Verdict, check_chain, hold_indexes, verify

log = logging.getLogger("litigation")

EVERY = 1_000  # entries
DAILY = timedelta(hours=24)
_LARGEST = 2**62  # entries; what is more fits no column
_CHECKPOINTS = cast(Table, LedgerCheckpoint.__table__)
_COSIGNATURES = cast(Table, LedgerCosignature.__table__)
_ENTRIES = cast(Table, LedgerEntry.__table__)


class CheckpointRefused(Exception):
    """The log is not the continuation of its last signed state, or this desk has no key to sign with: nothing is signed.

    `signed_state`: the one that is not what was signed, as `Head` names it.
    """

    def __init__(self, says: str, signed_state: str | None = None) -> None:
        super().__init__(says)
        self.signed_state = signed_state


class Signed(NamedTuple):
    """A signed state of this log. `cosigned`: the lines of partners, by their names."""

    stated: Checkpoint
    note: Note
    at: datetime
    cosigned: dict[str, str]

    def __str__(self) -> str:
        return str(Note(self.note.text, (*self.note.signatures, *self.cosigned.values())))


def newest() -> Signed | None:
    """The newest signed state; None: there is none yet. Raises CheckpointRefused if its signature is false."""
    return next(iter(latest(1)), None)


def at_size(size: int) -> Signed | None:
    """The signed state of just this size."""
    if size > _LARGEST:
        return None
    with db.engine.connect() as connection:
        found = connection.execute(_stored().where(_CHECKPOINTS.c.size == size)).one_or_none()
        return _read(connection, *found) if found else None


def latest(limit: int) -> list[Signed]:
    """The newest signed states, newest first."""
    with db.engine.connect() as connection:
        return [_read(connection, *row) for row in connection.execute(_stored().limit(limit)).all()]


def _stored() -> Select[int, str, datetime]:
    return select(_CHECKPOINTS.c.size, _CHECKPOINTS.c.note, _CHECKPOINTS.c.at).order_by(_CHECKPOINTS.c.size.desc())


def _read(connection: Connection, size: int, written: str, at: datetime) -> Signed:
    note, stated = _own(written, _in_table(size)), _stated(written, _in_table(size), size)
    lines = select(_COSIGNATURES.c.witness, _COSIGNATURES.c.line).where(_COSIGNATURES.c.size == size)
    return Signed(stated, note, at, {row.witness: row.line for row in connection.execute(lines)})


def _in_table(size: int) -> str:
    return f"{_CHECKPOINTS.name}:{size}"


def _stated(written: str, where: str, size: int | None = None) -> Checkpoint:
    """What a note that this desk signed states, of just this size; raises CheckpointRefused."""
    stated = parse_checkpoint(_own(written, where).text)
    if size not in (None, stated.size):
        raise _false(where)
    return stated


def _own(written: str, where: str) -> Note:
    """A note that this desk signed; raises CheckpointRefused."""
    try:
        note = parse_note(written)
        require_signed(note, settings().own_keys)
    except NoteRefused:
        raise _false(where) from None
    return note


def _false(where: str) -> CheckpointRefused:
    return CheckpointRefused(f"the signed state {where} is not the one that was signed", where)


def take() -> Signed:
    """Sign the log as it is now, unless nothing was added since; costs what was added. Raises CheckpointRefused."""
    mine = settings()
    if mine.signer is None:
        raise CheckpointRefused("this desk has no key to sign with")
    last = newest()
    with db.engine.connect() as connection:
        stated, tree = _grown(connection, last)
    if last is None or last.stated.size < stated.size:
        _store(stated, tree, signed(stated.text(), mine.origin, mine.signer))
    found = at_size(stated.size)
    if found is None:
        raise CheckpointRefused("the log changed while it was signed")
    return found


def _grown(connection: Connection, last: Signed | None) -> tuple[Checkpoint, Frontier]:
    """The present state, grown from the last signed one; every entry since is held against chain and MAC."""
    mine = settings()
    head, tree = _start(connection, last)
    verdict = Verdict(head.seq, None, None, head)
    for batch in rows.batches(connection, after=head.seq):
        verdict = check_chain(batch, mine.mac_key, after=verdict)
        if not verdict.holds:
            raise CheckpointRefused(f"entry {verdict.first_bad} does not hold: {verdict.reason}")
        tree.extend(row[1] for row in batch)
    return Checkpoint(mine.origin, tree.size, tree.root(), verdict.head.h), tree


def _start(connection: Connection, last: Signed | None) -> tuple[Head, Frontier]:
    if last is None or last.stated.head is None:
        return Head(0, chain.START), Frontier()
    size, h = last.stated.size, last.stated.head
    is_there = size == 0 or connection.scalar(select(_ENTRIES.c.h).where(_ENTRIES.c.seq == size)) == h
    if not is_there:
        raise CheckpointRefused(f"entry {size} is not the one that was signed")
    return Head(size, h), _tree(connection, last.stated)


def _tree(connection: Connection, stated: Checkpoint) -> Frontier:
    """The tree that was stored with this state, and that the next one grows from."""
    packed = connection.scalar(select(_CHECKPOINTS.c.frontier).where(_CHECKPOINTS.c.size == stated.size))
    try:
        tree: Frontier | None = Frontier.from_bytes(stated.size, packed or b"")
    except ProofBroken:
        tree = None
    if tree is None or tree.root() != stated.root:
        raise _false(_in_table(stated.size))
    return tree


def _store(stated: Checkpoint, tree: Frontier, note: Note) -> None:
    row = {"size": stated.size, "at": clock.now(), "frontier": tree.to_bytes(), "note": str(note)}
    try:
        with side_transaction() as connection:
            connection.execute(insert(_CHECKPOINTS), row)
    except IntegrityError:
        return  # another process signed the very same state
    folder = anchoring().folder
    if folder is not None:
        _write_copy(folder, f"{stated.size:012}.note", str(note))


def _write_copy(folder: Path, name: str, text: str) -> None:
    """Whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = folder / f".{name}.{os.getpid()}"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / name)


def when_due(seq: int, at: datetime) -> None:
    """Sign the log if a thousand entries or a day have passed; called after an entry is on disk, outside every lock.

    An entry is never refused because the log could not be signed: that is said in the server's log. Raises CheckpointRefused
    where something is not what was signed; it is tried again when the next state is due.
    """
    here = anchoring()
    if settings().signer is None or not _is_due(here, seq, at):
        return
    try:
        here.size, here.at = _last_signed(at)
        if _is_due(here, seq, at):
            here.size, here.at = seq, at
            take()
    except CheckpointRefused:
        here.size, here.at = seq, at
        raise
    except (DBAPIError, OSError) as failed:
        log.error("the access log could not be signed: %s", type(failed).__name__)


def _is_due(here: Anchoring, seq: int, at: datetime) -> bool:
    return seq - here.size >= EVERY or at - here.at >= DAILY


def _last_signed(now: datetime) -> tuple[int, datetime]:
    """Size of the newest signed state and moment of its last entry; before the first state: of the first entry."""
    last = newest()
    size = last.stated.size if last else 0
    with db.engine.connect() as connection:
        return size, connection.scalar(select(_ENTRIES.c.at).where(_ENTRIES.c.seq == max(size, 1))) or now


def examine(known: Sequence[Head] = (), reading: Reading | None = None) -> Verdict:
    """Is the whole log as it was signed, and does it still have the `known` heads? Reasons as `verify`, and "checkpoint".
    `reading` as for `verify`.

    Every signed state counts, in the database and in the folder: deleting rows in one place is found by the other.
    """
    session, key = db.session(), settings().mac_key
    try:
        heads = [*known, *_signed_heads()]
    except CheckpointRefused as refused:
        verdict = verify(session, key, known=known)
        return verdict.refused("checkpoint", refused.signed_state) if verdict.holds else verdict
    return hold_indexes(session, verify(session, key, known=heads, reading=reading))


def _signed_heads() -> Iterator[Head]:
    """Those of the database, whose newest must be one that the next can grow from, and those of the folder."""
    folder, connection = anchoring().folder, db.session.connection()
    copies = sorted(folder.glob("*.note")) if folder is not None and folder.is_dir() else []
    stored = [
        (_stated(row.note, _in_table(row.size), row.size), _in_table(row.size)) for row in connection.execute(_stored())
    ]
    if stored:
        _tree(connection, stored[0][0])
    in_folder = ((one.read_text(encoding="utf-8", errors="replace"), f"{one.parent.name}/{one.name}") for one in copies)
    for stated, where in (*stored, *((_stated(written, where), where) for written, where in in_folder)):
        if stated.head is not None and stated.origin == settings().origin:
            yield Head(stated.size, stated.head, where)


def head_of(written: str) -> Head:
    """The head that a note or "SEQ:HASH" states, for `examine`; raises NoteRefused.

    A note counts as what its holder knows: he kept it, so its signature is not asked for again.
    """
    seq, _, digits = written.strip().partition(":")
    if seq.isdecimal() and len(digits) == 64:
        try:
            return Head(int(seq), bytes.fromhex(digits))
        except ValueError:
            raise NoteRefused("this is no number and hash of an entry") from None
    stated = parse_checkpoint(parse_note(from_paper(written)).text)
    if stated.origin != settings().origin or stated.head is None:
        raise NoteRefused("this is not a signed state of this log")
    return Head(stated.size, stated.head)
