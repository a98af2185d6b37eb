"""What is the exact mean present value of a whole scenario, without any randomness (the check beside the simulation)?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Law
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import Policy, at_prices, mean_award
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.scenario import Scenario

PRICE_NODES = 64


def mean_present_value(scenario: Scenario, groups: Sequence[Prepared]) -> float:
    """E[sum of discounted (awards + administration - recoveries)]."""
    return float(_powers(scenario.discount, scenario.horizon, -1) @ mean_net(scenario, groups))


def mean_net(scenario: Scenario, groups: Sequence[Prepared]) -> Array:
    """Expected nominal cost of each year.

    The assumptions are independent, so the mean is a sum of products of means: powers of growth, of prices and of the
    discount factor are integrated, never replaced by powers of a mean.
    """
    prices = _powers(scenario.inflation, scenario.horizon, 1, scenario.rise_years)
    lodged = [_lodged(scenario, g, is_first=i == 0) for i, g in enumerate(groups)]
    office = prices * (
        scenario.admin_fixed.mean + scenario.payroll + scenario.per_application.mean * np.sum(lodged, axis=0)
    )
    office[0] += prices[0] * scenario.start_up
    paid = np.zeros(scenario.horizon)
    for group, applied in zip(groups, lodged, strict=True):
        paid += _paid(scenario, group, applied, prices)
    back = _follow(paid, scenario.recovery_lag) * scenario.recovery_share.mean
    return np.asarray(paid + office - back)


def _follow(flow: Array, lag: Sequence[float]) -> Array:
    return np.convolve(flow, lag)[: len(flow)]


def _lodged(scenario: Scenario, group: Prepared, *, is_first: bool) -> Array:
    """Expected applications of each year."""
    years = range(scenario.horizon)
    ramp = np.asarray([scenario.ramp_in(t) for t in years])
    victims = group.victims * _powers(scenario.growth, scenario.horizon, 1) * ramp
    if is_first:
        victims += np.asarray([scenario.old_in(t) for t in years])
        if scenario.stress and scenario.stress.victims_year < scenario.horizon:
            victims[scenario.stress.victims_year] += round(scenario.stress.victims) * ramp[scenario.stress.victims_year]
    return np.asarray(victims * scenario.application_rate.mean * scenario.eligible.mean)


def _paid(scenario: Scenario, group: Prepared, applied: Array, prices: Array) -> Array:
    """Expected payments to victims of each year: advances at once, the rest of an award when it is decided."""
    grant = scenario.grant_rate.mean
    decided = grant * _follow(applied, scenario.lag) * _mean_award_by_year(scenario, group, prices)
    if scenario.advance.share == 0:
        return _follow(decided, scenario.payment_lag)
    advances = applied * prices * _mean_advance(scenario, group)
    delay = round(sum(d * x for d, x in enumerate(scenario.lag)))
    refunds = scenario.advance.recovered * (1 - grant) * advances
    decided = decided - grant * _follow(advances, scenario.lag)
    decided -= _follow(refunds, (*[0.0] * delay, 1.0))
    return advances + _follow(decided, scenario.payment_lag)


def _mean_advance(scenario: Scenario, group: Prepared) -> float:
    tables = group.awards(scenario.policy) if scenario.policy.indexed else map(scenario.policy.award, group.damages())
    means = [np.minimum(scenario.advance.cap, scenario.advance.share * t).mean() for t in tables]
    return float(np.mean(means))


def _powers(param: Param, horizon: int, sign: int, before: int = 0) -> Array:
    """Expected factor of each year; `before`: so many years that the first one has behind it."""
    years = range(before, before + horizon)
    return np.asarray([param.expect(lambda v, t=t: np.maximum(1 + v, 0.0) ** (sign * t)) for t in years])  # type: ignore[misc]


def _mean_award_by_year(scenario: Scenario, group: Prepared, prices: Array) -> Array:
    if scenario.policy.indexed:
        return prices * float(np.mean([mean_award(law, scenario.policy) for law in group.laws]))
    years = range(scenario.rise_years, scenario.rise_years + scenario.horizon)
    return _under_a_still_cap(tuple(group.laws), scenario.policy, scenario.inflation, years)


@lru_cache(maxsize=64)  # most assumptions that are moved for the tornado leave it as it is
def _under_a_still_cap(laws: tuple[Law, ...], policy: Policy, inflation: Param, years: range) -> Array:
    """Expected nominal award of each year under a rule that does not rise with prices."""

    def real(index: float) -> float:
        return float(np.mean([mean_award(law, at_prices(policy, index)) for law in laws]))

    def paid(rate: Array, year: int) -> Array:
        # neighbouring nodes are averaged: the award is smooth in the price level
        nodes = rate if len(rate) == 1 else rate.reshape(PRICE_NODES, -1).mean(axis=1)
        return np.asarray([(1 + r) ** year * real((1 + r) ** year) for r in nodes])

    return np.asarray([inflation.expect(lambda r, t=t: paid(r, t)) for t in years])  # type: ignore[misc]
