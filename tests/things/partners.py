"""Two organisations that watch each other's access log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from config import Config
from litigation_app import vault
from litigation_app.app import create_app
from litigation_app.core import schema
from litigation_app.core.db import db
from litigation_app.ledger.notes import VerifierKey
from litigation_app.ledger.settings import Partner, anchoring, settings

HEADERS = {"Content-Type": "text/plain; charset=utf-8"}


@pytest.fixture
def partner(tmp_path: Path) -> Iterator[Flask]:
    """Another organisation's desk."""
    folder = tmp_path / "partner"
    config = Config(instance=folder, database_url=f"sqlite:///{folder / 'desk.db'}")
    vault.create(config)
    schema.upgrade(config)
    made = create_app(config)
    yield made
    with made.app_context():
        db.engine.dispose()


def introduce(one: Flask, other: Flask) -> None:
    """Each has the other's public key in its configuration."""
    for here, there in ((one, other), (other, one)):
        with there.app_context():
            key = settings().own_keys[0]
        with here.app_context():
            anchoring().partners = (Partner(VerifierKey.parse(str(key))),)
