"""How does content get into its capsule, and how is it taken away again?"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict

from litigation_app.core.db import begin_write, db
from litigation_app.ledger import GONE, note_seal, write
from litigation_app.vault import sequence
from litigation_app.vault.capsules import subject_keys
from litigation_app.vault.capsules.stored_rows import STREAM
from litigation_app.vault.ciphers import aead
from litigation_app.vault.ciphers.aead import Place, SealBroken
from litigation_app.vault.keys import holder
from litigation_app.vault.models import Capsule

_BATCH = 500  # rows named in one statement
_CAPSULES = cast(Table, Capsule.__table__)


class SealOutdated(Conflict):
    """A later version of this capsule is stored: somebody else has saved in the meantime."""


@dataclass(frozen=True)
class Sealing:
    """One thing to seal, for `seal_many`."""

    subject: UUID
    table: str
    row: UUID
    capsule: str
    content: Mapping[str, Any] = field(repr=False)
    row_ver: int = 1


def seal(*, subject: UUID, table: str, row: UUID, capsule: str, content: Mapping[str, Any], row_ver: int = 1) -> None:
    """Seal `content` (what JSON can hold) beside its row, replacing what was there, in this request's transaction.

    The next `ledger.write` commits to the bytes. Raises SealOutdated (409) if a later `row_ver` is
    stored, SubjectMissing, SealsExhausted.
    """
    begin_write()
    record = _sealed(Sealing(subject, table, row, capsule, content, row_ver), _sealing_key(subject))
    sequence.of_facts([record])
    stored = _CAPSULES.c
    here = (stored.table == table, stored.row == row, stored.capsule == capsule, stored.row_ver <= row_ver)
    written = {name: record[name] for name in ("subject", "row_ver", "sealed", "change")}
    replaced = update(_CAPSULES).where(*here).values(**written)
    if db.session.execute(replaced.returning(stored.row)).one_or_none() is None:
        _insert(record)


def _insert(record: dict[str, Any]) -> None:
    try:
        db.session.execute(insert(_CAPSULES), record)
    except IntegrityError as error:
        raise SealOutdated from error


def _sealing_key(subject: UUID) -> subject_keys.Dek:
    """The subject's key; at its cap everything of hers is sealed anew first, under a fresh one."""
    try:
        return subject_keys.key_for_sealing(subject)
    except subject_keys.SealsExhausted:
        renew_key(subject, by=None)
        return subject_keys.key_for_sealing(subject)


def renew_key(subject: UUID, *, by: UUID | None, leave_broken: bool = False) -> int:
    """Seal everything of a subject under a fresh key, in this request's transaction; the key's version.

    The row versions stay; a ledger entry of its own commits to the new bytes. Raises SubjectMissing, SealBroken.
    `leave_broken`: what does not open stays as it is, and the entry counts it.
    """
    begin_write()
    vault, old = holder.current(), subject_keys.current_key(subject)
    rows = db.session.execute(select(_CAPSULES).where(_CAPSULES.c.subject == subject)).all()
    new, broken = subject_keys.replace_key(subject, old.version + 1, len(rows)), 0
    for found in rows:
        place = Place(vault.instance, found.table, found.row, found.capsule, found.row_ver)
        try:
            content = aead.open_sealed(found.sealed, old.secret, old.version, place)
        except SealBroken:
            if not leave_broken:
                raise
            broken += 1
            continue
        record = _sealed(Sealing(subject, found.table, found.row, found.capsule, content, found.row_ver), new)
        here = (_CAPSULES.c.table == found.table, _CAPSULES.c.row == found.row, _CAPSULES.c.capsule == found.capsule)
        db.session.execute(update(_CAPSULES).where(*here).values(sealed=record["sealed"]))
    facts = {"capsules": len(rows) - broken, "dek_ver": new.version} | ({"broken": broken} if broken else {})
    write(act="rotate_key", by=by, of=f"subject:{subject}", facts=facts)
    return new.version


def seal_many(sealings: Iterable[Sealing]) -> None:
    """Seal many new capsules (none may exist yet) with few statements; the rest as `seal`."""
    begin_write()
    waiting = iter(sealings)
    while batch := list(islice(waiting, _BATCH)):
        keys = _sealing_keys(list(Counter(item.subject for item in batch).items()))
        records = [_sealed(item, keys[item.subject]) for item in batch]
        sequence.of_facts(records)
        db.session.execute(insert(_CAPSULES), records)


def _sealing_keys(uses: Sequence[tuple[UUID, int]]) -> dict[UUID, subject_keys.Dek]:
    renewed: set[UUID | None] = set()
    while True:
        try:
            return subject_keys.keys_for_sealing(uses)
        except subject_keys.SealsExhausted as full:
            if full.subject is None or full.subject in renewed:
                raise
            renewed.add(full.subject)
            renew_key(full.subject, by=None)


def remove(*, table: str, row: UUID) -> None:
    """Take every capsule of a row away, in this request's transaction; the next `ledger.write` says that they are gone."""
    begin_write()
    gone = delete(_CAPSULES).where(_CAPSULES.c.table == table, _CAPSULES.c.row == row)
    rows = db.session.execute(gone.returning(_CAPSULES.c.capsule, _CAPSULES.c.row_ver)).all()
    for name, row_ver in rows:
        note_seal(db.session(), table=table, row=row, capsule=name, row_ver=row_ver, digest=GONE)
    if sequence.FACTS in {name for name, _row_ver in rows}:
        sequence.next_number(sequence.REMOVED)


def _sealed(item: Sealing, dek: subject_keys.Dek) -> dict[str, Any]:
    vault = holder.current()
    place = Place(vault.instance, item.table, item.row, item.capsule, item.row_ver)
    sealed = aead.seal(dek.secret, dek.version, place, item.content, alg=vault.alg)
    note_seal(
        db.session(),
        table=item.table,
        row=item.row,
        capsule=item.capsule,
        row_ver=item.row_ver,
        digest=hashlib.sha256(sealed).hexdigest(),
    )
    return {
        "table": item.table,
        "row": item.row,
        "capsule": item.capsule,
        "subject": item.subject,
        "row_ver": item.row_ver,
        "sealed": sealed,
        "change": None,
    }


def commitments() -> Iterator[tuple[str, UUID, str, int, str]]:
    """(table, row, capsule, row_ver, hex SHA-256) of every stored capsule, for `ledger.verify_state`. Needs no key."""
    stored = _CAPSULES.c
    wanted = select(stored.table, stored.row, stored.capsule, stored.row_ver, stored.sealed)
    for found in db.session.execute(wanted, execution_options={"yield_per": STREAM}):
        yield found.table, found.row, found.capsule, found.row_ver, hashlib.sha256(found.sealed).hexdigest()
