"""How much more does the same act cost on more? A limit in seconds would be one machine's, and of one hour."""

import time
from collections.abc import Callable
from typing import Any

TRIES = 3  # the quickest counts: another one may have met an empty cache


def times_as_long(act: Callable[[Any], object], large: Any, small: Any) -> float:
    """How many times as long it takes with what is large as with what is small, in seconds of its core."""
    return min(_seconds(act, large) for _ in range(TRIES)) / min(_seconds(act, small) for _ in range(TRIES))


def _seconds(act: Callable[[Any], object], on: Any) -> float:
    begun = time.thread_time()
    act(on)
    return time.thread_time() - begun
