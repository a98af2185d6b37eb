"""Do Easter and the Muslim festivals fall on the days that were published?"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.movable import FEASTS, feasts, orthodox_easter, tabular_islamic, western_easter

SUNDAY = 6
ORTHODOX = (
    "2000-04-30 2008-04-27 2010-04-04 2012-04-15 2013-05-05 2014-04-20 2015-04-12 2016-05-01 2017-04-16 2018-04-08 "
    "2019-04-28 2020-04-19 2021-05-02 2022-04-24 2023-04-16 2024-05-05 2025-04-20 2026-04-12 2027-05-02 2028-04-16 "
    "2029-04-08 2030-04-28"
)
WESTERN = (
    "2000-04-23 2008-03-23 2010-04-04 2011-04-24 2012-04-08 2013-03-31 2014-04-20 2015-04-05 2016-03-27 2017-04-16 "
    "2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 "
    "2028-04-16 2029-04-01 2030-04-21 2038-04-25"
)
years = st.integers(1900, 2099)


@pytest.mark.parametrize("day", [date.fromisoformat(one) for one in ORTHODOX.split()], ids=str)
def test_orthodox_easter_is_the_one_of_the_church_calendar(day: date) -> None:
    assert orthodox_easter(day.year) == day


@pytest.mark.parametrize("day", [date.fromisoformat(one) for one in WESTERN.split()], ids=str)
def test_western_easter_is_the_one_of_the_church_calendar(day: date) -> None:
    assert western_easter(day.year) == day


@given(years)
def test_easter_is_a_sunday_in_spring_and_the_orthodox_one_is_never_before_the_other(year: int) -> None:
    orthodox, western = orthodox_easter(year), western_easter(year)

    assert orthodox.weekday() == western.weekday() == SUNDAY
    assert date(year, 3, 22) <= western <= date(year, 4, 25)
    assert date(year, 4, 4) <= orthodox <= date(year, 5, 8)
    assert orthodox - western in {timedelta(weeks=weeks) for weeks in (0, 1, 4, 5)}


@given(st.integers(1583, 4099))
def test_easter_stays_a_sunday_when_the_calendars_drift_further_apart(year: int) -> None:
    assert orthodox_easter(year).weekday() == western_easter(year).weekday() == SUNDAY


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("eid_al_fitr", "2018-06-15"),
        ("eid_al_fitr", "2021-05-13"),
        ("eid_al_fitr", "2022-05-02"),
        ("eid_al_fitr", "2023-04-21"),
        ("eid_al_fitr", "2026-03-20"),
        ("eid_al_adha", "2023-06-28"),
        ("eid_al_adha", "2025-06-06"),
        ("eid_al_adha", "2026-05-27"),
    ],
)
def test_a_published_festival_is_sure(name: str, day: str) -> None:
    (found,) = feasts(name, int(day[:4]))

    assert (found.day.isoformat(), found.is_sure) == (day, True)


def test_a_festival_that_nobody_published_is_not_sure() -> None:
    assert [(one.day, one.is_sure) for one in feasts("eid_al_fitr", 2027)] == [(date(2027, 3, 9), False)]
    assert [one.is_sure for one in feasts("eid_al_adha", 2031)] == [False]


def test_a_festival_may_come_twice_in_a_year() -> None:
    assert [one.day.year for one in feasts("eid_al_fitr", 2033)] == [2033, 2033]


def test_the_tabular_calendar_begins_where_it_should() -> None:
    # 1 Muharram 1 is 16 July 622 in the Julian calendar, 19 July in ours; 1 Muharram 1445 was 19 July 2023.
    assert date.fromordinal(tabular_islamic(1, 1, 1)) == date(622, 7, 19)
    assert date.fromordinal(tabular_islamic(1445, 1, 1)) == date(2023, 7, 19)


@given(st.sampled_from(sorted(FEASTS)), st.integers(1, 9999))
def test_a_feast_of_a_year_falls_into_that_year(name: str, year: int) -> None:
    assert all(one.day.year == year for one in feasts(name, year))


@given(st.sampled_from(("eid_al_fitr", "eid_al_adha")), st.integers(1990, 2100))
def test_a_muslim_festival_comes_every_lunar_year(name: str, year: int) -> None:
    days = [one.day for each in (year, year + 1, year + 2) for one in feasts(name, each)]

    assert all(352 <= (later - earlier).days <= 357 for earlier, later in pairwise(days))
