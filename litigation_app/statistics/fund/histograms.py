"""Which law of damage does a published histogram support, where a bin's count may be a range (withheld, rounded)?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Lognormal
from litigation_app.statistics.fund.families import FAMILIES, TINY, Fitted, log_moments, logs, narrowest
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.minimum import minimise
from litigation_app.statistics.fund.severity import MEAN_SPAN, SPREADS, LawPosterior

POSTERIOR_GRID = 40
SEEN = 1e-6  # grid points below this share of the best one are left out when the grid is drawn closer
SUMMED = 40  # a wider range goes through the distribution function
NOBODY = 1e-9  # a total of nobody, whose logarithm exists
TOTAL_STEPS = 60
TOTAL_TOLERANCE = 1e-10
LARGEST_LOG = 300.0  # no square of a count is beyond it


@dataclass(frozen=True)
class HistogramFit:
    """Best law of a family, -2 log likelihood (of exact counts: the multinomial one, its constant left out), and the number
    of awards behind it (estimated where bins are ranges, `n_range` its ends)."""

    family: str
    law: Fitted
    minus2loglik: float
    n: float
    n_range: tuple[int, int]
    bounds: Array
    counts: tuple[Interval, ...]

    @property
    def aic(self) -> float:
        """Akaike's criterion: two parameters, whatever the family."""
        return self.minus2loglik + 4

    def posterior(self) -> LawPosterior:
        """Laws around the best one, by the prior of `severity` (its ends widened where the best law lies beyond)."""
        m, s = log_moments(self.law)
        least = max(min(SPREADS[0], s / 2), narrowest(self.family) + 1e-3)
        box = [m - MEAN_SPAN, m + MEAN_SPAN, least, max(SPREADS[1], 2 * s)]
        for _ in range(3):
            m_grid, s_grid = np.meshgrid(
                np.linspace(box[0], box[1], POSTERIOR_GRID), np.linspace(box[2], box[3], POSTERIOR_GRID), indexing="ij"
            )
            found = self._log_likelihood(m_grid, s_grid)
            with_prior = found - np.log(s_grid)
            weight = np.exp(with_prior - with_prior.max())
            box = _closer(m_grid, s_grid, weight)
        flat = weight.ravel() / weight.sum()
        return LawPosterior(self.family, m_grid.ravel(), s_grid.ravel(), flat, -2 * float(found.max()))

    def _log_likelihood(self, m: Array, s: Array) -> Array:
        inner = np.where(self.bounds > 0, self.bounds, 1e-12)
        of = logs(self.family, inner, m, s)
        probs = np.stack([np.exp(of.between(i, i + 1)) for i in range(len(self.bounds) - 1)], axis=-1)
        return likelihood(probs, self.counts)[0]


def _closer(m: Array, s: Array, weight: Array) -> list[float]:
    rows, columns = (np.flatnonzero(weight.max(axis=a) > SEEN) for a in (1, 0))
    last = len(weight) - 1
    lows, highs = (max(x[0] - 1, 0) for x in (rows, columns)), (min(x[-1] + 1, last) for x in (rows, columns))
    (m_low, s_low), (m_high, s_high) = lows, highs
    return [float(m[m_low, 0]), float(m[m_high, 0]), float(s[0, s_low]), float(s[0, s_high])]


def from_histogram(family: str, bounds: Sequence[float], counts: Sequence[Interval]) -> HistogramFit:
    """Maximum of the interval likelihood; the last bound may be infinity."""
    edges, make = np.asarray(bounds, dtype=float), FAMILIES[family]

    def minus_log_likelihood(theta: Array) -> float:
        with np.errstate(over="ignore", invalid="ignore"):
            probs = np.diff(_law(make, theta).cdf(edges))
        return -float(likelihood(np.nan_to_num(probs), counts)[0])

    best = _law(make, minimise(minus_log_likelihood, _start(make, edges, counts)))
    value, n = likelihood(np.diff(best.cdf(edges)), counts)
    span = (sum(c.lo for c in counts), sum(c.hi for c in counts))
    return HistogramFit(family, best, -2 * float(value), float(n), span, edges, tuple(counts))


