"""Is what she would have earned at least reckoned by the wage of the time, month by month?"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.debts import earnings
from litigation_app.law.debts.earnings import WageUnknown, Worked, worked
from litigation_app.law.loader import COUNTRIES, CountryUnknown

FIRST = {"RS": date(2014, 1, 1), "MK": date(2012, 1, 1), "ME": date(2013, 7, 1), "BA": date(2022, 1, 1)}
FORUM = {"BA": "ba-fbih"}
countries = st.sampled_from(sorted(FIRST))


def lines_of(country: str, first: date, last: date, hours: int, *, forum: str = "") -> list[Worked]:
    return worked(earnings.load(country), first, last, hours, forum=forum)


def earned(*asked: Any, forum: str = "") -> Fraction:
    return sum((one.earned for one in lines_of(*asked, forum=forum)), Fraction(0))


def test_serbia_by_the_hour_across_a_new_year() -> None:
    # 22 December 2017 to 4 January 2018: ten days at 130, four at 143; 42 hours a week are 6 a day
    found = lines_of("RS", date(2017, 12, 22), date(2018, 1, 4), 42)

    assert [(one.parts, one.wage.amount) for one in found] == [(60, Decimal("130.00")), (24, Decimal("143.00"))]
    assert sum(one.earned for one in found) == 11_232


def test_montenegro_by_the_month_with_a_broken_one() -> None:
    # from 16 June 2019: 15 of 30 days at 193, then July whole at 222
    assert earned("ME", date(2019, 6, 16), date(2019, 7, 31), 40) == Fraction("318.50")


def test_who_worked_seventy_hours_a_week_lost_more_than_a_month_of_forty() -> None:
    assert earned("MK", date(2022, 4, 1), date(2022, 4, 30), 70) == 31_500  # 18,000 x 70 / 40


def test_the_entities_of_bosnia_have_wages_of_their_own() -> None:
    may = (date(2023, 5, 1), date(2023, 5, 31), 40)

    assert earned("BA", *may, forum="ba-fbih") == 596
    assert earned("BA", *may, forum="ba-rs") == 700
    with pytest.raises(WageUnknown):
        lines_of("BA", *may, forum="ba-bd")


def test_before_the_table_nothing_is_guessed_and_after_it_the_last_wage_is_assumed() -> None:
    with pytest.raises(WageUnknown):
        lines_of("RS", date(2013, 12, 31), date(2014, 1, 31), 40)

    known, assumed = lines_of("ME", date(2025, 12, 31), date(2026, 1, 1), 40)
    assert (known.is_assumed, assumed.is_assumed, assumed.confidence) == (False, True, "low")


@pytest.mark.parametrize("hours", [0, -1, 169])
def test_a_week_has_no_such_hours(hours: int) -> None:
    with pytest.raises(ValueError, match="hours"):
        lines_of("RS", date(2020, 1, 1), date(2020, 1, 2), hours)


def test_a_country_without_a_file_is_refused() -> None:
    with pytest.raises(CountryUnknown):
        earnings.load("XX")


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_wage_has_a_source_or_says_that_it_has_none(code: str) -> None:
    wages = earnings.load(code).wages

    assert wages
    assert all(one.sources or one.confidence == "low" for one in wages)


@given(countries, st.integers(0, 3_000), st.integers(0, 700), st.integers(0, 700), st.integers(1, 168))
def test_two_periods_are_worth_what_both_are_worth_together(
    code: str, start: int, one: int, other: int, hours: int
) -> None:
    first = FIRST[code] + timedelta(days=start)
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=other + 1)

    def exact(begin: date, end: date) -> Fraction:
        return earned(code, begin, end, hours, forum=FORUM.get(code, ""))

    assert exact(first, middle) + exact(middle + timedelta(days=1), last) == exact(first, last)
