"""Questions of continuous amounts and several years, held against plain simulation; running dry and the cap against it."""

import math
from itertools import product

import numpy as np
import pytest
from scipy import stats

from fund_asked import asked
from litigation_app.statistics.fund.questions import answer

LAWS = [
    ({"kind": "lognormal", "mu": 8.0, "sigma": 0.9}, stats.lognorm(0.9, scale=math.exp(8))),
    ({"kind": "gamma", "shape": 1.4, "scale": 2000}, stats.gamma(1.4, scale=2000)),
    ({"kind": "weibull", "shape": 0.8, "scale": 3000}, stats.weibull_min(0.8, scale=3000)),
    ({"kind": "pareto", "shape": 3.5, "scale": 9000}, stats.lomax(3.5, scale=9000)),
    ({"kind": "exponential", "mean": 2500}, stats.expon(scale=2500)),
    ({"kind": "uniform", "low": 500, "high": 7000}, stats.uniform(500, 6500)),
    (
        {"kind": "histogram", "bounds": [0, 1000, 4000, 20000], "probs": [0.2, 0.5, 0.3]},
        stats.rv_histogram((np.asarray([0.2, 0.5, 0.3]), np.asarray([0, 1000, 4000, 20000.0])), density=False),
    ),
]
COUNTINGS = [
    ({"kind": "poisson", "mean": 9}, lambda g, n: g.poisson(9, n)),
    ({"kind": "negbin", "r": 3, "beta": 2.5}, lambda g, n: g.negative_binomial(3, 1 / 3.5, n)),
    ({"kind": "binomial", "m": 20, "q": 0.4}, lambda g, n: g.binomial(20, 0.4, n)),
]


def held(values, found, level, paths):
    """The exact quantile lies in the 99.9 % order-statistic band of the simulated one."""
    ordered, half = np.sort(values), 3.3 * math.sqrt(level * (1 - level) * paths)
    low, high = ordered[int(level * paths - half)], ordered[min(int(level * paths + half), paths - 1)]
    return low * (1 - 1e-3) <= found <= high * (1 + 1e-3)


