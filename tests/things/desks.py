"""One application a worker, database and settings: each test finds it empty, at the same place, as if it had just been made."""

import atexit
import os
import shutil
import tempfile
from copy import copy
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from config import Config
from litigation_app.app import create_app
from litigation_app.casework.documents.sandbox import queries as sandbox
from litigation_app.core import pdf
from litigation_app.core.db import db

HOLDER = "vault"  # made anew in place, since others hold it
CHANGING = ("ledger_anchoring", "demonstration")  # what else of an application changes by use
QUICK_HASH_KIB = 64
LONGEST = 600  # seconds of the clock, for what hangs
_made: list[tuple[Config, Flask, dict[str, Any]]] = []


def stay_in_memory() -> None:
    """Desks are made and thrown away by the thousand: on the memory file system where it has room."""
    memory = "/dev/shm"  # noqa: S108  # mkdtemp and pytest make folders of their own in it
    if "TMPDIR" not in os.environ and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 4 * 2**30:
        os.environ["TMPDIR"] = tempfile.tempdir = memory


def compile_templates_once() -> None:
    """However many applications there are: each would compile anew whatever pages it shows."""
    folder = tempfile.mkdtemp(prefix="templates")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": FileSystemBytecodeCache(folder)}


def wait_for_a_busy_machine() -> None:
    """The desk gives a reader of papers and a typesetter up after half a minute, in which a busy machine may not come to it."""
    sandbox._SECONDS = pdf.SECONDS = LONGEST


def forget_whose_terminal_it_is() -> None:
    """No desk, no passphrase and no proxy of whoever runs the tests is taken for one of theirs."""
    for name in list(os.environ):
        if name.startswith("LITIGATION_") or name.lower().endswith("_proxy"):
            del os.environ[name]


def laid(template: Path, at: Path) -> Path:
    """An empty instance at this place, whatever lay there."""
    shutil.rmtree(at, ignore_errors=True)
    shutil.copytree(template, at)
    return at


def on_sqlite(instance: Path) -> Config:
    return Config(instance=instance, database_url=f"sqlite:///{instance / 'desk.db'}", password_hash_kib=QUICK_HASH_KIB)


def app_of(config: Config) -> Flask:
    """The application of a desk with these settings."""
    if all(config != known for known, _app, _extensions in _made):
        new = create_app(config)
        _made.append((config, new, _pristine(new.extensions)))
    app, extensions = next((app, extensions) for known, app, extensions in _made if known == config)
    holder = app.extensions[HOLDER]
    app.extensions.clear()
    app.extensions |= _pristine(extensions)
    holder.__init__(config)
    holder.reload()
    return app


def _pristine(extensions: dict[str, Any]) -> dict[str, Any]:
    return extensions | {name: copy(extensions[name]) for name in CHANGING}


def leave(app: Flask) -> None:
    """Close what a test has left open. Connections to PostgreSQL stay: another begins with knowing no table."""
    is_shared = any(app is one for _config, one, _extensions in _made)
    with app.app_context():
        db.session.remove()
        if not (is_shared and db.engine.dialect.name == "postgresql"):
            db.engine.dispose()


def disconnect() -> None:
    """Close what applications have left open: their database goes."""
    for _config, app, _extensions in _made:
        with app.app_context():
            db.engine.dispose()
