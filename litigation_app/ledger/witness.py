"""May this desk sign a partner's log? Only what the partner signed, and only if it is the continuation of what we saw before.

Request and answer are those of C2SP tlog-witness, so that they travel alike by file and by HTTP.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from litigation_app.core import clock
from litigation_app.core.db import db, side_transaction
from litigation_app.ledger import book, checkpoint, merkle, notes, proofs
from litigation_app.ledger.anchors import LedgerCosignature, WitnessedLog
from litigation_app.ledger.notes import Checkpoint, Note, NoteRefused
from litigation_app.ledger.settings import Partner, anchoring, settings

MOST_BYTES = 16 * 1024
_MOST_HASHES = 63
_LOGS = cast(Table, WitnessedLog.__table__)
_COSIGNATURES = cast(Table, LedgerCosignature.__table__)


class WitnessRefused(Exception):
    """We do not sign. `reason` is a code: "malformed", "unknown", "unsigned", "size", "stale", "inconsistent".

    `size`: of the last state that we signed, where the partner must begin anew ("stale").
    """

    def __init__(self, reason: str, size: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.size = size


@dataclass(frozen=True)
class Asked:
    """What a partner asks us to sign: the state, and what shows that it grew from the one with `old` entries."""

    old: int
    proof: tuple[bytes, ...]
    note: Note
    stated: Checkpoint


def read(text: str) -> Asked:
    """Read a request: "old N", proof lines, an empty line, the checkpoint. Raises WitnessRefused."""
    top, cut, written = text.partition("\n\n")
    first, *lines = top.split("\n")
    number = first.removeprefix("old ")
    if not (cut and first.startswith("old ") and number.isascii() and number.isdecimal() and len(number) <= 18):
        raise WitnessRefused("malformed")
    if len(lines) > _MOST_HASHES or len(text) > MOST_BYTES:
        raise WitnessRefused("malformed")
    try:
        note = notes.parse_note(written)
        proof = tuple(base64.b64decode(line, validate=True) for line in lines)
        if any(len(one) != merkle.HASH_BYTES for one in proof):
            raise WitnessRefused("malformed")
        return Asked(int(number), proof, note, notes.parse_checkpoint(note.text))
    except (NoteRefused, binascii.Error):
        raise WitnessRefused("malformed") from None


def write(asked: Asked) -> str:
    """The text of a request."""
    lines = [f"old {asked.old}", *(base64.b64encode(one).decode() for one in asked.proof)]
    return "\n".join(lines) + f"\n\n{asked.note}"


def ask(since: int) -> Asked:
    """Our newest signed state, with what shows that it grew from the one with `since` entries. Raises CheckpointRefused."""
    last = checkpoint.take()
    return Asked(since, tuple(proofs.prove_growth(since, last.stated.size)), last.note, last.stated)


def cosign(asked: Asked) -> str:
    """Sign a partner's state, after noting it for good; the line of our signature. Raises WitnessRefused."""
    mine = settings()
    if mine.signer is None:
        raise WitnessRefused("unknown")
    _require_theirs(asked, anchoring().partners)
    try:
        with side_transaction() as connection:
            is_new = _advance(connection, asked)
    except IntegrityError:
        raise WitnessRefused("stale") from None
    if is_new:
        facts: dict[str, str | int] = {"size": asked.stated.size, "root": asked.stated.root.hex()[:32]}
        book.append_alone(act="cosign", by=None, of=_reference(asked.stated.origin), session_id=None, facts=facts)
    line = notes.cosignature(asked.note.text, mine.origin, mine.signer, unix=int(clock.now().timestamp()))
    return line + "\n"


def _require_theirs(asked: Asked, partners: tuple[Partner, ...]) -> None:
    theirs = [partner.key for partner in partners if partner.origin == asked.stated.origin]
    if not theirs:
        raise WitnessRefused("unknown")
    try:
        notes.require_signed(asked.note, theirs)
    except NoteRefused:
        raise WitnessRefused("unsigned") from None
    if asked.old > asked.stated.size:
        raise WitnessRefused("size")


def _advance(connection: Connection, asked: Asked) -> bool:
    """Compare with the last state that we signed and put this one in its place, in one transaction.

    False where it is that very state: anybody who has a copy of it can send it again, which is to fill nothing here.
    """
    here = _LOGS.c.origin == asked.stated.origin
    seen = connection.execute(select(_LOGS.c.size, _LOGS.c.note).where(here).with_for_update()).one_or_none()
    if asked.old != (seen.size if seen else 0):
        raise WitnessRefused("stale", seen.size if seen else 0)
    root = notes.parse_checkpoint(notes.parse_note(seen.note).text).root if seen else merkle.EMPTY
    try:
        merkle.require_consistent(asked.old, root, asked.stated.size, asked.stated.root, asked.proof)
    except merkle.ProofBroken:
        raise WitnessRefused("inconsistent", asked.old) from None
    if seen is not None and asked.old == asked.stated.size:
        return False
    theirs = tuple(line for line in asked.note.signatures if line.startswith(f"— {asked.stated.origin} "))
    state: dict[str, Any] = {"size": asked.stated.size, "at": clock.now(), "note": str(Note(asked.note.text, theirs))}
    if seen is None:
        connection.execute(insert(_LOGS), {"origin": asked.stated.origin, **state})
    else:
        connection.execute(update(_LOGS).where(here).values(**state))
    return True


def _reference(origin: str) -> str:
    """Which log, as a code of the ledger."""
    return f"log:{origin.rpartition('/')[2]}"[:64]


def keep(line: str, size: int) -> str:
    """Keep a partner's signature of our state of this size; its name. Raises NoteRefused."""
    found = checkpoint.at_size(size)
    if found is None:
        raise NoteRefused("there is no signed state of this size")
    note = Note(found.note.text, (line.strip("\n"),))
    key = notes.require_signed(note, [partner.witness_key for partner in anchoring().partners])
    if key.name not in found.cosigned:
        row = {"size": size, "witness": key.name, "at": clock.now(), "line": note.signatures[0]}
        with side_transaction() as connection:
            connection.execute(insert(_COSIGNATURES), row)
    return key.name


def last_kept(witness: str) -> int:
    """The size of our newest state that this partner signed; 0: none."""
    wanted = select(_COSIGNATURES.c.size).where(_COSIGNATURES.c.witness == witness)
    return db.session.scalar(wanted.order_by(_COSIGNATURES.c.size.desc()).limit(1)) or 0


def watched() -> list[tuple[str, int, Any]]:
    """The partners' logs that this desk signed: origin, size, moment."""
    return [tuple(row) for row in db.session.execute(select(_LOGS.c.origin, _LOGS.c.size, _LOGS.c.at))]
