"""How must the answers move when an input moves, and which wrong models would be noticed (each is put in, and a check fails)?"""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import stats

from litigation_app.statistics.fund import book, frequency, horizon, lodging, scenario_files, simulate, study
from litigation_app.statistics.fund.amounts import Lognormal
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.questions import answer

FEW = 256
RS = scenario_files.load("rs")
GROUPS = simulate.prepare(RS, RS.counts)
drawn = settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def paths_of(scenario, groups=GROUPS, paths=FEW, seed=3):
    return simulate.run_paths(scenario, groups, paths=paths, seed=seed)


def dry(found):
    return float((found.balance.min(axis=0) < 0).mean())


policies = st.builds(
    lambda share, floor, over, indexed, collateral: Policy(share, floor, floor + over, indexed, collateral),
    st.floats(0.3, 1.5),
    st.floats(0, 3000),
    st.floats(1, 20000),
    st.booleans(),
    st.sampled_from([0.0, 500.0, 3000.0]),
)


@pytest.mark.thorough
@drawn
@given(policies, st.floats(1.0, 3.0))
def test_a_higher_cap_lowers_no_cost_and_no_chance_on_any_path(policy, factor):
    low, high = (paths_of(replace(RS, policy=p)) for p in (policy, replace(policy, cap=policy.cap * factor)))

    assert (high.award >= low.award - 1e-6).all()
    assert dry(high) >= dry(low)


@pytest.mark.thorough
@drawn
@given(policies, st.floats(0, 3), st.floats(0, 60_000), st.floats(0, 60_000))
def test_a_larger_budget_or_share_moves_one_way_only(policy, factor, budget, more):
    one = replace(RS, policy=policy, budget=budget)

    poor, rich = paths_of(one), paths_of(replace(one, budget=budget + more))
    shared = paths_of(replace(one, policy=replace(policy, share=policy.share * (1 + factor))))

    assert dry(rich) <= dry(poor)
    assert np.array_equal(rich.award, poor.award)
    assert (shared.award >= poor.award - 1e-6).all()


@pytest.mark.thorough
@drawn
@given(policies, st.floats(0.01, 500))
def test_all_money_in_another_currency_is_the_same_fund(policy, k):
    start = replace(RS, policy=policy, interest=0.02)
    each = start.per_application
    scaled = replace(
        start,
        policy=policy.times(k),
        admin_fixed=Param("constant", k * start.admin_fixed.a),
        per_application=replace(each, a=k * each.a, b=k * each.b, c=k * each.c),
        start_up=k * start.start_up,
        opening_reserve=k * start.opening_reserve,
        budget=k * start.budget,
        sources=tuple(replace(s, base=k * s.base) for s in start.sources),
    )
    law = GROUPS[0].laws[0]
    dear = [replace(GROUPS[0], laws=(Lognormal(law.mu + math.log(k), law.sigma),))]

    one, many = paths_of(start), paths_of(scaled, dear)

    assert np.allclose(many.net, k * one.net, rtol=1e-7)
    assert dry(many) == dry(one)


@pytest.mark.thorough
@drawn
@given(st.floats(100, 20_000))
def test_one_flat_amount_costs_its_number_of_awards(amount):
    flat = replace(RS, policy=Policy(floor=amount, cap=amount), inflation=Param("constant", 0.0))

    found = paths_of(flat)

    assert np.allclose(found.award, amount * found.awarded, rtol=1e-12)


@drawn
@given(policies, st.integers(1, 9))
def test_a_shorter_horizon_is_the_beginning_of_a_longer_one(policy, years):
    def block(horizon_years):
        rng = np.random.Generator(np.random.SFC64(7))
        scenario = replace(RS, policy=policy, horizon=horizon_years)
        return book.block(scenario, GROUPS, [policy], rng, 64, 0)

    assert np.array_equal(block(years)["balance"][0], block(10)["balance"][0, :years])


@pytest.mark.thorough
@drawn
@given(policies, st.integers(0, 2**32), st.integers(2, 4))
def test_the_same_seed_gives_the_same_bytes_for_any_thread_count(policy, seed, threads):
    scenario = replace(RS, policy=policy)

    one, many = (study.run_series(scenario, [], paths=FEW, seed=seed, threads=t) for t in (1, threads))

    assert one == many


def test_no_victims_and_no_office_cost_nothing():
    nobody = [replace(GROUPS[0], scope=0.0)]

    found = paths_of(replace(RS, admin_fixed=Param("constant", 0.0), start_up=0.0), nobody)

    assert not found.net.any()
    assert not found.owed.any()


def alike(one, other):
    """Two samples of present values that chance alone may tell apart (Kolmogorov and Smirnov, p above 0.1 %)."""
    return stats.ks_2samp(one, other).pvalue > 0.001


def present(scenario, groups, seed):
    found = paths_of(scenario, groups, paths=8000, seed=seed)
    return (found.net * found.discount).sum(axis=0)


def test_a_group_split_in_two_halves_with_one_known_rate_is_the_same_group():
    known = replace(GROUPS[0], posterior=frequency.Posterior(np.asarray([60.0]), np.zeros(1), np.ones(1)))
    halves = [replace(known, name=n, scope=0.5) for n in ("one", "other")]

    assert alike(present(RS, [known], 1), present(RS, halves, 2))


