"""When is a claim or a prosecution time-barred, after what interrupted it or let it stand still?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.counting import BeyondCalendar, Length, after
from litigation_app.law.limitation import Effect, Happening, Limit, time_bar

THREE = Limit(Length.of_years(3))
FIFTEEN = Limit(Length.of_years(15), absolute=Length.of_years(30))
START = date(2015, 3, 1)

days = st.dates(date(2000, 1, 1), date(2060, 1, 1))
limits = st.sampled_from([THREE, FIFTEEN, Limit(Length(days=60)), Limit(Length(months=6), Length.of_years(3))])


def interrupts(on: date, until: date | None = None, *, lasts: bool = False, is_sure: bool = True) -> Happening:
    return Happening(Effect.INTERRUPTS, on, until, lasts=lasts, is_sure=is_sure)


def suspends(on: date, until: date | None = None, *, is_sure: bool = True) -> Happening:
    return Happening(Effect.SUSPENDS, on, until, lasts=True, is_sure=is_sure)


happenings = st.lists(
    st.builds(
        lambda effect, on, length, lasts, is_sure: Happening(
            effect,
            on,
            None if length is None or not lasts else on + timedelta(days=length),
            lasts=lasts,
            is_sure=is_sure,
        ),
        st.sampled_from(Effect),
        days,
        st.one_of(st.none(), st.integers(0, 2000)),
        st.booleans(),
        st.booleans(),
    ),
    max_size=5,
)


def test_without_events_a_period_ends_on_its_day() -> None:
    found = time_bar(FIFTEEN, START, [])

    assert (found.earliest, found.ends, found.absolute) == (date(2030, 3, 1), date(2030, 3, 1), date(2045, 3, 1))


def test_a_period_from_a_leap_day_ends_on_the_last_of_february() -> None:
    assert time_bar(THREE, date(2024, 2, 29), []).ends == date(2027, 2, 28)


def test_an_interruption_starts_the_whole_period_anew() -> None:
    assert time_bar(FIFTEEN, START, [interrupts(date(2020, 6, 15))]).ends == date(2035, 6, 15)


def test_interruptions_never_carry_a_prosecution_past_the_absolute_end() -> None:
    acts = [interrupts(date(year, 3, 1)) for year in range(2016, 2045, 4)]

    assert time_bar(FIFTEEN, START, acts).ends == date(2045, 3, 1)


def test_a_standstill_adds_its_days_and_no_more() -> None:
    stay = suspends(date(2016, 1, 1), date(2016, 1, 31))

    assert time_bar(THREE, START, [stay]).ends == date(2018, 3, 1) + timedelta(days=31)


def test_two_standstills_that_overlap_count_their_days_once() -> None:
    both = [suspends(date(2016, 1, 1), date(2016, 1, 31)), suspends(date(2016, 1, 15), date(2016, 2, 9))]

    assert time_bar(THREE, START, both).ends == date(2018, 3, 1) + timedelta(days=40)


def test_a_period_that_cannot_begin_runs_in_full_once_it_can() -> None:
    minority = suspends(date(2005, 7, 1), date(2020, 6, 30))

    assert time_bar(THREE, START, [minority]).ends == date(2023, 6, 30)


def test_a_claim_before_the_criminal_court_holds_the_period_until_it_is_decided() -> None:
    claim = interrupts(date(2016, 5, 4), lasts=True)
    decided = interrupts(date(2016, 5, 4), date(2022, 9, 1), lasts=True)

    assert time_bar(THREE, START, [claim]).ends is None
    assert time_bar(THREE, START, [decided]).ends == date(2025, 9, 1)


def test_what_comes_after_the_end_comes_too_late() -> None:
    assert time_bar(THREE, START, [interrupts(date(2018, 3, 2))]).ends == date(2018, 3, 1)
    assert time_bar(THREE, START, [suspends(date(2018, 3, 2))]).ends == date(2018, 3, 1)


def test_a_doubtful_event_does_not_move_the_earliest_end() -> None:
    flight = suspends(date(2020, 1, 1), date(2021, 12, 31), is_sure=False)

    found = time_bar(FIFTEEN, START, [flight])

    assert (found.earliest, found.ends) == (date(2030, 3, 1), date(2032, 3, 1))


def test_an_end_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(BeyondCalendar, match="calendar"):
        time_bar(FIFTEEN, date(9990, 1, 1), [])


@pytest.mark.thorough
@given(limits, days, happenings)
def test_no_event_ends_a_period_earlier_and_none_moves_the_absolute_end(
    limit: Limit, start: date, told: list[Happening]
) -> None:
    found, plain = time_bar(limit, start, told), after(start, limit.length)

    assert found.ends is None or found.ends >= plain
    assert found.earliest is None or found.earliest >= plain
    if limit.absolute is not None:
        assert found.absolute == after(start, limit.absolute)
        assert found.ends is not None
        assert found.ends <= found.absolute


@pytest.mark.thorough
@given(limits, days, happenings)
def test_the_order_of_telling_changes_nothing(limit: Limit, start: date, told: list[Happening]) -> None:
    told = list({one.on: one for one in told}.values())

    assert time_bar(limit, start, told) == time_bar(limit, start, told[::-1])


@pytest.mark.thorough
@given(limits, days, happenings, days)
def test_one_interruption_more_never_ends_a_period_earlier(
    limit: Limit, start: date, told: list[Happening], on: date
) -> None:
    fewer = time_bar(limit, start, told).ends
    more = time_bar(limit, start, [*told, interrupts(on)]).ends

    assert more is None or (fewer is not None and fewer <= more)


@given(st.integers(0, 4000), days)
def test_a_standstill_within_the_period_lengthens_it_by_its_days(length: int, start: date) -> None:
    stay = suspends(start + timedelta(days=5), start + timedelta(days=5 + length))

    ends = time_bar(FIFTEEN, start, [stay]).ends

    assert ends == after(start, FIFTEEN.length) + timedelta(days=length + 1)
