"""Is the amount of a row what its steps come to, to the cent, and is nothing counted twice or guessed?"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims.amounts import total
from litigation_app.casework.claims.calculations import rules
from litigation_app.casework.claims.calculations.rows import rules as rows
from litigation_app.casework.claims.calculations.rows.rules import Calculation, Kept, Method, Pain, Period, Receipt
from litigation_app.casework.claims.calculations.rules import Fault, Refused, Where, reckon
from litigation_app.casework.claims.rules import Part
from litigation_app.core.text import NotPrintable
from litigation_app.law import loader

SERBIA = Where(loader.load("RS"), "")
FEDERATION = Where(loader.load("BA"), "ba-fbih")
REPUBLIKA_SRPSKA = Where(loader.load("BA"), "ba-rs")
MONTENEGRO = Where(loader.load("ME"), "")
FIRST, LAST = date(2014, 1, 1), date(2026, 12, 31)  # days that the Serbian table of wages knows

days = st.dates(FIRST, LAST)
hours = st.integers(1, 168)
sums = st.decimals(Decimal("0.01"), Decimal("9999999.99"), places=2)


def of_earnings(*periods: Period, received: str = "0.00") -> Calculation:
    return Calculation(Method.EARNINGS, periods=periods, received=Decimal(received))


def test_two_weeks_across_a_new_year_less_what_she_was_paid() -> None:
    # ten days at 130 an hour, four at 143, six hours a day; she was given 1,000
    found = reckon(of_earnings(Period(date(2017, 12, 22), date(2018, 1, 4), 42), received="1000.00"), SERBIA)

    steps = [(one.what, one.count, one.unit, one.each, one.amount) for one in found.steps]
    assert steps == [
        ("earnings", Decimal("60.0000"), "hour", Decimal("130.00"), Decimal("7800.00")),
        ("earnings", Decimal("24.0000"), "hour", Decimal("143.00"), Decimal("3432.00")),
        ("paid", None, "", None, Decimal("-1000.00")),
    ]
    assert found.amount == Decimal("10232.00")


def test_a_wage_from_memory_and_one_after_the_table_are_marked() -> None:
    found = reckon(of_earnings(Period(date(2025, 12, 1), date(2026, 1, 31), 40)), MONTENEGRO)

    assert [one.doubt for one in found.steps] == ["medium", "assumed"]


def test_a_wage_that_was_agreed_is_named_with_its_source() -> None:
    promised = Period(date(2026, 3, 1), date(2026, 4, 30), 40, Decimal("1200.00"), source="Her message of 2 March")

    (step,) = reckon(of_earnings(promised), MONTENEGRO).steps

    assert (step.count, step.unit, step.amount, step.said) == (2, "month", Decimal("2400.00"), "Her message of 2 March")


def test_a_wage_by_the_hour_where_the_minimum_is_by_the_month() -> None:
    week = Period(date(2026, 3, 2), date(2026, 3, 8), 60, Decimal("5.00"), is_hourly=True)

    assert reckon(of_earnings(week), MONTENEGRO).amount == Decimal("300.00")


@pytest.mark.parametrize(
    ("said", "where", "fault", "place"),
    [
        (of_earnings(Period(date(2013, 12, 31), date(2014, 1, 1), 40)), SERBIA, Fault.NO_WAGE, 0),
        (of_earnings(Period(date(2020, 1, 2), date(2020, 1, 1), 40)), SERBIA, Fault.BACKWARDS, 0),
        (
            of_earnings(Period(date(2020, 2, 1), date(2020, 3, 1), 40), Period(date(2020, 1, 1), date(2020, 2, 1), 9)),
            SERBIA,
            Fault.OVERLAP,
            0,
        ),
        (of_earnings(Period(date(2020, 1, 1), date(2020, 1, 7), 1), received="9999"), SERBIA, Fault.NOTHING, None),
        (of_earnings(), SERBIA, Fault.NOTHING, None),
        (
            Calculation(Method.RECEIPTS, receipts=(Receipt(FIRST, Decimal(10), "EUR", "x"),)),
            SERBIA,
            Fault.NO_RATE,
            0,
        ),
        (Calculation(Method.DAYS, days={Pain.STRONG: 3}), REPUBLIKA_SRPSKA, Fault.NOTHING, None),
        (Calculation(Method.STATED), SERBIA, Fault.NOTHING, None),
        (Calculation(Method.EXPERT, amount=Decimal("1e12")), SERBIA, Fault.TOO_LARGE, None),
    ],
)
def test_what_cannot_be_computed_is_refused(said: Calculation, where: Where, fault: Fault, place: int | None) -> None:
    with pytest.raises(Refused) as refused:
        reckon(said, where)

    assert (refused.value.fault, refused.value.place) == (fault, place)


def test_daily_rates_are_those_of_the_federation_and_exist_nowhere_else() -> None:
    said = Calculation(Method.DAYS, days={Pain.STRONG: 3, Pain.MEDIUM: 10, Pain.WEAK: 30})

    assert reckon(said, FEDERATION).amount == Decimal("910.00")  # 3 x 70, 10 x 40, 30 x 10
    assert Method.DAYS in rules.methods(FEDERATION, "physical_pain")
    assert Method.DAYS not in rules.methods(FEDERATION, "fear")
    assert not any(Method.DAYS in rules.methods(one, "physical_pain") for one in (SERBIA, REPUBLIKA_SRPSKA, MONTENEGRO))
    assert all(one.said for one in reckon(said, FEDERATION).steps)


def test_a_receipt_in_another_currency_is_converted_at_the_rate_that_is_named() -> None:
    euros = Receipt(date(2025, 5, 5), Decimal("10.00"), "EUR", "Dentist", Decimal("117.2034"), date(2025, 5, 5), "NBS")
    dinars = Receipt(date(2025, 4, 4), Decimal("500.00"), "RSD", "Pharmacy")

    found = reckon(Calculation(Method.RECEIPTS, receipts=(euros, dinars)), SERBIA)

    assert [one.amount for one in found.steps] == [Decimal("500.00"), Decimal("1172.03")]
    assert found.amount == Decimal("1672.03")
    assert "NBS" in found.steps[1].said


def test_the_mark_needs_no_rate_to_the_euro() -> None:
    receipt = Receipt(date(2025, 5, 5), Decimal("100.00"), "EUR", "Dentist")

    assert reckon(Calculation(Method.RECEIPTS, receipts=(receipt,)), FEDERATION).amount == Decimal("195.58")


def test_every_method_is_offered_for_heads_that_every_country_has() -> None:
    named = {*rules._known()["earnings"], *rules._known()["receipts"], rules._known()["days"]["head"]}

    for where in (SERBIA, FEDERATION, MONTENEGRO, Where(loader.load("MK"), "")):
        assert named <= {one.id for one in where.law.heads}
    assert rules.methods(SERBIA, "lost_earnings")[0] is Method.EARNINGS
    assert rules.methods(SERBIA, "fear") == [Method.EXPERT, Method.STATED]


def test_a_computed_row_keeps_its_place_and_a_new_one_comes_last() -> None:
    parts = [Part("fear", Decimal(5)), Part("lost_earnings", Decimal(7))]

    assert rules.with_amount(parts, "fear", Decimal(9)) == [Part("fear", Decimal(9)), parts[1]]
    assert rules.with_amount(parts, "medical_costs", Decimal(1)) == [*parts, Part("medical_costs", Decimal(1))]


@given(
    amounts=st.dictionaries(st.sampled_from(["fear", "lost_earnings", "medical_costs"]), sums),
    head=st.sampled_from(["fear", "dignity_freedom"]),
    amount=sums,
)
def test_the_sum_of_the_claim_is_the_sum_of_its_rows_after_one_was_computed(
    amounts: dict[str, Decimal], head: str, amount: Decimal
) -> None:
    found = rules.with_amount([Part(one, of) for one, of in amounts.items()], head, amount)

    assert {one.head: one.amount for one in found} == {**amounts, head: amount}
    assert total(found) == sum({**amounts, head: amount}.values())


def test_it_refuses_to_be_printed() -> None:
    with pytest.raises(NotPrintable):
        str(Calculation(Method.STATED, note="Izmišljena"))


@given(first=days, length=st.integers(1, 900), cut=st.integers(1, 899), weekly=hours)
def test_a_period_in_two_pieces_is_worth_what_it_is_in_one(first: date, length: int, cut: int, weekly: int) -> None:
    last = first + timedelta(length)
    middle = first + timedelta(min(cut, length) - 1)
    for where in (SERBIA, Where(loader.load("MK"), "")):  # by the hour and by the month
        whole = reckon(of_earnings(Period(first, last, weekly)), where)
        pieces = of_earnings(Period(middle + timedelta(1), last, weekly), Period(first, middle, weekly))

        assert reckon(pieces, where).amount == whole.amount


@given(amounts=st.lists(sums, min_size=1, max_size=9), rate=st.decimals(Decimal("0.000001"), 200, places=6))
def test_the_amount_is_the_sum_of_its_exact_steps_rounded_once(amounts: list[Decimal], rate: Decimal) -> None:
    receipts = tuple(Receipt(FIRST, one, "EUR", "x", rate) for one in amounts)
    exact = sum((Fraction(one) for one in amounts), Fraction(0)) * Fraction(rate)
    try:
        found = reckon(Calculation(Method.RECEIPTS, receipts=receipts), SERBIA)
    except Refused:
        assert exact < Fraction(1, 200)
        return

    assert abs(Fraction(found.amount) - exact) <= Fraction(1, 200)
    assert found.amount > 0


periods = st.builds(Period, days, days, hours, st.none() | sums, st.booleans(), st.text(max_size=9))
receipts = st.builds(
    Receipt, days, sums, st.sampled_from(["RSD", "EUR"]), st.text(max_size=9), st.none() | sums, st.none() | days
)
calculations = st.builds(
    Calculation,
    st.sampled_from(Method),
    st.lists(periods, max_size=3).map(tuple),
    sums,
    st.lists(receipts, max_size=3).map(tuple),
    st.dictionaries(st.sampled_from(Pain), st.integers(0, 999)),
    st.none() | sums,
    st.text(max_size=9),
    st.none() | days,
    st.text(max_size=9),
)


@pytest.mark.thorough
@given(said=calculations)
def test_what_a_capsule_holds_is_what_was_said(said: Calculation) -> None:
    steps = reckon(of_earnings(Period(FIRST, LAST, 40), received="1.00"), SERBIA)

    found = rows.opened(rows.content(Kept(said, steps)))

    assert vars(found.said) == vars(said)
    assert found.reckoned == steps