@pytest.mark.thorough
@pytest.mark.parametrize("which", range(len(LAWS)))
def test_continuous_amounts_agree_with_plain_simulation(which):
    (severity, law), (frequency, draw) = LAWS[which], COUNTINGS[which % 3]
    rule = [
        {},
        {"share": 0.8, "floor": 700, "cap": 6000},
        {"share": 0.7, "collateral": 600, "cap": 9000, "floor": 300},
    ][(which + which // 3) % 3]
    rng, paths = np.random.default_rng(which), 100_000
    counts = draw(rng, paths)
    damage = law.rvs(size=int(counts.sum()), random_state=rng)
    owed = rule.get("share", 1.0) * damage - rule.get("collateral", 0)
    award = np.where(owed > 0, np.clip(owed, rule.get("floor", 0), rule.get("cap", np.inf)), 0)
    totals = np.bincount(np.repeat(np.arange(paths), counts), weights=award, minlength=paths)

    found = asked(ask="compound", groups=[{"frequency": frequency, "severity": severity, "policy": rule}])

    assert abs(found["mean"] - totals.mean()) < 4 * totals.std() / math.sqrt(paths)
    assert found["sd"] == pytest.approx(totals.std(), rel=0.03)
    for level in (0.5, 0.9, 0.99):
        assert held(totals, found[f"var{100 * level:g}"], level, paths)
    assert found["tvar99"] == pytest.approx(np.sort(totals)[-paths // 100 :].mean(), rel=0.03)


@pytest.mark.thorough
@pytest.mark.parametrize("indexed_at", ["decision", "lodging"])
@pytest.mark.parametrize("indexed", [True, False])
def test_several_years_agree_with_plain_simulation(indexed, indexed_at):
    paths, horizon, lag = 60_000, 5, [0.5, 0.3, 0.2]
    parts = {
        "rate": {"kind": "gamma", "mean": 6, "cv": 0.5},
        "severity": {"kind": "gamma", "shape": 2.0, "scale": 2000},
        "policy": {"floor": 1000, "cap": 6000, "share": 0.9, "indexed": indexed},
        "award_indexed_at": indexed_at,
        "growth": 0.05,
        "inflation": 0.08,
        "discount": 0.03,
        "decision_lag_years": lag,
        "horizon": horizon,
        "opening_reserve": 20_000,
        "annual_income": [10_000, 15_000, 20_000, 30_000, 35_000],
    }

    found = asked(ask="present_value", **parts)

    rng = np.random.default_rng(5)
    rate = rng.gamma(4, 6 / 4, paths)
    paid = np.zeros((horizon, paths))
    for lodged, (late, share) in product(range(horizon), enumerate(lag)):
        year = lodged + late
        if year >= horizon:
            continue
        counts = rng.poisson(rate * 1.05**lodged * share)
        index = 1.08 ** (year if indexed_at == "decision" else lodged)
        own = index if indexed else 1.0
        award = np.clip(0.9 * index * rng.gamma(2.0, 2000, int(counts.sum())), 1000 * own, 6000 * own)
        paid[year] += np.bincount(np.repeat(np.arange(paths), counts), weights=award, minlength=paths)
    present = (paid / 1.03 ** np.arange(horizon)[:, None]).sum(axis=0)
    balance = 20_000 + np.cumsum(parts["annual_income"])[:, None] - np.cumsum(paid, axis=0)
    dry = (np.minimum.accumulate(balance, axis=0) < 0).mean(axis=1)
    assert abs(found["mean"] - present.mean()) < 4 * present.std() / math.sqrt(paths)
    assert found["sd"] == pytest.approx(present.std(), rel=0.02)
    assert held(present, found["var99"], 0.99, paths)
    assert found["ruin_by_year"] == pytest.approx(dry.tolist(), abs=4 * 0.5 / math.sqrt(paths))


@pytest.mark.thorough
@pytest.mark.parametrize("cv", [0.01, 0.05, 0.3, 1.5])
def test_a_rate_of_any_certainty_gives_a_chance(cv):
    parts = {"severity": {"kind": "fixed", "amount": 1}, "horizon": 3, "opening_reserve": 4, "annual_income": 3}

    found = asked(ask="ruin", rate={"kind": "gamma", "mean": 3, "cv": cv}, **parts)["ruin_by_year"]

    nodes = stats.gamma(1 / cv**2, scale=3 * cv**2).ppf((np.arange(400) + 0.5) / 400)
    by_rate = np.mean([dry_of_ones(rate, 4, 3, 3) for rate in nodes], axis=0)
    assert found == pytest.approx(by_rate.tolist(), abs=2e-3)


def dry_of_ones(rate, reserve, income, years):
    step, alive, found = stats.poisson.pmf(np.arange(40), rate), np.zeros(60), []
    alive[reserve] = 1.0
    for _ in range(years):
        later = np.zeros(60)
        for balance in range(60 - income):
            paid = np.arange(min(balance + income, 39) + 1)
            later[balance + income - paid] += alive[balance] * step[paid]
        alive = later
        found.append(1 - alive.sum())
    return found


@pytest.mark.thorough
@pytest.mark.parametrize(
    "parts",
    [
        {"frequency": {"kind": "negbin", "r": 2, "beta": 1.5}},
        {"rate": {"kind": "gamma", "mean": 3, "cv": 0.4}, "inflation": 0.02},
    ],
)
def test_the_cap_found_keeps_the_chance_and_a_larger_one_does_not(parts):
    rest = {
        "severity": {"kind": "lognormal", "mean": 4000, "cv": 1},
        "horizon": 4,
        "opening_reserve": 9000,
        "annual_income": 9000,
        **parts,
    }
    cap = asked(ask="ruin", policy={"floor": 100}, cap_for={"target": 0.1}, **rest)["cap_for"]

    at, over = (
        asked(ask="ruin", policy={"floor": 100, "cap": k * cap}, **rest)["ruin_by_year"][-1] for k in (1.0, 1.03)
    )

    assert at <= 0.1 + 1e-3
    assert over > 0.1


def test_a_fund_that_needs_no_cap_or_that_no_cap_saves_says_so():
    rest = {"ask": "ruin", "severity": {"kind": "fixed", "amount": 5}, "horizon": 1, "schema": "fund-question/1"}
    many = {"frequency": {"kind": "pmf", "p": [0.0, 0.5, 0.5]}, "policy": {"floor": 2}, "cap_for": 0.1}

    rich = answer({**rest, **many, "opening_reserve": 10, "annual_income": 0})
    poor = answer({**rest, **many, "opening_reserve": 1, "annual_income": 0})

    assert (rich["answers"]["cap_for"], poor["answers"]["cap_for"]) == (None, None)
    assert "needs no cap" in rich["warnings"][0]
    assert "No cap" in poor["warnings"][0]
