"""Does a donor's report count acts once, in the period and so far, and refuse a plan that would count twice?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.grants.rules import (
    Done,
    Package,
    Result,
    Stretch,
    by_kind,
    kinds,
    objection,
    reached,
    spent,
)

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
YEARS = [Stretch("2025-01-01", "2025-12-31", "2026-01-31"), Stretch("2026-01-01", "2026-12-31", "2027-01-31")]
PACKAGES = [Package("WP1", "Courts", "600.00"), Package("WP2", "Advice", "400.00")]
DAYS = st.integers(0, (LAST - FIRST).days).map(lambda days: FIRST + timedelta(days))
DONE = st.lists(st.builds(Done, st.sampled_from(sorted(kinds())), DAYS, st.integers(1, 9)), max_size=30)


@given(DONE)
def test_the_periods_together_are_all_that_was_done(done: list[Done]) -> None:
    parts = [by_kind(done, period) for period in YEARS]

    for kind in kinds():
        assert sum(part[kind] for part in parts) == sum(one.number for one in done if one.kind == kind)


@given(DONE)
def test_so_far_grows_by_what_the_next_period_has(done: list[Done]) -> None:
    result = [Result("Advice", "advice", 0, 10, "book of advice", "WP2")]
    [first], [second] = (reached(result, done, period, FIRST) for period in YEARS)

    assert first.in_period == first.so_far
    assert second.so_far == first.so_far + second.in_period
    assert second.percent == second.so_far * 10


def test_a_target_of_zero_has_no_percent() -> None:
    [one] = reached([Result("Advice", "advice", 3, 0, "", "")], [], YEARS[0], FIRST)

    assert (one.so_far, one.percent) == (0, None)


def test_costs_stand_with_their_package_and_not_before_their_day() -> None:
    costs = [
        ("WP1", date(2025, 3, 1), Decimal("10.50")),
        ("WP1", date(2026, 3, 1), Decimal(5)),
        ("WP2", date(2026, 3, 1), Decimal(1)),
    ]

    first, second = (spent(PACKAGES, costs, period) for period in YEARS)

    assert [(one.in_period, one.so_far) for one in first] == [(Decimal("10.50"), Decimal("10.50")), (0, 0)]
    assert [(one.in_period, one.so_far) for one in second] == [(5, Decimal("15.50")), (1, 1)]


@pytest.mark.parametrize(
    ("packages", "periods", "why"),
    [
        (PACKAGES, YEARS, None),
        ([], YEARS, "packages"),
        ([PACKAGES[0], PACKAGES[0]], YEARS, "codes"),
        ([Package("WP1", "Courts", "1000.01")], YEARS, "budget"),
        (PACKAGES, [], "periods"),
        (PACKAGES, [Stretch("2025-06-01", "2025-05-01", "2025-07-01")], "order"),
        (PACKAGES, [Stretch("2024-12-31", "2025-12-31", "2026-01-31")], "outside"),
        (PACKAGES, [YEARS[0], Stretch("2025-12-31", "2026-12-31", "2027-01-31")], "overlap"),
    ],
)
def test_a_plan_that_cannot_stand_says_why(packages: list[Package], periods: list[Stretch], why: str | None) -> None:
    assert objection(FIRST, LAST, Decimal(1000), packages, periods) == why
