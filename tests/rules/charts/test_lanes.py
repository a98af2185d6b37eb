"""Does every step stand in the column of its day?"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.core.charts.lanes import MOST_COLUMNS, Dot, Lane, State, board

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2020, 2, 10))
STATES = st.sampled_from(State)
LANES = st.lists(
    st.lists(st.builds(Dot, STATES, st.just("a step"), DAYS, st.just("")), max_size=9), min_size=1, max_size=4
)


def _dot(day: int | None, state: State = State.DONE) -> Dot:
    return Dot(state, "a step", None if day is None else date(2026, 3, day), "")


def test_the_same_day_is_the_same_column_in_every_lane() -> None:
    lanes = [Lane("criminal", [_dot(1), _dot(5), _dot(9)]), Lane("claim", [_dot(5), _dot(9)])]

    found = board(lanes)

    assert [dot.column for dot in found.lanes[0].dots] == [1, 2, 3]
    assert [dot.column for dot in found.lanes[1].dots] == [2, 3]


def test_a_step_without_a_day_stands_left_of_the_one_that_follows_it() -> None:
    lanes = [Lane("criminal", [_dot(1), _dot(5)]), Lane("claim", [_dot(None, State.UNKNOWN), _dot(5)])]

    found = board(lanes)

    assert [dot.column for dot in found.lanes[1].dots] == [1, 2]
    assert found.lanes[1].dots[1].after == State.UNKNOWN


def test_a_warning_without_room_beside_the_steps_stands_below_them() -> None:
    lanes = [
        Lane("criminal", [_dot(1), _dot(2), _dot(3), _dot(4)]),
        Lane("protection", [_dot(1)], warning="not applied"),
        Lane("claim", [_dot(4)], warning="late"),
    ]

    found = board(lanes)

    assert found.lanes[1].warning_column == 2
    assert found.lanes[2].warning_column is None


def test_a_year_without_steps_is_marked() -> None:
    days = [date(2022, 1, 1), date(2023, 1, 1), date(2025, 1, 1)]

    found = board([Lane("criminal", [Dot(State.DONE, "a step", day, "") for day in days])])

    assert [(year.text, year.skips) for year in found.years] == [("2022", False), ("2023", False), ("2025", True)]


def test_no_lanes_make_an_empty_board() -> None:
    found = board([])

    assert (found.columns, found.earlier) == (1, 0)


@pytest.mark.thorough
@given(LANES)
def test_steps_go_to_the_right_and_none_is_lost_unsaid(steps: list[list[Dot]]) -> None:
    found = board([Lane("any", dots) for dots in steps])

    kept = [dot for lane in found.lanes for dot in lane.dots]
    assert all(before.column < now.column for lane in found.lanes for before, now in pairwise(lane.dots))
    assert all(now.column - now.span == before.column for lane in found.lanes for before, now in pairwise(lane.dots))
    assert all(1 <= dot.column <= found.columns <= MOST_COLUMNS for dot in kept)
    assert len(kept) + found.earlier == sum(len(dots) for dots in steps)
