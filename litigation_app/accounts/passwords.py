"""Is this the person's password? Argon2id, two at a time, and the same work for an address that nobody has."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

SHORTEST = 15  # letters, while no second factor stands behind the password (NIST SP 800-63B-4, 3.1.1.2)
LONGEST = 1024
PASSES = 3
_AT_ONCE = BoundedSemaphore(2)


@cache
def _hasher(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=PASSES, memory_cost=memory_kib, parallelism=1)


def _current() -> PasswordHasher:
    return _hasher(current_app.extensions["config"].password_hash_kib)


@cache
def _nobody(memory_kib: int) -> str:
    return _hasher(memory_kib).hash("nobody has this password")


def hashed(password: str) -> str:
    """The Argon2id hash to keep."""
    with _AT_ONCE:
        return _current().hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether `password` is the one behind `kept`; None costs as much time as a wrong one."""
    memory = current_app.extensions["config"].password_hash_kib
    with _AT_ONCE:
        try:
            return _current().verify(kept or _nobody(memory), password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_dated(kept: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _current().check_needs_rehash(kept)
