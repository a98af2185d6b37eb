"""How are all entries read in their order, as the driver gives them? Rows of the toolkit cost more than all hashes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from litigation_app.core.db import is_sqlite

BATCH = 200  # what lies in the processor's cache is read faster
Row = tuple[
    Any, ...
]  # seq, body, h, mac (None: what lies there is not bytes), then the columns as columns.repeats names them
_CURSOR = "ledger_rows"
LAST = 2**62
_SAID = "act, at, actor, object, case_id, opening_id, purpose, outcome"
_BYTES = "CASE WHEN typeof({0}) = 'blob' THEN {0} END"


def _sqlite() -> str:
    """SQLite keeps any kind of value in any column: what is of another kind comes as nothing, and is then a finding.

    Numbers come before all texts there, and texts before all bytes; null stays what it is.
    """
    links = ", ".join(map(_BYTES.format, ("body", "h", "mac")))
    said = _SAID.split(", ")
    are_texts = " AND ".join(f"({name} BETWEEN '' AND x'') IS NOT 0" for name in said)
    said[0] = f"CASE WHEN {are_texts} THEN act END"
    return f"SELECT seq, {links}, {', '.join(said)} FROM ledger_entry WHERE seq > :after AND seq <= :upto ORDER BY seq"


def _postgresql() -> str:
    written = {
        "at": "to_char(at AT TIME ZONE 'UTC','YYYY-MM-DD HH24:MI:SS.US')",
        **{name: f"replace({name}::text,'-','')" for name in ("actor", "case_id", "opening_id")},
    }
    said = ", ".join(f"convert_to({written.get(name, name)},'UTF8')" for name in _SAID.split(", "))
    return f"SELECT seq, body, h, mac, {said} FROM ledger_entry WHERE seq > %(after)s AND seq <= %(upto)s ORDER BY seq"


_STATEMENTS = {"sqlite": _sqlite(), "postgresql": _postgresql()}


def connection(bind: Session | Connection) -> Connection:
    """The connection on which this bind reads."""
    return bind.connection() if isinstance(bind, Session) else bind


def batches(bind: Session | Connection, *, after: int = 0, upto: int = LAST) -> Iterator[list[Row]]:
    """All entries after number `after`, up to `upto`, streamed in lists of at most BATCH, as one statement saw them."""
    with _cursor(connection(bind), {"after": after, "upto": upto}) as cursor:
        while found := cursor.fetchmany(BATCH):
            yield found


@contextmanager
def _cursor(connection: Connection, asked: dict[str, int]) -> Iterator[Any]:
    """A cursor that gives text undecoded: what is no text at all is then a finding and not a fault."""
    driver: Any = connection.connection.driver_connection
    statement = _STATEMENTS[connection.dialect.name]
    if not is_sqlite(connection):
        with driver.cursor(name=_CURSOR, binary=True) as cursor:
            cursor.execute(statement, asked)
            yield cursor
        return
    before, driver.text_factory = driver.text_factory, bytes
    cursor = driver.execute(statement, asked)
    try:
        yield cursor
    finally:
        cursor.close()
        driver.text_factory = before
