"""Two organisations that watch each other's access log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import desks
from litigation_app import vault
from litigation_app.core import schema
from litigation_app.ledger.notes import VerifierKey
from litigation_app.ledger.settings import Partner, anchoring, settings


@pytest.fixture(scope="session")
def partner_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another organisation's instance, with keys of its own, to be copied."""
    folder = tmp_path_factory.mktemp("partner")
    config = desks.on_sqlite(folder)
    vault.create(config)
    schema.upgrade(config)
    return folder


@pytest.fixture
def partner(partner_template: Path, desk_place: Path) -> Iterator[Flask]:
    """Another organisation's desk."""
    made = desks.app_of(desks.on_sqlite(desks.laid(partner_template, desk_place / "partner")))
    yield made
    desks.leave(made)


def introduce(one: Flask, other: Flask) -> None:
    """Each has the other's public key in its configuration."""
    for here, there in ((one, other), (other, one)):
        with there.app_context():
            key = settings().own_keys[0]
        with here.app_context():
            anchoring().partners = (Partner(VerifierKey.parse(str(key))),)
