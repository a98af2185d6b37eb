"""One row about a case in every guarded table, and what PostgreSQL shows of it to whoever acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from flask import Flask, g
from sqlalchemy import Column, Connection, Engine, Table, TypeDecorator, create_engine, insert, select, text

from config import Config
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import Base
from litigation_app.core.rls import rowguard
from litigation_app.core.schema import driver_url

R = TypeVar("R")
ABOUT = {"subject", "first_case", "second_case", "case_id"}  # columns that lead to the case without a foreign key
SEEN = ("actor", "assigned", "office", "emergency", "creates", "reviews")


def guarded() -> list[Table]:
    return [Base.metadata.tables[name] for name in rowguard.table().guarded]


def engine_of(url: str | None, **options: Any) -> Engine:
    assert url is not None
    return create_engine(driver_url(url), **options)


def a_row_in_every_table(config: Config, case_id: UUID, made_by: UUID) -> None:
    """Written by the owner: the tables in which the desk's own actions left nothing, and those they point at, get an invented row."""
    engine = engine_of(config.owner_database_url)
    pointed_at = {key.column.table.name for table in guarded() for key in table.foreign_keys}
    wanted = pointed_at | set(rowguard.table().guarded)
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in wanted and connection.scalar(select(table).limit(1)) is None:
                connection.execute(insert(table), _invented(connection, table, case_id, made_by))
    engine.dispose()


def _invented(connection: Connection, table: Table, case_id: UUID, made_by: UUID) -> dict[str, Any]:
    return {column.name: _value(connection, column, case_id, made_by) for column in table.columns}


def _value(connection: Connection, column: Column[Any], case_id: UUID, made_by: UUID) -> Any:
    is_case = any(key.column.table.name == "casework_case" for key in column.foreign_keys)
    if column.nullable and not is_case:  # what may be of no case is of this one
        return None
    for key in column.foreign_keys:
        if key.column.table.name == "user_account":
            return made_by
        return case_id if key.column.table.name == "casework_case" else connection.scalar(select(key.column).limit(1))
    if column.name in ABOUT:
        return case_id
    kind = (column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type).python_type
    known: dict[type, Any] = {UUID: uuid4(), str: "x", int: 1, bool: False, bytes: b"x", list: [], dict: {}}
    known |= {date: date(2026, 3, 1), datetime: datetime.now(UTC) - timedelta(days=1)}
    return known.get(kind, 1)


@contextmanager
def acting(engine: Engine, **said: object) -> Iterator[Connection]:
    """A transaction of the desk's own role, in which the database was told this and nothing else."""
    with engine.connect() as connection, connection.begin():
        for name in SEEN:
            if name in said:
                value = {"name": f"desk.{name}", "value": _written(said[name])}
                connection.execute(text("SELECT set_config(:name, :value, true)"), value)
        connection.execute(text("SELECT set_config('desk.now', :now, true)"), {"now": clock.now().isoformat()})
        yield connection


def _written(value: object) -> str:
    return "{" + ",".join(map(str, value)) + "}" if isinstance(value, list) else str(value)


def counted(connection: Connection) -> dict[str, int]:
    """How many rows of each guarded table are shown; tables of which none is are left out."""
    found = {table.name: len(connection.execute(select(*table.primary_key.columns)).all()) for table in guarded()}
    return {name: count for name, count in found.items() if count}


def as_in_a_request(app: Flask, act: Callable[[], R], person: Actor | None = None) -> R:
    """What this gives where nobody has entered a scope; `person`: who is signed in."""

    def within() -> R:
        with app.test_request_context():
            g.actor = person
            return act()

    return Context().run(within)
