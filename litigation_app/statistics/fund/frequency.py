"""How many victims a year, given counts that may be ranges (negative binomial, rate and dispersion uncertain)?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.inputs import Interval

RATES, DISPERSIONS = 200, 300  # grid: log rate x dispersion
DISPERSION_MAX = 3.0  # half-normal(1) prior, truncated here
SUM_WIDTH = 20  # wider ranges go through the distribution function
PREDICTIVE_MASS = 1e-9  # grid cells that together weigh less are left out of the predictive law
FLAT_RATE_SPAN = 6.0  # how many units of log rate the first, coarse look reaches to each side


@dataclass(frozen=True)
class Posterior:
    """Weighted (rate, dispersion) pairs; dispersion 0 is the Poisson law. Rates are victims a year."""

    mu: Array
    phi: Array
    weight: Array

    @property
    def mean(self) -> float:
        """Expected victims next year."""
        return float(self.weight @ self.mu)

    @property
    def variance(self) -> float:
        """Variance of next year's victims."""
        return float(self.weight @ (self.mu + (1 + self.phi) * self.mu**2)) - self.mean**2

    def pick(self, rng: np.random.Generator, n: int) -> tuple[Array, Array]:
        """n draws of (rate, dispersion)."""
        place = np.searchsorted(np.cumsum(self.weight), rng.random(n) * (1 - 1e-12), side="right")
        place = np.minimum(place, len(self.mu) - 1)
        return self.mu[place], self.phi[place]

    def predictive(self, mass: float = 1 - 1e-4, longest: int = 20000) -> Array:
        """P(next year = k) for k = 0, 1, ... until `mass` is reached."""
        order = np.argsort(-self.weight, kind="stable")
        kept = order[: int(np.searchsorted(np.cumsum(self.weight[order]), 1 - PREDICTIVE_MASS)) + 1]
        mu, phi, weight = self.mu[kept], self.phi[kept], self.weight[kept]
        term = weight * np.exp(_log_pmf(0, mu, phi))
        over = 1 + phi * mu
        found, total = [float(term.sum())], float(term.sum())
        while total < mass and len(found) < longest:
            k = len(found) - 1
            term = term * (1 + phi * k) * mu / ((k + 1) * over)
            found.append(float(term.sum()))
            total += found[-1]
        return np.asarray(found)


@dataclass(frozen=True)
class Dispersion:
    """Test of 'the counts vary no more than Poisson counts': Pearson statistic, degrees of freedom, p-value."""

    statistic: float
    df: int
    p: float


def fit(counts: Sequence[Interval]) -> Posterior:
    """Posterior on a grid: prior rate^(-1/2), dispersion half-normal(1) up to 3, P(lo <= N <= hi) for each year."""
    phi = (np.arange(DISPERSIONS) + 0.5) * DISPERSION_MAX / DISPERSIONS
    middle = math.log(np.mean([(c.lo + c.hi) / 2 for c in counts]) + 0.5) if counts else 0.0
    log_mu = np.linspace(middle - FLAT_RATE_SPAN, middle + FLAT_RATE_SPAN, RATES)
    for _ in range(2):
        weight = _grid_weight(counts, log_mu, phi)
        seen = np.flatnonzero(weight.sum(axis=1) > 1e-7)
        step = log_mu[1] - log_mu[0]
        log_mu = np.linspace(log_mu[seen[0]] - step, log_mu[seen[-1]] + step, RATES)
    weight = _grid_weight(counts, log_mu, phi)
    mu_grid, phi_grid = np.meshgrid(np.exp(log_mu), phi, indexing="ij")
    return Posterior(mu_grid.ravel(), phi_grid.ravel(), weight.ravel())


def fit_poisson(counts: Sequence[Interval], *, shape: float, rate: float) -> Posterior:
    """The textbook case: Poisson counts with a Gamma(shape, rate) prior, on a fine grid of rates (also for ranges)."""
    total_lo, total_hi = sum(c.lo for c in counts), sum(c.hi for c in counts)
    years = rate + len(counts)
    low = max(total_lo + shape - 12 * math.sqrt(total_lo + shape + 4), 0.0) / years
    high = (total_hi + shape + 12 * math.sqrt(total_hi + shape + 4)) / years
    mu = low + (np.arange(20000) + 0.5) * (high - low) / 20000
    log_weight = (shape - 1) * np.log(mu) - rate * mu
    for c in counts:
        log_weight += _log_interval(c, mu, np.zeros_like(mu))
    weight = np.exp(log_weight - log_weight.max())
    return Posterior(mu, np.zeros_like(mu), weight / weight.sum())


def expert(values: Array) -> Posterior:
    """A rate judged by experts (equally likely values), Poisson around it."""
    return Posterior(values, np.zeros_like(values), np.full(len(values), 1 / len(values)))


def dispersion(counts: Sequence[Interval]) -> Dispersion | None:
    """Pearson dispersion test (ranges enter with their middle); None with fewer than two years or no victim."""
    from scipy.special import chdtrc

    x = np.asarray([(c.lo + c.hi) / 2 for c in counts])
    if len(x) < 2 or x.sum() == 0:
        return None
    statistic, df = float(((x - x.mean()) ** 2).sum() / x.mean()), len(x) - 1
    return Dispersion(statistic, df, float(chdtrc(df, statistic)))


def level(pmf: Array, p: float) -> int:
    """Smallest k with P(N <= k) >= p."""
    return int(np.searchsorted(np.cumsum(pmf), p - 1e-12))


def _grid_weight(counts: Sequence[Interval], log_mu: Array, phi: Array) -> Array:
    mu = np.exp(log_mu)[:, None]
    # mu^(-1/2) d(mu) is mu^(1/2) d(log mu)
    log_weight = 0.5 * log_mu[:, None] - phi[None, :] ** 2 / 2
    for c in sorted(set(counts), key=lambda c: (c.lo, c.hi)):
        log_weight = log_weight + list(counts).count(c) * _log_interval(c, mu, phi[None, :])
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(weight / weight.sum())


def _log_interval(c: Interval, mu: Array, phi: Array) -> Array:
    if c.hi - c.lo > SUM_WIDTH:
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(np.maximum(_cdf(c.hi, mu, phi) - _cdf(c.lo - 1, mu, phi), 1e-300)))
    terms = [_log_pmf(k, mu, phi) for k in range(c.lo, c.hi + 1)]
    return np.asarray(np.logaddexp.reduce(terms)) if len(terms) > 1 else terms[0]


def _log_pmf(k: int, mu: Array, phi: Array) -> Array:
    # product form: exact at phi = 0, no difference of large log-gammas when phi is small
    rising = sum((np.log1p(phi * j) for j in range(k)), np.zeros_like(phi)) if k < 200 else _log_rising(k, phi)
    with np.errstate(divide="ignore", invalid="ignore"):
        base = np.where(phi > 0, -np.log1p(phi * mu) / np.where(phi > 0, phi, 1), -mu)
    return np.asarray(rising + k * (np.log(mu) - np.log1p(phi * mu)) - math.lgamma(k + 1) + base)


def _log_rising(k: int, phi: Array) -> Array:
    return np.asarray(np.log1p(phi * np.arange(k).reshape(-1, *([1] * phi.ndim))).sum(axis=0))


def _cdf(k: int, mu: Array, phi: Array) -> Array:
    from scipy.special import betainc, pdtr

    if k < 0:
        return np.zeros(np.broadcast_shapes(mu.shape, phi.shape))
    r = 1 / np.where(phi > 0, phi, 1)
    return np.asarray(np.where(phi > 0, betainc(r, k + 1.0, r / (r + mu)), pdtr(k, mu)))
