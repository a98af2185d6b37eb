"""Amounts that are small beside the usual reach of a total are told as exactly as large ones."""

import numpy as np
import pytest
from scipy import stats

from fund_asked import asked
from litigation_app.statistics.fund import awards, close_up
from litigation_app.statistics.fund.amounts import Atoms, Lognormal
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.questions import answer

FINE_STEP, FINE_POINTS, PADDED = 0.02, 2**17, 2**20  # so far that no sum of awards on the lattice comes round
PLACES = [1, 50, 100, 300]


def lognormal(mean, cv=1.0):
    sigma = np.sqrt(np.log1p(cv**2))
    return stats.lognorm(sigma, scale=mean / np.sqrt(1 + cv**2))


def of_small(rates, laws):
    """Chance that the total lies at or below each of PLACES, the middle of the law, and how far it lies below 50 on average: by an
    own transform whose cells lie far closer, an award beyond them left out."""
    edges = (np.arange(FINE_POINTS) + 0.5) * FINE_STEP
    spectrum = sum(
        rate * (np.fft.rfft(np.diff(law.cdf(edges), prepend=0.0), PADDED) - 1)
        for rate, law in zip(rates, laws, strict=True)
    )
    pmf = np.fft.irfft(np.exp(spectrum), PADDED)[:FINE_POINTS]
    reached = np.cumsum(pmf)
    at = [round(x / FINE_STEP) for x in PLACES]
    below = np.maximum(50 - np.arange(FINE_POINTS) * FINE_STEP, 0) @ pmf
    return [reached[j] - pmf[j] / 2 for j in at], float(np.searchsorted(reached, 0.5) * FINE_STEP), float(below)


@pytest.mark.parametrize("large", [1e4, 1e6, 1e9])
def test_small_amounts_beside_a_much_larger_group_are_told_exactly(large):
    groups = [
        {"frequency": {"kind": "poisson", "mean": rate}, "severity": {"kind": "lognormal", "mean": mean, "cv": 1}}
        for rate, mean in ((2, 100), (0.5, large))
    ]
    expected, middle, below = of_small((2, 0.5), (lognormal(100), lognormal(large)))

    found = asked(ask="compound", groups=groups, at=PLACES, retentions=[50, 300])

    assert [found["cdf"][str(x)] for x in PLACES] == pytest.approx(expected, abs=2e-6)
    assert found["var50"] == pytest.approx(middle, rel=2e-4)
    assert found["stop_loss"]["50"] == pytest.approx(found["mean"] - 50 + below, rel=1e-6)
    assert found["tvar50"] == pytest.approx(2 * found["mean"], rel=0.02)


def test_amounts_of_all_sizes_in_one_question_have_chances_that_rise_and_never_pass_one():
    groups = [
        {
            "frequency": {"kind": "negbin", "mean": 2, "mixing_cv": 0.5},
            "severity": {"kind": "gamma", "shape": 2, "scale": 3},
        },
        {"frequency": {"kind": "poisson", "mean": 0.1}, "severity": {"kind": "pareto", "shape": 2.5, "scale": 1e7}},
    ]
    places = [10.0**k for k in range(-3, 10)]

    found = asked(ask="compound", groups=groups, at=places)["cdf"]

    chances = list(found.values())
    assert chances == sorted(chances)
    nothing = (1 + 2 * 0.25) ** (-1 / 0.25) * np.exp(-0.1)
    assert chances[0] == pytest.approx(nothing, rel=1e-5)
    assert chances[-1] <= 1


def test_a_single_small_amount_beside_a_large_one_keeps_its_own_chance():
    groups = [
        {"frequency": {"kind": "poisson", "mean": 1}, "severity": {"kind": "fixed", "amount": 3}},
        {"frequency": {"kind": "poisson", "mean": 0.5}, "severity": {"kind": "lognormal", "mean": 1e6, "cv": 1}},
    ]

    found = asked(ask="compound", groups=groups, at=[3, 6, 7])

    none = np.exp(-0.5)
    assert found["pmf"]["3"] == pytest.approx(none * stats.poisson.pmf(1, 1), abs=1e-9)
    assert found["pmf"]["7"] == 0
    assert found["cdf"]["7"] == pytest.approx(none * stats.poisson.cdf(2, 1), abs=1e-6)


@pytest.mark.parametrize(
    "rule", [Policy(), Policy(share=0.7, collateral=20, floor=30, cap=90), Policy(floor=50, cap=40), Policy(cap=0)]
)
@pytest.mark.parametrize("law", [Lognormal.from_mean(100, 1), Atoms((0.0, 25.0, 120.0), (0.2, 0.5, 0.3))])
def test_the_chance_beyond_a_limit_is_that_of_the_rule(rule, law):
    limits = np.asarray([0.0, 10, 29.99, 30, 35, 39.9, 40, 60, 89.9, 90, 500])
    damages = law.quantile((np.arange(200_000) + 0.5) / 200_000)
    paid = rule.award(damages)

    found = awards.award_of(law, rule).beyond(limits)

    assert found == pytest.approx([(paid > x).mean() for x in limits], abs=1e-5)


@pytest.mark.parametrize(("large", "is_warned"), [(1e8, True), (1e4, False)])
def test_a_group_that_varies_within_a_step_next_to_a_single_amount_is_warned_of(large, is_warned):
    groups = [
        {"frequency": {"kind": "poisson", "mean": 5}, "severity": {"kind": "gamma", "shape": 2, "scale": 50}},
        {"frequency": {"kind": "poisson", "mean": 0.0002}, "severity": {"kind": "fixed", "amount": large}},
    ]

    found = answer({"schema": "fund-question/1", "ask": "compound", "groups": groups, "at": [500, large]})

    one_large = 0.0002 * np.exp(-0.0002)
    apart = abs(found["answers"]["cdf"][f"{large:.1f}"] - np.exp(-0.0002) - one_large * np.exp(-5))
    assert any("next to them are exact to" in said for said in found["warnings"]) == is_warned
    assert (apart > 1e-5) == is_warned


def test_lattices_become_finer_until_every_amount_is_told():
    reaches = close_up.reaches([0.5, 40, 41, 1e9], step=100)

    assert reaches == [41, 0.5]
    assert close_up.reaches([0.0, 1e9], step=100) == []


PARTS = {
    "quantiles": {"0.5": 10, "0.9": 40},
    "histogram": {"bounds": [0, 10, 20], "counts": [30, 12]},
    "tariff": {"amounts": [10, 20], "counts": [30, 12]},
}


@pytest.mark.parametrize(
    ("key", "other"), [("quantiles", "histogram"), ("quantiles", "tariff"), ("histogram", "tariff")]
)
def test_of_two_that_say_the_same_of_awards_only_one_can_be_meant(key, other):
    with pytest.raises(ValueError, match=f"{key}: stands beside {other}"):
        asked(ask="severity", **{key: PARTS[key], other: PARTS[other]})


@pytest.mark.parametrize("counted", ["histogram", "tariff"])
def test_how_many_awards_there_are_may_be_said_twice_but_not_otherwise(counted):
    asked_of = {"ask": "severity", counted: PARTS[counted]}

    assert asked(**asked_of)["n"] == asked(n=42, **asked_of)["n"] == 42
    with pytest.raises(ValueError, match="n: is not the number of awards that are counted"):
        asked(n=12, **asked_of)


def test_a_family_beside_a_tariff_is_said_to_be_unread():
    found = answer({"schema": "fund-question/1", "ask": "severity", "fit": "gamma", "tariff": PARTS["tariff"]})

    assert any(said.startswith("fit: is not read") for said in found["warnings"])
