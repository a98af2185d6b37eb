"""What is the exact law of several years of payments, and the exact chance that a fund runs dry?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Law
from litigation_app.statistics.fund.counting import Counting, NegBin, Poisson
from litigation_app.statistics.fund.lattice import Moments, Part, Total, compound, discretise, moments_of, nice_step
from litigation_app.statistics.fund.lattice import award_cumulants as cumulants_on
from litigation_app.statistics.fund.policy import Policy, limited_award, mean_award

PV_POINTS = 2**16
RUIN_POINTS = 8192
RATE_NODES = 32


@dataclass(frozen=True)
class Payments:
    """Awards over a horizon. `rate_cv` is the uncertainty of the one yearly rate; `common`: one rate for all years.

    Shares of `lag` are awards decided 0, 1, 2, ... years after lodging; growth, inflation, discount are yearly rates.
    The first year is neither inflated nor discounted.
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

    @property
    def weights(self) -> Array:
        """Expected awards decided in each year, in units of the first year's lodged awards."""
        lodged = (1 + self.growth) ** np.arange(self.horizon)
        return np.convolve(lodged, self.lag)[: self.horizon]

    def limited(self, year: int, factor: float, limit: Array) -> Array:
        """E[min(factor * award of that year, limit)]; an indexed policy grows with inflation, a fixed one does not."""
        index = (1 + self.inflation) ** year
        if self.policy.indexed:
            return np.asarray(factor * index * limited_award(self.law, self.policy, limit / (factor * index)))
        real = self.policy.scaled(1 / index)
        return np.asarray(factor * index * limited_award(self.law, real, limit / (factor * index)))

    def mean_in(self, year: int) -> float:
        """Mean award decided in that year, nominal."""
        index = (1 + self.inflation) ** year
        rule = self.policy if self.policy.indexed else self.policy.scaled(1 / index)
        return index * mean_award(self.law, rule)


@dataclass(frozen=True)
class PresentValue:
    """Exact law of the discounted sum, with its moments."""

    total: Total
    moments: Moments


def present_value(pay: Payments, points: int = PV_POINTS) -> PresentValue:
    """Law of the discounted sum of all awards.

    Thinning by lag keeps years Poisson given the rate; one common Gamma rate makes the sum ONE negative binomial compound
    with a mixture of the years' award laws. Rates redrawn every year make it a product of yearly compounds.
    """
    factors = (1 + pay.discount) ** -np.arange(pay.horizon, dtype=float)
    first = _rough_moments(pay, factors)
    step = nice_step(first.mean + 11 * first.sd, points)
    years = [
        discretise(lambda y, t=t, v=v: pay.limited(t, float(v), y), step, points)  # type: ignore[misc]
        for t, v in enumerate(factors)
    ]
    parts = _parts(pay, years)
    moments = moments_of([(p.number.cumulants(), cumulants_on(p.award, step)) for p in parts])
    return PresentValue(Total(step, compound(parts, points)), moments)


def _parts(pay: Payments, years: list[Array]) -> list[Part]:
    weights = pay.weights
    if not pay.common:
        return [Part(_number(pay.rate * w, pay.rate_cv), y) for w, y in zip(weights, years, strict=True)]
    mixture = np.asarray(sum(w * y for w, y in zip(weights, years, strict=True))) / weights.sum()
    return [Part(_number(pay.rate * float(weights.sum()), pay.rate_cv), mixture)]


def _number(mean: float, cv: float) -> Counting:
    return NegBin.from_mixing(mean, cv) if cv > 0 else Poisson(mean)


def _rough_moments(pay: Payments, factors: Array) -> Moments:
    means = np.asarray([v * pay.mean_in(t) for t, v in enumerate(factors)])
    mean = float(pay.rate * pay.weights @ means)
    # an award law of cv <= 1 after the policy: enough to place the lattice
    variance = (pay.rate_cv * mean) ** 2 + 2 * float(pay.rate * pay.weights @ means**2)
    return Moments(mean, math.sqrt(variance), 0.0)


def ruin(years: Sequence[Array], limits: Sequence[int]) -> list[float]:
    """Chance that total payments have passed the limit by each year.

    `years[t]`: law of one year's payments on the lattice, shape (..., points); several rows are solved at once.
    `limits[t]`: reserve plus income up to year t, in lattice steps; it must not exceed the lattice, or late years lie.

    Returns: list of arrays' plain values, one a year, for a single row.
    """
    return [float(x) for x in ruin_rows([np.atleast_2d(y) for y in years], limits)[:, 0]]


