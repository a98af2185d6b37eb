"""How many victims a year, where they come in cases of several (Poisson cases, geometric victims of a case)?"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.frequency import Posterior
from litigation_app.statistics.fund.inputs import CountsRefused, Interval

CASES, SIZES = 120, 80  # grid: log cases a year x log mean victims of a case
SIZE_MAX = 60.0
COUNT_MAX = 1000  # the recursion goes through every count up to the largest


def fit(counts: Sequence[Interval]) -> Posterior:
    """Posterior of cases a year (prior cases^(-1/2)) and mean victims of a case (prior 1/size on 1 to 60).

    The number of victims is a Polya-Aeppli law (Johnson, Kemp, Kotz: Univariate Discrete Distributions, 9.7).
    So is the sum of n alike years, of n times the cases.
    The posterior's arrays have CASES * SIZES points. Raises CountsRefused where a count is above COUNT_MAX.
    """
    most = max(c.hi for c in counts)
    if most > COUNT_MAX:
        raise CountsRefused(f"a count of {most} is too large for clustered cases")
    middle = np.mean([(c.lo + c.hi) / 2 / c.years for c in counts]) + 0.5
    log_cases = np.linspace(math.log(middle) - 9, math.log(middle) + 2.5, CASES)
    size = np.exp(np.linspace(0.0, math.log(SIZE_MAX), SIZES))
    cases, sizes = np.meshgrid(np.exp(log_cases), size, indexing="ij")
    # steps are even in both logarithms, and 1/size is flat in log size
    log_weight = 0.5 * np.log(cases) + _log_likelihood(counts, cases, sizes)
    weight = np.exp(log_weight - log_weight.max()).ravel()
    mu = (cases * sizes).ravel()
    return Posterior(mu, np.zeros_like(mu), weight / weight.sum(), sizes.ravel())


def _log_likelihood(counts: Sequence[Interval], cases: Array, sizes: Array) -> Array:
    pmf = {
        years: np.asarray(_pmf(max(c.hi for c in counts if c.years == years), years * cases, sizes))
        for years in {c.years for c in counts}
    }
    chances = [pmf[c.years][c.lo : c.hi + 1].sum(axis=0) for c in counts]
    return np.asarray(sum(np.log(np.maximum(chance, 1e-300)) for chance in chances))


def _pmf(most: int, cases: Array, sizes: Array) -> list[Array]:
    """P(N = 0), ..., P(N = most), by Evans' recursion."""
    q = 1 - 1 / sizes
    found = [np.exp(-cases)]
    for n in range(1, most + 1):
        term = (cases * (1 - q) + 2 * q * (n - 1)) * found[-1]
        if n > 1:
            term = term - q**2 * (n - 2) * found[-2]
        found.append(np.maximum(term / n, 0.0))
    return found
