"""A demonstration, filled on a day that does not move."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from config import Config
from litigation_app.app import create_app
from litigation_app.core.db import db
from litigation_app.demo import fill

TODAY = date(2026, 11, 24)


def fresh(template: Path, folder: Path) -> Flask:
    """An empty desk of its own, on SQLite."""
    shutil.copytree(template, folder)
    return create_app(Config(instance=folder, database_url=f"sqlite:///{folder / 'desk.db'}", password_hash_kib=64))


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A demonstration of every case, that all tests of a file only read."""
    made = fresh(sqlite_template, tmp_path_factory.mktemp("demo") / "instance")
    with made.app_context():
        fill.fill(size=0, seed=7, tell=[].append, today=TODAY)
        db.session.rollback()
        yield made
        db.engine.dispose()
