"""Does an account of an award come out to the last unit, whatever came when and from whom?"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.debts.account import Allocated, AmountRefused, Item, Kind, Paid, account, cents
from litigation_app.law.debts.interest import Terms

SERBIA, SRPSKA = Terms("RS", "RSD"), Terms("BA", "BAM", "ba-rs")
FOUR = frozenset("ABCD")
JUDGED = date(2014, 3, 17)
# The first Serbian award (2014): dignity and freedom, fear, costs; four debtors jointly and severally. Its day here is invented.
AWARD_2014 = [
    Item("dignity_freedom", Decimal(800_000), JUDGED, SERBIA, owed_by=FOUR),
    Item("fear", Decimal(200_000), JUDGED, SERBIA, owed_by=FOUR),
    Item("legal_costs", Decimal(327_375), JUDGED, None, Kind.COSTS, owed_by=FOUR),
]

money = st.decimals(Decimal("0.01"), Decimal(60_000), places=2)
whens = st.dates(date(2018, 6, 1), date(2024, 12, 31))
payments = st.lists(st.builds(Paid, whens, money, st.sampled_from(["", "A", "B"])), max_size=5)


def lists_of_debts(owed_by: st.SearchStrategy[frozenset[str]], most: int) -> st.SearchStrategy[list[Item]]:
    """At least one debt, each owed by some of these (by nobody named, too)."""
    begins, rates = st.dates(date(2019, 1, 1), date(2023, 1, 1)), st.sampled_from([SERBIA, SRPSKA, None])
    one = st.builds(Item, st.uuids().map(str), money, begins, rates, st.sampled_from(Kind), owed_by)
    return st.lists(one, min_size=1, max_size=most)


debts = lists_of_debts(st.sampled_from([frozenset(), frozenset("A"), frozenset("AB")]), 4)
END = date(2025, 6, 30)


def test_the_first_serbian_award_is_owed_whole_on_its_day() -> None:
    found = account(AWARD_2014, [], JUDGED)

    assert (found.principal, found.costs, found.interest) == (1_000_000, 327_375, 0)
    assert found.owed == Decimal("1327375.00")


def test_the_first_serbian_award_paid_in_instalments() -> None:
    # Interest: 17.5 % to 8 May 2014, the day of the session. First payment on 16 April (30 days):
    # 1,000,000 x 17.5 x 30 / 36,500 = 14,383.56: it pays the costs, the interest, and 58,241.44 of the principal;
    # 941,758.56 x 17.5 x 23 / 36,500 = 10,385.15 with 8 May,
    # then 17 % : 941,758.56 x 17 x 7 / 36,500 = 3,070.39 until 16 May: together 13,455.54
    paid = [Paid(date(2014, 4, 16), Decimal(400_000), "A"), Paid(date(2014, 5, 16), Decimal(100_000), "B")]

    found = account(AWARD_2014, paid, date(2014, 5, 16))

    first, second = found.allocated
    assert first == Allocated(paid[0], Decimal("327375.00"), Decimal("14383.56"), Decimal("58241.44"), Decimal("0.00"))
    assert second == Allocated(paid[1], Decimal("0.00"), Decimal("13455.54"), Decimal("86544.46"), Decimal("0.00"))
    assert found.owed == Decimal("855214.10")


def test_each_joint_debtor_owes_the_whole_rest() -> None:
    found = account(AWARD_2014, [Paid(JUDGED, Decimal(327_375), "A")], JUDGED)

    assert {found.owed_by(debtor) for debtor in FOUR} == {Decimal(1_000_000)}
    assert found.owed_by("somebody else") == 0


def test_what_one_debtor_pays_does_not_pay_what_another_owes_alone() -> None:
    items = [
        Item("fear", Decimal(500), JUDGED, None, owed_by=frozenset("A")),
        Item("medical_costs", Decimal(300), JUDGED, None, owed_by=frozenset("AB")),
    ]

    found = account(items, [Paid(JUDGED, Decimal(1_000), "B")], JUDGED)

    assert found.allocated[0].over == Decimal(700)
    assert (found.owed_by("A"), found.owed_by("B")) == (Decimal(500), Decimal(0))


def test_a_payment_before_the_due_day_bears_no_interest_and_lessens_what_will() -> None:
    item = Item("fear", Decimal(1_000), date(2024, 1, 1), SRPSKA)

    found = account([item], [Paid(date(2023, 12, 1), Decimal(600))], date(2024, 1, 11))

    assert (found.principal, found.interest) == (Decimal(400), Decimal("1.20"))  # 400 x 0.03 % x 10


def test_what_comes_too_much_is_said() -> None:
    found = account([Item("fear", Decimal(100), JUDGED, None)], [Paid(JUDGED, Decimal(130))], JUDGED)

    assert (found.allocated[0].over, found.owed) == (Decimal(30), Decimal(0))


def test_a_payment_after_the_day_of_the_account_does_not_count_yet() -> None:
    item = Item("fear", Decimal(100), JUDGED, None)

    assert account([item], [Paid(JUDGED + timedelta(days=1), Decimal(100))], JUDGED).owed == 100


def test_interest_bears_no_interest() -> None:
    item = Item("fear", Decimal(1_000), date(2020, 1, 1), SRPSKA)

    found = account([item], [], date(2020, 1, 1) + timedelta(days=2_000))

    assert found.interest == Decimal(600)


def test_in_republika_srpska_interest_stops_at_the_principal_also_when_it_was_paid_in_between() -> None:
    item = Item("fear", Decimal(1_000), date(2020, 1, 1), SRPSKA)
    after = date(2020, 1, 1) + timedelta(days=3_000)  # 900.00 of interest by then

    found = account([item], [Paid(after, Decimal(900))], after + timedelta(days=3_000))

    assert (found.principal, found.interest) == (Decimal(1_000), Decimal(100))


@pytest.mark.parametrize("amount", [Decimal("0.001"), Decimal("-1")])
def test_what_is_no_amount_of_money_is_refused(amount: Decimal) -> None:
    with pytest.raises(AmountRefused):
        Paid(JUDGED, amount)


@pytest.mark.thorough
@given(debts, payments)
def test_no_order_of_the_same_payments_changes_what_is_owed(items: list[Item], paid: list[Paid]) -> None:
    found = {account(items, order, END).owed for order in list(permutations(paid))[:24]}

    assert len(found) == 1


def test_of_one_day_the_money_of_whoever_owes_least_is_used_first() -> None:
    # Written down first, the payment of the fund would pay what B owes too, and the money of B would be left over.
    items = [
        Item("fear", Decimal(100), JUDGED, None, owed_by=frozenset("AB")),
        Item("medical_costs", Decimal(100), JUDGED + timedelta(days=1), None, owed_by=frozenset("A")),
    ]
    paid = [Paid(JUDGED, Decimal(100)), Paid(JUDGED, Decimal(100), "B")]

    for order in permutations(paid):
        found = account(items, order, END)
        assert found.owed == 0
        assert [one.over for one in found.allocated] == [0, 0]


@pytest.mark.parametrize("owed", list(permutations(["AB", "BC", "CA"])))
def test_three_debtors_in_crossed_joint_debts_pay_all_of_it_on_one_day(owed: tuple[str, ...]) -> None:
    # Each owes two of three debts. Whoever is counted first must not take the debt that alone is left to another.
    items = [
        Item(f"{place}", Decimal(100), JUDGED + timedelta(days=place), None, owed_by=frozenset(who))
        for place, who in enumerate(owed)
    ]
    paid = [Paid(JUDGED, Decimal(100), who) for who in "ABC"]

    for order in permutations(paid):
        found = account(items, order, END)
        assert (found.owed, [one.over for one in found.allocated]) == (0, [0, 0, 0])


crossed = lists_of_debts(st.frozensets(st.sampled_from("ABCD"), max_size=4), 6)
of_one_day = st.integers(0, 2).flatmap(
    lambda later: st.lists(
        st.builds(Paid, st.just(date(2024, 1, 1) + timedelta(days=100 * later)), money, st.sampled_from(["", *"ABCD"])),
        max_size=5,
    )
)


@pytest.mark.thorough
@given(crossed, of_one_day, of_one_day, st.randoms())
def test_no_order_of_writing_down_changes_anything_in_an_account_of_crossed_debts(
    items: list[Item], paid: list[Paid], later: list[Paid], chance: Random
) -> None:
    as_written = account(items, [*paid, *later], END)

    for _turn in range(8):
        order = [*paid, *later]
        chance.shuffle(order)
        assert account(items, order, END) == as_written


@pytest.mark.thorough
@given(crossed, of_one_day)
def test_every_order_of_the_payments_of_one_day_gives_the_same_account(items: list[Item], paid: list[Paid]) -> None:
    accounts = [account(items, order, END) for order in permutations(paid)]

    assert all(one == accounts[0] for one in accounts)


@pytest.mark.thorough
@given(crossed, of_one_day, of_one_day)
def test_nobody_pays_too_much_while_something_is_owed_that_he_could_pay(
    items: list[Item], paid: list[Paid], later: list[Paid]
) -> None:
    found = account(items, [*paid, *later], END)

    for one in found.allocated:
        owed = found.owed_by(one.paid.by) if one.paid.by else found.owed
        assert not (one.over and owed)


@pytest.mark.thorough
@given(st.one_of(st.tuples(crossed, of_one_day, of_one_day), st.tuples(debts, payments, st.just([]))))
def test_no_money_is_made_or_lost_by_rounding_nor_in_crossed_debts(
    asked_and_paid: tuple[list[Item], list[Paid], list[Paid]],
) -> None:
    items, paid, later = asked_and_paid
    found = account(items, [*paid, *later], END)
    used = sum((Fraction(one.paid.amount - one.over) for one in found.allocated), Fraction(0))
    asked = sum((Fraction(item.amount) for item in items), Fraction(0)) + sum(one.amount for one in found.borne)

    assert sorted(one.paid.amount for one in found.allocated) == sorted(one.amount for one in [*paid, *later])
    for one in found.allocated:
        assert one.costs + one.interest + one.principal + one.over == one.paid.amount
        assert min(one.costs, one.interest, one.principal, one.over) >= 0
    assert abs(asked - used - Fraction(found.owed)) <= Fraction(len(items), 200)


@pytest.mark.thorough
@given(crossed, of_one_day, of_one_day)
def test_the_lines_of_interest_add_up_to_what_was_paid_and_is_owed_of_it(
    items: list[Item], paid: list[Paid], later: list[Paid]
) -> None:
    found = account(items, [*paid, *later], END)

    lines = sum(cents_ for _one, cents_ in found.borne_in_cents())
    assert lines == found.interest + sum(one.interest for one in found.allocated)
    assert all(abs(Fraction(cents_) - one.amount) < Fraction(1, 100) for one, cents_ in found.borne_in_cents())


@pytest.mark.thorough
@given(crossed, of_one_day)
def test_of_crossed_debts_no_later_kind_is_paid_while_an_earlier_one_of_the_same_payer_is_owed(
    items: list[Item], paid: list[Paid]
) -> None:
    found = account(items, paid, paid[0].on if paid else END)

    for one in found.allocated:
        hers = [rest for rest in found.rests if not rest.item.owed_by or one.paid.by in {"", *rest.item.owed_by}]
        costs = sum(rest.left for rest in hers if rest.item.kind is Kind.COSTS)
        assert not (costs and (one.interest or one.principal))
        assert not (one.principal and sum(rest.interest for rest in hers))


@pytest.mark.thorough
@given(debts, whens, st.permutations([Decimal("123.45"), Decimal("0.01"), Decimal("999.99")]))
def test_payments_of_one_day_are_worth_their_sum(items: list[Item], on: date, amounts: list[Decimal]) -> None:
    each = account(items, [Paid(on, one) for one in amounts], END)
    together = account(items, [Paid(on, sum(amounts, Decimal(0)))], END)

    assert each.rests == together.rests


@pytest.mark.thorough
@given(debts, payments, whens, money)
def test_paying_more_never_leaves_more_owed(items: list[Item], paid: list[Paid], on: date, more: Decimal) -> None:
    assert account(items, [*paid, Paid(on, more)], END).owed <= account(items, paid, END).owed


@given(st.fractions(0, 10**9))
def test_cents_are_the_nearest_ones_and_a_half_goes_up(amount: Fraction) -> None:
    off = Fraction(cents(amount)) - amount

    assert Fraction(-1, 200) < off <= Fraction(1, 200)