def ruin_rows(years: Sequence[Array], limits: Sequence[int]) -> Array:
    """As `ruin` for several rows (rates) at once; shape (years, rows)."""
    points = years[0].shape[-1]
    if max(limits) >= points:
        raise ValueError(f"the lattice holds {points} steps, the fund can hold {max(limits)}: it must be longer")
    alive = np.zeros_like(years[0])
    alive[:, 0] = 1.0
    dry = []
    for pmf, limit in zip(years, limits, strict=True):
        alive = np.fft.irfft(np.fft.rfft(alive, 2 * points) * np.fft.rfft(pmf, 2 * points), 2 * points)[:, :points]
        alive[:, limit + 1 :] = 0.0
        np.maximum(alive, 0.0, out=alive)
        dry.append(1 - alive.sum(axis=1))
    return np.asarray(dry)


def ruin_by_year(pay: Payments, *, reserve: float, income: float, points: int = RUIN_POINTS) -> list[float]:
    """Exact chance that the balance was below zero at the end of some year so far (income comes before payments).

    The common Gamma rate is integrated by generalised Gauss-Laguerre nodes.
    """
    step = (reserve + income * pay.horizon) / (points - 2)
    limits = [math.floor((reserve + income * (t + 1)) / step + 1e-9) for t in range(pay.horizon)]
    rates, weights = _rate_nodes(pay)
    awards = [discretise(lambda y, t=t: pay.limited(t, 1.0, y), step, points) for t in range(pay.horizon)]  # type: ignore[misc]
    means = pay.weights
    years = [_poisson_rows(rates * means[t], awards[t], points) for t in range(pay.horizon)]
    if pay.common:
        return [float(x) for x in ruin_rows(years, limits) @ weights]
    mixed = [np.atleast_2d(weights @ y) for y in years]
    return [float(x) for x in ruin_rows(mixed, limits)[:, 0]]


def _rate_nodes(pay: Payments) -> tuple[Array, Array]:
    from scipy.special import roots_genlaguerre

    if pay.rate_cv == 0:
        return np.asarray([pay.rate]), np.ones(1)
    shape = 1 / pay.rate_cv**2
    nodes, weights = roots_genlaguerre(RATE_NODES, shape - 1)
    return np.asarray(nodes * pay.rate / shape), np.asarray(weights / weights.sum())


def _poisson_rows(means: Array, award: Array, points: int) -> Array:
    spectrum = np.exp(means[:, None] * (np.fft.rfft(award, 2 * points)[None, :] - 1))
    return np.maximum(np.fft.irfft(spectrum, 2 * points)[:, :points], 0.0)


def cap_for(pay: Payments, *, reserve: float, income: float, target: float, highest: float = 1e7) -> float | None:
    """Largest cap with which the chance of ever running dry stays at or under `target`; None when no cap does.

    The cap never goes below the floor. Bisection on the exact chance, which cannot fall when the cap rises.
    """

    def dry(cap: float) -> float:
        rule = Policy(pay.policy.share, pay.policy.floor, cap, pay.policy.indexed)
        changed = Payments(**{**pay.__dict__, "policy": rule})
        return ruin_by_year(changed, reserve=reserve, income=income, points=RUIN_POINTS // 2)[-1]

    low, high = max(pay.policy.floor, 1e-9), highest
    if dry(low) > target:
        return None
    if dry(high) <= target:
        return math.inf
    for _ in range(60):
        middle = math.sqrt(low * high) if high > 4 * low else (low + high) / 2
        low, high = (middle, high) if dry(middle) <= target else (low, middle)
        if high - low < 1e-4 * high:
            break
    return low


@dataclass(frozen=True)
class Delay:
    """Chain ladder: factor from each delay to the next, what is still to be paid, and the share paid by each delay."""

    factors: list[float]
    outstanding: float
    shares: list[float]


def chain_ladder(incremental: Sequence[Sequence[float]]) -> Delay:
    """Volume-weighted factors of a triangle of payments by award year (rows) and delay (columns)."""
    paid = [np.cumsum(np.asarray(row, dtype=float)) for row in incremental]
    width = max(len(row) for row in paid)
    factors = []
    for j in range(width - 1):
        later = [row for row in paid if len(row) > j + 1]
        factors.append(float(sum(row[j + 1] for row in later) / sum(row[j] for row in later)))
    outstanding = sum(float(row[-1]) * (math.prod(factors[len(row) - 1 :]) - 1) for row in paid)
    cumulative = [1 / math.prod(factors[j:]) for j in range(width)]
    shares = [cumulative[0], *(cumulative[j] - cumulative[j - 1] for j in range(1, width))]
    return Delay(factors, outstanding, shares)
