"""The law of a total has the moments of its parts, its atoms, and a tail that is there: held against closed forms and sums by hand."""

import math

import numpy as np
import pytest
from scipy import stats

from fund_asked import asked
from litigation_app.statistics.fund import lattice
from litigation_app.statistics.fund.amounts import Lognormal
from litigation_app.statistics.fund.awards import award_of
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.questions import answer
from litigation_app.statistics.fund.totals import NO_ATOMS, NO_SKEW, NO_VARIANCE, NOT_EXACT

RATE = 3.5
POISSON = {"kind": "poisson", "mean": RATE}
SIGMA = math.sqrt(math.log(2))
DAMAGE = {"kind": "lognormal", "mean": 4000, "cv": 1}
LAWS = [
    (DAMAGE, stats.lognorm(SIGMA, scale=4000 / math.sqrt(2))),
    ({"kind": "lognormal", "mean": 4000, "cv": 3}, stats.lognorm(math.sqrt(math.log(10)), scale=4000 / math.sqrt(10))),
    ({"kind": "gamma", "shape": 0.2, "scale": 20_000}, stats.gamma(0.2, scale=20_000)),
    ({"kind": "weibull", "shape": 0.5, "scale": 2000}, stats.weibull_min(0.5, scale=2000)),
    ({"kind": "pareto", "shape": 3.5, "scale": 9000}, stats.lomax(3.5, scale=9000)),
    ({"kind": "uniform", "low": 0, "high": 8}, stats.uniform(0, 8)),
]


def one_group(severity, policy=None, frequency=POISSON, **more):
    group = {"frequency": frequency, "severity": severity, "policy": policy or {}}
    return answer({"schema": "fund-question/1", "ask": "compound", "groups": [group], **more})


@pytest.mark.thorough
@pytest.mark.parametrize(("severity", "law"), LAWS)
def test_moments_are_those_of_the_law_and_not_of_a_lattice(severity, law):
    found = one_group(severity)["answers"]

    first, second, third = (law.moment(k) for k in (1, 2, 3))
    assert found["mean"] == pytest.approx(RATE * first, rel=1e-9)
    assert found["variance"] == pytest.approx(RATE * second, rel=1e-9)
    assert found["skew"] == pytest.approx(RATE * third / (RATE * second) ** 1.5, rel=1e-8)


@pytest.mark.thorough
@pytest.mark.parametrize("policy", [{"cap": 9000}, {"share": 0.7, "collateral": 600, "floor": 300, "cap": 9000}])
@pytest.mark.parametrize(("severity", "law"), LAWS[:5])
def test_moments_of_an_award_are_those_of_the_rule(severity, law, policy):
    found = one_group(severity, policy)["answers"]

    owed = policy.get("share", 1.0) * law.ppf((np.arange(100_000) + 0.5) / 100_000) - policy.get("collateral", 0)
    award = np.where(owed > 0, np.clip(owed, policy.get("floor", 0), policy["cap"]), 0)
    assert found["mean"] == pytest.approx(RATE * award.mean(), rel=1e-5)
    assert found["sd"] == pytest.approx(math.sqrt(RATE * (award**2).mean()), rel=1e-5)
    assert found["skew"] == pytest.approx(RATE * (award**3).mean() / found["sd"] ** 3, rel=1e-5)


def test_the_tail_of_an_award_is_on_its_lattice():
    award = lattice.discretise(award_of(Lognormal.from_mean(4000, 1), Policy()).excess, 5.0, 2**17)

    tail = award[40_001:].sum()

    assert tail == pytest.approx(LAWS[0][1].sf(200_002.5), rel=1e-3)  # rounding noise once made twice as much of it


