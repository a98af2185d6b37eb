"""Do the simulated bad ends and the chance of running dry agree with what `without_chance` computes?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

import without_chance
from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.means import Means
from litigation_app.statistics.fund.param import quantile
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.simulate import Paths

AGREED = 3.0  # standard errors
MISSED = (
    0.015  # share of a computed figure that the average over sets of assumptions may miss: measured on the four files
)
SPAN = 4.0  # the lattice reaches so many times beyond the simulated 99 % as it lies beyond the 95 %
TAILS = (0.95, 0.99)


@dataclass(frozen=True)
class Seen:
    """A simulated level, and the standard error that so many paths leave it."""

    value: float
    error: float


@dataclass(frozen=True)
class Agreement:
    """A simulated figure beside the computed one; `apart` in standard errors."""

    simulated: float
    error: float
    computed: float
    apart: float
    is_agreed: bool


def seen(ordered: Array) -> tuple[Seen, ...]:
    """The levels of `TAILS` of a sorted sample; the error is half of what lies between the levels a standard error of their
    share to either side."""
    n, found = len(ordered), []
    for p in TAILS:
        aside = math.sqrt(p * (1 - p) / n)
        between = quantile(ordered, min(p + aside, 1.0)) - quantile(ordered, p - aside)
        found.append(Seen(quantile(ordered, p), between / 2))
    return tuple(found)


def awards(scenario: Scenario, groups: Sequence[Prepared], paths: Paths) -> list[Agreement]:
    """95 % and 99 % of today's value of all that is paid to victims."""
    simulated = seen(np.sort((paths.award * paths.discount).sum(axis=0)))
    bad, worst = (one.value for one in simulated)
    law = without_chance.awards_today(scenario, groups, max(worst + SPAN * (worst - bad), 1.0))
    return [_agreement(s.value, s.error, level(law, p)) for s, p in zip(simulated, TAILS, strict=True)]


def dry(scenario: Scenario, groups: Sequence[Prepared], paths: Paths) -> list[Agreement]:
    """The chance that the money has run out by each year; of a scenario without what ties years together (recoveries, wavering
    income, late decisions of wavering counts, interest, a budget that lapses beside other income)."""
    simulated = (np.minimum.accumulate(paths.balance, axis=0) < 0).mean(axis=1)
    computed = without_chance.dry_by_year(scenario, groups, lambda index: means(scenario, index))
    errors = [math.sqrt(p * (1 - p) / paths.balance.shape[1]) for p in computed]
    return [_agreement(float(s), e, c) for s, e, c in zip(simulated, errors, computed, strict=True)]


def level(law: without_chance.OnLattice, p: float) -> float:
    """The amount that a share p does not exceed, between the points of the lattice."""
    if p <= law.pmf[0]:  # nothing at all is an amount of its own
        return 0.0
    reached = np.cumsum(law.pmf) - law.pmf / 2  # the mass of a point lies evenly about it
    return float(np.interp(p, reached, np.arange(len(reached)) * law.step))


def _agreement(simulated: float, error: float, computed: float) -> Agreement:
    difference = abs(simulated - computed)
    apart = difference / error if error > 0 else 0.0
    return Agreement(simulated, error, computed, apart, difference <= AGREED * error + MISSED * abs(computed))


def means(scenario: Scenario, index: Array) -> Means:
    """What the fund holds for awards where prices have this index: income of each year less its office."""
    s, unit = scenario, index if scenario.is_income_indexed else np.ones(len(index))
    incomes = s.budget * unit - (s.admin_fixed.mean + s.payroll) * index
    incomes[0] -= s.start_up * index[0]
    for one in s.sources:
        runs = np.asarray([one.runs_in(year) for year in range(s.horizon)])
        incomes += one.base * one.collected.mean * one.share * runs * (index if s.is_indexed(one) else 1.0)
    return Means(s.opening_reserve, tuple(float(x) for x in incomes), is_lapsing=s.is_lapsing)
