"""Do the lines of a decision fit together, and does the account read them as they were recorded?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims.awards import rules
from litigation_app.casework.claims.awards.rules import COSTS, Answer, Fallen, Fault, Line, Owed
from litigation_app.law.debts.account import Kind, Paid
from litigation_app.law.debts.beginnings import Award

DAY = date(2024, 3, 4)
FEAR = Line("fear", Answer.AWARDED, Decimal(200_000), DAY)
DIGNITY = Line("dignity_freedom", Answer.AWARDED, Decimal(800_000), DAY)
LEGAL = Line(COSTS, Answer.AWARDED, Decimal(327_375))
REFERRED = Line("lost_earnings", Answer.REFERRED, reason="not_quantified")


def test_the_award_of_2014_adds_up_without_its_costs() -> None:
    lines = [DIGNITY, FEAR, LEGAL, REFERRED]

    assert rules.faults(lines, Decimal(1_000_000)) == []
    assert rules.damages(lines) == Decimal(1_000_000)


@pytest.mark.parametrize(
    ("lines", "awarded", "fault"),
    [
        ([], None, Fallen(Fault.NO_LINES)),
        ([Line("fear", Answer.AWARDED)], None, Fallen(Fault.AMOUNT_MISSING, 0)),
        ([Line("fear", Answer.AWARDED, Decimal(0))], None, Fallen(Fault.AMOUNT_MISSING, 0)),
        ([FEAR, Line("fear", Answer.REJECTED, Decimal(5))], Decimal(200_000), Fallen(Fault.AMOUNT_WITHOUT_AWARD, 1)),
        ([Line("fear", Answer.REFERRED, None, DAY)], None, Fallen(Fault.INTEREST_WITHOUT_AWARD, 0)),
        (
            [Line("fear", Answer.AWARDED, Decimal(5), DAY, bears_interest=False)],
            Decimal(5),
            Fallen(Fault.INTEREST_BOTH, 0),
        ),
        ([FEAR, FEAR], Decimal(400_000), Fallen(Fault.DOUBLED, 1)),
        ([FEAR], Decimal(200_001), Fallen(Fault.SUM_DIFFERS)),
        ([FEAR], None, Fallen(Fault.SUM_DIFFERS)),
    ],
)
def test_what_contradicts_itself_is_named_with_its_line(
    lines: list[Line], awarded: Decimal | None, fault: Fallen
) -> None:
    assert rules.faults(lines, awarded) == [fault]


def test_a_kind_of_damage_may_be_owed_by_two_persons_apart_and_be_awarded_in_part() -> None:
    by_a = Line("fear", Answer.AWARDED, Decimal(50), DAY, frozenset("A"))
    by_b = Line("fear", Answer.AWARDED, Decimal(70), DAY, frozenset("B"))

    assert rules.faults([by_a, by_b, Line("fear", Answer.REFERRED)], Decimal(120)) == []


def test_an_account_reads_what_was_awarded_and_nothing_else() -> None:
    items = rules.items([REFERRED, FEAR, LEGAL], Award("BA", "ba-rs", DAY), "BAM")

    fear, legal = items
    assert (fear.id, fear.first, fear.kind) == ("001", DAY, Kind.PRINCIPAL)
    assert fear.terms is not None
    assert (fear.terms.forum, fear.terms.head) == ("ba-rs", "fear")
    assert (legal.terms, legal.kind) == (None, Kind.COSTS)


def test_what_the_organisation_lent_her_pays_nothing() -> None:
    rows = [(DAY, Decimal(5), "NGO_ADV", ""), (DAY, Decimal(7), "OFFENDER", "A")]

    [paid] = rules.paid(rows, frozenset({"NGO_ADV"}))

    assert (paid.amount, paid.by) == (Decimal(7), "A")


def test_every_answer_and_reason_has_its_words() -> None:
    assert set(rules.words()["answer"]) == set(Answer)
    assert all(len(code) <= 16 for code in rules.words()["reason"])


amounts = st.decimals(Decimal("0.01"), Decimal(10**6), places=2)
lines = st.lists(
    st.one_of(
        st.builds(Line, st.sampled_from(["fear", COSTS, "lost_earnings"]), st.just(Answer.AWARDED), amounts),
        st.builds(
            Line, st.sampled_from(["fear", "lost_earnings"]), st.sampled_from([Answer.REFERRED, Answer.REJECTED])
        ),
    ),
    max_size=6,
)


@pytest.mark.thorough
@given(lines)
def test_the_items_of_an_account_are_worth_the_lines(told: list[Line]) -> None:
    items = rules.items(told, Award("RS", "", DAY), "RSD")

    assert sum((one.amount for one in items), Decimal(0)) == sum((one.amount or Decimal(0) for one in told), Decimal(0))
    assert len({one.id for one in items}) == len(items)


def test_who_owes_is_who_the_decision_names_else_of_whom_it_was_asked() -> None:
    joint, one = Line("fear", Answer.AWARDED, Decimal(1)), Line("x", Answer.AWARDED, Decimal(1), owed_by=frozenset("b"))

    assert rules.debtors([one], lambda _head: ["a", "b"]) == ["b"]
    assert rules.debtors([one, joint], lambda _head: ["a", "b"]) == ["b", "a"]
    assert rules.debtors([Line("fear", Answer.REFERRED)], lambda _head: ["a"]) == []


def test_of_a_debt_that_was_asked_of_some_alone_nobody_else_is_asked() -> None:
    asked = {"fear": ["a"], "dignity_freedom": ["a", "b"]}
    lines = [FEAR, DIGNITY, LEGAL]
    by = rules.owing(lines, lambda head: asked.get(head, []))
    items = rules.items(lines, Award("RS", "", DAY), "RSD")

    owed = rules.of_debtors(items, [], DAY, ["a", "b"], by, is_itemised=True)

    assert {who: one.without_interest for who, one in owed.items()} == {
        "a": Decimal(1_327_375),
        "b": Decimal(1_127_375),  # nobody says who owes the costs
    }


PAYMENTS = st.lists(st.builds(Paid, st.dates(DAY, date(2026, 6, 1)), amounts), max_size=4)


@given(lines, PAYMENTS, amounts)
def test_what_is_owed_is_never_less_than_the_award_without_what_was_paid(
    told: list[Line], came: list[Paid], amount: Decimal
) -> None:
    award, on = Award("RS", "", DAY), date(2026, 6, 1)
    items = rules.items_of(told, award, "RSD", amount)

    owed = rules.owed(items, came, on, is_itemised=bool(told))

    rest = sum((one.amount for one in items), Decimal(0)) - sum((one.amount for one in came), Decimal(0))
    assert owed.without_interest >= max(rest, Decimal(0))
    assert owed.is_least == (not told)
    assert told or owed.total == max(rest, Decimal(0))


def test_awards_together_are_known_as_well_as_the_least_known_of_them() -> None:
    known, least = Owed(DAY, Decimal(1), Decimal(2), Decimal(4)), Owed(DAY, Decimal(8), Decimal(16), None)

    assert rules.together([]) is None
    assert rules.together([known, known]) == Owed(DAY, Decimal(2), Decimal(4), Decimal(8))
    assert rules.together([known, least]) == Owed(DAY, Decimal(9), Decimal(18), None)
