"""What does a ministry of finance want to know of the paths: yearly cost, bad years, present value, running dry, office share?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.curves import Exceeded, exceeded
from litigation_app.statistics.fund.exact import mean_present_value
from litigation_app.statistics.fund.frequency import Dispersion, dispersion
from litigation_app.statistics.fund.inputs import CountSeries, spelled
from litigation_app.statistics.fund.needs import Needs, interval, needs
from litigation_app.statistics.fund.param import quantile
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.sampling import Drawn, drawn
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.simulate import Paths

LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99)
FAN = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
TAILS = (0.95, 0.99)
PROMISED = 0.95  # of the futures owe less than the level that stands beside the mean
OFFICE_TARGET = 0.25  # the Dutch scheme's share of administration in 2018


@dataclass(frozen=True)
class Spread:
    """Mean and quantiles; quantile p is the smallest x with F(x) >= p. `tvar`: mean of the worst 5 % and 1 %."""

    mean: float
    q50: float
    q75: float
    q90: float
    q95: float
    q99: float
    tvar95: float
    tvar99: float


@dataclass(frozen=True)
class Cash:
    """Mean nominal flows of each year: what is paid to victims (`advance`: part of it), to the office, what comes back and in;
    of what the office costs: `pay` and `contributions` of its posts, and `set_up`; `lapsed`: what is left of the budget at the
    end of the year and goes back; `short`: what fell due by the end of the year and could not be paid from what there was (the
    balance is what is left less it)."""

    award: tuple[float, ...]
    advance: tuple[float, ...]
    admin: tuple[float, ...]
    recovery: tuple[float, ...]
    budget: tuple[float, ...]
    receipts: dict[str, tuple[float, ...]]
    interest: tuple[float, ...]
    lapsed: tuple[float, ...]
    pay: tuple[float, ...]
    contributions: tuple[float, ...]
    set_up: tuple[float, ...]
    balance: tuple[float, ...]
    short: tuple[float, ...]


@dataclass(frozen=True)
class Promises:
    """What is promised to victims, by year, nominal: means, and the level that one future in twenty exceeds. `decided`: awards of
    the year's decisions, with advances (the commitment); `unpaid`: decided and not paid at its end; `pending`: what will be
    awarded on applications that nobody has decided by then."""

    decided: tuple[float, ...]
    unpaid: tuple[float, ...]
    unpaid_q95: tuple[float, ...]
    pending: tuple[float, ...]
    pending_q95: tuple[float, ...]


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
    real_cost_by_year: tuple[Spread, ...]
    total_cost: Spread
    settled_cost: Spread
    present_value: Spread
    worst_year: Spread
    dry_by_year: tuple[float, ...]
    dry_interval: tuple[float, float]
    drawn: Drawn  # how far the drawing alone may have moved the six figures
    reserve_needed_q99: float
    needs: Needs
    owed: Spread
    office_share: float
    awards_for_office_target: float | None
    awards_a_year: float
    victims_a_year: float
    recovered_share: float
    recovered_by_year: tuple[float, ...]
    cash: Cash
    promises: Promises
    balance_fan: dict[str, tuple[float, ...]]
    cost_fan: dict[str, tuple[float, ...]]
    exceeded: tuple[Exceeded, ...]
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
    present_ordered, balance, settled = np.sort(present), paths.balance, scenario.settled_year
    hole = np.maximum(scenario.opening_reserve - balance.min(axis=0), 0)
    dry = tuple(float(x) for x in (np.minimum.accumulate(balance, axis=0) < 0).mean(axis=1))
    cash = _cash(scenario, paths)
    ordered = np.sort(net, axis=1)
    office, awards = float(paths.admin.sum()), float(paths.award.sum())
    total = office + awards
    return Variant(
        cost_by_year=tuple(_spread(row) for row in ordered),
        real_cost_by_year=tuple(_spread(np.sort(row)) for row in net / paths.index),
        total_cost=_spread(np.sort(net.sum(axis=0))),
        settled_cost=_spread(ordered[settled]),
        present_value=_spread(present_ordered),
        worst_year=_spread(np.sort(net.max(axis=0))),
        dry_by_year=dry,
        dry_interval=interval(dry[-1], net.shape[1]),
        drawn=drawn(ordered[settled], present, dry[-1], paths.admin.sum(axis=0), paths.award.sum(axis=0)),
        reserve_needed_q99=quantile(np.sort(hole), 0.99),
        needs=needs(scenario, paths, scenario.ruin_target),
        owed=_spread(np.sort(paths.owed)),
        office_share=office / total if total > 0 else 0.0,
        awards_for_office_target=_awards_for_target(scenario, paths),
        awards_a_year=float(paths.awarded[settled].mean()),
        victims_a_year=sum(g.victims for g in groups),
        recovered_share=float(paths.recovery.sum()) / awards if awards > 0 else 0.0,
        recovered_by_year=tuple(r / a if a > 0 else 0.0 for r, a in zip(cash.recovery, cash.award, strict=True)),
        cash=cash,
        promises=_promises(paths),
        balance_fan=_fan(np.sort(balance, axis=1)),
        cost_fan=_fan(ordered),
        exceeded=exceeded(present_ordered),
        check=_check(present, mean_present_value(scenario, groups)),
        dispersion={c.group: dispersion(list(c.years.values())) for c in counts},
        counts={c.group: {spelled(span): (v.lo, v.hi) for span, v in c.spans.items()} for c in counts},
    )


def _means(flow: Array) -> tuple[float, ...]:
    return tuple(float(x) for x in flow.mean(axis=1))


def _promises(paths: Paths) -> Promises:
    def level(flow: Array) -> tuple[float, ...]:
        place = max(math.ceil(PROMISED * flow.shape[1] - 1e-9) - 1, 0)  # as `quantile` does, without sorting all
        return tuple(float(x) for x in np.partition(flow, place, axis=1)[:, place])

    unpaid = paths.unpaid
    return Promises(_means(paths.promised), _means(unpaid), level(unpaid), _means(paths.pending), level(paths.pending))


def _cash(scenario: Scenario, paths: Paths) -> Cash:
    budget = scenario.budget * paths.unit
    prices = _means(paths.index)
    receipts = {s.name: _means(flow) for s, flow in zip(scenario.sources, paths.receipts, strict=True)}
    return Cash(
        award=_means(paths.award),
        advance=_means(paths.advance),
        admin=_means(paths.admin),
        recovery=_means(paths.recovery),
        budget=_means(budget),
        receipts=receipts,
        interest=_means(paths.income - budget - paths.other),
        lapsed=_means(paths.lapsed) if scenario.is_lapsing else (0.0,) * scenario.horizon,
        pay=tuple((scenario.payroll - scenario.contributions) * price for price in prices),
        contributions=tuple(scenario.contributions * price for price in prices),
        set_up=(scenario.start_up * prices[0], *((0.0,) * (scenario.horizon - 1))),
        balance=_means(paths.balance),
        short=_means(np.maximum(-paths.balance, 0)),
    )


def _spread(ordered: Array) -> Spread:
    worst = (float(ordered[_from(ordered, p) :].mean()) for p in TAILS)
    return Spread(float(ordered.mean()), *(quantile(ordered, p) for p in LEVELS), *worst)


def _from(ordered: Array, p: float) -> int:
    """Where the worst share 1 - p of a sample begins (at least its worst value)."""
    return min(math.ceil(p * len(ordered) - 1e-9), len(ordered) - 1)


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
    index = (1 + scenario.inflation.mean) ** (scenario.rise_years + year)
    fixed = (scenario.admin_fixed.mean + scenario.payroll) * index
    variable = scenario.per_application.mean * index * applied / awarded
    left = award * OFFICE_TARGET / (1 - OFFICE_TARGET) - variable
    return fixed / left if left > 0 else None
