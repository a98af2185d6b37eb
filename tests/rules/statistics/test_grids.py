"""Do counts on a grid of months, some of them hidden, always leave the true share possible, and how wide do they leave it?"""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.statistics.indicators.formulas.competing import aalen_johansen
from litigation_app.statistics.indicators.formulas.grids import (
    ANYTHING,
    MONTHS,
    NONE,
    Grid,
    Interval,
    Open,
    Span,
    counted,
    exactly,
)
from litigation_app.statistics.indicators.formulas.survival import Stay, at, kaplan_meier

stays_ = st.builds(
    lambda entered, stayed, end: Stay(float(entered + stayed), end, float(entered)),
    st.sampled_from([0, 0, 0, 0, 4, 9, 20]), st.integers(1, 70), st.sampled_from(["judged", "dismissed", ""]),
)  # fmt: skip


def truth(stays: list[Stay]) -> tuple[list[float], list[float]]:
    waits, ended = kaplan_meier(stays, "judged"), aalen_johansen(stays, "judged")
    return [at(waits, mark).value for mark in MONTHS], [at(ended, mark, 0.0).value for mark in MONTHS]


def holds(bounds: list[Open], values: list[float]) -> bool:
    return all(one.low - 1e-9 <= value <= one.high + 1e-9 for one, value in zip(bounds, values, strict=True))


@given(st.lists(stays_, min_size=1, max_size=30))
def test_the_counts_of_a_grid_always_leave_the_exact_curve_possible(stays: list[Stay]) -> None:
    grid = counted(stays, "judged")
    waits, ended = truth(stays)

    assert holds(grid.waiting(), waits)
    assert holds(grid.incidence(), ended)


def hidden(span: Span, low: int, high: int) -> Span:
    return Span(max(span.low - low, 0), span.high + high)


@settings(max_examples=60)
@given(
    st.lists(stays_, min_size=1, max_size=20), st.integers(0, 4), st.sampled_from(["events", "others"]),
    st.integers(0, 3), st.integers(0, 3),
)  # fmt: skip
def test_hiding_a_count_only_widens_the_answer(stays: list[Stay], place: int, what: str, low: int, high: int) -> None:
    open_ = counted(stays, "judged")
    one = open_.intervals[place]
    wider = replace(one, **{what: hidden(getattr(one, what), low, high)})
    masked = replace(open_, intervals=(*open_.intervals[:place], wider, *open_.intervals[place + 1 :]),
                     rest=hidden(open_.rest, 3, 3))  # fmt: skip

    for before, after in zip(open_.incidence(), masked.incidence(), strict=True):
        assert after.low <= before.low + 1e-12
        assert after.high >= before.high - 1e-12
    assert holds(masked.waiting(), truth(stays)[0])


def brute(grid: Grid) -> list[Open]:
    """Every way to fill the hidden counts of a closed cohort, where the share is a plain fraction."""
    found: list[list[float]] = [[] for _ in grid.intervals]
    for counts in product(*(one.events for one in grid.intervals)):
        for start in grid.start:
            if grid.rest.low <= start - sum(counts) <= grid.rest.high:
                for place in range(len(counts)):
                    found[place].append(sum(counts[: place + 1]) / start)
    return [Open(min(values), max(values)) for values in found]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=2, max_size=4), st.integers(1, 9))
def test_in_a_closed_cohort_the_bounds_are_the_tightest_there_are(cells: list[tuple[int, int]], rest: int) -> None:
    spans = [Span(value, value + more) for value, more in cells]
    start = exactly(sum(value for value, _more in cells) + rest)
    grid = Grid(start, tuple(Interval(span) for span in spans), Span(max(rest - 4, 1), rest))

    for ours, theirs in zip(grid.incidence(), brute(grid), strict=True):
        assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_known_counts_without_loss_leave_nothing_open() -> None:
    grid = Grid(exactly(40), (Interval(exactly(10), exactly(2)), Interval(exactly(8), exactly(4))), exactly(16))

    assert [one.low for one in grid.incidence()] == pytest.approx([0.25, 0.45])
    assert [one.width for one in grid.incidence()] == pytest.approx([0, 0], abs=1e-12)


def test_masking_two_counts_that_only_their_sum_bounds_opens_the_first_mark_alone() -> None:
    grid = Grid(exactly(40), (Interval(Span(0, 7)), Interval(Span(0, 7)), Interval(exactly(13))), exactly(20))

    widths = [round(one.width, 3) for one in grid.incidence()]

    assert widths == [0.175, 0, 0]


def test_where_too_much_is_hidden_nothing_is_said() -> None:
    grid = Grid(Span(0, 60), tuple(Interval(Span(0, 60)) for _ in MONTHS), NONE)

    assert grid.waiting() == [ANYTHING] * len(MONTHS)
    assert ANYTHING.width == 1