def test_moments_that_are_infinite_are_not_given_and_the_answer_says_so():
    heavy = one_group({"kind": "pareto", "shape": 1.2, "scale": 3000}, retentions=[0, 10**7])
    bounded = one_group({"kind": "pareto", "shape": 2.5, "scale": 3000})

    found = heavy["answers"]
    assert found["mean"] == pytest.approx(52_500)
    assert (found["variance"], found["sd"], found["skew"]) == (None, None, None)
    assert heavy["warnings"] == [NO_VARIANCE]
    assert found["stop_loss"] == pytest.approx({"0": 52_500, "10000000": 10_400}, rel=0.01)
    assert bounded["answers"]["sd"] == pytest.approx(math.sqrt(RATE * 3000**2 * 2 / (1.5 * 0.5)))
    assert bounded["answers"]["skew"] is None
    assert bounded["warnings"] == [NO_SKEW]


@pytest.mark.thorough
@pytest.mark.parametrize("shape", [1.2, 2.2, 2.5])
def test_levels_of_a_heavy_law_agree_with_plain_simulation(shape):
    found = one_group({"kind": "pareto", "shape": shape, "scale": 3000})["answers"]

    rng, paths = np.random.default_rng(3), 400_000
    counts = rng.poisson(RATE, paths)
    drawn = np.bincount(np.repeat(np.arange(paths), counts), 3000 * rng.pareto(shape, counts.sum()), paths)
    ordered = np.sort(drawn)
    for level in (0.5, 0.75, 0.95, 0.995):
        half = 3.3 * math.sqrt(level * (1 - level) * paths)
        low, high = ordered[int(level * paths - half)], ordered[int(level * paths + half)]
        assert low <= found[f"var{100 * level:g}"] <= high


def test_the_mean_of_the_worst_years_of_one_law_is_that_of_the_law():
    found = one_group({"kind": "exponential", "mean": 100}, frequency={"kind": "pmf", "p": [0, 1]}, at=[50])["answers"]

    for level in (0.5, 0.9, 0.995):
        at = -100 * math.log(1 - level)
        assert found[f"var{100 * level:g}"] == pytest.approx(at, rel=1e-5)
        assert found[f"tvar{100 * level:g}"] == pytest.approx(at + 100, rel=1e-5)
    assert found["cdf"]["50"] == pytest.approx(1 - math.exp(-0.5), abs=1e-6)


@pytest.mark.thorough
@pytest.mark.parametrize(("rate", "cv"), [(200, 2), (10, 1), (0.3, 1)])
def test_a_present_value_has_the_moments_of_its_years(rate, cv):
    growth, lag, prices = 0.03, [0.4, 0.4, 0.2], 1.04 / 1.03

    found = asked(
        ask="present_value",
        rate={"kind": "fixed", "mean": rate},
        severity={"kind": "lognormal", "mean": 4000, "cv": cv},
        growth=growth,
        decision_lag_years=lag,
        inflation=0.04,
        discount=0.03,
        horizon=6,
    )

    weights = np.convolve((1 + growth) ** np.arange(6.0), lag)[:6]
    moments = [4000**k * (1 + cv**2) ** (k * (k - 1) / 2) for k in (1, 2, 3)]
    sums = [rate * float(weights @ prices ** (k * np.arange(6.0))) * m for k, m in enumerate(moments, 1)]
    assert found["mean"] == pytest.approx(sums[0], rel=1e-9)
    assert found["sd"] == pytest.approx(math.sqrt(sums[1]), rel=1e-9)
    assert found["skew"] == pytest.approx(sums[2] / sums[1] ** 1.5, rel=1e-9)


@pytest.mark.parametrize("amounts", [[1.2345678, 17.7], [1, 1234567]])
def test_few_amounts_on_no_lattice_are_summed_one_by_one(amounts):
    severity = {"kind": "discrete", "amounts": amounts, "probs": [0.5, 0.5]}

    found = one_group(severity, frequency={"kind": "poisson", "mean": 1}, at=[0, *amounts, sum(amounts)])["answers"]

    once = 0.5 * math.exp(-1)
    keys = ["0", *(str(a) for a in amounts), str(sum(amounts))]
    assert [found["pmf"][key] for key in keys] == pytest.approx([2 * once, once, once, once / 2], abs=1e-12)
    assert found["cdf"][str(amounts[0])] == pytest.approx(3 * once, abs=1e-12)
    assert found["var50"] == amounts[0]


