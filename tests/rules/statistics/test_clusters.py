"""Is a share of hearings as sure as it says, where the hearings of one trial are alike?"""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.statistics.indicators.formulas.clusters import (
    METHOD,
    Monitored,
    by_trial,
    cases,
    korn_graubard,
    needed,
)
from litigation_app.statistics.indicators.formulas.estimates import Estimate
from litigation_app.statistics.indicators.formulas.lengths import limits
from litigation_app.statistics.indicators.formulas.proportions import clopper_pearson, proportion
from litigation_app.statistics.indicators.formulas.ranges import Cell

TRIALS, EACH, SHARE, DRAWS = 15, 4, 0.3, 2000


def known(number: int) -> Cell:
    return Cell(Decimal(number), Decimal(number), Decimal(number))


@given(st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_one_hearing_to_a_trial_is_the_exact_interval(both: tuple[int, int]) -> None:
    x, n = both

    exact, ours = clopper_pearson(x, n), korn_graubard(x / n, cases([Monitored(n, n)]))

    assert (ours.low, ours.high) == pytest.approx((exact.low, exact.high), abs=1e-9)


@pytest.mark.thorough
@given(st.integers(1, 60), st.data())
def test_more_hearings_to_a_trial_never_make_it_surer(n: int, data: st.DataObject) -> None:
    part, trials = data.draw(st.integers(0, n)), data.draw(st.integers(1, n))
    apart = proportion(known(part), known(n))

    ours = by_trial(apart, known(part), known(n), cases([Monitored(n, trials)]))

    assert (ours.value, ours.n, ours.method) == (apart.value, n, METHOD)
    assert ours.low <= apart.low <= apart.high <= ours.high  # type: ignore[operator]


def test_one_trial_may_have_all_hearings_that_are_no_others_first() -> None:
    """Forty hearings of ten trials: one of 31 and nine of one each weigh as 1,600 / (961 + 9) cases."""
    assert cases([Monitored(40, 10)]) == pytest.approx(1600 / 970)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(1, 4), st.data())
def test_no_sizes_are_worth_fewer_cases(sizes: list[int], years: int, data: st.DataObject) -> None:
    """Whatever part of each trial falls into which year, the counts by year and those of all years stay below the truth."""
    parts = [data.draw(st.lists(st.integers(0, one), min_size=years, max_size=years)) for one in sizes]
    by_year = [[part[year] for part in parts if part[year]] for year in range(years)]
    truth = [sum(part) for part in parts]
    if not sum(truth):
        return

    apart = [Monitored(sum(found), len(found)) for found in by_year]
    together = Monitored(sum(truth), sum(map(len, by_year)), years)

    true = sum(truth) ** 2 / sum(one**2 for one in truth)
    assert cases(apart) <= true + 1e-9
    assert cases([together]) <= true + 1e-9
    assert cases(apart) >= 1 - 1e-9


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.data())
def test_nor_are_some_of_the_hearings(sizes: list[int], data: st.DataObject) -> None:
    some = [data.draw(st.integers(0, one)) for one in sizes]
    if not sum(some):
        return

    ours = cases([Monitored(sum(sizes), len(sizes)).among(sum(some))])

    assert ours <= sum(some) ** 2 / sum(one**2 for one in some) + 1e-9


def test_by_hearing_the_truth_is_missed_far_too_often() -> None:
    """Half of the hearings of a trial are as its first: of 95 in a hundred intervals by hearing fewer than 85 hold the truth."""
    draw, held = Random(7), 0
    for _turn in range(DRAWS):
        part = sum(_trial(draw, EACH, 0.5) for _trial_ in range(TRIALS))
        found = proportion(known(part), known(TRIALS * EACH))
        held += _holds(found)

    assert held / DRAWS < 0.85


def _trial(draw: Random, hearings: int, alike: float) -> int:
    first = draw.random() < SHARE
    return sum(first if draw.random() < alike**0.5 else draw.random() < SHARE for _hearing in range(hearings))


def _holds(found: Estimate) -> bool:
    return found.low <= 100 * Decimal(str(SHARE)) <= found.high  # type: ignore[operator]


EQUAL = ((EACH,) * 3,) * TRIALS  # by trial how many hearings in each of three years


UNEQUAL = ((30,), *(((2,),) * 14))


@pytest.mark.thorough
@pytest.mark.parametrize("alike", [0.5, 0.9, 1.0])
@pytest.mark.parametrize(
    "sizes", [EQUAL, UNEQUAL], ids=["fifteen trials through three years", "one of 30, fourteen of 2"]
)
def test_by_trial_the_truth_is_held(sizes: Sequence[Sequence[int]], alike: float) -> None:
    """Also of years together, through which one trial goes, and of trials of very unequal length."""
    draw, held = Random(7), 0
    years = [Monitored(sum(one), len(one)) for one in zip(*sizes, strict=True)]
    total = Monitored(sum(map(sum, sizes)), sum(map(len, sizes)), len(years))
    worth = [cases(years), cases([total])]
    for _turn in range(DRAWS):
        part = sum(_trial(draw, sum(one), alike) for one in sizes)
        share = proportion(known(part), known(total.hearings))
        held += all(_holds(by_trial(share, known(part), known(total.hearings), one)) for one in worth)

    assert held / DRAWS >= 0.93


@given(st.integers(1, 60), st.integers(1, 2))
def test_so_many_trials_watched_once_or_twice_are_worth_so_many(trials: int, each: int) -> None:
    """By what such a publication prints: the seconds, and no later ones."""
    seconds = trials * (each - 1)
    order = {"2": known(seconds), **{code: known(0) for code in ("3_5", "6_10", "11_more")}}

    assert cases([Monitored(trials * each, trials, 1, limits(known(seconds), order))]) == pytest.approx(trials)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.25, 0.5, 0.9, 1.0])
def test_fewer_cases_than_needed_reach_further(share: float) -> None:
    enough = needed(share, 0.2)
    bounds = korn_graubard(share, enough - 1)

    assert max(share - bounds.low, bounds.high - share) > 0.2
