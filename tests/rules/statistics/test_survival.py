"""Are Kaplan-Meier and Aalen-Johansen right, beside another program, with late entry and with everything at its edge?"""

import math
import random
import warnings
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.statistics.indicators.formulas.competing import aalen_johansen
from litigation_app.statistics.indicators.formulas.survival import Stay, at, kaplan_meier, quantile

ENDS = ("judged", "dismissed", "")


def drawn(seed: int, n: int = 60, *, has_late: bool = True) -> list[Stay]:
    """Stays without two at the same time: what another program breaks ties with is its own affair."""
    chance = random.Random(seed)
    stays = []
    for _ in range(n):
        entered = chance.uniform(0, 300) if has_late and chance.random() < 0.3 else 0.0
        stays.append(Stay(entered + chance.expovariate(1 / 500), chance.choice(ENDS), entered))
    return stays


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("has_late", [False, True])
def test_kaplan_meier_agrees_with_lifelines_to_the_ninth_digit(seed: int, has_late: bool) -> None:
    from lifelines import KaplanMeierFitter

    stays = drawn(seed, has_late=has_late)
    fitter = KaplanMeierFitter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ends = [stay.end == "judged" for stay in stays]
        fitter.fit([stay.left for stay in stays], ends, entry=[stay.entered for stay in stays] if has_late else None)

    for point in kaplan_meier(stays, "judged"):
        theirs = fitter.confidence_interval_.loc[: point.at].iloc[-1]
        assert point.value == pytest.approx(float(fitter.predict(point.at)), abs=1e-9)
        if 0 < point.value < 1:
            assert (point.low, point.high) == pytest.approx((theirs.iloc[0], theirs.iloc[1]), abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_aalen_johansen_agrees_with_lifelines_to_the_ninth_digit(seed: int) -> None:
    from lifelines import AalenJohansenFitter

    stays = drawn(seed, has_late=False)
    fitter = AalenJohansenFitter(calculate_variance=True)
    codes = {"judged": 1, "dismissed": 2, "": 0}
    fitter.fit([stay.left for stay in stays], [codes[stay.end] for stay in stays], event_of_interest=1)

    for point in aalen_johansen(stays, "judged"):
        found = fitter.cumulative_density_.loc[: point.at].iloc[-1, 0]
        ends = fitter.confidence_interval_.loc[: point.at].iloc[-1]
        assert point.value == pytest.approx(float(found), abs=1e-9)
        if not math.isnan(ends.iloc[0]):  # they divide by nothing where all who were left end at once
            assert (point.low, point.high) == pytest.approx((ends.iloc[0], ends.iloc[1]), abs=1e-9)


stays_ = st.builds(
    lambda entered, stayed, end: Stay(float(entered + stayed), end, float(entered)),
    st.sampled_from([0, 0, 0, 3, 7]), st.integers(1, 40), st.sampled_from(ENDS),
)  # fmt: skip


@given(st.lists(stays_, min_size=1, max_size=40))
def test_the_share_that_waits_falls_from_one_and_its_interval_holds_it(stays: list[Stay]) -> None:
    curve = kaplan_meier(stays, "judged")

    assert all(after.value <= before.value for before, after in pairwise(curve))
    assert all(
        0 <= point.low <= point.value + 1e-12 and point.value <= point.high + 1e-12 <= 1 + 1e-9 for point in curve
    )


@given(st.lists(stays_, min_size=1, max_size=40))
def test_the_incidences_of_all_ends_and_those_who_wait_make_one(stays: list[Stay]) -> None:
    either = [Stay(stay.left, "x" if stay.end else "", stay.entered) for stay in stays]
    waits = at(kaplan_meier(either, "x"), 1e9).value

    ends = [at(aalen_johansen(stays, end), 1e9, 0.0).value for end in ENDS if end]

    assert sum(ends) + waits == pytest.approx(1, abs=1e-9)


@given(st.lists(stays_, min_size=1, max_size=40))
def test_one_minus_kaplan_meier_is_never_below_the_incidence(stays: list[Stay]) -> None:
    naive = 1 - at(kaplan_meier(stays, "judged"), 1e9).value

    assert naive >= at(aalen_johansen(stays, "judged"), 1e9, 0.0).value - 1e-9


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40), st.floats(0.05, 0.95))
def test_where_nobody_waits_it_is_the_plain_quantile(times: list[int], share: float) -> None:
    curve = kaplan_meier([Stay(float(time), "judged") for time in times], "judged")

    ordered = sorted(times)
    assert quantile(curve, share) == ordered[math.ceil(share * len(times) - 1e-9) - 1]


def test_a_median_that_is_not_reached_is_none() -> None:
    waiting = [Stay(100.0, "judged"), *(Stay(200.0) for _ in range(9))]

    assert quantile(kaplan_meier(waiting, "judged"), 0.5) is None
    assert at(kaplan_meier(waiting, "judged"), 50.0).value == 1


def test_a_late_case_is_at_risk_only_from_its_entry() -> None:
    late = [Stay(10.0, "judged"), Stay(30.0, "judged", 20.0), Stay(30.0, "judged")]

    assert [point.value for point in kaplan_meier(late, "judged")] == [0.5, 0.0]


def test_a_stay_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        kaplan_meier([Stay(1.0, "judged", 2.0)], "judged")
