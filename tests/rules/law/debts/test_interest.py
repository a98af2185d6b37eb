"""Does default interest come out as a person reckons it with the law in her hand?"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.debts import tables
from litigation_app.law.debts.interest import InterestUnknown, Terms, days_of, spans
from litigation_app.law.loader import COUNTRIES, CountryUnknown

SERBIA, MONTENEGRO = Terms("RS", "RSD"), Terms("ME", "EUR")
MACEDONIA = Terms("MK", "MKD")
FEDERATION, SRPSKA, BRCKO = (Terms("BA", "BAM", forum) for forum in ("ba-fbih", "ba-rs", "ba-bd"))
EVERY = [SERBIA, MONTENEGRO, MACEDONIA, FEDERATION, SRPSKA, BRCKO]

days = st.dates(date(2019, 1, 1), date(2030, 12, 31))
amounts = st.decimals(Decimal("0.01"), Decimal("9999999.99"), places=2)


def accrued(terms: Terms, principal: Decimal, first: date, end: date) -> Fraction:
    return sum((one.on(principal) for one in spans(terms, first, end)), Fraction(0))


def rounded(amount: Fraction) -> Decimal:
    return Decimal(round(amount * 100)) / 100


def test_serbia_follows_the_policy_rate_day_by_day() -> None:
    # A rate holds from the day after the session.
    # 1,000,000 x (17.5 x 55 + 17 x 35 + 16.5 x 154 + 16 x 48 + 16 x 71 + 15.5 x 28 + 15 x 21) / 36,500
    # = 26,369.86 + 16,301.37 + 69,616.44 + 21,041.10 + 31,123.29 + 11,890.41 + 8,630.14
    found = accrued(SERBIA, Decimal(1_000_000), date(2014, 3, 15), date(2015, 5, 1))

    assert rounded(found) == Decimal("184972.60")


def test_montenegro_takes_the_rate_of_the_first_day_of_the_half_year() -> None:
    # 1,000 x (10.5 x 30 + 12 x 184) / 36,500 in 2023, + 1,000 x (12.5 x 182 + 12.25 x 14) / 36,600 in the leap year 2024
    # = 8.6301 + 60.4932 + 62.1585 + 4.6858
    found = accrued(MONTENEGRO, Decimal(1_000), date(2023, 6, 1), date(2024, 7, 15))

    assert rounded(found) == Decimal("135.97")


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2012, 3, 1), "8"),
        (date(2018, 12, 31), "7"),
        (date(2023, 9, 1), "12"),
        (date(2024, 3, 1), "12.5"),
        (date(2024, 9, 1), "12.25"),
    ],
)
def test_montenegro_has_the_rates_that_its_central_bank_published(day: date, percent: str) -> None:
    [span] = spans(MONTENEGRO, day, day + timedelta(days=1))

    assert span.percent == Fraction(percent)


@pytest.mark.parametrize(
    ("day", "percent"),
    [(date(2018, 3, 1), "11.25"), (date(2020, 4, 10), "5.75"), (date(2022, 9, 1), "10"), (date(2023, 2, 1), "12.75")],
)
def test_macedonia_has_the_rates_that_were_published(day: date, percent: str) -> None:
    [span] = spans(MACEDONIA, day, day + timedelta(days=1))

    assert span.percent == Fraction(percent)


def test_republika_srpska_counts_three_hundredths_a_day() -> None:
    found = accrued(SRPSKA, Decimal(1_000), date(2019, 6, 1), date(2020, 6, 1))  # 366 days

    assert found == Fraction("109.80")


def test_a_leap_year_has_a_day_more_and_a_smaller_day() -> None:
    february = accrued(FEDERATION, Decimal(36_600), date(2024, 2, 28), date(2024, 3, 1))

    assert february == Fraction(36_600 * 12 * 2, 36_600)  # 28 and 29 February


WAGES = Terms("BA", "BAM", "ba-fbih", head="unpaid_wages")


def test_unpaid_wages_in_the_federation_bear_twelve_per_cent_since_the_small_rate_was_struck_down() -> None:
    # 36,500 x 12 % in 365 days; the Constitutional Court of the Federation, Sl. novine FBiH 89/18
    assert accrued(WAGES, Decimal(36_500), date(2023, 1, 1), date(2024, 1, 1)) == Fraction(4380)


def test_the_small_rate_ends_with_the_eighth_of_november_2018() -> None:
    small, full = spans(WAGES, date(2018, 11, 8), date(2018, 11, 10))

    assert (small.percent, small.days, small.confidence) == (Fraction("0.2"), 1, "low")
    assert (full.first, full.percent) == (date(2018, 11, 9), 12)


def test_the_day_of_payment_does_not_count() -> None:
    assert spans(SERBIA, date(2020, 1, 1), date(2020, 1, 1)) == []
    assert spans(SERBIA, date(2020, 1, 2), date(2020, 1, 1)) == []


@pytest.mark.parametrize("terms", [SERBIA, MONTENEGRO, Terms("RS", "EUR"), Terms("BA", "BAM")])
def test_before_the_first_rule_nothing_is_guessed(terms: Terms) -> None:
    with pytest.raises(InterestUnknown) as refused:
        spans(terms, date(2009, 5, 5), date(2020, 1, 1))

    assert refused.value.day == date(2009, 5, 5)


def test_after_the_table_ends_the_last_rate_goes_on_and_says_that_it_is_assumed() -> None:
    known, assumed = spans(SERBIA, date(2026, 1, 12), date(2026, 1, 14))

    assert (known.end, known.is_assumed) == (date(2026, 1, 13), False)
    assert (assumed.percent, assumed.is_assumed, assumed.confidence) == (known.percent, True, "low")


def test_a_country_without_a_file_is_refused() -> None:
    with pytest.raises(CountryUnknown):
        tables.load("XX")


@pytest.mark.parametrize("code", COUNTRIES)
def test_each_file_says_that_no_lawyer_read_it_and_where_its_rates_come_from(code: str) -> None:
    found = tables.load(code)
    rates = [one for rows in found.bases.values() for one in rows]

    assert not found.reviewed_by_lawyer
    assert all(one.sources or one.confidence == "low" for one in rates)
    assert all(one.sources or one.confidence == "low" for one in found.rules)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('rate = "1.50", src = ["prof2021"]', 'rate = "1.50", src = ["nobody"]'),
        ('base = "nbrm"', 'base = "none"'),
        ("from = 2021-01-01", "from = 2019-01-01"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(good: str, bad: str) -> None:
    text = (tables._FOLDER / "mk.toml").read_text("utf-8")

    with pytest.raises(ValueError, match="MK"):
        tables.read(text.replace(good, bad, 1))


@given(st.sampled_from(EVERY), days, st.integers(0, 3_000))
def test_spans_cover_every_day_once(terms: Terms, first: date, length: int) -> None:
    end = first + timedelta(days=length)

    found = spans(terms, first, end)

    assert sum(one.days for one in found) == length
    assert [one.first for one in found] == [first, *(one.end for one in found)][: len(found)]
    assert all((one.end - timedelta(days=1)).year == one.first.year for one in found)


@given(
    st.sampled_from([one for one in EVERY if one is not SRPSKA]),
    days,
    st.integers(0, 900),
    st.integers(0, 900),
    amounts,
)
def test_interest_of_two_periods_is_the_interest_of_both(
    terms: Terms, first: date, one: int, other: int, principal: Decimal
) -> None:
    middle = first + timedelta(days=one)
    end = middle + timedelta(days=other)

    parts = accrued(terms, principal, first, middle) + accrued(terms, principal, middle, end)

    assert parts == accrued(terms, principal, first, end)


@given(st.sampled_from(EVERY), days, st.integers(0, 2_000), amounts)
def test_a_longer_wait_never_costs_less(terms: Terms, first: date, length: int, principal: Decimal) -> None:
    end = first + timedelta(days=length)

    assert accrued(terms, principal, first, end) <= accrued(terms, principal, first, end + timedelta(days=1))


@given(st.integers(1990, 2100))
def test_a_year_has_365_or_366_days(year: int) -> None:
    assert days_of(year) == 365 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
