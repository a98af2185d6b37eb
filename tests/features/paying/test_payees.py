"""Is a client asked whether money is safe before it reaches her own account, and is her answer sealed under her own key?"""

from uuid import UUID

import pytest
from sqlalchemy import select

from claiming import Desk, pay
from lawyering import text
from litigation_app.casework.claims.models import Payment
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.personal_records.rules import catalogue
from litigation_app.law import codes
from litigation_app.ledger import LedgerEntry

NOTE = "Her brother Izmišljeni reads her statements"


@pytest.fixture
def claim_id(desk: Desk) -> UUID:
    return desk.approved()


def test_nothing_is_paid_to_her_account_before_she_was_asked(desk: Desk, claim_id: UUID) -> None:
    refused = pay(desk.lawyer, claim_id, to="account")

    assert refused.status_code == 422
    assert "Ask her first whether money on her own account is safe." in text(refused)
    assert desk.rows(select(Payment.id)) == []

    assert pay(desk.lawyer, claim_id, to="account", safe="yes").status_code == 303

    assert desk.rows(select(Payment.payee)) == ["account"]
    assert "To: Her own account" in text(desk.lawyer.get(f"/claims/{claim_id}"))


@pytest.mark.parametrize("to", ["counsel", "deposit", "other", ""])
def test_what_is_paid_to_others_asks_nothing(desk: Desk, claim_id: UUID, to: str) -> None:
    assert pay(desk.lawyer, claim_id, to=to).status_code == 303

    assert desk.rows(select(Particular.id)) == []
    assert desk.rows(select(Payment.payee)) == [to or None]


def test_her_answer_and_the_note_are_read_in_her_record_alone(desk: Desk, claim_id: UUID) -> None:
    assert pay(desk.lawyer, claim_id, to="counsel", safe="no", note=NOTE).status_code == 303

    assert [str(one) for one in desk.rows(select(Particular.victim_id))] == [str(desk.victim_id)]
    assert desk.rows(select(Particular.group)) == ["contact"]
    assert NOTE not in text(desk.lawyer.get(f"/claims/{claim_id}"))
    assert not any(b"brother" in body for body in desk.rows(select(LedgerEntry.body)))
    opened = desk.lawyer.post(f"/victims/{desk.victim_id}/openings", {"purpose": "hearing", "groups": ["contact"]})
    page = text(desk.lawyer.get(opened.headers["Location"]))
    assert NOTE in page
    assert "She was asked: it is not safe" in page


def test_a_coordinator_records_a_payment_and_writes_nothing_in_her_record(desk: Desk, claim_id: UUID) -> None:
    assert 'name="note"' not in desk.coordinator.get(f"/claims/{claim_id}/payments").get_data(as_text=True)
    assert pay(desk.coordinator, claim_id, to="account").status_code == 422

    assert pay(desk.coordinator, claim_id, to="account", safe="yes", note=NOTE).status_code == 303

    assert desk.rows(select(Payment.payee)) == ["account"]
    assert desk.rows(select(Particular.id)) == []


def test_whoever_can_be_handed_money_stands_alike_in_her_record_and_on_the_payment() -> None:
    of_record = [(code, word.en) for code, word in catalogue().kinds["money"].field("to").choices.items()]

    assert of_record == codes.options("payee", "en")


def test_money_that_went_to_an_account_she_calls_unsafe_is_warned_of_first(desk: Desk, claim_id: UUID) -> None:
    refused = pay(desk.lawyer, claim_id, to="account", safe="no")

    assert refused.status_code == 422
    assert "She said that money on her own account is not safe. Tick this if it went there." in text(refused)
    assert desk.rows(select(Payment.id)) == []
    assert pay(desk.lawyer, claim_id, to="account", safe="no", anyway="y").status_code == 303
    assert desk.rows(select(Payment.payee)) == ["account"]


def test_what_she_said_before_warns_while_her_record_stands_open(desk: Desk, claim_id: UUID) -> None:
    path = f"/claims/{claim_id}/payments"
    assert "open the contact part" not in text(desk.lawyer.get(path))
    assert pay(desk.lawyer, claim_id, to="counsel", safe="no", note=NOTE).status_code == 303

    closed = text(desk.lawyer.get(path))
    desk.lawyer.post(f"/victims/{desk.victim_id}/openings", {"purpose": "hearing", "groups": ["contact"]})
    opened = text(desk.lawyer.get(path))

    assert "open the contact part of her record" in closed
    assert "She said that money" not in closed
    assert "She said that money on her own account is not safe. Ask her again" in opened
    assert NOTE not in opened
    assert pay(desk.lawyer, claim_id, to="account").status_code == 422
    assert pay(desk.lawyer, claim_id, to="account", safe="yes", again="y").status_code == 303
    assert "She said that money" not in text(desk.coordinator.get(path))
