"""The chance of running dry is that of the awards and not of a lattice: against closed forms, other horizons and simulation."""

import math

import numpy as np
import pytest
from scipy import stats

from fund_asked import asked
from litigation_app.statistics.fund import dry, horizon
from litigation_app.statistics.fund.amounts import Gamma
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.questions import answer


def exponential(rate, mean, reserve, income, years, **more):
    return asked(
        ask="ruin",
        frequency={"kind": "poisson", "mean": rate},
        severity={"kind": "exponential", "mean": mean},
        opening_reserve=reserve,
        annual_income=income,
        horizon=years,
        **more,
    )["ruin_by_year"]


def above(rate, mean, limit):
    """P(total > limit) of Poisson numbers of exponential awards."""
    n = np.arange(max(1, int(rate - 12 * math.sqrt(rate))), int(rate + 12 * math.sqrt(rate)) + 20)
    return float(stats.poisson.pmf(n, rate) @ stats.gamma.sf(limit, n, scale=mean))


@pytest.mark.parametrize(
    ("rate", "mean", "reserve", "income"),
    [(20_000, 5, 2000, 100_000), (1000, 100, 5000, 100_000), (3, 100, 300, 310), (0.2, 4000, 0, 9000)],
)
def test_a_first_year_has_the_chance_of_its_closed_form_whatever_the_awards_size(rate, mean, reserve, income):
    found = exponential(rate, mean, reserve, income, 2)

    assert found[0] == pytest.approx(above(rate, mean, reserve + income), abs=1e-5)


def test_a_longer_horizon_changes_nothing_in_its_first_years():
    short, long = (exponential(20_000, 5, 2000, 100_000, years) for years in (2, 20))

    assert long[:2] == pytest.approx(short, abs=2e-5)
    assert short == pytest.approx([0.02315, 0.08732], abs=5e-4)


def test_what_lapses_is_as_exact():
    found = exponential(1000, 100, 5000, 100_000, 2, unspent="lapses")

    assert found[0] == pytest.approx(above(1000, 100, 105_000), abs=1e-5)


def test_an_award_at_the_cap_that_uses_up_the_means_leaves_the_fund_alive():
    law = stats.lognorm(math.sqrt(math.log(2)), scale=4000 / math.sqrt(2))
    at_cap = law.sf(10_000)

    found = asked(
        ask="ruin",
        frequency={"kind": "binomial", "m": 1, "q": 0.5},
        severity={"kind": "lognormal", "mean": 4000, "cv": 1},
        policy={"cap": 10_000},
        opening_reserve=10_000,
        annual_income=0,
        horizon=2,
    )["ruin_by_year"]

    paid = stats.lognorm(math.sqrt(math.log(2)), scale=4000 / math.sqrt(2))
    x = (np.arange(200_000) + 0.5) * 10_000 / 200_000
    both = float((paid.pdf(x) * paid.sf(10_000 - x)).sum() * 10_000 / 200_000) + at_cap
    assert found == pytest.approx([0.0, 0.25 * both], abs=1e-5)


def test_a_fund_that_holds_nothing_lives_while_nobody_is_paid():
    assert exponential(0.5, 5, 0, 0, 2) == pytest.approx([1 - math.exp(-0.5), 1 - math.exp(-1)], abs=1e-9)


def test_means_without_measure_need_no_lattice_of_their_own():
    assert exponential(0.01, 1, 10**12, 0, 2) == pytest.approx([0, 0], abs=1e-9)


@pytest.mark.thorough
def test_small_awards_of_an_uncertain_rate_are_counted_by_as_many_nodes_as_they_need():
    pay = horizon.Payments(200, 0.5, Gamma(1.0, 5.0), Policy(), 2)

    found = dry.ruin_of(pay, dry.Means(100, (1200, 1200)))

    rates = stats.gamma(4, scale=50).ppf((np.arange(4000) + 0.5) / 4000)
    assert found.by_year[0] == pytest.approx(np.mean([above(r, 5, 1300) for r in rates]), abs=3e-5)
    assert found.error < 1e-5


def test_what_error_remains_is_said(monkeypatch):
    monkeypatch.setattr(dry, "MOST_WORK", 2**12)
    monkeypatch.setattr(dry, "AGREED", 1e-12)
    parts = {"severity": {"kind": "exponential", "mean": 5}, "opening_reserve": 100, "annual_income": 90, "horizon": 3}

    found = answer({"schema": "fund-question/1", "ask": "ruin", "frequency": {"kind": "poisson", "mean": 20}, **parts})

    assert found["warnings"][0].startswith(dry.NOT_AGREED.split("{")[0])


def test_a_cap_is_found_to_within_a_ten_thousandth():
    parts = {"frequency": {"kind": "binomial", "m": 1, "q": 0.5}, "opening_reserve": 4321, "annual_income": 0}

    found = asked(ask="ruin", severity={"kind": "fixed", "amount": 9000}, horizon=1, cap_for={"target": 0.1}, **parts)

    assert found["cap_for"] == pytest.approx(4321, rel=2e-4)
    assert found["cap_for"] <= 4321


def capped(cap: float) -> dict[str, object]:
    """A fund of five years whose awards are capped while prices rise: the caps of the years lie on no lattice together."""
    parts = {"policy": {"cap": cap}, "opening_reserve": 9000, "annual_income": [14_000 + 500 * n for n in range(5)]}
    parts |= {"severity": {"kind": "exponential", "mean": 3600}, "horizon": 5, "inflation": 0.02}
    return answer({"schema": "fund-question/1", "ask": "ruin", "frequency": {"kind": "poisson", "mean": 4.2}, **parts})


def test_single_amounts_that_lie_on_no_lattice_blur_the_chance_only_where_their_sums_meet_the_means():
    assert capped(12_000)["warnings"] == []

    meeting = capped(11_500)  # two of them are the means of the first year
    twice = math.exp(-4.2) * (4.2 * math.exp(-11_500 / 3600)) ** 2 / 2
    assert meeting["warnings"] == [dry.NOT_AGREED.format(error=twice)]
