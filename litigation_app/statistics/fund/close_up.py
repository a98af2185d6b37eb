"""What is the law of a total at amounts that are small beside its usual reach (a small group beside a much larger one)?

An award beyond the lattice makes the total larger than any amount on it, so that such awards are left out: what remains is the law
of the total where none of them occurs, to the chance of it. By cells, not by means: beside a mean that is large the second
differences of an excess would be nothing but rounding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from litigation_app.statistics.fund import lattice
from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.awards import Award
from litigation_app.statistics.fund.few_sums import Group

POINTS = 2**13
TELLS = 256  # so many steps tell an amount


def close_up(groups: Sequence[Group], step: float) -> Array:
    """Chance that the total lies within half a step of 0, step, 2 step, ..., shape (POINTS,); what is missing to 1 lies above."""
    return lattice.compound([lattice.Part(g.number, _cells(g.award, step)) for g in groups], POINTS)


def _cells(award: Award, step: float) -> Array:
    """Chance of each cell of one award, an amount at an edge in the cell below it."""
    edges = (np.arange(POINTS, dtype=np.float64) + 0.5) * step
    return np.asarray(-np.diff(award.beyond(edges), prepend=1.0))


def reaches(asked: Sequence[float], step: float) -> list[float]:
    """How far lattices must go, each finer than the one before, so that the finest that holds an amount tells it; none where the
    lattice with this step tells all."""
    found = []
    small = [x for x in asked if 0 < x < TELLS * step]
    while small:
        found.append(max(small))
        small = [x for x in small if x < TELLS * found[-1] / POINTS]
    return found