def likelihood(probs: Array, counts: Sequence[Interval]) -> tuple[Array, Array]:
    """Log likelihood of bins (last axis of `probs`) and the total that makes it largest, each of the shape of its other axes.

    Independent Poisson bins whose common total is profiled out; what lies outside all bins is a bin that holds nobody. Where
    every count is exact this is the multinomial likelihood: its kernel is returned, sum of n_i log(p_i).
    """
    probs = np.maximum(probs, TINY)
    low = np.asarray([c.lo for c in counts], dtype=float)
    exact = np.asarray([c.is_exact for c in counts])
    total = np.full(probs.shape[:-1], float(low[exact].sum()))
    if not exact.all():
        total = _largest_total(probs, counts)
    kernel = (low[exact] * np.log(probs[..., exact])).sum(axis=-1)
    if exact.all():
        return np.asarray(kernel), total
    means = total[..., None] * probs
    ranged = sum(_log_range(c, means[..., i]) for i, c in enumerate(counts) if not c.is_exact)
    inside = (means * ~exact).sum(axis=-1)
    # the same constant as for exact counts is left out: (total log total - total) of the exact part
    left = float(low[exact].sum())
    constant = left * math.log(left) - left if left > 0 else 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = np.where(total > 0, left * np.log(np.maximum(total, TINY)) - total, 0.0)
    return np.asarray(kernel + whole + inside + ranged - constant), total


def _largest_total(probs: Array, counts: Sequence[Interval]) -> Array:
    """The total at which the likelihood is largest: the one that is the expected sum of the bins given their ranges.

    The likelihood is concave in the logarithm of the total: its slope, expected sum less total, has one root, found by
    Newton's steps within a bracket that every step narrows. Where every bin may hold nobody, nobody at all is likeliest:
    P(N <= hi) falls with the mean.
    """
    low = np.full(probs.shape[:-1], float(sum(c.lo for c in counts)))
    if not low.any():
        return np.full_like(low, NOBODY)
    exact = float(sum(c.lo for c in counts if c.is_exact))
    ranged = [(i, c) for i, c in enumerate(counts) if not c.is_exact]
    high = np.full_like(low, float(sum(c.hi for c in counts)))
    total = (low + high) / 2
    for _ in range(TOTAL_STEPS):
        within = [_moments_in(c, total * probs[..., i]) for i, c in ranged]
        slope = exact + sum(mean for mean, _ in within) - total
        low, high = np.where(slope >= 0, total, low), np.where(slope <= 0, total, high)
        falls = np.maximum(total - sum(variance for _, variance in within), TINY)
        step = total * np.exp(np.clip(slope / falls, -9, 9))
        step = np.where((step >= low) & (step <= high), step, np.sqrt(low * high))
        moved, total = np.max(np.abs(step / total - 1)), step
        if moved < TOTAL_TOLERANCE:
            break
    return np.asarray(total)


def _moments_in(c: Interval, mean: Array) -> tuple[Array, Array]:
    """Mean and variance of a Poisson count within lo..hi, by E[N (N-1) .. | lo <= N <= hi] = mean^r P(lo-r..hi-r) / P(lo..hi)."""
    whole, log_mean = _log_range(c, mean), np.log(np.maximum(mean, TINY))
    first, second = (
        np.exp(np.minimum(r * log_mean + _log_range(Interval(max(c.lo - r, 0), c.hi - r), mean) - whole, LARGEST_LOG))
        if c.hi >= r
        else np.zeros_like(whole)
        for r in (1, 2)
    )
    first = np.clip(first, c.lo, c.hi)
    return first, np.clip(second + first - first**2, 0, ((c.hi - c.lo) / 2) ** 2)


def _log_range(c: Interval, mean: Array) -> Array:
    """log P(lo <= N <= hi) of a Poisson count."""
    from scipy.special import gammaln, pdtr, pdtrc

    mean = np.maximum(mean, TINY)
    if c.hi - c.lo <= SUMMED:
        terms = [k * np.log(mean) - mean - gammaln(k + 1.0) for k in range(c.lo, c.hi + 1)]
        return np.asarray(np.logaddexp.reduce(terms))
    under, over = (pdtr(c.lo - 1, mean), pdtrc(c.lo - 1, mean)) if c.lo > 0 else (0.0, 1.0)
    # each from the side on which it is small: the other way, one less one leaves noise
    between = np.where(mean < (c.lo + c.hi) / 2, over - pdtrc(c.hi, mean), pdtr(c.hi, mean) - under)
    return np.asarray(np.log(np.maximum(between, TINY)))


def _law(make: type[Fitted], theta: Array) -> Fitted:
    first, second = float(np.clip(theta[0], -50, 50)), float(np.clip(theta[1], -50, 50))
    if make is Lognormal:
        return Lognormal(first, math.exp(min(second, 5.0)))
    return make(math.exp(min(first, 7.0)), math.exp(second))


def _start(make: type[Fitted], edges: Array, counts: Sequence[Interval]) -> Array:
    n = np.asarray([(c.lo + c.hi) / 2 for c in counts])
    top = np.where(np.isinf(edges), 3 * edges[-2], edges)
    logs_ = np.log(np.maximum((top[1:] + top[:-1]) / 2, 1e-9))
    centre = float(logs_ @ n / n.sum())
    spread = math.sqrt(float((logs_ - centre) ** 2 @ n / n.sum())) + 1e-3
    return np.asarray([centre, math.log(spread)] if make is Lognormal else [0.5, centre])
