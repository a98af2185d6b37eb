"""What is the exact mean present value of a whole scenario, without any randomness (the check beside the simulation)?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.simulate import Prepared

PRICE_NODES = 64


def mean_present_value(scenario: Scenario, groups: Sequence[Prepared]) -> float:
    """E[sum of discounted (awards + administration - recoveries)].

    The assumptions are independent, so the mean is a sum of products of means: powers of growth, of prices and of the
    discount factor are integrated, never replaced by powers of a mean.
    """
    years, factors = np.arange(scenario.horizon), _powers(scenario.discount, scenario.horizon, -1)
    prices = _powers(scenario.inflation, scenario.horizon, 1)
    lodged = _powers(scenario.growth, scenario.horizon, 1) * np.asarray([scenario.ramp_in(int(t)) for t in years])
    applied = sum(g.posterior.mean * g.scope for g in groups) * scenario.application_rate.mean * lodged
    decided = np.convolve(lodged, scenario.lag)[: scenario.horizon]
    awards = np.zeros(scenario.horizon)
    for group in groups:
        rate = group.posterior.mean * group.scope * scenario.application_rate.mean * scenario.grant_rate.mean
        awards += rate * decided * _mean_award_by_year(scenario, group, prices)
    office = prices * (scenario.admin_fixed.mean + scenario.per_application.mean * applied)
    office[0] += scenario.start_up
    back = np.convolve(awards, scenario.recovery_lag)[: scenario.horizon] * scenario.recovery_share.mean
    return float(factors @ (awards + office - back))


def _powers(param: Param, horizon: int, sign: int) -> Array:
    return np.asarray([param.expect(lambda v, t=t: np.maximum(1 + v, 0.0) ** (sign * t)) for t in range(horizon)])  # type: ignore[misc]


def _mean_award_by_year(scenario: Scenario, group: Prepared, prices: Array) -> Array:
    if scenario.policy.indexed:
        return prices * float(np.mean([t.mean() for t in group.tables]))
    damage = np.mean(group.tables, axis=0) if len(group.tables) == 1 else np.concatenate(group.tables)

    def paid(rate: Array, year: int) -> Array:
        # neighbouring nodes are averaged: the award is smooth in the price level
        nodes = rate if len(rate) == 1 else rate.reshape(PRICE_NODES, -1).mean(axis=1)
        return np.asarray([scenario.policy.award(damage * (1 + r) ** year).mean() for r in nodes])

    return np.asarray([scenario.inflation.expect(lambda r, t=t: paid(r, t)) for t in range(scenario.horizon)])  # type: ignore[misc]
