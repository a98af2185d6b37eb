"""A payment beyond all that is owed is asked about; nothing that was typed is lost, and what is meant is recorded."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from awarding import LINES, decided
from claiming import Desk, plain
from litigation_app.casework.claims.models import Payment

TICK = 'name="more"'
# On 1 June 2014 the award, its costs and 76 days of interest on 1,000,000 dinars are owed: more than 1,327,375.
PAID = {"on": "1. 6. 2014.", "amount": "13,500,000", "payer": "OFFENDER"}


@pytest.fixture
def claim_id(desk: Desk) -> UUID:
    """A claim on which a million is awarded, broken down, with costs."""
    found = desk.approved()
    assert desk.lawyer.post(f"/decisions/{decided(desk, found)}/lines", LINES).status_code == 303
    return found


def pay(desk: Desk, claim_id: UUID, **other: str) -> Any:
    return desk.lawyer.post(f"/claims/{claim_id}/payments", PAID | other)


def test_it_is_asked_whether_it_is_meant_and_nothing_is_lost(desk: Desk, claim_id: UUID) -> None:
    assert TICK not in desk.lawyer.get(f"/claims/{claim_id}/payments").get_data(as_text=True)

    asked = pay(desk, claim_id)

    page = plain(asked.get_data(as_text=True))
    assert asked.status_code == 422
    assert "RSD more is paid than is owed" in page
    assert TICK in page
    assert all(f'value="{typed}"' in page for typed in (PAID["on"], PAID["amount"]))
    assert desk.rows(select(Payment.id)) == []
    assert pay(desk, claim_id, more="y").status_code == 303
    assert len(desk.rows(select(Payment.id))) == 1


@pytest.mark.parametrize(
    ("said", "is_asked"),
    [
        ({"amount": "1,327,375"}, False),
        ({"amount": "1,340,000"}, False),  # with the interest of these days
        ({"amount": "1,340,000", "on": "17. 3. 2014."}, True),
        ({"payer": "NGO_ADV"}, False),
    ],
)
def test_costs_and_interest_of_the_day_are_owed_too_and_an_advance_pays_nothing(
    desk: Desk, claim_id: UUID, said: dict[str, str], is_asked: bool
) -> None:
    assert pay(desk, claim_id, **said).status_code == (422 if is_asked else 303)


def test_what_came_before_counts_also_when_it_was_recorded_for_a_later_day(desk: Desk, claim_id: UUID) -> None:
    assert pay(desk, claim_id, on="2. 6. 2014.", amount="1,340,000").status_code == 303

    assert pay(desk, claim_id, on="1. 5. 2014.", amount="100,000").status_code == 422


@pytest.mark.parametrize(("amount", "code"), [("1,000,000", 303), ("1,000,000.01", 422)])
def test_of_a_decision_that_is_not_broken_down_its_sum_is_owed(desk: Desk, amount: str, code: int) -> None:
    claim_id = desk.approved()
    decided(desk, claim_id)

    assert pay(desk, claim_id, amount=amount).status_code == code


def test_where_nothing_is_known_to_be_owed_nobody_is_asked(desk: Desk) -> None:
    claim_id = desk.approved()
    assert pay(desk, claim_id).status_code == 303
    decided(desk, claim_id, outcome="referred", amount="", is_final="")

    assert pay(desk, claim_id, on="2. 6. 2014.").status_code == 303
