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
FEW_YEARS = 5  # with fewer, the mean of a rate with dispersion up to 3 exists only within the grid
FEW_YEARS_SPREAD = 8  # and the mean of its square
FEW_LISTED = 500
LONGEST = 4000.0  # a law that reaches further is not listed
LEAST_LOG = -650.0  # exp of less loses digits
THINNED = 4000
MOST = 10**12
SUM_WIDTH = 20  # wider ranges go through the distribution function
PREDICTIVE_MASS = 1e-9  # grid cells that together weigh less are left out of the predictive law
FLAT_RATE_SPAN = 6.0  # how many units of log rate the first, coarse look reaches to each side


@dataclass(frozen=True)
class Posterior:
    """Weighted (rate, dispersion) pairs; dispersion 0 is the Poisson law. Rates are victims a year.

    `size`: mean victims of a case (geometric) where victims come in cases; 1 where they come one by one.
    """

    mu: Array
    phi: Array
    weight: Array
    size: float | Array = 1.0

    @property
    def mean(self) -> float:
        """Expected victims next year."""
        return float(self.weight @ self.mu)

    @property
    def variance(self) -> float:
        """Variance of next year's victims."""
        return float(self.weight @ (self.mu * (2 * self.size - 1) + (1 + self.phi) * self.mu**2)) - self.mean**2

    def pick(self, rng: np.random.Generator, n: int) -> tuple[Array, Array, Array]:
        """Draws of (rate, dispersion, victims of a case), each of shape (`n`,)."""
        place = np.searchsorted(np.cumsum(self.weight), rng.random(n) * (1 - 1e-12), side="right")
        place = np.minimum(place, len(self.mu) - 1)
        return self.mu[place], self.phi[place], np.broadcast_to(self.size, len(self.mu))[place]

    def predictive(self, mass: float = 1 - 1e-4, longest: int = 20000) -> Array:
        """P(next year = k) for k = 0, 1, ... until `mass` is reached (large rates: the first `FEW_LISTED` only)."""
        mu, phi, weight = self._kept
        if self.is_large:
            mu, phi, weight = self._thinned()
            return np.asarray([float(weight @ np.exp(_log_pmf(k, mu, phi))) for k in range(FEW_LISTED)])
        term = weight * np.exp(_log_pmf(0, mu, phi))
        over = 1 + phi * mu
        found, total = [float(term.sum())], float(term.sum())
        while total < mass and len(found) < longest:
            k = len(found) - 1
            term = term * (1 + phi * k) * mu / ((k + 1) * over)
            found.append(float(term.sum()))
            total += found[-1]
        return np.asarray(found)

    def levels(self, levels: Sequence[float]) -> list[int]:
        """For each level p the smallest k with P(next year <= k) >= p."""
        if self.is_large:
            return [self._level_by_bisection(p) for p in levels]
        pmf = self.predictive()
        return [level(pmf, p) for p in levels]

    @property
    def is_large(self) -> bool:
        """Whether next year's law is too long to be listed, or its P(0) too small to start from."""
        mu, phi, weight = self._kept
        is_long = self.mean + 10 * math.sqrt(max(self.variance, 0.0)) > LONGEST
        return is_long or float(weight @ (_log_pmf(0, mu, phi) < LEAST_LOG)) > 1e-7

    @property
    def _kept(self) -> tuple[Array, Array, Array]:
        """Rates, dispersions and weights of nearly all of the posterior's mass."""
        order = np.argsort(-self.weight, kind="stable")
        kept = order[: int(np.searchsorted(np.cumsum(self.weight[order]), 1 - PREDICTIVE_MASS)) + 1]
        return self.mu[kept], self.phi[kept], self.weight[kept]

    def _thinned(self) -> tuple[Array, Array, Array]:
        """Equally likely rates and dispersions, evenly spread over the posterior."""
        place = np.searchsorted(np.cumsum(self.weight), (np.arange(THINNED) + 0.5) / THINNED * float(self.weight.sum()))
        place = np.minimum(place, len(self.mu) - 1)
        return self.mu[place], self.phi[place], np.full(THINNED, 1 / THINNED)

    def _level_by_bisection(self, p: float) -> int:
        mu, phi, weight = self._thinned()
        low, high = -1, math.ceil(self.mean + 1)
        while float(weight @ _cdf(high, mu, phi)) < p - 1e-12 and high < MOST:
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if float(weight @ _cdf(middle, mu, phi)) >= p - 1e-12 else (middle, high)
        return high


@dataclass(frozen=True)
class Dispersion:
    """Test of 'the counts vary no more than Poisson counts': Pearson statistic, degrees of freedom, p-value."""

    statistic: float
    df: int
    p: float


