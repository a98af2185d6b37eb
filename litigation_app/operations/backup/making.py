"""How is one file made of a living desk's data, so that it is whole or is not there?

Papers first, then the database in one moment, then the papers that came in between: whatever the database speaks of is in it.
"""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import Connection, create_engine

from config import Config
from litigation_app.core import held, schema, sqlite_copies
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.operations import archives
from litigation_app.operations.archives import Writer
from litigation_app.operations.backup import instance, packing, stood
from litigation_app.operations.backup.progress import Progress
from litigation_app.vault.erasure import backups
from litigation_app.vault.keys import holder as vault_settings
from litigation_app.vault.keys import keyfile

FORMAT = "lit-backup/2"
_PART, _PART_DATABASE = ".part", ".part.db"


class BackupFailed(Exception):
    """Nothing was left behind; the message is one plain sentence."""


@dataclass(frozen=True)
class Made:
    """A finished data backup. `missing`: papers that were removed while it was made; `left_out`: files with odd names."""

    at: datetime
    size: int
    papers: int
    missing: list[UUID]
    left_out: list[str]
    stood: stood.Stood


def make(config: Config, to: Path, at: datetime) -> tuple[Made, bytes | None]:
    """Write the data of the running app's desk into `to`; also a copy of its keyring as it was in the same moment.

    The copy is None where there is no offline key to seal it to. Raises BackupFailed, KeyringRefused.
    """
    clear_parts(to)
    try:
        with _whole_or_nothing(to) as file:
            return _Making(config, file, to, at).all()
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(_sentence(error, to)) from error


def _sentence(error: OSError | sqlite3.Error, to: Path) -> str:
    is_full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    if is_full or "full" in str(error):
        return f"There is no room for the backup in {to.parent}; nothing was left there."
    return f"The backup cannot be written into {to.parent} ({type(error).__name__}); nothing was left there."


@contextmanager
def _whole_or_nothing(to: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when all of it is on the disk."""
    part = _part(to, _PART)
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # says that somebody is writing it
            yield file
            file.flush()
            os.fsync(descriptor)
            part.rename(to)
        keyfile.sync_folder(to.parent)
    finally:
        part.unlink(missing_ok=True)
        _part(to, _PART_DATABASE).unlink(missing_ok=True)


def _part(to: Path, ending: str) -> Path:
    return to.with_name(f".{to.name}{ending}")


def clear_parts(to: Path) -> None:
    """Take away what killed backups left half written beside `to`; what somebody is writing stays."""
    for part in [*to.parent.glob(f".desk-*{_PART}"), _part(to, _PART)]:
        if part.is_file() and held.is_dead(part):
            part.with_name(part.name + ".db").unlink(missing_ok=True)
            part.unlink()


class _Making:
    """One backup on its way."""

    def __init__(self, config: Config, file: BinaryIO, to: Path, at: datetime) -> None:
        self._config, self._to, self._at = config, to, at
        self._file = file
        self._writer = Writer(file, Progress("Reading documents"))
        self._taken: set[str] = set()
        self._left_out: list[str] = []
        self._room = 0

    def all(self) -> tuple[Made, bytes | None]:
        self._take(instance.papers(self._config))
        with keyfile.turn(self._config, "rotation"):  # so that the keyring's copy opens every row
            sealed, was, tables = self._keyring(), *self._database()
        self._take(instance.papers(self._config))
        self._take(instance.published(self._config))
        if (settings := instance.settings_without_secrets(self._config)) is not None:
            self._writer.add_bytes(instance.SETTINGS, settings)
        missing = [paper for paper in was.papers if f"{instance.DOCUMENTS}/{paper}" not in self._taken]
        said = {**was.said(), "format": FORMAT, "at": self._at.isoformat(), "tables": tables, "room": self._room}
        keys = vault_settings.current().keyring
        self._writer.finish(said | {"instance": str(keys.instance)}, backups.mac(keys))
        papers = sum(name.startswith(instance.DOCUMENTS) for name in self._taken)
        return Made(self._at, self._file.tell(), papers, missing, self._left_out, was), sealed

    def _keyring(self) -> bytes | None:
        if keyfile.read(self._config).backup is None:
            return None
        return backups.sealed_copy(self._config, vault_settings.root())

    def _take(self, found: Iterator[instance.Found]) -> None:
        for one in found:
            if one.name in self._taken:
                continue
            if not archives.is_name(one.name):
                self._left_out.append(one.name)
                continue
            with closing(_opened(one.path)) as source:
                if source is not _GONE:
                    size = os.fstat(source.fileno()).st_size
                    self._writer.add(one.name, source, size)
                    self._taken.add(one.name)
                    self._room += size

    def _database(self) -> tuple[stood.Stood, dict[str, list[str]]]:
        source = sqlite_copies.sqlite_file(self._config.database_url)
        return self._rows() if source is None else (self._pages(source), {})

    def _pages(self, source: Path) -> stood.Stood:
        """SQLite: a copy beside the backup, taken in and thrown away."""
        copy = _part(self._to, _PART_DATABASE)
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        sqlite_copies.copy_sqlite(source, copy, Progress("Copying the database"))
        engine = create_engine(f"sqlite:///{copy}")
        with engine.connect() as connection:
            was = _as_now(stood.read(connection))
        engine.dispose()
        self._room += copy.stat().st_size
        with copy.open("r+b") as file:
            size = packing.pack_in_place(file)
            self._writer.add(instance.SQLITE + packing.PACKED, file, size)
        copy.unlink()
        return was

    def _rows(self) -> tuple[stood.Stood, dict[str, list[str]]]:
        """PostgreSQL: rows in pieces; the columns of each table."""
        from litigation_app.operations.backup import postgres_rows

        with rowguard.system("backup"), postgres_rows.snapshot(db.engine) as connection:
            was, tables = _as_now(stood.read(connection)), postgres_rows.shapes(connection)
            for table in tables:
                self._add_table(connection, table)
        return was, {table.name: list(table.columns) for table in tables}

    def _add_table(self, connection: Connection, table: Any) -> None:
        from litigation_app.operations.backup import postgres_rows

        for number, piece in enumerate(postgres_rows.pieces_of(connection, table)):
            packed = packing.packed(piece)
            self._room += len(piece)
            self._writer.add_bytes(f"{instance.TABLES}/{table.name}/{number:09}{packing.PACKED}", packed)


def _as_now(was: stood.Stood) -> stood.Stood:
    """Raise BackupFailed where the very rows that are saved say that another version made them: they would not come back."""
    if was.revision != schema.revisions()[-1]:
        raise BackupFailed(f"The database says that it stands at {was.revision or 'nothing'}; nothing was saved.")
    return was


def _opened(path: Path) -> Any:
    """The file, or nothing where somebody has just removed it."""
    try:
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW), "rb")
    except FileNotFoundError:
        return _GONE


class _Gone:
    def close(self) -> None:
        """There is nothing to close."""


_GONE = _Gone()
