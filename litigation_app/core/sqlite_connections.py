"""How does a connection to SQLite begin, and what is left of its work when it goes back to the pool? Nothing that is half read."""

import sqlite3
from typing import Any
from weakref import WeakSet

from sqlalchemy import Engine, event

from litigation_app.core.rls import strict_rows

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "busy_timeout=5000")


class Connection(sqlite3.Connection):
    """Knows its cursors, so that those which somebody still holds can be closed (`sqlite3_reset`) when it goes back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        made = super().cursor(*args, **kwargs)
        self.open_cursors.add(made)
        return made


def install(engine: Engine) -> None:
    """Have every connection of this SQLite begin and go back so; it is made by `Connection`."""
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "checkin", _close_cursors)
    strict_rows.install(engine)


def _prepare(connection: Any, record: object) -> None:  # noqa: ARG001
    connection.isolation_level = None  # reads stay outside a transaction until begin_write
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _close_cursors(connection: Any, record: object) -> None:  # noqa: ARG001
    """A half read answer (an exception holds its frame, a generator was left) keeps SQLite's snapshot over any rollback: whoever
    has the connection next would read the past, write nothing, and the journal could not be cut.
    """
    for cursor in tuple(connection.open_cursors) if connection is not None else ():
        cursor.close()
