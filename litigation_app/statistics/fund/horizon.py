"""What is the exact law of several years of payments (FFT on a lattice of money; no randomness)?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Law
from litigation_app.statistics.fund.awards import Award, mixture, piece_of
from litigation_app.statistics.fund.counting import NegBin, Poisson
from litigation_app.statistics.fund.few_sums import Group
from litigation_app.statistics.fund.policy import Policy, at_prices
from litigation_app.statistics.fund.totals import Totals, total_of

PV_POINTS = 2**16


@dataclass(frozen=True)
class Payments:
    """Awards over a horizon. `rate_cv` is the uncertainty of the one yearly rate; `common`: one rate for all years.

    Shares of `lag` are awards decided 0, 1, 2, ... years after lodging; growth, inflation, discount are yearly rates.
    The first year is neither inflated nor discounted. `is_indexed_at_lodging`: an award keeps the prices of its application.
    """

    rate: float
    rate_cv: float
    law: Law
    policy: Policy
    horizon: int
    growth: float = 0.0
    lag: Sequence[float] = (1.0,)
    inflation: float = 0.0
    discount: float = 0.0
    common: bool = True
    is_indexed_at_lodging: bool = False

    @property
    def weights(self) -> Array:
        """Expected awards decided in each year, in units of the first year's lodged awards."""
        return np.convolve(self._lodged, self.lag)[: self.horizon]

    @property
    def _lodged(self) -> Array:
        return np.asarray((1 + self.growth) ** np.arange(self.horizon, dtype=float))

    def prices(self, year: int) -> list[tuple[float, float]]:
        """Price levels at which that year's awards are set, each with its share of them."""
        if not self.is_indexed_at_lodging:
            return [((1 + self.inflation) ** year, 1.0)]
        parts = [(year - d, float(self._lodged[year - d]) * w) for d, w in enumerate(self.lag) if d <= year and w > 0]
        whole = sum(w for _, w in parts)
        return [((1 + self.inflation) ** lodged, w / whole) for lodged, w in parts] if whole > 0 else [(1.0, 1.0)]

    def award(self, year: int, factor: float = 1.0) -> Award:
        """`factor` times an award of that year; an indexed policy grows with inflation, a fixed one does not."""
        return Award(tuple(piece_of(self.law, at_prices(self.policy, i), w, factor * i) for i, w in self.prices(year)))


def present_value(pay: Payments, asked: Sequence[float] = (), points: int = PV_POINTS) -> Totals:
    """Law of the discounted sum of all awards; `asked` as in `total_of`.

    Thinning by lag keeps years Poisson given the rate; one common Gamma rate makes the sum ONE negative binomial compound
    with a mixture of the years' award laws. Rates redrawn every year make it a sum of yearly compounds.
    """
    return total_of(_groups(pay), asked, points=points)


def _groups(pay: Payments) -> list[Group]:
    weights, factors = pay.weights, (1 + pay.discount) ** -np.arange(pay.horizon, dtype=float)
    years = [(float(w), pay.award(t, float(v))) for t, (w, v) in enumerate(zip(weights, factors, strict=True))]
    if not pay.common:
        return [Group(_number(pay.rate * w, pay.rate_cv), award) for w, award in years]
    return [Group(_number(pay.rate * float(weights.sum()), pay.rate_cv), mixture(years))]


def _number(mean: float, cv: float) -> NegBin | Poisson:
    return NegBin.from_mixing(mean, cv)
