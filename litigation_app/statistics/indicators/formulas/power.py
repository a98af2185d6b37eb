"""With so many cases a year, what change could be seen at all? Computed exactly, by Fisher's test."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import comb
from typing import Any

import numpy as np

LEVEL = 0.05
WANTED = 0.8  # four in five times
_SAME = 10**7  # tables whose chances differ by less than one in so many count as equally probable
_STEP = 5  # percentage points


def fisher(x: int, n: int, y: int, m: int) -> float:
    """The two-sided p of Fisher's exact test that x of n and y of m share one rate. ValueError: a part above its base.

    Source: R. A. Fisher, JRSS 98 (1935), 39-54; two-sided by summing the tables that are no more probable than the one seen.
    """
    if not (0 <= x <= n and 0 <= y <= m):
        raise ValueError("a part is larger than its base")
    return _chances(x + y, n, m)[x]


def _chances(both: int, n: int, m: int) -> dict[int, float]:
    """The p of every table with this sum, by its first part."""
    first, other = _ways(n), _ways(m)
    ways = {k: first[k] * other[both - k] for k in range(max(0, both - m), min(n, both) + 1)}
    rising = sorted(ways.values())
    below = list(accumulate(rising))
    return {k: below[bisect_right(rising, seen + seen // _SAME) - 1] / below[-1] for k, seen in ways.items()}


@lru_cache(maxsize=64)
def _ways(n: int) -> tuple[int, ...]:
    """In how many ways none, one, … all of n can be chosen."""
    return tuple(comb(n, k) for k in range(n + 1))


@lru_cache(maxsize=64)
def _noticed(n: int, m: int) -> Any:
    """Which pairs of counts the test calls different: 1.0 or 0.0, the first count down."""
    found = np.zeros((n + 1, m + 1))
    for both in range(n + m + 1):
        for x, chance in _chances(both, n, m).items():
            found[x, both - x] = chance <= LEVEL
    return found


def power(n: int, m: int, before: float, after: float) -> float:
    """The chance that the test notices a true change between two shares (0 to 1), with n cases before and m after."""
    return float(_binomial(n, before) @ _noticed(n, m) @ _binomial(m, after))


def _binomial(n: int, share: float) -> Any:
    return np.array([comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)])


@dataclass(frozen=True)
class Seen:
    """With `n` cases in each of two years: the smallest rise (or fall), in percent, that would be noticed four in five times.

    `after` None: no share is so high, or so low.
    """

    n: int
    before: int
    after: int | None
    is_fall: bool = False


@lru_cache(maxsize=256)
def smallest_rise(n: int, before: int) -> Seen:
    """In steps of five points."""
    rises = range(before + _STEP, 101, _STEP)
    found = next((after for after in rises if power(n, n, before / 100, after / 100) >= WANTED), None)
    return Seen(n, before, found)


@lru_cache(maxsize=256)
def smallest_fall(n: int, before: int) -> Seen:
    """In steps of five points: what is to become less is asked from what is there."""
    falls = range(before - _STEP, -1, -_STEP)
    found = next((after for after in falls if power(n, n, before / 100, after / 100) >= WANTED), None)
    return Seen(n, before, found, is_fall=True)


def windows(years: Sequence[str], width: int) -> list[tuple[str, ...]]:
    """Years in windows of so many, the newest full; the oldest may be short."""
    ends = range(len(years), 0, -width)
    return [tuple(years[max(end - width, 0) : end]) for end in ends][::-1]
