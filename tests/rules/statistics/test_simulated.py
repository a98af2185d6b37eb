"""Do averages of finished cases mislead by a third where our estimates do not? Four hundred invented registers of forty cases."""

import pytest

from bench import simulated
from bench.simulated import Found

THIRD = 1 / 3


@pytest.mark.parametrize("has_late", [False, True])
def test_the_median_of_finished_cases_is_far_off_and_kaplan_meier_is_not(has_late: bool) -> None:
    found = simulated.medians(has_late=has_late)

    assert found.truth == 485
    assert found.naive_bias > (0.25 if has_late else THIRD)
    assert found.bias < 0.05


def test_with_competing_ends_one_minus_kaplan_meier_is_far_off_and_aalen_johansen_is_not() -> None:
    found = simulated.incidences()

    assert found.naive_bias > 2 * THIRD
    assert found.bias < 0.06


def test_bias_is_measured_against_the_truth() -> None:
    assert (Found(100, 50, 110, 1).naive_bias, Found(100, 50, 110, 1).bias) == (0.5, pytest.approx(0.1))