def fit(counts: Sequence[Interval], known: Sequence[float] | None = None) -> Posterior:
    """Posterior on a grid: prior rate^(-1/2), dispersion half-normal(1) up to 3, P(lo <= N <= hi) for each count.

    The sum of n alike years is negative binomial too, with n times the rate and an n-th of the dispersion.
    `known`: share of each count's victims that was already reported; a thinned count keeps its dispersion.
    """
    seen = [1.0] * len(counts) if known is None else list(known)
    phi = (np.arange(DISPERSIONS) + 0.5) * DISPERSION_MAX / DISPERSIONS
    grown = [(c.lo + c.hi) / 2 / c.years / e for c, e in zip(counts, seen, strict=True)]
    middle = math.log(np.mean(grown) + 0.5) if counts else 0.0
    log_mu = np.linspace(middle - FLAT_RATE_SPAN, middle + FLAT_RATE_SPAN, RATES)
    for _ in range(2):
        weight = _grid_weight(counts, seen, log_mu, phi)
        found = np.flatnonzero(weight.sum(axis=1) > 1e-7)
        step = log_mu[1] - log_mu[0]
        log_mu = np.linspace(log_mu[found[0]] - step, log_mu[found[-1]] + step, RATES)
    weight = _grid_weight(counts, seen, log_mu, phi)
    mu_grid, phi_grid = np.meshgrid(np.exp(log_mu), phi, indexing="ij")
    return Posterior(mu_grid.ravel(), phi_grid.ravel(), weight.ravel())


def fit_poisson(
    counts: Sequence[Interval], known: Sequence[float] | None = None, *, shape: float, rate: float
) -> Posterior:
    """The textbook case: Poisson counts with a Gamma(shape, rate) prior, on a fine grid of rates (also for ranges).

    `known` as in `fit`.
    """
    seen = [1.0] * len(counts) if known is None else list(known)
    total_lo, total_hi = sum(c.lo for c in counts), sum(c.hi for c in counts)
    years = rate + sum(e * c.years for c, e in zip(counts, seen, strict=True))
    low = max(total_lo + shape - 12 * math.sqrt(total_lo + shape + 4), 0.0) / years
    high = (total_hi + shape + 12 * math.sqrt(total_hi + shape + 4)) / years
    mu = low + (np.arange(20000) + 0.5) * (high - low) / 20000
    log_weight = (shape - 1) * np.log(mu) - rate * mu
    for c, e in zip(counts, seen, strict=True):
        log_weight += _log_interval(c, e * c.years * mu, np.zeros_like(mu))
    weight = np.exp(log_weight - log_weight.max())
    return Posterior(mu, np.zeros_like(mu), weight / weight.sum())


def next_year(counts: Sequence[Interval], *, shape: float, rate: float) -> Posterior | None:
    """The law of next year's count in the textbook case, in closed form where every count is exact (else None).

    Poisson counts with a Gamma prior foretell one negative binomial law. As a law of several years it would not do: their
    rate is one.
    """
    if not all(c.is_exact for c in counts):
        return None
    shape, years = shape + sum(c.lo for c in counts), rate + sum(c.years for c in counts)
    return Posterior(np.asarray([shape / years]), np.asarray([1 / shape]), np.ones(1))


def expert(values: Array) -> Posterior:
    """A rate judged by experts (equally likely values), Poisson around it."""
    return Posterior(values, np.zeros_like(values), np.full(len(values), 1 / len(values)))


def dispersion(counts: Sequence[Interval]) -> Dispersion | None:
    """Pearson dispersion test (ranges enter with their middle, years together with as many times the rate); None with fewer than
    two counts or no victim."""
    from scipy.special import chdtrc

    x = np.asarray([(c.lo + c.hi) / 2 for c in counts])
    if len(x) < 2 or x.sum() == 0:
        return None
    years = np.asarray([c.years for c in counts])
    rate = x.sum() / years.sum()
    statistic, df = float(((x - years * rate) ** 2 / years).sum() / rate), len(x) - 1
    return Dispersion(statistic, df, float(chdtrc(df, statistic)))


def level(pmf: Array, p: float) -> int:
    """Smallest k with P(N <= k) >= p."""
    return int(np.searchsorted(np.cumsum(pmf), p - 1e-12))


def _grid_weight(counts: Sequence[Interval], known: Sequence[float], log_mu: Array, phi: Array) -> Array:
    mu = np.exp(log_mu)[:, None]
    # mu^(-1/2) d(mu) is mu^(1/2) d(log mu)
    log_weight = 0.5 * log_mu[:, None] - phi[None, :] ** 2 / 2
    seen = [(c.lo, c.hi, c.years, e) for c, e in zip(counts, known, strict=True)]
    for lo, hi, years, share in sorted(set(seen)):
        log_weight = log_weight + seen.count((lo, hi, years, share)) * _log_interval(
            Interval(lo, hi), share * years * mu, phi[None, :] / years
        )
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
    """Sum of log(1 + phi j) over j < k."""
    from scipy.special import gammaln

    r = 1 / np.where(phi > 0, phi, 1)
    return np.asarray(np.where(phi > 0, gammaln(k + r) - gammaln(r) - k * np.log(r), 0.0))


def _cdf(k: int, mu: Array, phi: Array) -> Array:
    from scipy.special import betainc, pdtr

    if k < 0:
        return np.zeros(np.broadcast_shapes(mu.shape, phi.shape))
    r = 1 / np.where(phi > 0, phi, 1)
    return np.asarray(np.where(phi > 0, betainc(r, k + 1.0, r / (r + mu)), pdtr(k, mu)))
