"""How do all rows leave a PostgreSQL database, at one moment, while others write; and how do they come into an empty one? By COPY.

Loaded only where there is PostgreSQL: its driver is an extra.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import Cursor, sql
from sqlalchemy import Connection, Engine, inspect

PIECE_BYTES = 2**22  # of rows, in one piece of a table
VERSIONS = "alembic_version"


@dataclass(frozen=True)
class Shape:
    """A table and its columns, in the order in which rows are written."""

    name: str
    columns: tuple[str, ...]


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of a PostgreSQL database and writes nothing."""
    with engine.connect() as connection:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        yield connection.execution_options(**options)


def shapes(connection: Connection) -> list[Shape]:
    """Every table, those that others refer to before the others; without Alembic's own."""
    found = inspect(connection)
    names = [name for name, _keys in found.get_sorted_table_and_fkc_names() if name and name != VERSIONS]
    return [
        Shape(name, tuple(one["name"] for one in found.get_columns(name) if not one.get("computed"))) for name in names
    ]


def pieces_of(connection: Connection, table: Shape) -> Iterator[bytes]:
    """The rows of a table as PostgreSQL writes them, whole rows in pieces of a few megabytes."""
    with _cursor(connection) as cursor, cursor.copy(_copy(table, "COPY {} ({}) TO STDOUT")) as rows:
        waiting = bytearray()
        for row in rows:
            waiting += row
            if len(waiting) >= PIECE_BYTES:
                yield bytes(waiting)
                waiting.clear()
        if waiting:
            yield bytes(waiting)


def fill(connection: Connection, table: Shape, pieces: Iterable[bytes]) -> None:
    """Put such rows into an empty table, in the connection's transaction; a number that counts up goes on after them."""
    with _cursor(connection) as cursor:
        with cursor.copy(_copy(table, "COPY {} ({}) FROM STDIN")) as rows:
            for piece in pieces:
                rows.write(piece)
        for column in table.columns:
            _count_on(cursor, table.name, column)


def _count_on(cursor: Cursor[Any], table: str, column: str) -> None:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", (f'"{table}"', column))
    found = cursor.fetchone()
    if found is None or found[0] is None:
        return
    largest = sql.SQL("SELECT setval(%s, coalesce((SELECT max({}) FROM {}), 0) + 1, false)")
    cursor.execute(largest.format(sql.Identifier(column), sql.Identifier(table)), (found[0],))


def _copy(table: Shape, statement: Any) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    return sql.SQL(statement).format(sql.Identifier(table.name), columns)


def _cursor(connection: Connection) -> Cursor[Any]:
    driver: Any = connection.connection.driver_connection
    cursor: Cursor[Any] = driver.cursor()
    return cursor


def has_rows(connection: Connection) -> bool:
    """Whether anything stands in the database, apart from the number of its last migration."""
    found = inspect(connection)
    return any(_has_row(connection, name) for name in found.get_table_names() if name != VERSIONS)


def _has_row(connection: Connection, table: str) -> bool:
    with _cursor(connection) as cursor:
        cursor.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table)))
        return cursor.fetchone() is not None
