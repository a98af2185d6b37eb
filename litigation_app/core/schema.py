"""Does the database have the tables that this program knows? Numbered migrations, applied in order.

Alembic is loaded only where tables are made or changed: a worker that serves pages compares two numbers.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, inspect, make_url, text

from config import Config
from litigation_app.core import privileges

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

MIGRATIONS = Path(__file__).parents[2] / "migrations"


class SchemaDated(Exception):
    """The database was made by an older or a newer program."""


def _alembic(config: Config) -> "AlembicConfig":
    from alembic.config import Config as AlembicConfig

    alembic = AlembicConfig()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    alembic.set_main_option("sqlalchemy.url", driver_url(_owner_url(config)).replace("%", "%%"))
    return alembic


def _owner_url(config: Config) -> str:
    """Who makes and changes the tables: another role than the desk's own, where one is named."""
    return config.owner_database_url or config.database_url


def driver_url(url: str) -> str:
    """The URL with the driver that we use (psycopg 3 for PostgreSQL)."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def upgrade(config: Config, to: str = "head") -> None:
    """Bring the database to this program's tables, or to those of an earlier revision."""
    from alembic import command

    config.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    _keep_private(config)
    command.upgrade(_alembic(config), to)
    privileges.grant(driver_url(_owner_url(config)), driver_url(config.database_url))


def _keep_private(config: Config) -> None:
    """Folder and SQLite file are their owner's alone before anything is in them; -wal and -shm take the file's mode."""
    config.instance.chmod(0o700)
    url = make_url(config.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        os.close(os.open(url.database, os.O_CREAT | os.O_RDWR, 0o600))
        Path(url.database).chmod(0o600)


def revisions() -> list[str]:
    """The numbers of all migrations, the oldest first: each begins its file's name, as a house test holds."""
    return sorted(path.name.split("_", 1)[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def knows(revision: str) -> bool:
    """Whether this program can bring tables of this revision up to its own."""
    return revision in revisions()


def revision_of(connection: Connection) -> str:
    """At which migration the database of this connection stands; "" if it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def require_current(config: Config) -> None:
    """Raise SchemaDated unless the database is at this program's last migration."""
    newest = revisions()[-1]
    engine = create_engine(driver_url(config.database_url))
    try:
        with engine.connect() as connection:
            stands_at = revision_of(connection)
    finally:
        engine.dispose()
    if stands_at != newest:
        raise SchemaDated(
            f"The database stands at {stands_at or 'nothing'}, this program needs {newest}. Run: litigation init --upgrade"
        )
