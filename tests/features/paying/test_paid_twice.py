"""Is whoever records a payment that stands already asked whether it is another one?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from claiming import Desk, pay, plain
from litigation_app.casework.claims.models import Payment
from litigation_app.casework.proceedings.defendants.models import Defendant
from mistaking import mark_entered_in_error

TICK = 'name="again"'


@pytest.fixture
def claim_id(desk: Desk) -> UUID:
    return desk.approved()


def test_what_a_colleague_has_recorded_is_not_recorded_again_unmeant(
    desk: Desk, claim_id: UUID, client_as: Callable[[str], Any]
) -> None:
    second = desk.second_lawyer(client_as)
    assert TICK not in second.get(f"/claims/{claim_id}/payments").get_data(as_text=True)
    assert pay(desk.lawyer, claim_id).status_code == 303

    asked = pay(second, claim_id, amount="50,000.00")

    page = plain(asked.get_data(as_text=True))
    assert asked.status_code == 422
    assert "is recorded for this day already" in page
    assert TICK in page
    assert 'value="50,000.00"' in page
    assert len(desk.rows(select(Payment.id))) == 1
    assert pay(second, claim_id, again="y").status_code == 303
    assert len(desk.rows(select(Payment.id))) == 2


@pytest.mark.parametrize("other", [{"on": "2. 6. 2024."}, {"amount": "50,000.01"}, {"payer": "ENFORCED"}])
def test_another_day_amount_or_payer_asks_nothing(desk: Desk, claim_id: UUID, other: dict[str, str]) -> None:
    assert pay(desk.lawyer, claim_id).status_code == 303

    assert pay(desk.lawyer, claim_id, **other).status_code == 303


def test_two_accused_who_pay_the_same_are_two_payments(desk: Desk, claim_id: UUID) -> None:
    for _each in range(2):
        assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"}).status_code == 303
    first, other = (str(one) for one in desk.rows(select(Defendant.id).order_by(Defendant.letter)))
    assert pay(desk.lawyer, claim_id, by=first).status_code == 303

    codes = [pay(desk.lawyer, claim_id, by=who).status_code for who in (first, "", other)]

    assert codes == [422, 422, 303]


def test_a_payment_that_was_entered_in_error_is_recorded_again_unasked(desk: Desk, claim_id: UUID) -> None:
    assert pay(desk.lawyer, claim_id).status_code == 303
    mark_entered_in_error(desk.lawyer, "payments", desk.rows(select(Payment.id))[0])

    assert pay(desk.lawyer, claim_id).status_code == 303
