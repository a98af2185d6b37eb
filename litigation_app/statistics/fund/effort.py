"""How much may an exact answer cost before it is refused? Counted in cells of lattices, so that the same question ends alike everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

MOST_AT_ONCE = 2**23  # cells of one lattice over all its rows: some 0.6 GB of transforms
MOST_OF_A_QUESTION = 8e8  # cells of all lattices of a question: some 30 s of a core in November 2026
_LEFT: ContextVar[float] = ContextVar("cells left", default=math.inf)


class TooMuchWork(ValueError):
    """The lattice that an exact answer needs is too long, or too many of them are needed."""


@contextmanager
def limited() -> Iterator[None]:
    """One question's work; raises TooMuchWork within where it is spent."""
    before = _LEFT.set(MOST_OF_A_QUESTION)
    try:
        yield
    finally:
        _LEFT.reset(before)


def spend(points: float, rows: int, times: int = 1) -> None:
    """A lattice of so many points and rows, gone through so many times. Raises TooMuchWork before anything is made of it."""
    left = _LEFT.get() - points * rows * times
    if left < 0 or points * rows > MOST_AT_ONCE:
        raise TooMuchWork
    _LEFT.set(left)
