"""How far may each of the six figures lie from what endlessly many futures would give: the 95 % intervals of their own drawing?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.needs import CONFIDENT, interval

HALF_OUTSIDE = 0.025  # on each side of a 95 % interval
Ends = tuple[float | None, float | None]


@dataclass(frozen=True)
class Drawn:
    """Both ends of the 95 % interval of each figure, as so many independent futures leave them; nothing else that is uncertain is
    in it. None: so few futures leave that end open. Money nominal, the present value in money of the first year."""

    expected: Ends
    year_95: Ends
    year_99: Ends
    present_value: Ends
    dry: Ends
    office: Ends


def drawn(settled: Array, present: Array, dry: float, office: Array, awards: Array) -> Drawn:
    """`settled`: the sorted costs of the year of the figures; `present`: present values; `office` and `awards`: what each path
    pays for them in all years; all of shape (paths,)."""
    return Drawn(
        expected=_mean(settled),
        year_95=level(settled, 0.95),
        year_99=level(settled, 0.99),
        present_value=_mean(present),
        dry=interval(dry, len(present)),
        office=share(office, office + awards),
    )


def _mean(values: Array) -> Ends:
    n = len(values)
    if n < 2:
        return None, None
    middle, half = float(values.mean()), CONFIDENT * float(values.std(ddof=1)) / math.sqrt(n)
    return middle - half, middle + half


def level(ordered: Sequence[float] | Array, p: float) -> Ends:
    """Of the level p of a sorted sample, by its order statistics: how many of n lie below the true level is binomial, whatever
    the law (David and Nagaraja, Order Statistics, 3rd ed., 7.1). Values of the sample, so that no end lies between two."""
    from scipy.special import bdtr

    n = len(ordered)
    below = bdtr(np.arange(n), n, p)  # the chance that at most so many lie below
    low = int(np.searchsorted(below, HALF_OUTSIDE, side="right")) - 1
    high = int(np.searchsorted(below, 1 - HALF_OUTSIDE, side="left"))
    return float(ordered[low]) if low >= 0 else None, float(ordered[high]) if high < n else None


def share(part: Array, whole: Array) -> Ends:
    """Of the ratio of two means (linearised: Cochran, Sampling Techniques, 3rd ed., 6.4)."""
    n, total = len(whole), float(whole.mean())
    if n < 2 or total <= 0:
        return None, None
    ratio = float(part.mean()) / total
    half = CONFIDENT * float((part - ratio * whole).std(ddof=1)) / (total * math.sqrt(n))
    return max(ratio - half, 0.0), min(ratio + half, 1.0)
