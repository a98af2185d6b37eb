"""Is this the person's password? Argon2id, few at a time, and the same work for an address that nobody has."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from werkzeug.exceptions import ServiceUnavailable

PASSES = 3
_AT_ONCE = BoundedSemaphore(max(1, min(2, (os.cpu_count() or 1) // 2)))  # half the cores, so that pages keep the others
_AT_THE_DOOR = BoundedSemaphore(6)  # fewer than the threads that serve: a crowd at the door must not stop every page
_SECONDS_OF_A_CROWD = 2


class TooManyAtOnce(ServiceUnavailable):
    """So many passwords are being checked that one more would hold up everybody's pages; nothing was checked."""

    def __init__(self) -> None:
        super().__init__(retry_after=_SECONDS_OF_A_CROWD)


@contextmanager
def _in_turn() -> Iterator[None]:
    """Wait for one's turn to hash, in a short queue; raises TooManyAtOnce where the queue is full."""
    if not _AT_THE_DOOR.acquire(blocking=False):
        raise TooManyAtOnce
    try:
        with _AT_ONCE:
            yield
    finally:
        _AT_THE_DOOR.release()


@cache
def _hasher(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=PASSES, memory_cost=memory_kib, parallelism=1)


def _current() -> PasswordHasher:
    return _hasher(current_app.extensions["config"].password_hash_kib)


@cache
def _nobody(memory_kib: int) -> str:
    return _hasher(memory_kib).hash("nobody has this password")


def hashed(password: str) -> str:
    """The Argon2id hash to keep; raises TooManyAtOnce (503)."""
    with _in_turn():
        return _current().hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether `password` is the one behind `kept`; None costs as much time as a wrong one. Raises TooManyAtOnce (503)."""
    memory = current_app.extensions["config"].password_hash_kib
    with _in_turn():
        try:
            return _current().verify(kept or _nobody(memory), password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_dated(kept: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _current().check_needs_rehash(kept)
