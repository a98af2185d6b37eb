"""How is a live SQLite database copied, at one moment, while others write? By the online backup API."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

_PAGES = 2_000  # of 4 KiB, copied at a time


class DatabaseDamaged(Exception):
    """SQLite says that pages of the database are damaged; the message is one plain sentence."""


def sqlite_file(url: str) -> Path | None:
    """Where the SQLite database lies; None for another kind."""
    found = make_url(url)
    return Path(found.database) if found.get_backend_name() == "sqlite" and found.database else None


def copy_sqlite(source: Path, into: Path, tell: Callable[[int], None]) -> None:
    """A copy of the live database as it is now; the writers go on. Raises DatabaseDamaged."""
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as live:
        live.execute("BEGIN")
        live.execute(
            "SELECT count(*) FROM sqlite_master"
        ).fetchone()  # from here on one snapshot: no later write is seen
        (size,) = live.execute("PRAGMA page_size").fetchone()
        with closing(sqlite3.connect(into)) as copy:
            copy.execute("PRAGMA journal_mode=OFF").close()
            live.backup(copy, pages=_PAGES, progress=lambda _status, _left, _all: tell(_PAGES * size), sleep=0)
            copy.execute("PRAGMA journal_mode=DELETE").close()  # one file, until the desk opens it
            require_sound(copy)


def require_sound(copy: sqlite3.Connection) -> None:
    """Raises DatabaseDamaged."""
    try:
        found = [row[0] for row in copy.execute("PRAGMA quick_check(1)")]
    except sqlite3.DatabaseError:
        found = []
    if found != ["ok"]:
        raise DatabaseDamaged("SQLite says that pages of the database are damaged.")
