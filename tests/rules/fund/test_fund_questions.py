"""`fund-question/1`: every kind of question, with answers known from elsewhere; a malformed one names its key."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.statistics.fund.asked import QuestionRefused
from litigation_app.statistics.fund.questions import answer
from litigation_app.statistics.fund.severity import FAMILIES

TEN_YEARS = {
    "schema": "fund-question/1",
    "ask": "present_value",
    "rate": {"kind": "gamma", "mean": 40, "cv": 0.3, "common_to_all_years": True},
    "severity": {"kind": "lognormal", "mean": 4000, "cv": 1},
    "policy": {"floor": 500, "cap": 10000, "indexed": True},
    "growth": 0.02,
    "decision_lag_years": [0.5, 0.35, 0.15],
    "inflation": 0.03,
    "discount": 0.05,
    "horizon": 10,
}
SMALL = {
    "schema": "fund-question/1",
    "ask": "compound",
    "groups": [
        {
            "frequency": {"kind": "pmf", "p": [0.6, 0.3, 0.1]},
            "severity": {"kind": "discrete", "amounts": [100, 200, 300], "probs": [0.4, 0.5, 0.1]},
        }
    ],
}


def asked(**parts):
    return answer({"schema": "fund-question/1", **parts})["answers"]


def test_claims_that_can_be_counted_by_hand():
    found = answer(SMALL)["answers"]

    assert (found["mean"], found["variance"]) == pytest.approx((85, 15055))
    by_hand = {"0": 0.6, "100": 0.12, "200": 0.166, "300": 0.07, "400": 0.033, "500": 0.01, "600": 0.001}
    assert {k: found["pmf"][k] for k in by_hand} == pytest.approx(by_hand, abs=1e-10)


def test_two_poisson_groups_have_the_mean_that_their_own_parts_give():
    # 2 (0.6 + 2 x 0.4) + 1 (0.7 + 3 x 0.3) = 4.4, and the textbook's probabilities for the same two groups
    groups = [
        {
            "frequency": {"kind": "poisson", "mean": 2},
            "severity": {"kind": "discrete", "amounts": [1, 2], "probs": [0.6, 0.4]},
        },
        {
            "frequency": {"kind": "poisson", "mean": 1},
            "severity": {"kind": "discrete", "amounts": [1, 3], "probs": [0.7, 0.3]},
        },
    ]

    found = asked(ask="compound", groups=groups)

    assert (found["mean"], found["variance"]) == pytest.approx((4.4, 7.8))
    assert found["pmf"]["2"] == pytest.approx(0.1296953131, abs=1e-9)
    assert sum(int(k) * p for k, p in found["pmf"].items()) == pytest.approx(4.4, abs=1e-7)


def test_a_negative_binomial_of_uniform_amounts_has_its_closed_form_skewness():
    # cumulants by hand: mean 384, variance 11264, third 602112
    group = {"frequency": {"kind": "negbin", "r": 16, "beta": 6}, "severity": {"kind": "uniform", "low": 0, "high": 8}}

    found = asked(ask="compound", groups=[group], at=[380], retentions=[0, 400])

    assert (found["mean"], found["variance"]) == pytest.approx((384, 11264), rel=1e-5)
    assert found["skew"] == pytest.approx(602112 / 11264**1.5, rel=1e-5)
    assert found["var95"] == pytest.approx(572.41, rel=2e-4)
    assert found["var99"] == pytest.approx(669.28, rel=2e-4)
    assert found["stop_loss"]["0"] == pytest.approx(384, rel=1e-6)
    assert 0.4 < found["cdf"]["380"] < 0.6


def test_the_ten_year_present_value_and_each_wrong_variant_apart_from_it():
    right = answer(TEN_YEARS)["answers"]

    assert right["mean"] == pytest.approx(1357115, rel=4e-4)
    assert right["sd"] == pytest.approx(415603, rel=4e-4)
    assert right["var99"] == pytest.approx(2502200, rel=2e-3)
    assert right["tvar99"] == pytest.approx(2721332, rel=2e-3)
    assert right["payment_year_weights"][:3] == pytest.approx([0.5, 0.86, 1.0272])


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("change", "key", "wrong"),
    [
        ({"rate": {"kind": "fixed", "mean": 40}}, "var99", 1556100),
        ({"rate": {"kind": "gamma", "mean": 40, "cv": 0.3, "common_to_all_years": False}}, "var99", 1739800),
        ({"decision_lag_years": [1.0]}, "mean", 1468234),
        ({"policy": {"floor": 500}}, "mean", 1483533),
    ],
)
def test_each_wrong_model_gives_the_wrong_figure_that_is_known_for_it(change, key, wrong):
    found = answer({**TEN_YEARS, **change})["answers"]

    assert found[key] == pytest.approx(wrong, rel=2e-3)
    assert abs(found[key] / answer(TEN_YEARS)["answers"][key] - 1) > 0.04


def test_the_first_payment_is_not_discounted():
    found = answer({**TEN_YEARS, "horizon": 1, "decision_lag_years": [1.0]})["answers"]

    undiscounted = answer({**TEN_YEARS, "horizon": 1, "decision_lag_years": [1.0], "discount": 0})["answers"]
    assert found["mean"] == undiscounted["mean"]


def test_a_fund_of_two_years_that_can_be_enumerated():
    found = asked(
        ask="ruin",
        frequency={"kind": "pmf", "p": [0.5, 0.3, 0.2]},
        severity={"kind": "fixed", "amount": 1.5},
        opening_reserve=1,
        annual_income=1,
        horizon=2,
    )

    assert found["ruin_by_year"] == pytest.approx([0.2, 0.26], abs=1e-12)


def test_a_published_histogram_gives_the_published_fit():
    found = asked(
        ask="severity",
        fit="lognormal",
        histogram={
            "bounds": [0, 25, 50, 100, 150, 250, 500, 1000, 1500, 2500, 4000],
            "counts": [30, 31, 57, 42, 65, 84, 45, 10, 11, 3],
        },
        limits=[500, 1000],
    )

    assert (found["mu"], found["sigma"]) == pytest.approx((5.14177, 1.23076), rel=1e-4)
    assert found["minus2loglik"] == pytest.approx(1573.4622, abs=1e-3)
    assert found["limited_mean"] == pytest.approx({"500": 227.063, "1000": 287.52}, rel=1e-4)


@pytest.mark.parametrize("family", ["gamma", "weibull", "pareto"])
def test_other_families_fit_their_own_histogram(family):
    made = {
        "gamma": {"shape": 2.0, "scale": 1500.0},
        "weibull": {"shape": 1.4, "scale": 3000.0},
        "pareto": {"shape": 3.0, "scale": 6000.0},
    }
    edges = [0.0, 500, 1000, 2000, 3000, 5000, 8000, 12000, 30000, 1e7]
    law = FAMILIES[family](**made[family])
    counts = [round(x) for x in 1e6 * np.diff(law.cdf(np.asarray(edges)))]

    found = asked(ask="severity", fit=family, histogram={"bounds": edges, "counts": counts})

    assert {k: found[k] for k in made[family]} == pytest.approx(made[family], rel=0.01)


def test_a_triangle_gives_its_development_factors():
    found = asked(ask="delay", incremental=[[100, 60, 40], [120, 72], [150]])

    assert found["development_factors"] == pytest.approx([1.6, 1.25])
    assert found["total_outstanding"] == pytest.approx(198)
    assert found["paid_share_by_delay"] == pytest.approx([0.5, 0.3, 0.2])


@pytest.mark.thorough
def test_the_textbook_counts_model_warns_when_it_is_refuted():
    calm = answer(
        {"schema": "fund-question/1", "ask": "counts", "model": "gamma_poisson", "counts": [4, 6, 6, 9, 6, 7]}
    )
    wild = answer(
        {"schema": "fund-question/1", "ask": "counts", "model": "gamma_poisson", "counts": [36, 49, 40, 76, 36]}
    )

    assert (calm["answers"]["mean"], calm["answers"]["q99"]) == (pytest.approx(6.4166666667, abs=1e-7), 14)
    assert not calm["warnings"]
    assert "refuted" in wild["warnings"][0]


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ({"ask": "compound"}, "schema"),
        ({**SMALL, "ask": "fortune"}, "ask"),
        ({**SMALL, "groups": []}, "groups"),
        ({**SMALL, "groups": [{}]}, "groups.0.frequency"),
        ({**SMALL, "groups": [{"frequency": {"kind": "poisson"}}]}, "groups.0.frequency.mean"),
        ({**TEN_YEARS, "decision_lag_years": [0.5, 0.2]}, "decision_lag_years"),
        ({**TEN_YEARS, "policy": {"floor": 500, "cap": 100}}, "policy.cap"),
        ({**TEN_YEARS, "policy": {"ceiling": 100}}, "policy.ceiling"),
        ({**TEN_YEARS, "horizon": 2.5}, "horizon"),
        ({**TEN_YEARS, "rate": {"mean": True}}, "rate.mean"),
        ({**TEN_YEARS, "inflation": 2.5}, "inflation"),
        ({**TEN_YEARS, "discount": 3}, "discount"),
        ({"schema": "fund-question/1", "ask": "counts", "counts": [[5, 2]]}, "counts.0"),
        ({"schema": "fund-question/1", "ask": "severity", "quantiles": {"half": 3}}, "quantiles"),
        ({"schema": "fund-question/1", "ask": "delay", "incremental": [[1, 2], [1, 2, 3]]}, "incremental"),
    ],
)
def test_a_malformed_question_is_refused_with_the_key_at_fault(question, key):
    with pytest.raises(QuestionRefused) as stop:
        answer(question)

    assert stop.value.key == key


@settings(deadline=None, max_examples=10)
@given(st.integers(2, 50))
def test_amounts_times_k_scale_money_by_k(k):
    group = SMALL["groups"][0]
    larger = {**group["severity"], "amounts": [a * k for a in group["severity"]["amounts"]]}

    one, many = answer(SMALL)["answers"], answer({**SMALL, "groups": [{**group, "severity": larger}]})["answers"]

    for key in ("mean", "sd", "var95", "var99", "tvar99"):
        assert many[key] == pytest.approx(k * one[key])