def test_an_award_at_the_cap_has_its_own_chance_and_no_density_is_added_to_it():
    at_cap = LAWS[0][1].sf(10_000)

    found = one_group(DAMAGE, {"cap": 10_000}, at=[0, 5000, 10_000, 20_000])["answers"]["pmf"]

    capped = [math.exp(-RATE) * RATE**k * at_cap**k / math.factorial(k) for k in (1, 2)]
    assert found == pytest.approx(
        {"0": math.exp(-RATE), "5000": 0.0, "10000": capped[0], "20000": capped[1]}, abs=1e-11
    )


def test_a_floor_and_a_cap_on_no_lattice_keep_their_chances_and_the_answer_names_its_step():
    found = one_group(DAMAGE, {"floor": 500.01, "cap": 10_000.7}, at=[500.01, 10_000.7])

    law, once = LAWS[0][1], RATE * math.exp(-RATE)
    assert found["answers"]["pmf"] == pytest.approx(
        {"500.01": once * law.cdf(500.01), "10000.7": once * law.sf(10_000.7)}, abs=1e-11
    )
    assert found["warnings"][0].startswith(NOT_EXACT.split("{")[0])


@pytest.mark.thorough
def test_amounts_with_too_many_sums_are_answered_to_a_step_that_is_said():
    severity = {"kind": "discrete", "amounts": [3.14159265358, 1.234567891, 2.718281828], "probs": [0.5, 0.25, 0.25]}

    found = one_group(severity, frequency={"kind": "poisson", "mean": 40}, at=[3.14159265358, 100])

    assert found["warnings"][0].startswith(NOT_EXACT.split("{")[0])
    assert found["warnings"][1] == NO_ATOMS


@pytest.mark.thorough
def test_a_million_equal_awards_stay_on_their_lattice():
    found = one_group({"kind": "fixed", "amount": 1}, frequency={"kind": "poisson", "mean": 10**6}, at=[10**6])

    assert found["answers"]["pmf"]["1000000"] == pytest.approx(stats.poisson(10**6).pmf(10**6), rel=1e-6)
    assert found["answers"]["var99"] == stats.poisson(10**6).ppf(0.99)


def test_amounts_asked_are_named_as_the_question_writes_them():
    found = one_group(DAMAGE, retentions=[1_234_567, 1_234_568, 250_000.5], at=[1_000_000])["answers"]
    limits = asked(ask="severity", quantiles={"0.5": 10, "0.9": 20}, limits=[1_234_567, 7.5])["limited_mean"]

    assert list(found["stop_loss"]) == ["1234567", "1234568", "250000.5"]
    assert list(found["cdf"]) == ["1000000"]
    assert list(limits) == ["1234567", "7.5"]


def test_amounts_far_above_the_usual_are_answered_on_a_lattice_of_their_own():
    found = one_group({"kind": "pareto", "shape": 2.5, "scale": 3000}, at=[5000, 10**8], retentions=[10**8])["answers"]

    assert found["cdf"]["5000"] == pytest.approx(0.5124, abs=0.002)
    beyond = RATE * (3000 / 1e8) ** 2.5
    assert 1 - found["cdf"]["100000000"] == pytest.approx(beyond, abs=3e-10)


@pytest.mark.parametrize("mean", [0.5, 2, 6])
def test_amounts_on_no_lattice_are_listed_whatever_rounding_says_of_numbers_that_do_not_occur(mean):
    damage = {"kind": "discrete", "amounts": [100.1, 333.33, 1777.7], "probs": [0.5, 0.3, 0.2]}
    policy = {"share": 0.9, "floor": 150, "cap": 1200}  # 150, 299.997 and 1200: a common step of a thousandth

    found = one_group(damage, policy, {"kind": "poisson", "mean": mean}, at=[150, 299.997, 1350])

    chance = math.exp(-mean)
    of_two, of_nine = mean**2 * 0.5 * 0.2, (mean * 0.5) ** 9 / math.factorial(9)
    assert found["warnings"] == []
    assert found["answers"]["pmf"] == pytest.approx(
        {"150": chance * mean * 0.5, "299.997": chance * mean * 0.3, "1350": chance * (of_two + of_nine)}, rel=1e-9
    )
