"""Does the running round of each proceeding fit the page, with today's line and what is to come?"""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.core.charts.fitted_lanes import MOST, Board, fit
from litigation_app.core.charts.lanes import Dot, Lane, State

TODAY = date(2026, 11, 26)
PAST = st.none() | st.dates(date(2020, 1, 1), TODAY)
AHEAD = st.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=200))
STEPS = st.lists(
    st.builds(Dot, st.just(State.DONE), st.just("a step"), PAST, st.just(""), st.sampled_from(["", "", "2"])),
    max_size=12,
)
TO_COME = st.lists(st.builds(Dot, st.just(State.AHEAD), st.just("to come"), AHEAD, st.just("")), max_size=6)


def dot(on: date | None, round_: str = "", state: State = State.DONE) -> Dot:
    return Dot(state, "a step", on, "", round_)


def laid(*lanes: tuple[list[Dot], list[Dot]]) -> Board:
    steps = [
        Lane(str(place), sorted(of_lane, key=lambda one: one.on or date.min))
        for place, (of_lane, _to) in enumerate(lanes)
    ]
    return fit(steps, [to_come for _steps, to_come in lanes], TODAY)


@given(st.lists(st.tuples(STEPS, TO_COME), min_size=1, max_size=5))
def test_whatever_comes_it_fits_and_nothing_is_lost_from_the_count(lanes: list[tuple[list[Dot], list[Dot]]]) -> None:
    board = laid(*lanes)

    assert 1 <= board.columns <= MOST
    for fitted, (steps, _to_come) in zip(board.lanes, lanes, strict=True):
        own = [one for one in fitted.dots if one.label == "a step"]
        assert fitted.earlier + len(own) + (fitted.stands is not None) == len(steps)
        assert [one.column for one in fitted.dots] == sorted({one.column for one in fitted.dots})
        assert all(1 <= one.column <= board.columns for one in fitted.dots)
        assert all((one.column <= board.past) == ((one.on or TODAY) <= TODAY) for one in fitted.dots)
        assert all(now.span == now.column - before.column for before, now in pairwise(fitted.dots))
    columns = {(one.on, one.column) for fitted in board.lanes for one in fitted.dots if one.on and one.on < TODAY}
    firsts = [on for on, column in columns if (on, column - 1) not in columns]
    assert len(firsts) == len(set(firsts)), "the same day is the same column in every lane"


def test_what_is_older_than_the_running_round_is_one_number_with_its_years() -> None:
    steps = [dot(date(2022, 3, 1)), dot(date(2025, 3, 1)), dot(date(2026, 5, 1), "Retrial"), dot(date(2026, 9, 1))]

    [lane] = laid((steps, [])).lanes

    assert (lane.earlier, lane.since) == (2, "2022–2025")
    assert [one.on for one in lane.dots] == [date(2026, 5, 1), date(2026, 9, 1)]
    assert lane.dots[0].span == 1  # its line comes from the number


def test_a_lane_whose_only_step_has_no_day_stands_at_today() -> None:
    board = laid(([dot(None, state=State.UNKNOWN)], [dot(TODAY + timedelta(days=3), state=State.NEAR)]))

    [lane] = board.lanes
    assert [one.column for one in lane.dots] == [1, 2]
    assert board.past == 1


def test_a_lane_that_stands_where_no_column_reaches_says_so_beside_its_number() -> None:
    busy = [dot(TODAY - timedelta(days=day)) for day in range(1, 12)]

    board = laid((busy, []), ([dot(date(2023, 1, 1)), dot(date(2023, 5, 1))], []))

    assert board.lanes[1].stands is not None
    assert board.lanes[1].stands.on == date(2023, 5, 1)
    assert (board.lanes[1].earlier, board.lanes[0].earlier) == (1, 4)


def test_of_what_is_to_come_the_nearest_wins_and_the_rest_is_counted() -> None:
    busy = [dot(TODAY - timedelta(days=day)) for day in range(1, 12)]
    to_come = [dot(TODAY + timedelta(days=day), state=State.AHEAD) for day in range(1, 7)]

    board = laid((busy, to_come))

    assert (board.columns, board.past, board.later) == (7, 4, 3)
