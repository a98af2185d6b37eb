"""What budget, reserve and surcharge keep the fund from running dry, and what does it owe in the end (read off the paths)?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.param import quantile
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.simulate import Paths

CONFIDENT = 1.96  # two-sided 95 %
STEPS_MOST = 100  # of Newton; some six are usual
SLIGHT = 1e-12  # of all money: the rounding of sums


@dataclass(frozen=True)
class Needed:
    """An amount that suffices on a share of the paths, with the 95 % interval that so many paths leave."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Surcharge:
    """What each convicted person must pay: so that income covers cost on average, and so that the fund does not run dry."""

    source: str
    now: float
    break_even: float | None
    solvent: Needed | None


@dataclass(frozen=True)
class Needs:
    """At the chosen chance of running dry: yearly budget (stated prices where income is indexed), opening reserve,
    surcharge of each source that is one. `budget_break_even`: with which income covers cost on average (None:
    with none, as all that is left lapses).
    `dry_otherwise`: chance of running dry on the same futures if what is left of the budget did not lapse, or did.
    `hole`: mean lowest balance below zero where the fund ran dry."""

    target: float
    budget: Needed
    budget_break_even: float | None
    reserve: Needed
    surcharges: tuple[Surcharge, ...]
    hole: float
    hole_q95: float
    dry_otherwise: float


def needs(scenario: Scenario, paths: Paths, target: float) -> Needs:
    """Each is one sort of what a path needs: no search over runs. Interest on the reserve is counted."""
    worth = interest_worth(scenario)
    asked = drained(scenario, paths.net, paths.unit, scenario.budget) - paths.other
    gap = np.cumsum(worth * asked, axis=0) - scenario.opening_reserve
    reserve = np.maximum(gap.max(axis=0) + scenario.opening_reserve, 0)
    below = np.maximum(-paths.balance.min(axis=0), 0)
    holes = np.sort(below[below > 0])
    return Needs(
        target=target,
        budget=needed(budget_needed(scenario, paths.net, paths.other, paths.unit), target),
        budget_break_even=_break_even(scenario, paths),
        reserve=needed(reserve, target),
        surcharges=tuple(
            _surcharge(scenario, paths, i, gap, target) for i, one in enumerate(scenario.sources) if one.is_surcharge
        ),
        hole=float(holes.mean()) if len(holes) else 0.0,
        hole_q95=quantile(holes, 0.95) if len(holes) else 0.0,
        dry_otherwise=_dry_otherwise(scenario, paths),
    )


def _dry_otherwise(scenario: Scenario, paths: Paths) -> float:
    """Chance of running dry under the other rule of what is left at the end of a year."""
    other = replace(scenario, is_lapsing=not scenario.is_lapsing)
    asked = drained(other, paths.net, paths.unit, scenario.budget) - paths.other
    most = np.cumsum(interest_worth(scenario) * asked, axis=0).max(axis=0)
    return float((most > scenario.opening_reserve).mean())


def drained(scenario: Scenario, net: Array, unit: Array, budget: Array | float) -> Array:
    """What a year takes from all other money (below nothing: brings it) once its budget is spent first: what is left of the
    budget stays, or lapses. Arrays are (years, paths), in the scenario's currency."""
    left = net - budget * unit
    return np.asarray(np.maximum(left, np.minimum(net, 0)) if scenario.is_lapsing else left)


