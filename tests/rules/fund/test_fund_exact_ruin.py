"""The chance of running dry is that of the awards and not of a lattice: against closed forms, other horizons and simulation."""

import math

import numpy as np
import pytest
from scipy import stats

from fund_asked import asked
from litigation_app.statistics.fund import dry, horizon
from litigation_app.statistics.fund.amounts import Gamma
from litigation_app.statistics.fund.asked import QuestionRefused
from litigation_app.statistics.fund.means import Means
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

    found = dry.ruin_of(pay, Means(100, (1200, 1200)))

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


def by_hand(chances, amount, reserve, incomes, *, interest, prices=0.0, order="income", lapsing=False):
    """The chance by year, by enumerating what is held at each year's end: `chances` of 0, 1, 2, ... awards of one amount."""
    alive, dry_by = {reserve: 1.0}, []
    for year, income in enumerate(incomes):
        after = {}
        for held, chance in alive.items():
            for number, p in enumerate(chances):
                paid = number * amount * (1 + prices) ** year
                left = held - paid if order == "payments" else held * (1 + interest) + income - paid
                if lapsing:
                    left = held * (1 + interest) - max(paid - income, 0.0)
                end = left * (1 + interest) + income if order == "payments" else left
                after[end] = after.get(end, 0.0) + (chance * p if left >= -1e-9 else 0.0)
        alive = after
        dry_by.append(1 - sum(alive.values()))
    return dry_by


SMALL = {
    "frequency": {"kind": "pmf", "p": [0.5, 0.3, 0.2]},
    "severity": {"kind": "fixed", "amount": 1.5},
    "ask": "ruin",
}


@pytest.mark.parametrize(
    ("asked_so", "way"),
    [
        ({}, {}),
        ({"order": "payments before income"}, {"order": "payments"}),
        ({"unspent": "lapses"}, {"lapsing": True}),
    ],
)
@pytest.mark.parametrize(("interest", "prices"), [(0.05, 0.0), (0.1, 0.1), (0.037, 0.02), (1.0, 0.3)])
def test_interest_and_an_income_that_rises_are_those_of_the_enumeration(asked_so, way, interest, prices):
    parts = {"opening_reserve": 1, "annual_income": 1, "horizon": 4, "inflation": prices}

    found = asked(**SMALL, **parts, **asked_so, interest=interest, income_indexed=True)["ruin_by_year"]

    incomes = [(1 + prices) ** year for year in range(4)]
    expected = by_hand([0.5, 0.3, 0.2], 1.5, 1.0, incomes, interest=interest, prices=prices, **way)
    assert found == pytest.approx(expected, abs=1e-7)


def test_two_years_with_interest_by_hand():
    """1 x 1.5 + 1 = 2.5, from which an award of 1.5 leaves 1.0 and two leave nothing; 1.0 x 1.5 + 1 pays one again."""
    two = {"opening_reserve": 1, "annual_income": 1, "horizon": 2}

    assert asked(**SMALL, **two)["ruin_by_year"] == pytest.approx([0.2, 0.26], abs=1e-9)
    assert asked(**SMALL, **two, interest=0.5)["ruin_by_year"] == pytest.approx([0.2, 0.2 + 0.3 * 0.2], abs=1e-9)
    assert asked(**SMALL, **two, interest=1.0)["ruin_by_year"] == pytest.approx([0.0, 0.2 * 0.5], abs=1e-9)
    dear = {**two, "inflation": 0.4}  # awards of 2.1: after one in the first year 0.5 and 1, or 1.4, are held
    assert asked(**SMALL, **dear)["ruin_by_year"] == pytest.approx([0.2, 0.2 + 0.3 * 0.5 + 0.5 * 0.2], abs=1e-9)
    rising = asked(**SMALL, **dear, income_indexed=True)["ruin_by_year"]
    assert rising == pytest.approx([0.2, 0.2 + 0.3 * 0.5 + 0.5 * 0.2], abs=1e-9)  # 1.9 and 3.4 are still too little
    assert asked(**SMALL, **(dear | {"annual_income": [1, 1.15]}), income_indexed=True)["ruin_by_year"][1] < rising[1]


def test_interest_of_a_common_uncertain_rate_agrees_with_plain_simulation():
    rate, paths = {"kind": "gamma", "mean": 6, "cv": 0.5}, 60_000
    parts = {"severity": {"kind": "gamma", "shape": 2.0, "scale": 2000}, "horizon": 5, "opening_reserve": 40_000}

    found = asked(
        ask="ruin", rate=rate, inflation=0.04, annual_income=20_000, income_indexed=True, interest=0.06, **parts
    )

    rng = np.random.default_rng(11)
    common, held, is_dry, by_year = rng.gamma(4, 6 / 4, paths), np.full(paths, 40_000.0), np.zeros(paths, bool), []
    for year in range(5):
        counts = rng.poisson(common)
        awards = 1.04**year * rng.gamma(2.0, 2000, int(counts.sum()))
        paid = np.bincount(np.repeat(np.arange(paths), counts), awards, paths)
        held = held * 1.06 + 20_000 * 1.04**year - paid
        is_dry |= held < 0
        by_year.append(is_dry.mean())
    assert found["ruin_by_year"] == pytest.approx(by_year, abs=4 * 0.5 / math.sqrt(paths))


@pytest.mark.parametrize("wrong", [{"interest": -0.1}, {"interest": 2}, {"interest": "3 %"}, {"income_indexed": 1}])
def test_interest_and_indexing_that_cannot_be_meant_are_refused_by_name(wrong):
    with pytest.raises(QuestionRefused) as stop:
        asked(**SMALL, opening_reserve=1, annual_income=1, horizon=2, **wrong)

    assert stop.value.key == next(iter(wrong))
