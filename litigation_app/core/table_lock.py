"""Who works with the tables of an instance? Many at once, or one who changes the tables themselves."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from config import Config, ConfigRefused


@contextmanager
def shared(config: Config) -> Iterator[None]:
    """The tables stay as they are meanwhile. Raises ConfigRefused while somebody changes them."""
    with _held(config, fcntl.LOCK_SH, "The desk is being upgraded just now. Wait until that has ended."):
        yield


@contextmanager
def alone(config: Config) -> Iterator[None]:
    """Nobody else works with the tables meanwhile. Raises ConfigRefused while somebody does."""
    with _held(
        config,
        fcntl.LOCK_EX,
        "Somebody works with this desk: stop its server, and wait for commands and for long work.",
    ):
        yield


@contextmanager
def _held(config: Config, how: int, otherwise: str) -> Iterator[None]:
    lock = os.open(config.tables_lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConfigRefused(otherwise) from None
        yield
    finally:
        os.close(lock)
