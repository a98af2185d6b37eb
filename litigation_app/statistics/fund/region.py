"""What would the funds of several countries cost together, each on its own and with one purse, and if the same shock met all?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.inputs import CountSeries
from litigation_app.statistics.fund.param import quantile
from litigation_app.statistics.fund.prepared import prepare
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.simulate import run_paths

PATHS = 20_000  # a quantile to about a percent, for four countries within two seconds
RARE = 0.99


class Apart(ValueError):
    """The scenarios cannot be added up year by year."""


@dataclass(frozen=True)
class Purse:
    """One purse for all: yearly cost once every fund is known, present value, and what reserve it needs at one in a hundred.

    `apart`: the reserves that the same funds need, each with a purse of its own. `worst`: the dearest year of each future;
    only it can be held against a shock, whose year is another than the one in which every fund is known (there a mass case
    shows by what comes back from its offenders, which makes that year cheaper).
    """

    settled_mean: float
    settled_q99: float
    worst_mean: float
    worst_q99: float
    present_mean: float
    present_q99: float
    reserve: float
    apart: float
    dry: float


@dataclass(frozen=True)
class Region:
    """Countries independent of each other, and the same with a shock that meets all at once (None: no country knows it)."""

    countries: tuple[str, ...]
    paths: int
    seed: int
    quiet: Purse
    shock: str
    shocked: Purse | None

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


Member = tuple[Scenario, Sequence[CountSeries]]


def together(members: Sequence[Member], *, seed: int, shock: str, paths: int = PATHS) -> Region:
    """Run each country with a random stream of its own and add future by future.

    `shock` is the code of a stress that every scenario knows (common.toml); it then happens in all countries in its year.
    Raises CountsRefused as `prepare` does, and Apart where the scenarios do not share a currency and their years.
    """
    if len({(one.currency, one.horizon, one.first_year) for one, _counts in members}) > 1:
        raise Apart("scenarios of one region share a currency, a first year and a horizon")
    stresses = [next((s for s in one.stresses if s.code == shock), None) for one, _counts in members]
    met = [
        (replace(one, stress=stress), counts) for (one, counts), stress in zip(members, stresses, strict=True) if stress
    ]
    return Region(
        countries=tuple(one.code for one, _counts in members),
        paths=paths,
        seed=seed,
        quiet=_purse(members, seed, paths),
        shock=shock,
        shocked=_purse(met, seed, paths) if len(met) == len(members) else None,
    )


def _purse(members: Sequence[Member], seed: int, paths: int) -> Purse:
    cost = net = present = balance = np.zeros(1)
    opening = apart = 0.0
    for at, (scenario, counts) in enumerate(members):
        found = run_paths(scenario, prepare(scenario, counts), paths=paths, seed=seed + at)
        cost = cost + found.net[scenario.settled_year]
        net = net + found.net
        present = present + (found.net * found.discount).sum(axis=0)
        balance = balance + found.balance
        opening += scenario.opening_reserve
        apart += _hole(scenario.opening_reserve, found.balance)
    return Purse(
        settled_mean=float(cost.mean()),
        settled_q99=quantile(np.sort(cost), RARE),
        worst_mean=float(net.max(axis=0).mean()),
        worst_q99=quantile(np.sort(net.max(axis=0)), RARE),
        present_mean=float(present.mean()),
        present_q99=quantile(np.sort(present), RARE),
        reserve=_hole(opening, balance),
        apart=apart,
        dry=float((balance.min(axis=0) < 0).mean()),
    )


def _hole(opening: float, balance: Array) -> float:
    """How far the balance falls below its start in one future of a hundred."""
    return quantile(np.sort(np.maximum(opening - balance.min(axis=0), 0)), RARE)
