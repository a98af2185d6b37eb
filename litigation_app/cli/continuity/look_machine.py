"""Is the machine fit: files private, room on the disk, a clock that goes right?"""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, make_url, select

from config import Config
from litigation_app.cli.continuity.findings import Finding, fail, ok, warn
from litigation_app.core import clock, sqlite_copies
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import erased

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LEAST_FREE, _LOW_FREE = 2**28, 2**31  # bytes
_AHEAD = timedelta(minutes=2)
_MEGABYTE = 10**6


def settings(config: Config) -> Iterator[Finding]:
    """The settings were read, else nothing would run; passwords among them are for the desk's user alone."""
    file = config.instance / "config.toml"
    has_password = any(make_url(url).password for url in (config.database_url, config.owner_database_url) if url)
    if has_password and file.exists() and file.stat().st_mode & _OTHERS:
        yield fail("settings", f"{file} can be read by others, and addresses have passwords.", f"chmod 600 {file}")
    else:
        yield ok("settings", "readable; no secret has a default")


def modes(config: Config) -> Iterator[Finding]:
    """Nobody else can read what the desk keeps."""
    wrong = [path for path in _private(config) if _is_open(path)]
    for path in wrong:
        yield fail("modes", f"{path} can be read by others or belongs to another user.", f"chmod go= {path}; chown it")
    if not wrong:
        yield ok("modes", "instance, keys, database, papers and socket are the desk's alone")


def _private(config: Config) -> list[Path]:
    database = sqlite_copies.sqlite_file(config.database_url)
    sides = [Path(f"{database}{side}") for side in ("", "-wal", "-shm")] if database is not None else []
    keys = [config.keyring.parent, config.keyring, config.root_key, erased.path(config)]
    return [config.instance, *keys, *sides, config.files, config.checkpoints, config.agent_address]


def _is_open(path: Path) -> bool:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return bool(found.st_mode & _OTHERS) or found.st_uid != os.geteuid()


def disk(config: Config) -> Iterator[Finding]:
    free = shutil.disk_usage(config.instance).free
    says = f"{free // _MEGABYTE} MB are free where the desk lies."
    if free < _LEAST_FREE:
        yield fail("disk", says, "Make room now: soon nothing opens and nothing is saved.")
    elif free < _LOW_FREE:
        yield warn("disk", says, "Make room, or move the instance to a larger disk.")
    else:
        yield ok("disk", says)


def time() -> Iterator[Finding]:
    """The clock must not stand before what the desk has written: codes, deadlines and the log hang on it."""
    last = db.session.scalar(select(func.max(LedgerEntry.at)))  # the last entry is of this very look
    if last is not None and last - clock.now() > _AHEAD:
        do = "Set the clock (NTP); codes of authenticator apps fail until then."
        yield fail("clock", "The clock stands before an entry of the access log.", do)
    else:
        yield ok("clock", "not before any entry of the access log")
