"""How do payments (or reports) that are still to come follow from a triangle of those that came (chain ladder)?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


class TriangleRefused(ValueError):
    """The triangle says nothing about some delay."""


@dataclass(frozen=True)
class Delay:
    """Chain ladder: factor from each delay to the next, what is still to be paid, and the share paid by each delay."""

    factors: list[float]
    outstanding: float
    shares: list[float]


def chain_ladder(incremental: Sequence[Sequence[float]]) -> Delay:
    """Volume-weighted factors of a triangle of payments by award year (rows) and delay (columns).

    Raises:
        TriangleRefused: nothing was paid before some delay.
    """
    paid = [np.cumsum(np.asarray(row, dtype=float)) for row in incremental]
    width = max(len(row) for row in paid)
    factors = []
    for j in range(width - 1):
        later = [row for row in paid if len(row) > j + 1]
        before = float(sum(row[j] for row in later))
        if before <= 0:
            raise TriangleRefused(f"nothing was paid up to delay {j} in the rows that go further")
        factors.append(float(sum(row[j + 1] for row in later)) / before)
    outstanding = sum(float(row[-1]) * (math.prod(factors[len(row) - 1 :]) - 1) for row in paid)
    cumulative = [1 / math.prod(factors[j:]) for j in range(width)]
    shares = [cumulative[0], *(cumulative[j] - cumulative[j - 1] for j in range(1, width))]
    return Delay(factors, outstanding, shares)
