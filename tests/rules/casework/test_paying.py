"""Which instalments follow from an order, and which did the payments pay, whoever paid and in whatever order it was written down?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import permutations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from litigation_app.casework.claims.payments.rules import (
    EVERY,
    Came,
    Due,
    Fault,
    Plan,
    Refused,
    Series,
    faults,
    in_one_go,
    matched,
    overdue,
    total,
)

MARCH = date(2027, 3, 1)
FIFTY = Decimal("50000.00")
NEW_YEAR, CENT = date(2027, 1, 1), Decimal("0.01")

money = st.decimals(Decimal("0.01"), Decimal(90_000), places=2)
days = st.dates(date(2027, 1, 1), date(2027, 1, 4))  # few of them, so that many fall on one day
people = st.sampled_from(["", "A", "B"])
dues = st.lists(st.builds(Due, days, money, people), min_size=1, max_size=5)
payments = st.lists(st.builds(Came, days, money, people), max_size=5)


def test_eight_instalments_of_fifty_thousand_monthly_from_the_first_of_march() -> None:
    found = in_one_go(Series(8, MARCH, 1, FIFTY, None))

    assert [one.on for one in found] == [date(2027, month, 1) for month in range(3, 11)]
    assert total(found) == Decimal("400000.00")


def test_the_last_of_a_month_stays_the_last_of_a_month() -> None:
    found = in_one_go(Series(4, date(2027, 12, 31), 1, FIFTY, None))

    assert [one.on for one in found] == [date(2027, 12, 31), date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31)]


def test_cents_that_cannot_be_shared_come_with_the_last_instalment() -> None:
    found = in_one_go(Series(3, MARCH, 12, None, Decimal("100.00")))

    assert [one.amount for one in found] == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]


@given(st.integers(1, 240), st.sampled_from(EVERY), st.decimals(Decimal("2.40"), Decimal(9_000_000), places=2))
def test_what_was_ordered_is_what_the_instalments_come_to(number: int, months: int, ordered: Decimal) -> None:
    found = in_one_go(Series(number, MARCH, months, None, ordered))

    assert total(found) == ordered
    assert len(found) == number
    assert all(one.amount > 0 for one in found)
    assert [one.on for one in found] == sorted({one.on for one in found})


@pytest.mark.parametrize(
    ("series", "fault"),
    [
        (Series(0, MARCH, 1, FIFTY, None), Fault.SERIES_BROKEN),
        (Series(2, MARCH, 5, FIFTY, None), Fault.SERIES_BROKEN),
        (Series(2, date(9999, 12, 1), 1, FIFTY, None), Fault.SERIES_BROKEN),
        (Series(241, MARCH, 1, FIFTY, None), Fault.TOO_MANY),
        (Series(2, MARCH, 1, None, None), Fault.AMOUNT_OR_TOTAL),
        (Series(200, MARCH, 1, None, Decimal("1.00")), Fault.TOO_SMALL),
        (Series(2, MARCH, 1, Decimal("0.00"), None), Fault.TOO_SMALL),
    ],
)
def test_a_series_that_makes_no_sense_is_refused(series: Series, fault: Fault) -> None:
    with pytest.raises(Refused) as refused:
        in_one_go(series)

    assert refused.value.faults == (fault,)


@pytest.mark.parametrize(
    ("plan", "replaces", "found"),
    [
        (Plan("court", MARCH, (Due(MARCH, FIFTY),)), False, []),
        (Plan("court", MARCH, ()), False, [Fault.NO_INSTALMENTS]),
        (Plan("court", MARCH, (Due(date(2027, 2, 28), FIFTY),)), False, [Fault.BEFORE_ORDER]),
        (Plan("court", MARCH, (Due(MARCH, FIFTY),), Decimal(50_001)), False, [Fault.SUM_DIFFERS]),
        (Plan("court", MARCH, (Due(MARCH, FIFTY),)), True, [Fault.NO_REASON]),
        (Plan("court", MARCH, (Due(MARCH, FIFTY),), FIFTY, "mistake"), True, []),
    ],
)
def test_what_contradicts_itself_in_a_schedule_is_found(plan: Plan, replaces: bool, found: list[Fault]) -> None:
    assert faults(plan, replaces=replaces) == found


def test_a_payment_pays_the_oldest_instalment_and_what_is_over_the_next() -> None:
    wanted = in_one_go(Series(3, MARCH, 1, FIFTY, None))

    first, second, third = matched(wanted, [Came(date(2027, 3, 5), Decimal(70_000))], MARCH)

    assert (first.missing, first.settled_on) == (0, date(2027, 3, 5))
    assert (second.missing, second.settled_on) == (Decimal(30_000), None)
    assert third.missing == FIFTY
    assert [overdue(one, date(2027, 4, 11)) for one in (first, second, third)] == [0, 10, 0]


def test_what_one_accused_pays_does_not_pay_an_instalment_of_another() -> None:
    wanted = [Due(MARCH, FIFTY, "A"), Due(MARCH, FIFTY, "B")]

    first, second = matched(wanted, [Came(MARCH, FIFTY * 2, "B")], MARCH)

    assert (first.missing, second.missing) == (FIFTY, 0)


def test_what_came_before_the_order_pays_nothing_of_it() -> None:
    [only] = matched([Due(MARCH, FIFTY)], [Came(date(2027, 2, 28), FIFTY)], MARCH)

    assert only.missing == FIFTY


@given(dues, payments)
def test_no_order_of_recording_changes_what_is_paid(wanted: list[Due], came: list[Came]) -> None:
    found = {tuple(matched(wanted, order, date(2027, 1, 1))) for order in list(permutations(came))[:24]}

    assert len(found) == 1


@given(dues, payments)
def test_no_more_is_taken_than_came_and_no_more_than_was_due(wanted: list[Due], came: list[Came]) -> None:
    found = matched(wanted, came, date(2027, 1, 1))

    used = sum(one.due.amount - one.missing for one in found)
    assert used <= sum(one.amount for one in came)
    assert all(0 <= one.missing <= one.due.amount for one in found)
    assert all((one.missing == 0) is (one.settled_on is not None) for one in found)


@pytest.mark.parametrize(("named", "other"), [("A", "B"), ("B", "A")])
def test_what_anybody_may_pay_takes_first_what_is_nobodys_alone_to_pay(named: str, other: str) -> None:
    wanted = [Due(MARCH, FIFTY), Due(date(2027, 4, 1), FIFTY, named)]

    found = matched(wanted, [Came(MARCH, FIFTY, named), Came(MARCH, FIFTY, other)], MARCH)

    assert [one.missing for one in found] == [0, 0]


@given(dues, payments)
@example(
    [Due(NEW_YEAR, CENT), Due(NEW_YEAR, CENT), Due(NEW_YEAR, CENT), Due(NEW_YEAR, CENT, "A"), Due(NEW_YEAR, CENT, "B")],
    [
        Came(NEW_YEAR, CENT),
        Came(NEW_YEAR, CENT),
        Came(NEW_YEAR, CENT, "A"),
        Came(NEW_YEAR, CENT, "B"),
        Came(date(2027, 1, 2), CENT, "A"),
    ],
)
def test_no_name_of_a_payer_changes_what_is_missing(wanted: list[Due], came: list[Came]) -> None:
    other = {"": "", "A": "B", "B": "A"}
    renamed = matched(
        [Due(one.on, one.amount, other[one.by]) for one in wanted],
        [Came(one.on, one.amount, other[one.by]) for one in came],
        date(2027, 1, 1),
    )

    found = matched(wanted, came, date(2027, 1, 1))

    assert [(one.missing, one.settled_on) for one in renamed] == [(one.missing, one.settled_on) for one in found]


def largest_flow(wanted: Sequence[Due], came: Sequence[Came]) -> int:
    """In cents, by the maximum flow of scipy: source, payments, instalments, sink."""
    first_due, sink = 1 + len(came), 1 + len(came) + len(wanted)
    capacities = np.zeros((sink + 1, sink + 1), dtype=np.int32)
    for payment, one in enumerate(came, 1):
        capacities[0, payment] = int(one.amount * 100)
        for place, due in enumerate(wanted, first_due):
            is_hers = not due.by or not one.by or due.by == one.by
            capacities[payment, place] = int(due.amount * 100) if is_hers else 0
    for place, due in enumerate(wanted, first_due):
        capacities[place, sink] = int(due.amount * 100)
    return int(maximum_flow(csr_array(capacities), 0, sink).flow_value)


@given(dues, payments)
def test_of_one_day_the_first_instalments_are_paid_as_far_as_they_can_be(wanted: list[Due], came: list[Came]) -> None:
    order = sorted(wanted, key=lambda one: one.on)
    on_one_day = [Came(NEW_YEAR, one.amount, one.by) for one in came]

    found = matched(order, on_one_day, NEW_YEAR)

    for number in range(1, len(order) + 1):
        paid = sum(one.due.amount - one.missing for one in found[:number])
        assert int(paid * 100) == largest_flow(order[:number], on_one_day)
