"""Which law of damage do released figures support (histograms by interval likelihood, quantiles by their ranks)?"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Gamma, Law, Lognormal, Lomax, Weibull
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.policy import Policy, mean_award

FAMILIES: Mapping[str, type[Lognormal | Gamma | Weibull | Lomax]] = {
    "lognormal": Lognormal,
    "gamma": Gamma,
    "weibull": Weibull,
    "pareto": Lomax,
}
GRID = 120
FEW = 30  # below this many awards no family can be preferred over another


@dataclass(frozen=True)
class HistogramFit:
    """Best law of a family, -2 log likelihood (multinomial constant left out), and the number of awards behind it."""

    law: Lognormal | Gamma | Weibull | Lomax
    minus2loglik: float
    n: float


@dataclass(frozen=True)
class QuantileFit:
    """Posterior of a lognormal law given sample quantiles: a grid of (mu, sigma) with weights."""

    mu: Array
    sigma: Array
    weight: Array

    @property
    def mean_law(self) -> Lognormal:
        """Law at the posterior means of mu and sigma."""
        return Lognormal(float(self.weight @ self.mu), float(self.weight @ self.sigma))

    def mean_award(self, policy: Policy) -> tuple[float, float]:
        """Posterior mean and standard deviation of the mean award."""
        kept = self.weight > 1e-9
        means = np.asarray(
            [mean_award(Lognormal(m, s), policy) for m, s in zip(self.mu[kept], self.sigma[kept], strict=True)]
        )
        weight = self.weight[kept] / self.weight[kept].sum()
        mean = float(weight @ means)
        return mean, math.sqrt(float(weight @ (means - mean) ** 2))

    def sample(self, k: int) -> list[Lognormal]:
        """k equally likely laws, evenly spread over the posterior in the order of their mean."""
        order = np.argsort(self.mu + self.sigma**2 / 2, kind="stable")
        steps = np.cumsum(self.weight[order])
        places = order[np.minimum(np.searchsorted(steps, (np.arange(k) + 0.5) / k), len(order) - 1)]
        return [Lognormal(float(self.mu[i]), float(self.sigma[i])) for i in places]


def from_quantiles(quantiles: Mapping[float, float]) -> Lognormal:
    """Lognormal closest to the stated quantiles (least squares of log amounts); for judgements without a sample size."""
    from scipy.special import ndtri

    z = ndtri(np.asarray(list(quantiles)))
    x = np.log(np.asarray(list(quantiles.values())))
    sigma = float(((z - z.mean()) * (x - x.mean())).sum() / ((z - z.mean()) ** 2).sum())
    return Lognormal(float(x.mean() - sigma * z.mean()), sigma)


def from_sample_quantiles(quantiles: Mapping[float, float], n: int) -> QuantileFit:
    """Order-statistic likelihood: quantile p of n amounts is the one of rank round(p * (n + 1)).

    Prior: flat mu on +-2.5 around the mean log, 1/sigma on [0.1, 2.5].
    """
    from scipy.special import log_ndtr, ndtr

    p = sorted(quantiles)
    ranks = [min(max(round(q * (n + 1)), 1), n) for q in p]
    logs = np.log([quantiles[q] for q in p])
    mu, sigma = np.meshgrid(
        np.linspace(logs.mean() - 2.5, logs.mean() + 2.5, GRID), np.linspace(0.1, 2.5, GRID), indexing="ij"
    )
    z = (logs[:, None, None] - mu) / sigma
    below = ndtr(z)
    found = -np.log(sigma) + (ranks[0] - 1) * log_ndtr(z[0]) + (n - ranks[-1]) * log_ndtr(-z[-1])
    found += sum(-(zi**2) / 2 - np.log(sigma) for zi in z)
    for i in range(1, len(ranks)):
        gap = ranks[i] - ranks[i - 1] - 1
        found += gap * np.log(np.maximum(below[i] - below[i - 1], 1e-300)) if gap > 0 else 0.0
    weight = np.exp(found - found.max()).ravel()
    return QuantileFit(mu.ravel(), sigma.ravel(), weight / weight.sum())


def from_histogram(family: str, bounds: Sequence[float], counts: Sequence[Interval]) -> HistogramFit:
    """Maximum of the interval-censored likelihood (withheld bins enter with the middle of their range)."""
    edges, n = np.asarray(bounds, dtype=float), np.asarray([(c.lo + c.hi) / 2 for c in counts])
    make = FAMILIES[family]

    def minus_log_likelihood(theta: Array) -> float:
        with np.errstate(over="ignore", invalid="ignore"):
            probs = np.diff(_law(make, theta).cdf(edges))
        return float(-(n @ np.log(np.maximum(np.nan_to_num(probs), 1e-300))))

    best = minimise(minus_log_likelihood, _start(make, edges, n))
    return HistogramFit(_law(make, best), 2 * minus_log_likelihood(best), float(n.sum()))


def _law(make: type[Lognormal | Gamma | Weibull | Lomax], theta: Array) -> Lognormal | Gamma | Weibull | Lomax:
    first, second = float(np.clip(theta[0], -50, 50)), float(np.clip(theta[1], -50, 50))
    if make is Lognormal:
        return Lognormal(first, math.exp(min(second, 5.0)))
    return make(math.exp(min(first, 7.0)), math.exp(second))


def _start(make: type[Law], edges: Array, n: Array) -> Array:
    middles = np.maximum((edges[1:] + np.minimum(edges[:-1], edges[1:])) / 2, 1e-9)
    logs = np.log(np.where(np.isinf(middles), 2 * edges[:-1], middles))
    centre = float(logs @ n / n.sum())
    spread = math.sqrt(float((logs - centre) ** 2 @ n / n.sum())) + 1e-3
    return np.asarray([centre, math.log(spread)] if make is Lognormal else [0.5, centre])


def minimise(target: Callable[[Array], float], start: Array, rounds: int = 400) -> Array:
    """Nelder and Mead's simplex in a few dimensions, restarted once at its own answer."""
    for _ in range(2):
        points = [start, *(start + 0.3 * np.eye(len(start))[i] for i in range(len(start)))]
        simplex = sorted(((target(p), i, p) for i, p in enumerate(points)), key=lambda s: s[:2])
        for turn in range(len(points), rounds):
            if simplex[-1][0] - simplex[0][0] < 1e-13 * (1 + abs(simplex[0][0])):
                break
            simplex = _simplex_step(target, simplex, turn)
        start = simplex[0][2]
    return start


def _simplex_step(
    target: Callable[[Array], float], simplex: list[tuple[float, int, Array]], turn: int
) -> list[tuple[float, int, Array]]:
    centre = np.mean([s[2] for s in simplex[:-1]], axis=0)
    worst = simplex[-1]

    def at(factor: float) -> tuple[float, int, Array]:
        point = centre + factor * (worst[2] - centre)
        return target(point), turn, point

    tried = at(-1.0)
    if tried[0] < simplex[0][0]:
        further = at(-2.0)
        tried = further if further[0] < tried[0] else tried
    elif tried[0] >= simplex[-2][0]:
        inner = at(0.5 if tried[0] >= worst[0] else -0.5)
        if inner[0] >= min(tried[0], worst[0]):
            best = simplex[0][2]
            shrunk = [(s[2] + best) / 2 for s in simplex[1:]]
            simplex = [simplex[0], *((target(p), turn + i, p) for i, p in enumerate(shrunk))]
            return sorted(simplex, key=lambda s: s[:2])
        tried = inner
    return sorted([*simplex[:-1], tried], key=lambda s: s[:2])
