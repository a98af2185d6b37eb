"""How many victims a year, where they come in cases of several (Poisson cases, geometric victims of a case)?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from litigation_app.statistics.fund import limits
from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.frequency import Posterior
from litigation_app.statistics.fund.inputs import Interval, TooManyInCases

CASES, SIZES = 120, 80  # grid: log cases a year x log mean victims of a case
SIZE_MAX = 60.0
LEAST = 1e-300


def fit(counts: Sequence[Interval], known: Sequence[float] | None = None) -> Posterior:
    """Posterior of cases a year (prior cases^(-1/2)) and mean victims of a case (prior 1/size on 1 to 60).

    The number of victims is a Polya-Aeppli law (Johnson, Kemp, Kotz: Univariate Discrete Distributions, 9.7).
    So is the sum of n alike years, of n times the cases. `known`: share of each count's victims that was already reported.
    The posterior's arrays have CASES * SIZES points. Raises TooManyInCases where a count is above the limit.
    """
    for c in counts:
        if c.hi > limits.in_cases_most() * c.years:
            most = f"{limits.in_cases_most():,} victims a year"
            raise TooManyInCases(
                f"a count of {c.hi:,} is of more than {most}, too many for clustered cases: use negbin"
            )
    seen = [1.0] * len(counts) if known is None else list(known)
    middle = np.mean([(c.lo + c.hi) / 2 / c.years / e for c, e in zip(counts, seen, strict=True)]) + 0.5
    log_cases = np.linspace(math.log(middle) - 9, math.log(middle) + 2.5, CASES)
    size = np.exp(np.linspace(0.0, math.log(SIZE_MAX), SIZES))
    cases, sizes = np.meshgrid(np.exp(log_cases), size, indexing="ij")
    # steps are even in both logarithms, and 1/size is flat in log size
    log_weight = 0.5 * np.log(cases) + _log_likelihood(counts, seen, cases, sizes)
    weight = np.exp(log_weight - log_weight.max()).ravel()
    mu = (cases * sizes).ravel()
    return Posterior(mu, np.zeros_like(mu), weight / weight.sum(), sizes.ravel())


def _log_likelihood(counts: Sequence[Interval], known: Sequence[float], cases: Array, sizes: Array) -> Array:
    found = np.zeros_like(cases)
    given = list(zip(counts, known, strict=True))
    for years, share in sorted({(c.years, e) for c, e in given}):
        alike = [c for c, e in given if (c.years, e) == (years, share)]
        chances = [np.full_like(cases, -np.inf) for _ in alike]
        seen = _thinned(cases, sizes, share)
        for n, log in enumerate(_log_pmf(max(c.hi for c in alike), years * seen[0], seen[1])):
            for i, c in enumerate(alike):
                if c.lo <= n <= c.hi:
                    chances[i] = np.logaddexp(chances[i], log)
        found = found + sum(chances)
    return found


def _thinned(cases: Array, sizes: Array, share: float) -> tuple[Array, Array]:
    """Cases of which somebody is known, and victims known of each of them, where each victim is known with this chance by herself: again
    Poisson and geometric."""
    if share == 1:
        return cases, sizes
    smaller = 1 + share * (sizes - 1)
    return cases * sizes * share / smaller, smaller


def _log_pmf(most: int, cases: Array, sizes: Array) -> Iterator[Array]:
    """log P(N = 0), ..., log P(N = most), by Evans' recursion of each chance over the one before: the sum of many years vanishes
    nowhere."""
    q = 1 - 1 / sizes
    log, ratio = -cases, np.ones_like(cases)
    yield log
    for n in range(1, most + 1):
        term = cases * (1 - q) + 2 * q * (n - 1) - q**2 * max(n - 2, 0) / ratio
        ratio = np.maximum(term / n, LEAST)
        log = log + np.log(ratio)
        yield log
