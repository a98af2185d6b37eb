"""What is left of people who were erased in files: papers, journals, deleted parts of the database, anything else?"""

import os
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, bindparam, create_engine, text

from config import Config
from litigation_app.casework.documents import actions as documents
from litigation_app.casework.documents import queries
from litigation_app.core import schema, sqlite_copies
from litigation_app.core.db import db, side_transaction
from litigation_app.core.rls import rowguard
from litigation_app.operations.residue.residue import Residue, Sought
from litigation_app.vault.erasure import shredding

MEND = "litigation keys shred-check --mend"
_CLEAN = ".shred-check.db"
_TRIES = 5
_VACUUMED = text(
    "SELECT relname FROM pg_stat_user_tables WHERE relname IN :about "
    "AND coalesce(greatest(last_vacuum, last_autovacuum) < :since, true) ORDER BY relname"
).bindparams(bindparam("about", expanding=True))


def of_documents(people: Sequence[Sought]) -> Iterator[Residue]:
    """Sealed files of hers, files without a row, and what was left half written."""
    blobs, stored = documents.store(), queries.stored()
    hers = {paper: one.subject for one in people for paper in one.papers}
    for name in blobs.names():
        if name in hers:
            yield Residue(f"files/{name}", "A sealed document of hers.", hers[name], MEND)
        elif name not in stored and not queries.is_on_record(name):
            yield Residue(f"files/{name}", "A sealed file that belongs to no document.", None, MEND)


def of_other_files(config: Config, people: Sequence[Sought]) -> Iterator[Residue]:
    """Publications, studies, signed states, logs, whatever lies in the instance: her id should stand in none of it."""
    ids = [one.subject for one in people]
    for path in _others(config) if ids else ():
        for subject in count_written(path, ids):
            where = str(path.relative_to(config.instance))
            yield Residue(
                where, "Her id stands in it.", subject, "Look what it is; delete it if it is a copy or a log."
            )


def _others(config: Config) -> Iterator[Path]:
    database = sqlite_copies.sqlite_file(config.database_url)
    apart = {config.files, config.keyring.parent}  # sealed; keys and register
    for folder, folders, names in os.walk(config.instance):
        folders[:] = [name for name in folders if Path(folder, name) not in apart]
        for name in names:
            path = Path(folder, name)
            is_database = database is not None and str(path).startswith(str(database))
            if not is_database and path.is_file() and not path.is_symlink():
                yield path


def of_deleted(config: Config, people: Sequence[Sought]) -> Iterator[Residue]:
    """What was deleted and not overwritten. On SQLite writers wait while it is searched."""
    database = sqlite_copies.sqlite_file(config.database_url)
    dates = [one.at for one in people if one.at is not None]
    if database is None:
        yield from _unvacuumed(max(dates)) if dates else ()
    elif people:
        yield from _deleted(config, database, [one.subject for one in people])


def _unvacuumed(since: datetime) -> Iterator[Residue]:
    """PostgreSQL: deleted rows stay in their pages until a VACUUM, and longer in its journal. Not all of a row is sealed,
    so every table about a case is looked at: rowguard.toml names them all.
    """
    for table in db.session.scalars(_VACUUMED, {"since": since, "about": sorted(rowguard.table().guarded)}):
        yield Residue(f"table {table}", "Not vacuumed since the last erasure.", None, MEND)


def _deleted(config: Config, database: Path, ids: list[UUID]) -> Iterator[Residue]:
    """SQLite: where an id stands more often than in a copy without anything deleted, deleted rows are left."""
    with _quiet(database) as journal:
        if journal is not None:
            for subject in count_digits(journal, ids):
                what = "The journal still names her and could not be emptied."
                yield Residue(journal.name, what, subject, "Stop the desk, then run this again.")
            return
        kept = _kept(config, database, ids)
        for subject, count in count_digits(database, ids).items():
            if count > kept[subject]:
                yield Residue(database.name, f"{count - kept[subject]} deleted places name her.", subject, MEND)


@contextmanager
def _quiet(database: Path) -> Iterator[Path | None]:
    """Nobody writes, and the journal is empty; else the journal."""
    journal = Path(f"{database}-wal")
    for left in reversed(range(_TRIES)):
        shredding.cut_journal()
        with side_transaction():
            is_empty = not journal.exists() or journal.stat().st_size == 0
            if is_empty or not left:
                yield None if is_empty else journal
                return


def _kept(config: Config, database: Path, ids: list[UUID]) -> "dict[UUID, int]":
    """How often each id stands in what is not deleted."""
    clean = config.instance / _CLEAN
    clean.unlink(missing_ok=True)
    os.close(os.open(clean, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as live:
            live.execute("VACUUM INTO ?", (str(clean),))
        return count_digits(clean, ids)
    finally:
        clean.unlink()


def mend(config: Config, people: Sequence[Sought]) -> None:
    """Take away files that belong to nobody any more, and rewrite the database without what was deleted."""
    blobs, stored = documents.store(), queries.stored()
    hers = {paper for one in people for paper in one.papers}
    for name in list(blobs.names()):
        if name not in stored and (name in hers or not queries.is_on_record(name)):
            blobs.delete(name)
    blobs.clear_incoming()
    db.session.rollback()
    if sqlite_copies.sqlite_file(config.database_url) is not None:
        _vacuum(db.engine.connect())
        shredding.cut_journal()
    else:
        engine = create_engine(schema.driver_url(config.owner_database_url or config.database_url))
        _vacuum(engine.connect())
        engine.dispose()


def _vacuum(connection: Connection) -> None:
    with connection.execution_options(isolation_level="AUTOCOMMIT"):
        connection.exec_driver_sql("VACUUM")


_WINDOW = 2**24  # bytes in memory at a time


def count_digits(path: Path, ids: Collection[UUID]) -> Counter[UUID]:
    """Occurrences without dashes, as SQLite keeps an id. A gigabyte takes a sixth of a second for each id."""
    return _count(path, {one: one.hex.encode() for one in ids})


def count_written(path: Path, ids: Collection[UUID]) -> Counter[UUID]:
    """Occurrences with dashes or without."""
    return _count(path, {one: str(one).encode() for one in ids}) + count_digits(path, ids)


def _count(path: Path, wanted: dict[UUID, bytes]) -> Counter[UUID]:
    found: Counter[UUID] = Counter()
    longest = max(map(len, wanted.values()), default=1)
    for window in _windows(path, longest - 1):
        for one, written in wanted.items():
            found[one] += window.count(written)
    return +found  # only those that are there


def _windows(path: Path, overlap: int) -> Iterator[bytes]:
    """Pieces of the file, each beginning with the end of the one before, too short for a whole id."""
    before = b""
    with path.open("rb") as file:
        while piece := file.read(_WINDOW):
            window = before + piece
            yield window
            before = window[-overlap:]
