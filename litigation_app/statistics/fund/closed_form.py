"""What does a scenario cost on average when every assumption has one known value (a formula, for many sets of values at once)?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import at_prices, mean_award
from litigation_app.statistics.fund.prepared import Prepared, unseen
from litigation_app.statistics.fund.scenario import Scenario

PRICE_LEVELS = 33
Quantile = Callable[[Array], Array]


def inputs(scenario: Scenario, groups: Sequence[Prepared]) -> dict[str, Quantile]:
    """Every uncertain assumption that the cost rests on, with its quantile function. Laws of damage are numbered."""
    named = _params(scenario)
    found: dict[str, Quantile] = {code: p.quantile for code, p in named.items() if not p.is_certain}
    for group in groups:
        if len(group.posterior.mu) > 1:
            found[f"victims:{group.name}"] = _rate_quantile(group)
        if not group.coverage.is_certain:
            found[f"coverage:{group.name}"] = group.coverage.quantile
        if len(group.laws) > 1:
            many = len(group.laws)
            found[f"damage:{group.name}"] = lambda u, many=many: np.minimum(np.floor(u * many), many - 1)  # type: ignore[misc]
    return found


def _params(scenario: Scenario) -> dict[str, Param]:
    return {
        "application_rate": scenario.application_rate,
        "grant_rate": scenario.grant_rate,
        "eligible": scenario.eligible,
        "growth": scenario.growth,
        "inflation": scenario.inflation,
        "discount": scenario.discount,
        "admin_fixed": scenario.admin_fixed,
        "per_application": scenario.per_application,
        "recovery": scenario.recovery_share,
    }


def _rate_quantile(group: Prepared) -> Quantile:
    order = np.argsort(group.posterior.mu, kind="stable")
    mu, steps = group.posterior.mu[order], np.cumsum(group.posterior.weight[order])

    def of(u: Array) -> Array:
        return np.asarray(mu[np.minimum(np.searchsorted(steps, u * steps[-1]), len(mu) - 1)])

    return of


def mean_cost(scenario: Scenario, groups: Sequence[Prepared], values: Mapping[str, Array]) -> Array:
    """Mean present value of awards, administration less recoveries for each set of values; what is not given is certain."""
    n = len(next(iter(values.values())))
    given = {code: values.get(code, np.full(n, p.mean)) for code, p in _params(scenario).items()}
    years = np.arange(scenario.horizon, dtype=float)[:, None]
    prices, factors = (1 + given["inflation"]) ** (scenario.rise_years + years), (1 + given["discount"]) ** -years
    grown = np.maximum(1 + given["growth"], 0.0) ** years
    rate = given["application_rate"] * given["eligible"]
    paid, applied = np.zeros((scenario.horizon, n)), np.zeros((scenario.horizon, n))
    for i, group in enumerate(groups):
        victims = values.get(f"victims:{group.name}", np.full(n, group.posterior.mean)) * group.scope
        victims = victims / values.get(f"coverage:{group.name}", np.full(n, 1 / unseen(group.coverage)))
        lodged = rate * _lodged(scenario, victims * grown, is_first=i == 0)
        law = values.get(f"damage:{group.name}", np.zeros(n)).astype(int)
        paid += _paid(scenario, _award_means(scenario, group, law, prices), lodged, given["grant_rate"], prices, group)
        applied += lodged
    office = prices * (given["admin_fixed"] + scenario.payroll + given["per_application"] * applied)
    office[0] += prices[0] * scenario.start_up
    back = given["recovery"] * _follow(paid, scenario.recovery_lag)
    return np.asarray((factors * (paid + office - back)).sum(axis=0))


def _lodged(scenario: Scenario, victims: Array, *, is_first: bool) -> Array:
    found = victims.copy()
    for year in range(scenario.horizon):
        found[year] *= scenario.ramp_in(year)
        if is_first:
            found[year] += scenario.old_in(year)
    return found


def _follow(flow: Array, lag: Sequence[float]) -> Array:
    found = np.zeros_like(flow)
    for delay, share in enumerate(lag[: len(flow)]):
        found[delay:] += share * flow[: len(flow) - delay]
    return found


def _paid(scenario: Scenario, award: Array, lodged: Array, grant: Array, prices: Array, group: Prepared) -> Array:
    decided = grant * _follow(lodged, scenario.lag) * award
    if scenario.advance.share == 0:
        return _follow(decided, scenario.payment_lag)
    each = [np.minimum(scenario.advance.cap, scenario.advance.share * t).mean() for t in group.awards(scenario.policy)]
    advances = lodged * prices * float(np.mean(each))
    decided = decided - grant * _follow(advances, scenario.lag)
    delay = round(sum(d * x for d, x in enumerate(scenario.lag)))
    decided -= _follow(scenario.advance.recovered * (1 - grant) * advances, (*[0.0] * delay, 1.0))
    return advances + _follow(decided, scenario.payment_lag)


def _award_means(scenario: Scenario, group: Prepared, law: Array, prices: Array) -> Array:
    """Mean nominal award at each price level under each numbered law."""
    policy = scenario.policy
    if policy.indexed:
        means = np.asarray([mean_award(x, policy) for x in group.laws])
        return np.asarray(prices * means[law])
    levels = np.log(prices)
    grid = np.linspace(float(levels.min()), float(levels.max()) + 1e-9, PRICE_LEVELS)
    means = np.asarray([[mean_award(x, at_prices(policy, np.exp(g))) for g in grid] for x in group.laws])
    place = (levels - grid[0]) / (grid[1] - grid[0])
    left = np.minimum(place.astype(int), PRICE_LEVELS - 2)
    right = place - left
    return np.asarray(prices * ((1 - right) * means[law, left] + right * means[law, left + 1]))
