"""Is this instance empty, so that a backup may come into it, and how does it become empty again after one that was cut short?"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, select

from config import Config
from litigation_app.core import schema, sqlite_copies
from litigation_app.ledger import LedgerEntry
from litigation_app.operations.backup import instance
from litigation_app.operations.backup.stood import Stood
from litigation_app.vault.erasure import register
from litigation_app.vault.keys import keyfile

_ALLOWED = {instance.SETTINGS, "keys", "restoring"}  # of the person who prepares the machine
_SIDES = ("-wal", "-shm", "-journal")


class TargetRefused(Exception):
    """Nothing may come into this instance; the message is one plain sentence."""


def require_empty(config: Config) -> None:
    """Raise TargetRefused unless this instance holds nothing, or only what a restore that was cut short put there."""
    if config.restoring.exists():
        return
    found = _strange(config)
    if found:
        raise TargetRefused(
            f"{config.instance} is not empty ({found[0]}); nothing was restored. Name an empty instance."
        )


def _strange(config: Config) -> list[str]:
    if not config.instance.is_dir():
        return []
    names = {path.name for path in config.instance.iterdir()} - _ALLOWED
    keys = {path.name for path in config.keyring.parent.iterdir()} if config.keyring.parent.is_dir() else set()
    database = sqlite_copies.sqlite_file(config.database_url)
    others = {str(database)} if database is not None and database.exists() else set()
    strange_keys = {name for name in keys - {register.path(config).name} if not name.endswith(".lock")}
    return sorted(names | others | strange_keys)


@contextmanager
def alone(config: Config) -> Iterator[None]:
    """The only restore at work here, from before it clears anything until after its end. Raises TargetRefused.

    It looks again: another may have begun and ended since this one was found fit.
    """
    _own_folders(config)
    with ExitStack() as held:
        try:
            held.enter_context(keyfile.turn(config, "restore", how=fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError:
            raise TargetRefused(
                f"Another restore into {config.instance} is at work, or stands still; this one has changed nothing. "
                "Wait for it, or end it and run this again."
            ) from None
        require_empty(config)
        yield


def _own_folders(config: Config) -> None:
    config.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    config.instance.chmod(0o700)
    config.keyring.parent.mkdir(mode=0o700, exist_ok=True)


def begin(config: Config) -> None:
    """From now on nobody works here until the restore is finished: on the disk before anything else is."""
    _own_folders(config)
    keyfile.replace_file(config.restoring, b"A restore was begun here and is not finished.\n")


def finish(config: Config) -> None:
    config.restoring.unlink()
    keyfile.sync_folder(config.instance)


def clear(config: Config) -> None:
    """Take away what a restore that was cut short put into the folder. Settings and the register of the erased stay."""
    for folder in (config.files, *instance.folders(config).values()):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (config.keyring, config.root_key):
        if file.exists():
            keyfile.wipe(file)
    database = sqlite_copies.sqlite_file(config.database_url)
    for side in ("", *_SIDES) if database is not None else ():
        Path(f"{database}{side}").unlink(missing_ok=True)


def require_engine(config: Config, stood: Stood) -> None:
    """Raise TargetRefused for the backup of another kind of database."""
    here = "sqlite" if sqlite_copies.sqlite_file(config.database_url) is not None else "postgresql"
    if stood.engine != here:
        raise TargetRefused(
            f"This is a backup of a desk on {stood.engine}, and this instance is set to {here}; it can only come back "
            f"into {stood.engine}. Set LITIGATION_DATABASE_URL (or database_url in config.toml) accordingly."
        )


def holds_rows(config: Config, stood: Stood) -> bool:
    """Whether a restore that was cut short had brought all rows in; raises TargetRefused for rows of any other kind."""
    from litigation_app.operations.backup import postgres_rows

    engine = create_engine(schema.owners_address(config))
    try:
        with engine.connect() as connection:
            if not postgres_rows.has_rows(connection):
                return False
            if config.restoring.exists() and _has_head(connection, stood):
                return True
    finally:
        engine.dispose()
    raise TargetRefused("The database is not empty; nothing was restored. Make a new one and name it.")


def _has_head(connection: Connection, stood: Stood) -> bool:
    entries = LedgerEntry.__table__.c
    h = connection.scalar(select(entries.h).where(entries.seq == stood.entries))
    return h is not None and h.hex() == stood.head


def require_room(config: Config, size: int) -> None:
    """Raise TargetRefused where the disk has no room for so many bytes."""
    above = config.instance
    while not above.exists():
        above = above.parent
    free = shutil.disk_usage(above).free
    if free < size:
        raise TargetRefused(f"There is no room in {above}: the backup needs {size} bytes, and {free} are free.")


def write_new(to: Path, pieces: object) -> None:
    """A private file of these pieces; raises FileExistsError."""
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(pieces)  # type: ignore[arg-type]
        file.flush()
        os.fsync(descriptor)
