"""Does somebody still work in a file or folder? Whoever does holds its lock, which ends with the process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Hold it for the while; False: somebody else does, or it is gone or a link, and nothing is held."""
    how = os.O_RDONLY if path.is_dir() else os.O_RDWR  # a folder cannot be written; shares of a network lock what can
    try:
        descriptor = os.open(path, how | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        yield False
        return
    try:
        yield _is_taken(descriptor)
    finally:
        os.close(descriptor)


def is_dead(path: Path) -> bool:
    """Whether nobody works in it any more."""
    with alone(path) as is_alone:
        return is_alone


def _is_taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
