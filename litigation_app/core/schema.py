"""Does the database have the tables that this program knows? Alembic, numbered migrations, applied in order."""

import os
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url

from config import Config
from litigation_app.core import privileges

MIGRATIONS = Path(__file__).parents[2] / "migrations"


class SchemaDated(Exception):
    """The database was made by an older or a newer program."""


def _alembic(config: Config) -> AlembicConfig:
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


def knows(config: Config, revision: str) -> bool:
    """Whether this program can bring tables of this revision up to its own."""
    return revision in {script.revision for script in ScriptDirectory.from_config(_alembic(config)).walk_revisions()}


def require_current(config: Config) -> None:
    """Raise SchemaDated unless the database is at this program's last migration."""
    head = ScriptDirectory.from_config(_alembic(config)).get_current_head()
    engine = create_engine(driver_url(config.database_url))
    try:
        with engine.connect() as connection:
            stands_at = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    if stands_at != head:
        raise SchemaDated(
            f"The database stands at {stands_at or 'nothing'}, this program needs {head}. Run: litigation init --upgrade"
        )