@pytest.mark.thorough
def test_the_order_of_groups_changes_the_stream_and_nothing_else():
    mk = scenario_files.load("mk")
    groups = simulate.prepare(mk, mk.counts)

    assert alike(present(mk, groups, 1), present(mk, groups[::-1], 2))


# --- wrong models, each put into the engine

TEN_YEARS = {
    "schema": "fund-question/1",
    "ask": "present_value",
    "rate": {"kind": "gamma", "mean": 40, "cv": 0.3},
    "severity": {"kind": "lognormal", "mean": 4000, "cv": 1},
    "policy": {"floor": 500, "cap": 10000},
    "growth": 0.02,
    "decision_lag_years": [0.5, 0.35, 0.15],
    "inflation": 0.03,
    "discount": 0.05,
    "horizon": 10,
}
MEAN, SD, VAR99 = 1357115, 415603, 2502200
RATES = stats.gamma(1 / 0.09, scale=40 * 0.09).ppf((np.arange(4096) + 0.5) / 4096)
SAME_FUND = replace(
    RS,
    application_rate=Param("constant", 1.0),
    grant_rate=Param("constant", 1.0),
    ramp=(1.0,),
    growth=Param("constant", 0.02),
    inflation=Param("constant", 0.03),
    discount=Param("constant", 0.05),
    lag=(0.5, 0.35, 0.15),
    policy=Policy(floor=500, cap=10000),
    admin_fixed=Param("constant", 0.0),
    per_application=Param("constant", 0.0),
    start_up=0.0,
    recovery_share=Param("constant", 0.0),
)


def exact_is_right():
    found = answer(TEN_YEARS)["answers"]
    return (found["mean"], found["sd"], found["var99"]) == pytest.approx((MEAN, SD, VAR99), rel=2e-3)


def simulation_is_right(paths=40_000):
    group = Prepared("trafficking", 1.0, frequency.expert(RATES), (Lognormal.from_mean(4000, 1),))
    found = paths_of(SAME_FUND, [group], paths=paths, seed=8)
    values = np.sort((found.net * found.discount).sum(axis=0))
    half = 3.3 * math.sqrt(0.99 * 0.01 * paths)
    held = values[int(0.99 * paths - half)] <= VAR99 <= values[int(0.99 * paths + half)]
    is_mean = abs(values.mean() - MEAN) < 4 * SD / math.sqrt(paths)
    return bool(held and is_mean and values.std() == pytest.approx(SD, rel=0.02))


@pytest.mark.thorough
def test_both_engines_give_the_verified_ten_years():
    assert exact_is_right()
    assert simulation_is_right()


def known_rate(monkeypatch):
    monkeypatch.setattr(horizon, "_number", lambda mean, _cv: horizon.NegBin.from_mixing(mean, 0.0))
    monkeypatch.setattr(
        frequency.Posterior, "pick", lambda self, _rng, n: (np.full(n, self.mean), np.zeros(n), np.ones(n))
    )


def rate_of_each_year(monkeypatch):
    right = horizon._groups
    monkeypatch.setattr(horizon, "_groups", lambda pay: right(replace(pay, common=False)))

    def grow(self, growth):
        self.rate = self.rng.choice(RATES, len(self.rate)) * 1.02 ** self.__dict__.setdefault("year", 1)
        self.year += 1

    monkeypatch.setattr(lodging.Lodging, "grow", grow)


def no_lag(monkeypatch):
    monkeypatch.setattr(horizon.Payments, "weights", property(lambda self: self._lodged))
    right = lodging.Lodging.split

    def split(self, year, shares):
        refused, *granted = right(self, year, shares)
        return [refused, sum(granted), *(np.zeros_like(x) for x in granted[1:])]

    monkeypatch.setattr(lodging.Lodging, "split", split)


def no_cap(monkeypatch):
    right = horizon.piece_of, book.Rules.__init__
    monkeypatch.setattr(horizon, "piece_of", lambda law, p, *more: right[0](law, replace(p, cap=math.inf), *more))

    def rules(self, scenario, policies, group, number):
        right[1](self, scenario, [replace(p, cap=math.inf) for p in policies], group, number)

    monkeypatch.setattr(book.Rules, "__init__", rules)


def a_year_too_late(monkeypatch):
    right = horizon.present_value
    monkeypatch.setattr(
        "litigation_app.statistics.fund.solvency.horizon.present_value",
        lambda pay, *asked: shifted(right(pay, *asked), 1 / (1 + pay.discount)),
    )
    start = book.Book.__init__

    def init(self, *args, **said):
        start(self, *args, **said)
        self.factor = self.discount.copy()

    monkeypatch.setattr(book.Book, "__init__", init)


def shifted(value, factor):
    moments = replace(value.moments, mean=value.moments.mean * factor, sd=value.moments.sd * factor)
    near = replace(value.near, step=value.near.step * factor, amounts=value.near.amounts * factor)
    return replace(value, near=near, moments=moments)


@pytest.mark.thorough
@pytest.mark.parametrize("mutant", [known_rate, rate_of_each_year, no_lag, no_cap, a_year_too_late])
def test_each_wrong_model_of_the_ten_years_is_noticed_in_both_engines(mutant, monkeypatch):
    mutant(monkeypatch)

    assert not exact_is_right()
    assert not simulation_is_right()
