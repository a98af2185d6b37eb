"""Are the marks of a scale round, even and wide enough?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.core.charts.axis import scale_of, ticks

SIZES = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda value: value == 0 or abs(value) > 1e-6)


@given(SIZES, SIZES)
def test_marks_cover_the_values_evenly_and_are_few(one: float, other: float) -> None:
    low, high = sorted((one, other))

    marks = ticks(low, high)

    steps = [after - before for before, after in pairwise(marks)]
    slack = 1e-6 * (max(steps) + abs(low) + abs(high))
    assert marks[0] <= low + slack
    assert marks[-1] >= high - slack
    assert 2 <= len(marks) <= 9
    assert max(steps) - min(steps) <= slack


@given(st.floats(-1e9, -0.01), st.floats(0.01, 1e9))
def test_zero_is_a_mark_when_it_lies_between(low: float, high: float) -> None:
    assert 0 in ticks(low, high)


@pytest.mark.parametrize(("low", "high", "marks"), [(0, 36, [0, 10, 20, 30, 40]), (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1.0])])
def test_marks_are_the_numbers_a_person_would_choose(low: float, high: float, marks: list[float]) -> None:
    assert ticks(low, high) == pytest.approx(marks)


def test_withheld_values_have_no_say_in_the_scale() -> None:
    assert scale_of([3, None, 9], 0, 100).marks == scale_of([3, 9], 0, 100).marks


def test_a_scale_of_withheld_values_alone_still_stands() -> None:
    assert scale_of([None, None], 0, 100).at(0) == 100
