"""How is one batch of keys read, wrapped anew and written back? In the database's own words: a million keys pass here."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection

from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.vault.capsules import subject_keys
from litigation_app.vault.ciphers import aead
from litigation_app.vault.keys import holder

_Row = tuple[Any, Any, int, int, bytes]  # place, subject, kek_ver, dek_ver, wrapped
Place = Any  # where the reading goes on: SQLite's row number (so that it follows the disk), PostgreSQL's subject


class Batch(NamedTuple):
    """What came of one batch. `last` None: there was none left."""

    done: int
    broken: int
    last: Place | None


class _Fresh(NamedTuple):
    place: Place
    old: bytes
    new: bytes


_READ_SQLITE = "SELECT rowid, subject, kek_ver, dek_ver, wrapped FROM subject_key WHERE kek_ver <> ? AND rowid > ? ORDER BY rowid LIMIT ?"
_READ_POSTGRES = (  # rows that others hold wait for the next pass: two who wait for each other's rows would wait for ever
    "SELECT subject, subject, kek_ver, dek_ver, wrapped FROM subject_key WHERE kek_ver <> %s AND subject > %s "
    "ORDER BY subject LIMIT %s FOR UPDATE SKIP LOCKED"
)
_WRITE_SQLITE = "UPDATE subject_key SET kek_ver = ?, wrapped = ? WHERE rowid = ? AND wrapped = ?"
_WRITE_POSTGRES = (
    "UPDATE subject_key AS k SET kek_ver = %s, wrapped = f.new "
    "FROM unnest(%s::uuid[], %s::bytea[], %s::bytea[]) AS f(subject, old, new) "
    "WHERE k.subject = f.subject AND k.wrapped = f.old"
)
_START_SQLITE, _START_POSTGRES = 0, "00000000-0000-0000-0000-000000000000"


def rewrap(after: Place | None, batch: int) -> Batch:
    """The next keys under other versions than the primary one, wrapped anew and written in this transaction.

    The ciphers run before the turn to write begins, so that others wait for the writing alone. A key that somebody
    changed since it was read is left as it is. Raises SealsExhausted.
    """
    connection = db.session.connection()
    rows = _read(connection, after, batch)
    if not rows:
        return Batch(0, 0, None)
    version = holder.current().keyring.kek_ver
    fresh = _wrapped_anew(rows, version)
    begin_write()
    counted = subject_keys.wrapping_version(len(rows))
    if counted != version:  # it was full, or another process has rotated meanwhile
        fresh = _wrapped_anew(rows, counted)
    return Batch(_write(connection, counted, fresh), len(rows) - len(fresh), rows[-1][0])


def _read(connection: Connection, after: Place | None, batch: int) -> Sequence[_Row]:
    """(place, subject, kek_ver, dek_ver, wrapped); the subject is 32 hex digits on SQLite, a UUID on PostgreSQL."""
    version = holder.current().keyring.kek_ver
    words, start = (_READ_SQLITE, _START_SQLITE) if is_sqlite(connection) else (_READ_POSTGRES, _START_POSTGRES)
    found = connection.exec_driver_sql(words, (version, start if after is None else after, batch))
    rows: Sequence[_Row] = (
        found.cursor.fetchall()
    )  # bare tuples: a row object for each key would be a fifth of the time
    found.close()
    return rows


def _wrapped_anew(rows: Sequence[_Row], version: int) -> list[_Fresh]:
    """Without the keys that do not open: those stay as they are, and their KEK stays with them."""
    ring = holder.current().keyring
    new, known, head, fresh = ring.kek(version), _Known(), aead.wrap_head(ring.instance), []
    for place, subject, kek_ver, dek_ver, wrapped in rows:
        bound = head + (bytes.fromhex(subject) if isinstance(subject, str) else subject.bytes)
        try:
            again = aead.rewrap(wrapped, known.kek(kek_ver), new, bound=bound, keks=(kek_ver, version), dek_ver=dek_ver)
        except aead.SealBroken:
            continue
        fresh.append(_Fresh(place, wrapped, again))
    return fresh


class _Known:
    """The ciphers of the older versions."""

    def __init__(self) -> None:
        self._keks: dict[int, AESGCM] = {}

    def kek(self, version: int) -> AESGCM:
        """Raises SealBroken for one that is destroyed or unknown."""
        if version not in self._keks:
            self._keks[version] = subject_keys.kek(holder.current(), version)
        return self._keks[version]


def _write(connection: Connection, version: int, fresh: Sequence[_Fresh]) -> int:
    """Write them back where the old bytes still stand; how many."""
    if not fresh:
        return 0
    if is_sqlite(connection):
        rows = [(version, one.new, one.place, one.old) for one in fresh]
        return connection.exec_driver_sql(_WRITE_SQLITE, rows).rowcount
    columns = [list(column) for column in zip(*fresh, strict=True)]
    return connection.exec_driver_sql(_WRITE_POSTGRES, (version, *columns)).rowcount
