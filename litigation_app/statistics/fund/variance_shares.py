"""Whose uncertainty is the uncertainty of the mean cost (Sobol indices), and how sure is a sample of that?"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.closed_form import Quantile, inputs, mean_cost
from litigation_app.statistics.fund.needs import CONFIDENT
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.scenario import Scenario

SAMPLE = 2**13


@dataclass(frozen=True)
class Share:
    """Share of the variance of the mean cost: by this assumption alone, and with all it acts together with. A margin is half of
    the 95 % interval that the sample leaves; a share that is not larger than its margin is not told apart from none."""

    code: str
    first: float
    total: float
    first_margin: float
    total_margin: float


@dataclass(frozen=True)
class Indices:
    """By input: first-order and total indices with their margins; shape (inputs)."""

    first: Array
    total: Array
    first_margin: Array
    total_margin: Array


def sobol(scenario: Scenario, groups: Sequence[Prepared], *, seed: int, sample: int = SAMPLE) -> tuple[Share, ...]:
    """Shares of the variance of the mean cost, the largest first."""
    sources = inputs(scenario, groups)

    def cost(x: Array) -> Array:
        return mean_cost(scenario, groups, dict(zip(sources, x.T, strict=True)))

    if not sources:
        return ()
    found = sobol_indices(cost, list(sources.values()), sample=sample, seed=seed)
    columns = (x.tolist() for x in (found.first, found.total, found.first_margin, found.total_margin))
    shares = [Share(code, *numbers) for code, *numbers in zip(sources, *columns, strict=True)]
    return tuple(sorted(shares, key=lambda s: -s.total))


def sobol_indices(of: Callable[[Array], Array], laws: Sequence[Quantile], *, sample: int, seed: int) -> Indices:
    """First-order indices by Saltelli's and total ones by Jansen's estimator (Saltelli et al. 2010); `laws`: the quantile function
    of each input. `of` takes shape (sample, inputs).

    The inputs are stratified (Latin hypercube), and each index is divided by the variance of the two samples it compares:
    with few years of counts the cost has so heavy a tail that one far value would else push a first index above its total.
    """
    rng = np.random.Generator(np.random.SFC64(seed))
    a, b = (_stratified(rng, sample, len(laws)) for _ in range(2))
    a, b = (np.column_stack([law(u) for law, u in zip(laws, one.T, strict=True)]) for one in (a, b))
    at_a, at_b = of(a), of(b)
    found = np.zeros((4, len(laws)))
    for i in range(len(laws)):
        mixed = a.copy()
        mixed[:, i] = b[:, i]
        at_mixed = of(mixed)
        first = _share((at_b - at_b.mean()) * (at_mixed - at_a), at_b, at_mixed)
        total = _share((at_a - at_mixed) ** 2 / 2, at_a, at_mixed)
        found[:, i] = [first[0], total[0], first[1], total[1]]
    return Indices(*found)


def _stratified(rng: np.random.Generator, sample: int, dimensions: int) -> Array:
    """One value of each of `sample` equal slices, in every dimension in an order of its own."""
    order = np.argsort(rng.random((sample, dimensions)), axis=0)
    return np.asarray((order + rng.random((sample, dimensions))) / sample)


def _share(parts: Array, one: Array, other: Array) -> tuple[float, float]:
    """Mean of the parts over the variance of both samples, and its margin by the delta method (Janon et al., Asymptotic normality
    and efficiency of two Sobol index estimators, ESAIM: Probability and Statistics 18, 2014)."""
    both = np.concatenate([one, other])
    middle, whole = float(both.mean()), float(np.var(both))
    if whole <= 0:
        return 0.0, 0.0
    share = float(parts.mean()) / whole
    squares = ((one - middle) ** 2 + (other - middle) ** 2) / 2
    error = float((parts - share * squares).std(ddof=1)) / whole / math.sqrt(len(parts))
    return share, CONFIDENT * error
