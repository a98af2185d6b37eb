"""Does the database have the tables that this program knows? Numbered migrations, applied in order.

Alembic is loaded only where tables are made or changed: a worker that serves pages compares two numbers.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text

from config import Config
from litigation_app.core.rls import privileges

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

MIGRATIONS = Path(__file__).parents[2] / "migrations"
BEGINNING = "0081"  # what 0001_schema makes at once


class SchemaDated(Exception):
    """The database was made by an older or a newer program; the message is one plain sentence."""


def owners_address(config: Config) -> str:
    """By which the tables are made and changed: by another role than the desk's own, where one is named."""
    return driver_url(config.owner_database_url or config.database_url)


def driver_url(url: str) -> str:
    """The URL with the driver that we use (psycopg 3 for PostgreSQL)."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def upgrade(config: Config, to: str = "head", tell: Callable[[], None] | None = None) -> None:
    """Bring the database to this program's tables, or to those of an earlier revision: in one transaction, all or nothing.

    `tell` is called after each migration.
    """
    from alembic import command

    config.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    _keep_private(config)
    engine = _owners_engine(config)
    try:
        with engine.begin() as connection:
            command.upgrade(_alembic(connection, tell), to)
            privileges.grant(connection, driver_url(config.database_url))
    finally:
        engine.dispose()


def _alembic(connection: Connection, tell: Callable[[], None] | None) -> "AlembicConfig":
    from alembic.config import Config as AlembicConfig

    alembic = AlembicConfig()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    alembic.attributes.update(connection=connection, tell=tell)
    return alembic


def _owners_engine(config: Config) -> Engine:
    """SQLite: its driver would commit before each change of a table, and what is taken out of a table is to be gone."""
    engine = create_engine(owners_address(config), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _leave_transactions_to_us(connection: Any, record: object) -> None:  # noqa: ARG001
    connection.isolation_level = None
    for pragma in ("secure_delete=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _keep_private(config: Config) -> None:
    """Folder and SQLite file are their owner's alone before anything is in them; -wal and -shm take the file's mode."""
    config.instance.chmod(0o700)
    url = make_url(config.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        os.close(os.open(url.database, os.O_CREAT | os.O_RDWR, 0o600))
        Path(url.database).chmod(0o600)


def revisions() -> list[str]:
    """The numbers of all migrations, the oldest first: each begins its file's name, as a house test holds, after the first."""
    _schema, *later = sorted(path.name.split("_", 1)[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
    return [BEGINNING, *later]


def require_known(revision: str) -> None:
    """Raise SchemaDated for tables that this program cannot bring up to its own."""
    if revision < BEGINNING:
        raise SchemaDated(
            f"The tables are those of {revision}; this program begins with {BEGINNING} and knows none before."
        )
    if revision not in (known := revisions()):
        raise SchemaDated(
            f"The tables are those of {revision}, this program knows {known[-1]} at most: a newer program has worked with them. "
            "Install that one, or a newer one."
        )


def revision_of(connection: Connection) -> str:
    """At which migration the database of this connection stands; "" if it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def missing(config: Config) -> list[str]:
    """The migrations that the database of this desk lacks, the oldest first. Raises SchemaDated where they are not enough."""
    stands_at = _stands_at(config)
    if stands_at:
        require_known(stands_at)
    return [one for one in revisions() if one > stands_at]


def _stands_at(config: Config) -> str:
    engine = create_engine(driver_url(config.database_url))
    try:
        with engine.connect() as connection:
            return revision_of(connection)
    finally:
        engine.dispose()


def require_current(config: Config) -> None:
    """Raise SchemaDated unless the database is at this program's last migration."""
    if lacking := missing(config):
        raise SchemaDated(
            f"The database stands at {_stands_at(config) or 'nothing'}, this program needs {lacking[-1]}. Run: litigation init --upgrade"
        )