def interval(share: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share seen on n paths."""
    z2 = CONFIDENT**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = CONFIDENT / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _break_even(scenario: Scenario, paths: Paths) -> float | None:
    """Budget with which the present values of income and cost are equal on average (the money at the start is not spent); of a
    budget that lapses only what is spent is income, so that without any other income none does (None)."""
    own = paths.income - scenario.budget * paths.unit
    if not scenario.is_lapsing:
        missing = (paths.discount * (paths.net - own)).sum(axis=0).mean()
        return float(max(missing, 0.0) / (paths.discount * paths.unit).sum(axis=0).mean())
    if not own.any():
        return None
    budget = 0.0
    for _step in range(STEPS_MOST):
        missing = (paths.discount * (drained(scenario, paths.net, paths.unit, budget) - own)).sum()
        brought = (paths.discount * paths.unit)[paths.net > budget * paths.unit].sum()
        if missing <= SLIGHT * abs(paths.net).sum() or brought == 0:
            break
        budget += float(missing / brought)
    return budget


def interest_worth(scenario: Scenario) -> Array:
    """What one unit at the end of each year is worth at the start, at the interest that the reserve earns; shape (years, 1)."""
    return np.asarray((1 + scenario.interest) ** -(np.arange(scenario.horizon, dtype=float)[:, None] + 1))


def budget_needed(scenario: Scenario, net: Array, other: Array, unit: Array) -> Array:
    """Least yearly budget with which each path never falls below zero; years are the axis before the last."""
    worth = interest_worth(scenario)
    gap = np.cumsum(worth * (net - other), axis=-2) - scenario.opening_reserve
    kept = np.maximum((gap / np.cumsum(worth * unit, axis=-2)).max(axis=-2), 0)
    if not scenario.is_lapsing:
        return np.asarray(kept)
    columns = [np.moveaxis(one, -2, 0) for one in np.broadcast_arrays(net, other, unit)]
    flat = [np.ascontiguousarray(one).reshape(len(one), -1) for one in columns]
    return _lapsing_budget(scenario, worth, *flat, start=kept.ravel()).reshape(kept.shape)


def _lapsing_budget(scenario: Scenario, worth: Array, net: Array, other: Array, unit: Array, *, start: Array) -> Array:
    """The same for each column where what is left lapses, from what it takes where it does not: what is missing falls with the
    budget in straight pieces, ever less steeply, so that Newton's steps from below stop exactly at the least that suffices."""
    budget, slight = start.copy(), SLIGHT * np.abs(net).sum(axis=0)
    short = np.arange(len(budget))
    for _step in range(STEPS_MOST):
        asked = drained(scenario, net, unit, budget[short]) - other
        gap = np.cumsum(worth * asked, axis=0) - scenario.opening_reserve
        worst = gap.argmax(axis=0)
        missing = gap[worst, np.arange(len(short))]
        left = np.flatnonzero(missing > slight)
        if not len(left):
            break
        short, net, other, unit, slight = short[left], net[:, left], other[:, left], unit[:, left], slight[left]
        brought = np.cumsum(worth * unit * (net > budget[short] * unit), axis=0)[worst[left], np.arange(len(left))]
        budget[short] += np.divide(missing[left], brought, out=np.zeros_like(brought), where=brought > 0)
    return budget


def needed(values: Array, target: float) -> Needed:
    """The value that only a share `target` of the paths exceeds, with the ends of its interval; `values` is (paths)."""
    ordered, n = np.sort(values), len(values)
    half = CONFIDENT * math.sqrt(target * (1 - target) / n)
    at = [quantile(ordered, min(max(1 - target + d, 1 / n), 1.0)) for d in (0.0, -half, half)]
    return Needed(*at)


def _surcharge(scenario: Scenario, paths: Paths, i: int, gap: Array, target: float) -> Surcharge:
    source, worth = scenario.sources[i], interest_worth(scenario)
    now = source.base / source.convictions if source.convictions else 0.0
    if now == 0:
        return Surcharge(source.name, now, None, None)
    each = paths.receipts[i] / now  # what one unit of surcharge brings
    without = gap + np.cumsum(worth * paths.receipts[i], axis=0)
    brought = np.cumsum(worth * each, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        need = np.where(without > 0, without / brought, 0.0).max(axis=0)
    own = paths.income - scenario.budget * paths.unit
    asked = drained(scenario, paths.net, paths.unit, scenario.budget) - own + paths.receipts[i]
    present = (paths.discount * asked).sum(axis=0).mean()
    mean = float(max(present, 0.0) / (paths.discount * each).sum(axis=0).mean())
    return Surcharge(source.name, now, mean, needed(need, target) if np.isfinite(need).all() else None)
