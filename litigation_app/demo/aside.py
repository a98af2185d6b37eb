"""Where is a demonstration filled, so that one that was cut off is never taken for a whole one? Beside its folder, which it becomes."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import create_engine, exists, inspect, select

from config import Config, ConfigRefused
from litigation_app.accounts.models import User
from litigation_app.demo.sign_ins import ACT, MARK
from litigation_app.ledger import LedgerEntry


@contextmanager
def place(config: Config) -> Iterator[Config]:
    """The settings under which it is filled: of a folder beside that of this instance, or of itself where something is there already.

    What a filling that was cut off left beside it is removed. Raises ConfigRefused while another process fills it.
    """
    if config.instance.exists() or config.database_url != _database_in(config.instance):
        yield config
        return
    folder = config.instance.with_name(f"{config.instance.name}.filling")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _hold(held, config)
        beside = replace(config, instance=folder, database_url=_database_in(folder))
        _clear(beside)
        yield beside
        folder.rename(config.instance)
    finally:
        os.close(held)


def _database_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'desk.db'}"


def _hold(folder: int, config: Config) -> None:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_free = not config.instance.exists()
    except BlockingIOError:
        is_free = False
    if not is_free:
        raise ConfigRefused(f"Another process makes {config.instance} just now. Wait for it, and try again.")


def _clear(beside: Config) -> None:
    """What was cut off; nobody has worked there, and where somebody has all the same nothing is touched. Raises ConfigRefused."""
    if _has_real_people(beside):
        raise ConfigRefused(f"In {beside.instance} there are people, and it is no demonstration. Move it away.")
    for path in beside.instance.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _has_real_people(beside: Config) -> bool:
    """The first people of a demonstration come in one transaction with its mark."""
    if not (beside.instance / "desk.db").exists():
        return False
    engine = create_engine(beside.database_url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(User.__tablename__):
                return False
            mark = select(LedgerEntry.seq).where(LedgerEntry.act == ACT, LedgerEntry.object == MARK)
            return bool(connection.scalar(select(exists(select(User.id)) & ~exists(mark))))
    finally:
        engine.dispose()
