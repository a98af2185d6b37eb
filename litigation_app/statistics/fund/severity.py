"""Which law of damage do stated quantiles support (by their ranks where they come from a sample of known size)?"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array, limited_mean
from litigation_app.statistics.fund.families import FAMILIES, Fitted, Logs, law_at, logs, narrowest
from litigation_app.statistics.fund.minimum import minimise
from litigation_app.statistics.fund.policy import Policy, mean_award

__all__ = ["FAMILIES", "FEW", "LawPosterior", "from_quantiles", "from_sample_quantiles"]
GRID = 120
MEAN_SPAN = 2.5  # prior of the mean of log X: flat, this far around the mean log of the stated amounts
SPREADS = (0.1, 2.5)  # prior of the standard deviation of log X: 1/s between these
FEW = 30  # below this many awards no family can be preferred over another
KEPT_WEIGHT = 1e-9


@dataclass(frozen=True)
class LawPosterior:
    """Laws of one family by the mean m and standard deviation s of log X, with their weights.

    `minus2loglik`: -2 log likelihood at its best grid point, without the counting constant.
    """

    family: str
    m: Array
    s: Array
    weight: Array
    minus2loglik: float

    @property
    def mean_law(self) -> Fitted:
        """Law at the posterior means of m and s."""
        return law_at(self.family, float(self.weight @ self.m), float(self.weight @ self.s))

    def mean_award(self, policy: Policy) -> tuple[float, float]:
        """Posterior mean and standard deviation of the mean award (infinite where some law has no mean and no cap)."""
        return self._expected(lambda law: mean_award(law, policy))

    def limited_mean(self, limit: float) -> float:
        """Posterior mean of E[min(X, limit)]."""
        return self._expected(lambda law: float(limited_mean(law, np.asarray(limit))))[0]

    def _expected(self, of: Callable[[Fitted], float]) -> tuple[float, float]:
        kept = self.weight > KEPT_WEIGHT
        values = np.asarray([of(law_at(self.family, m, s)) for m, s in zip(self.m[kept], self.s[kept], strict=True)])
        if not np.isfinite(values).all():
            return math.inf, math.inf
        weight = self.weight[kept] / self.weight[kept].sum()
        mean = float(weight @ values)
        return mean, math.sqrt(float(weight @ (values - mean) ** 2))

    def sample(self, k: int) -> list[Fitted]:
        """k equally likely laws, evenly spread over the posterior in the order of their size."""
        order = np.argsort(self.m + self.s**2 / 2, kind="stable")
        steps = np.cumsum(self.weight[order])
        places = order[np.minimum(np.searchsorted(steps, (np.arange(k) + 0.5) / k), len(order) - 1)]
        return [law_at(self.family, float(self.m[i]), float(self.s[i])) for i in places]


def from_quantiles(quantiles: Mapping[float, float], family: str = "lognormal") -> Fitted:
    """Law closest to the stated quantiles (least squares of log amounts); for judgements without a sample size."""
    from scipy.special import ndtri

    p, x = np.asarray(list(quantiles)), np.log(np.asarray(list(quantiles.values())))
    z = ndtri(p)
    spread = float(((z - z.mean()) * (x - x.mean())).sum() / ((z - z.mean()) ** 2).sum())
    mean = float(x.mean() - spread * z.mean())
    if family == "lognormal":
        return law_at(family, mean, spread)
    least = narrowest(family)

    def apart(theta: Array) -> float:
        stated = np.log(np.maximum(_law(family, theta, least).quantile(p), 1e-300))
        return float(((stated - x) ** 2).sum())

    start = np.asarray([mean, math.log(max(spread - least, 0.1))])
    return _law(family, minimise(apart, start), least)


def _law(family: str, theta: Array, least: float) -> Fitted:
    return law_at(family, float(np.clip(theta[0], -50, 50)), least + math.exp(float(np.clip(theta[1], -7, 2))))


def from_sample_quantiles(quantiles: Mapping[float, float], n: int, family: str = "lognormal") -> LawPosterior:
    """Order-statistic likelihood: quantile p of n amounts is the one of rank round(p * (n + 1)).

    One prior for all families: m flat on +-2.5 around the mean log of the amounts, s by 1/s on [0.1, 2.5].
    """
    p = sorted(quantiles)
    ranks = [min(max(round(q * (n + 1)), 1), n) for q in p]
    amounts = np.asarray([quantiles[q] for q in p])
    m, s = grid(family, float(np.log(amounts).mean()))
    found = _order_statistics(logs(family, amounts, m, s), ranks, n)
    best = float(found.max() - np.log(amounts).sum())
    weight = np.exp(found - np.log(s) - (found - np.log(s)).max()).ravel()
    return LawPosterior(family, m.ravel(), s.ravel(), weight / weight.sum(), -2 * best)


def grid(family: str, centre: float) -> tuple[Array, Array]:
    """(m, s) over the prior, each (GRID, spreads); only spreads that the family can have."""
    spreads = np.linspace(*SPREADS, GRID)
    spreads = spreads[spreads > narrowest(family)]
    m, s = np.meshgrid(np.linspace(centre - MEAN_SPAN, centre + MEAN_SPAN, GRID), spreads, indexing="ij")
    return m, s


def _order_statistics(of: Logs, ranks: list[int], n: int) -> Array:
    found = of.density.sum(axis=0) + (ranks[0] - 1) * of.below[0] + (n - ranks[-1]) * of.above[-1]
    for i in range(1, len(ranks)):
        gap = ranks[i] - ranks[i - 1] - 1
        if gap > 0:
            found = found + gap * of.between(i - 1, i)
    return np.asarray(found)
