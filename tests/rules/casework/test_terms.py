"""When does it still change of whom a claim is asked, and what is a sum in euros?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims.models import State
from litigation_app.casework.claims.rules import Blocker
from litigation_app.casework.claims.terms.rules import EuroRate, Terms, blockers_of_fixed, in_eur
from litigation_app.core.text import NotPrintable

rates = st.decimals(Decimal("0.01"), Decimal(999), places=6)


@pytest.mark.parametrize(
    ("state", "blockers"),
    [
        (State.DRAFT, []),
        (State.RETURNED, []),
        (State.SUBMITTED, [Blocker.ALREADY_SUBMITTED]),
        (State.APPROVED, [Blocker.ALREADY_APPROVED]),
        (State.DECIDED, [Blocker.ALREADY_DECIDED]),
    ],
)
def test_debtors_change_only_before_a_review(state: State, blockers: list[Blocker]) -> None:
    assert blockers_of_fixed(state) == blockers


@given(cents=st.integers(0, 10**13), per_eur=rates)
def test_euros_times_their_rate_are_the_sum_to_half_a_cent(cents: int, per_eur: Decimal) -> None:
    amount = Decimal(cents).scaleb(-2)

    found = in_eur(amount, EuroRate(per_eur, date(2026, 1, 1), "x"))

    assert found == found.quantize(Decimal("0.01"))
    assert abs(found * per_eur - amount) <= per_eur * Decimal("0.00500001")


def test_advice_is_not_printed() -> None:
    terms = Terms(True, frozenset(), None, None, "Izmišljeno")

    with pytest.raises(NotPrintable):
        str(terms)
    assert "Izmišljeno" not in repr(terms)
