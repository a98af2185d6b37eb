"""Whatever reports an office draws up, in whatever days: does a subtraction of two of them leave one person?"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.grants import rules
from litigation_app.casework.grants.rules import Done, Result, Stretch

FIRST = date(2025, 1, 1)
WEEKS = 26
stretches = st.lists(
    st.tuples(st.integers(0, WEEKS - 4), st.integers(4, WEEKS)).map(lambda one: (one[0], min(one[0] + one[1], WEEKS))),
    min_size=1,
    max_size=6,
)
acts = st.lists(st.integers(0, WEEKS * 7 - 1), max_size=40)


def stretch(first: int, last: int) -> Stretch:
    begin, end = FIRST + timedelta(weeks=first), FIRST + timedelta(weeks=last, days=-1)
    return Stretch(begin.isoformat(), end.isoformat(), "2026-01-01")


@given(stretches, acts)
def test_no_two_printed_numbers_leave_a_difference_of_few(spans: list[tuple[int, int]], days: list[int]) -> None:
    done = [Done("advice", FIRST + timedelta(days=day), 1) for day in days]
    held: list[Stretch] = []
    for span in spans:
        held += rules.drawn_up([stretch(*span)], 0, done, held, date(2026, 1, 1))

    printed = [one for one in held if one.drawn["advice"] is not None]
    for one in printed:
        assert one.drawn["advice"] == rules.by_kind(done, one)["advice"]
        for other in printed:
            if one.first <= other.last and other.first <= one.last:
                inside = {day.on for day in done if one.has(day.on)} - {day.on for day in done if other.has(day.on)}
                left = sum(day.number for day in done if day.on in inside)
                assert left == 0 or left >= rules.least()


@given(acts)
def test_what_is_told_so_far_says_no_more_than_the_files_printed(days: list[int]) -> None:
    done = [Done("advice", FIRST + timedelta(days=day), 1) for day in days]
    periods = rules.drawn_up([stretch(0, 8), stretch(8, 16), stretch(16, 26)], 2, done, [], date(2026, 1, 1))
    wanted = Result("Advice", "advice", 0, 10, "", "")

    [told] = rules.told([wanted], done, periods, FIRST)

    printed = [one.drawn["advice"] for one in periods]
    assert told.in_period == printed[-1]
    assert told.so_far == sum(number or 0 for number in printed)
    assert told.is_least == (None in printed)
