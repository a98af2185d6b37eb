"""Are the tables those of this program, does the database keep what it is told, and may the desk do no more in it than it should?"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import text

from config import Config
from litigation_app.core import schema
from litigation_app.core.db import db, is_sqlite
from litigation_app.ledger import catalogue
from litigation_app.operations import verdicts
from litigation_app.operations.doctor.findings import FOUND, Finding, fail, ok, warn

_SETTINGS = {"journal_mode": "wal", "secure_delete": 1, "synchronous": 2, "foreign_keys": 1}
_ROLE = text("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
_OWNED = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")


def version(config: Config) -> Iterator[Finding]:
    """That the tables are another program's; else they are compared one by one, once the desk is open."""
    try:
        schema.require_current(config)
    except schema.SchemaDated as dated:
        yield fail("schema", str(dated), "Use the program that belongs to this database, or upgrade it.")


def tables() -> Iterator[Finding]:
    """The comparison of `litigation ledger verify`."""
    if differs := catalogue.differences():
        yield fail("schema", verdicts.of_database(differs), FOUND)
    else:
        yield ok("schema", "tables, indexes, triggers and rights are those of this program")


def database() -> Iterator[Finding]:
    yield from _sqlite() if is_sqlite(db.engine) else _postgres()


def _sqlite() -> Iterator[Finding]:
    with db.engine.connect() as connection:
        wrong = [name for name, wanted in _SETTINGS.items() if _pragma(connection, name) != wanted]
        sound = _pragma(connection, "quick_check")
    if sound != "ok":
        yield fail("database", f"SQLite: {sound}", "Stop the desk and restore the last backup into another instance.")
    elif wrong:
        yield fail("database", f"SQLite does not keep {', '.join(wrong)}.", "Another program changed it; tell us.")
    else:
        yield ok("database", "SQLite: sound; journal, deletion and disk as they should be")


def _pragma(connection: Any, name: str) -> Any:
    return connection.exec_driver_sql("PRAGMA " + name).scalar()


def _postgres() -> Iterator[Finding]:
    with db.engine.connect() as connection:
        is_super, sees_all = connection.execute(_ROLE).one()
        owned = connection.scalar(_OWNED)
    if is_super or sees_all:
        yield fail("database", "The desk's role is a superuser or passes every policy.", "Two roles: docs/ledger.md")
    elif owned:
        yield warn("database", f"The desk's role owns {owned} tables.", "Two roles: docs/ledger.md")
    else:
        yield ok("database", "PostgreSQL: the desk's role owns no table")
