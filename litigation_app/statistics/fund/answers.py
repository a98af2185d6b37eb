"""What does a ministry of finance want to know of the paths: yearly cost, bad years, present value, running dry, office share?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.exact import mean_present_value
from litigation_app.statistics.fund.frequency import Dispersion, dispersion
from litigation_app.statistics.fund.inputs import CountSeries
from litigation_app.statistics.fund.param import quantile
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.simulate import Paths, Prepared

LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99)
FAN = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
OFFICE_TARGET = 0.25  # the Dutch scheme's share of administration in 2018


@dataclass(frozen=True)
class Spread:
    """Mean and quantiles; quantile p is the smallest x with F(x) >= p."""

    mean: float
    q50: float
    q75: float
    q90: float
    q95: float
    q99: float


@dataclass(frozen=True)
class Check:
    """Simulated mean against its exact value; `standard_errors` says how far apart they are in units of chance."""

    simulated: float
    exact: float
    standard_errors: float


@dataclass(frozen=True)
class Variant:
    """All answers of one run. Yearly lists start with the first year; money nominal unless it is a present value."""

    cost_by_year: tuple[Spread, ...]
    settled_cost: Spread
    present_value: Spread
    worst_year: Spread
    dry_by_year: tuple[float, ...]
    reserve_needed_q99: float
    office_share: float
    awards_for_office_target: float | None
    awards_a_year: float
    victims_a_year: float
    recovered_share: float
    balance_fan: dict[str, tuple[float, ...]]
    cost_fan: dict[str, tuple[float, ...]]
    check: Check
    dispersion: dict[str, Dispersion | None]
    counts: dict[str, dict[str, tuple[int, int]]]

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


def answers(scenario: Scenario, groups: Sequence[Prepared], counts: Sequence[CountSeries], paths: Paths) -> Variant:
    """Read every answer off the same paths."""
    net = paths.net
    present = (net * paths.discount).sum(axis=0)
    balance, settled = paths.balance, scenario.settled_year
    hole = np.maximum(scenario.opening_reserve - balance.min(axis=0), 0)
    ordered = np.sort(net, axis=1)
    office, awards = float(paths.admin.sum()), float(paths.award.sum())
    total = office + awards
    return Variant(
        cost_by_year=tuple(_spread(row) for row in ordered),
        settled_cost=_spread(ordered[settled]),
        present_value=_spread(np.sort(present)),
        worst_year=_spread(np.sort(net.max(axis=0))),
        dry_by_year=tuple(float(x) for x in (np.minimum.accumulate(balance, axis=0) < 0).mean(axis=1)),
        reserve_needed_q99=quantile(np.sort(hole), 0.99),
        office_share=office / total if total > 0 else 0.0,
        awards_for_office_target=_awards_for_target(scenario, paths),
        awards_a_year=float(paths.awarded[settled].mean()),
        victims_a_year=sum(g.posterior.mean * g.scope for g in groups),
        recovered_share=float(paths.recovery.sum()) / awards if awards > 0 else 0.0,
        balance_fan=_fan(np.sort(balance, axis=1)),
        cost_fan=_fan(ordered),
        check=_check(present, mean_present_value(scenario, groups)),
        dispersion={c.group: dispersion(list(c.years.values())) for c in counts},
        counts={c.group: {str(y): (v.lo, v.hi) for y, v in c.years.items()} for c in counts},
    )


def _spread(ordered: Array) -> Spread:
    return Spread(float(ordered.mean()), *(quantile(ordered, p) for p in LEVELS))


def _fan(ordered: Array) -> dict[str, tuple[float, ...]]:
    return {f"{p:g}": tuple(quantile(row, p) for row in ordered) for p in FAN}


def _check(present: Array, exact: float) -> Check:
    mean = float(present.mean())
    error = float(present.std(ddof=1)) / math.sqrt(len(present)) if len(present) > 1 else 0.0
    apart = abs(mean - exact)
    return Check(mean, exact, apart / error if error > 1e-9 * max(abs(exact), 1.0) else 0.0)


def _awards_for_target(scenario: Scenario, paths: Paths) -> float | None:
    """Awards a year at which the office falls to the target share; None where no number of awards does."""
    year = scenario.settled_year
    awarded, applied = float(paths.awarded[year].sum()), float(paths.applied[year].sum())
    if awarded == 0:
        return None
    award = float(paths.award[year].sum()) / awarded
    index = (1 + scenario.inflation.mean) ** year
    fixed = scenario.admin_fixed.mean * index
    variable = scenario.per_application.mean * index * applied / awarded
    left = award * OFFICE_TARGET / (1 - OFFICE_TARGET) - variable
    return fixed / left if left > 0 else None
