"""Does what is sealed here still open? Only yes or no leaves this module: what it opens is thrown away at once, unread.

It opens without a ticket, since it shows nothing to anybody; whoever calls it has written an entry of the access log before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, Table, func, select

from litigation_app.core.blobs import BlobMissing, Blobs
from litigation_app.core.db import db
from litigation_app.vault.capsules import subject_keys
from litigation_app.vault.capsules.files import CAPSULE as FILE_CAPSULE
from litigation_app.vault.ciphers import aead
from litigation_app.vault.ciphers.aead import Place, SealBroken
from litigation_app.vault.ciphers.file_encryption import FilePlace, Reader
from litigation_app.vault.keys import holder
from litigation_app.vault.models import Capsule, SubjectKey

_STREAM = 2_000  # rows in memory at a time
_MOST_NAMED = 20  # of what does not open
_KEYS, _CAPSULES = cast(Table, SubjectKey.__table__), cast(Table, Capsule.__table__)


@dataclass(frozen=True)
class Tried:
    """How many were tried, and the first of those that did not open, by their ids."""

    count: int
    broken: tuple[str, ...]


def keys(sample: int | None) -> Tried:
    """Whether the keys of persons and cases unwrap: so many by chance, or with None each of them."""
    vault, wanted = holder.current(), select(_KEYS)
    return _tried(_opens_key(vault, row) for row in _rows(wanted, sample))


def _opens_key(vault: holder.Vault, row: Row[Any]) -> str | None:
    try:
        subject_keys.unwrapped(vault, row.subject, row.kek_ver, row.dek_ver, row.wrapped)
    except SealBroken:
        return str(row.subject)
    return None


def kinds() -> list[tuple[str, str]]:
    """Which kinds of capsule there are: table and name."""
    stored = _CAPSULES.c
    wanted = select(stored.table, stored.capsule).distinct().order_by(stored.table, stored.capsule)
    return [(row.table, row.capsule) for row in db.session.execute(wanted)]


def capsules(table: str, capsule: str, sample: int | None) -> Tried:
    """Whether capsules of this kind open: so many by chance, or each of them."""
    vault, stored = holder.current(), _CAPSULES.c
    wanted = _with_keys().where(stored.table == table, stored.capsule == capsule)
    return _tried(None if _content(vault, row) is not None else str(row.row) for row in _rows(wanted, sample))


def files(blobs: Blobs, table: str, sample: int | None) -> Tried:
    """Whether stored files open: its head is read and the last piece of each authenticated, which no cut file survives."""
    vault, stored = holder.current(), _CAPSULES.c
    wanted = _with_keys().where(stored.table == table, stored.capsule == FILE_CAPSULE)
    return _tried(_opens_file(vault, blobs, row) for row in _rows(wanted, sample))


def _opens_file(vault: holder.Vault, blobs: Blobs, row: Row[Any]) -> str | None:
    said = _content(vault, row)
    try:
        blob = blobs.open(row.row)
    except BlobMissing:
        return str(row.row)
    try:
        place = FilePlace(vault.instance, row.table, row.row, row.row)
        is_whole = said is not None and _is_whole(
            Reader(blob.read_at, blob.size, bytes.fromhex(said["key"]), place), said
        )
    except SealBroken:
        is_whole = False
    finally:
        blob.close()
    return None if is_whole else str(row.row)


def _is_whole(reader: Reader, said: dict[str, Any]) -> bool:
    return bool(reader.size == said["size"])


def _with_keys() -> Select[Any]:
    stored, keys = _CAPSULES.c, _KEYS.c
    wrapped = (keys.kek_ver, keys.dek_ver, keys.wrapped)
    return select(*stored, *wrapped).join(_KEYS, keys.subject == stored.subject)


def _content(vault: holder.Vault, row: Row[Any]) -> dict[str, Any] | None:
    """None: it does not open."""
    try:
        dek = subject_keys.unwrapped(vault, row.subject, row.kek_ver, row.dek_ver, row.wrapped)
        place = Place(vault.instance, row.table, row.row, row.capsule, row.row_ver)
        return aead.open_sealed(row.sealed, dek, row.dek_ver, place)
    except SealBroken:
        return None


def _rows(wanted: Select[Any], sample: int | None) -> Iterator[Row[Any]]:
    chosen = wanted if sample is None else wanted.order_by(func.random()).limit(sample)
    yield from db.session.execute(chosen, execution_options={"yield_per": _STREAM})


def _tried(found: Iterator[str | None]) -> Tried:
    count = 0
    broken: list[str] = []
    for one in found:
        count += 1
        if one is not None and len(broken) < _MOST_NAMED:
            broken.append(one)
    return Tried(count, tuple(broken))


def orphans() -> set[UUID]:
    """Subjects of capsules that have no key: nobody can open them."""
    stored = _CAPSULES.c
    keyless = select(stored.subject).distinct().where(stored.subject.not_in(select(_KEYS.c.subject)))
    return set(db.session.scalars(keyless))
