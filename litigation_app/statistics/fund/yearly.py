"""What does one year's payments, whose law may be far finer than the fund's means, look like on the lattice of the means?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.awards import Award
from litigation_app.statistics.fund.counting import Complex, Counting
from litigation_app.statistics.fund.effort import spend
from litigation_app.statistics.fund.few_sums import chance_of_all
from litigation_app.statistics.fund.lattice import atoms_on, compound_rows, discretise
from litigation_app.statistics.fund.totals import step_for

NEGLIGIBLE = 1e-5  # less chance of single amounts but 0 is left out


@dataclass(frozen=True)
class Lattice:
    """The means' lattice. `is_exact`: all awards and means lie on it; `is_on`: the awards with a chance of their own do.

    `split`: into how many steps, a power of two, a year's own lattice splits one of it.
    """

    step: float
    points: int
    split: int
    is_exact: bool
    is_on: bool

    @classmethod
    def near(cls, least: float, split: int, awards: Sequence[Award], most: float) -> Lattice:
        """A lattice of that step or one up to twice as long, so that as many awards as can lie on it."""
        amounts = [x for a in dict.fromkeys(awards) for x in a.atoms().amounts if x > 0]
        step, is_on = step_for(amounts, least)
        step = step if amounts and is_on else least
        return cls(step, math.ceil(most / step) + 3, split, is_exact=False, is_on=is_on)

    def finer(self, awards: Sequence[Award]) -> Lattice:
        """One of half the step, of the same length."""
        return Lattice.near(self.step / 2, self.split, awards, (self.points - 3) * self.step)

    def kept(self, alive: Array, single: Array, limit: float) -> tuple[Array, Array]:
        """What is at or under the limit. The density of the last cell is cut where the limit cuts it, an amount with a
        chance of its own (`single`) is kept or lost whole."""
        at = limit / self.step + 1e-9
        last = math.floor(at + 0.5)
        if last >= self.points:
            return alive, single
        share = min(max(2 * at if last == 0 else at - last + 0.5, 0.0), 1.0)
        alive, single = alive.copy(), single.copy()
        if last > at:
            alive[:, last] -= single[:, last]
            single[:, last] = 0.0
        dense = np.maximum(alive[:, last] - single[:, last], 0.0)
        alive[:, last] = single[:, last] + (0.0 if self.is_exact else share * dense)
        alive[:, last + 1 :] = single[:, last + 1 :] = 0.0
        return alive, single


@dataclass(frozen=True)
class Yearly:
    """One year's payments by row: their spectrum, the chance that nothing is asked, and the spectrum of single amounts."""

    spectrum: Complex
    nothing: Array
    single: Complex | None

    def after(self, alive: Array, single: Array, points: int) -> tuple[Array, Array]:
        """The laws of all payments with this year's; `single` is the part of amounts with a chance of their own."""
        later = _with(alive, self.spectrum, points)
        return later, single * self.nothing[:, None] if self.single is None else _with(single, self.single, points)


def yearly(award: Award, numbers: Sequence[Counting], grid: Lattice, covered: float, weights: Array) -> Yearly:
    """The law of what a year's payments are beyond `covered`, computed on a lattice fine enough for one award."""
    amounts, own = award.atoms(), grid.step / grid.split
    length = _top(award, numbers, grid, covered) / own + 2
    spend(length, len(numbers), 2)
    points = 1 << math.ceil(math.log2(length))
    none = np.asarray([chance_of_all(n, float(amounts.between(0, -1.0, 0.0))) for n in numbers])
    each = np.asarray([chance_of_all(n, sum(amounts.probs)) for n in numbers])
    is_sparse = grid.is_exact or (grid.is_on and float(weights @ (each - none)) > NEGLIGIBLE)
    listed = atoms_on(amounts, own, points) if is_sparse else np.zeros(1)
    single = compound_rows(numbers, listed, points) if is_sparse else np.zeros((len(numbers), points))
    full = single if grid.is_exact else compound_rows(numbers, _discretised(award, own, points), points)
    single[:, 0] = none
    if covered:
        full, single = _beyond(full, single, own, covered)
    if covered or grid.split > 1:
        full, single = (_on_grid(x, own, covered, grid) for x in (full, single))
    wide = padded(grid.points)
    spectra = [np.fft.rfft(x[:, : grid.points], wide) for x in ((full, single) if is_sparse else (full,))]
    return Yearly(spectra[0], single[:, 0].copy(), spectra[1] if is_sparse else None)


@lru_cache(maxsize=8)  # years whose awards are alike follow each other
def _discretised(award: Award, step: float, points: int) -> Array:
    return discretise(award.excess, step, points)


def _top(award: Award, numbers: Sequence[Counting], grid: Lattice, covered: float) -> float:
    """How far the year's own lattice must reach: no further than the means, nor than its payments do."""
    first, second = award.power(1), award.power(2)
    reach = 0.0
    for n in (number.cumulants() for number in numbers):
        mean, var = n.first * first, n.first * max(second - first**2, 0.0) + n.second * first**2
        reach = max(reach, mean + 12 * math.sqrt(var) + (25 * var / mean if mean > 0 else 0.0))
    return min(grid.points * grid.step + covered, max(reach, grid.step))


def _beyond(full: Array, single: Array, own: float, covered: float) -> tuple[Array, Array]:
    """What is covered becomes an amount of nothing; the rest stays where it is."""
    at = np.arange(full.shape[1]) - covered / own
    share = np.clip(0.5 - at, 0.0, 1.0)
    share[0] = 1.0
    taken = np.where(at <= 1e-9, single, 0.0)
    dense = np.maximum(full - single, 0.0)
    nothing = (taken + share * dense).sum(axis=1)
    single = single - taken
    full = single + (1 - share) * dense
    full[:, 0] = single[:, 0] = nothing
    return full, single


def _on_grid(law: Array, own: float, covered: float, grid: Lattice) -> Array:
    """A law of the year's own lattice on that of the means, `covered` lower; each mean kept. What lies above is left out."""
    at = np.maximum(np.arange(law.shape[1]) * own - covered, 0.0) / grid.step
    place = np.floor(at + 1e-9).astype(int)
    part = np.maximum(at - place, 0.0)
    starts = np.flatnonzero(np.diff(place, prepend=-1))
    found = np.zeros((len(law), max(grid.points, int(place[-1]) + 1) + 1))
    found[:, place[starts]] += np.add.reduceat(law * (1 - part), starts, axis=1)
    found[:, place[starts] + 1] += np.add.reduceat(law * part, starts, axis=1)
    return found[:, : grid.points]


def padded(points: int) -> int:
    """A length of transforms that keeps two laws of so many points apart."""
    from scipy.fft import next_fast_len

    return int(next_fast_len(2 * points, real=True))


def _with(law: Array, spectrum: Complex, points: int) -> Array:
    length = padded(points)
    found = np.fft.irfft(np.fft.rfft(law, length) * spectrum, length)[:, :points]
    return np.maximum(found, 0.0)
