"""A mistyped payment or decision is struck: it remains visible with reason, name and day, and counts nowhere any more."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from at_once import at_once
from awarding import DECIDED, LINES, account, claim_of, decided
from claiming import ROWS, Desk
from litigation_app.casework.claims.models import Claim, CourtDecision, Payment
from litigation_app.casework.claims.payments.models import Instalment
from litigation_app.ledger import LedgerEntry
from mistaking import filed, mark_entered_in_error, page

PAID = {"on": "1. 6. 2014.", "amount": "100,000", "payer": "OFFENDER"}
PLAN = {
    "basis": "court",
    "on": "1. 4. 2014.",
    "months": "1",
    "version": "0",
    "number": "2",
    "each": "100,000",
    "first": "1. 5. 2014.",
}


def paid(desk: Desk, claim_id: UUID, **other: str) -> UUID:
    known = set(desk.rows(select(Payment.id)))
    assert desk.lawyer.post(f"/claims/{claim_id}/payments", PAID | other).status_code == 303
    return UUID(str((set(desk.rows(select(Payment.id))) - known).pop()))


def missing(desk: Desk) -> list[str]:
    return [str(one) for one in desk.rows(select(Instalment.missing).order_by(Instalment.position))]


@pytest.fixture
def itemised(desk: Desk, decision: UUID) -> UUID:
    """The decision with its lines and a schedule."""
    assert desk.lawyer.post(f"/decisions/{decision}/lines", LINES).status_code == 303
    assert desk.lawyer.post(f"/claims/{claim_of(desk, decision)}/instalments", PLAN).status_code == 303
    return decision


def test_a_struck_payment_stays_in_sight_with_reason_name_and_day(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    payment = paid(desk, claim_id)
    before = page(desk.lawyer.get(f"/claims/{claim_id}"))
    asked = page(desk.lawyer.get(f"/payments/{payment}/striking"))

    answer = mark_entered_in_error(desk.lawyer, "payments", payment)

    assert (
        f'/payments/{payment}/striking">Mark as entered in error<span class="visually-hidden">: 100,000.00 RSD'
        in before
    )
    assert "100,000.00 RSD" in asked
    assert answer.status_code == 303
    shown = page(desk.lawyer.get(f"/claims/{claim_id}"))
    row = shown.split('class="entered-in-error"')[1].split("</tr>")[0]
    assert all(word in row for word in ("100,000.00 RSD", "Entered in error", "It was mistyped", "Vera Zamišljena"))
    assert f"/payments/{payment}/striking" not in shown
    assert desk.rows(select(LedgerEntry.act).where(LedgerEntry.act == "strike_payment")) == ["strike_payment"]


def test_a_struck_payment_counts_nowhere(desk: Desk, itemised: UUID) -> None:
    claim_id = claim_of(desk, itemised)
    payment = paid(desk, claim_id)
    assert missing(desk) == ["0.00", "100000.00"]
    assert "100,000.00 RSD" in page(desk.coordinator.get("/portfolio/"))

    mark_entered_in_error(desk.lawyer, "payments", payment)

    assert missing(desk) == ["100000.00", "100000.00"]
    assert desk.rows(select(Instalment.settled_on)) == [None, None]
    assert "100,000.00 RSD" not in page(desk.coordinator.get("/portfolio/"))
    assert "Payments and what they paid" not in account(desk, claim_id, "1.7.2014.")
    assert "0 of 2 instalments paid, 2 overdue" in page(desk.lawyer.get(f"/claims/{claim_id}/account"))
    paper = desk.lawyer.get(f"/claims/{claim_id}/account.pdf?for=court")
    assert paper.status_code == 200


def test_a_struck_decision_takes_its_breakdown_out(desk: Desk, itemised: UUID) -> None:
    claim_id = claim_of(desk, itemised)
    assert "1,000,000.00 RSD" in page(desk.coordinator.get("/portfolio/"))

    assert mark_entered_in_error(desk.lawyer, "decisions", itemised, "elsewhere").status_code == 303

    assert desk.state(claim_id) == "approved"
    assert "Nothing is decided yet" in page(desk.lawyer.get(f"/claims/{claim_id}/account"))
    assert "1,000,000.00 RSD" not in page(desk.coordinator.get("/portfolio/"))
    assert desk.lawyer.get(f"/claims/{claim_id}/account.pdf?for=court").status_code == 303
    shown = page(desk.lawyer.get(f"/claims/{claim_id}"))
    assert "It belongs elsewhere" in shown
    assert f"/decisions/{itemised}/lines" not in shown
    assert desk.lawyer.post(f"/decisions/{itemised}/lines", LINES | {"version": "1"}).status_code == 404


def test_nobody_is_reminded_of_the_instalments_of_a_struck_decision_until_the_right_one_stands(
    desk: Desk, itemised: UUID
) -> None:
    claim_id = claim_of(desk, itemised)
    place = f"/claims/{claim_id}/account"
    assert place in page(desk.lawyer.get("/reminders"))

    mark_entered_in_error(desk.lawyer, "decisions", itemised)
    between = page(desk.lawyer.get("/reminders"))
    decided(desk, claim_id, amount="900,000")

    assert place not in between
    assert place in page(desk.lawyer.get("/reminders"))


def test_a_schedule_that_rests_on_no_decision_is_still_awaited_after_a_mistake(desk: Desk) -> None:
    claim_id = desk.approved()
    assert desk.lawyer.post(f"/claims/{claim_id}/instalments", PLAN | {"basis": "agreement"}).status_code == 303
    wrong = decided(desk, claim_id)

    mark_entered_in_error(desk.lawyer, "decisions", wrong)

    assert f"/claims/{claim_id}/account" in page(desk.lawyer.get("/reminders"))


def test_the_decision_before_counts_again(desk: Desk) -> None:
    claim_id = desk.approved()
    decided(desk, claim_id, amount="300,000")
    wrong = decided(desk, claim_id, on="1. 9. 2014.", amount="800,000")

    mark_entered_in_error(desk.lawyer, "decisions", wrong)

    assert desk.state(claim_id) == "decided"
    assert "300,000.00 RSD" in page(desk.coordinator.get("/portfolio/"))


def test_what_was_struck_can_be_recorded_again(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    mark_entered_in_error(desk.lawyer, "decisions", decision)

    answer = desk.lawyer.post(f"/claims/{claim_id}/decisions", DECIDED)

    assert answer.status_code == 303
    assert desk.state(claim_id) == "decided"


@pytest.mark.parametrize("what", ["payments", "decisions"])
def test_what_is_struck_twice_is_answered_calmly(desk: Desk, decision: UUID, what: str) -> None:
    row = paid(desk, claim_of(desk, decision)) if what == "payments" else decision
    mark_entered_in_error(desk.lawyer, what, row)

    late = mark_entered_in_error(desk.lawyer, what, row, "twice")
    opened = desk.lawyer.get(f"/{what}/{row}/striking")

    assert "This was marked as entered in error already." in page(late, 409)
    assert "This was marked as entered in error already." in page(opened, 409)
    table = Payment if what == "payments" else CourtDecision
    assert desk.rows(select(table.entered_in_error_why)) == ["mistyped"]


def test_two_who_strike_at_once_strike_once(desk: Desk, decision: UUID, client_as: Callable[[str], Any]) -> None:
    payment, second = paid(desk, claim_of(desk, decision)), desk.second_lawyer(client_as)

    codes = at_once(
        lambda: mark_entered_in_error(desk.lawyer, "payments", payment),
        lambda: mark_entered_in_error(second, "payments", payment),
    )

    assert codes == [303, 409]
    assert desk.rows(select(LedgerEntry.act).where(LedgerEntry.act == "strike_payment")) == ["strike_payment"]


@pytest.mark.parametrize("why", ["", "perhaps"])
def test_a_reason_is_wanted(desk: Desk, decision: UUID, why: str) -> None:
    payment = paid(desk, claim_of(desk, decision))

    assert mark_entered_in_error(desk.lawyer, "payments", payment, why).status_code == 422
    assert mark_entered_in_error(desk.lawyer, "decisions", decision, why).status_code == 422
    assert desk.rows(select(Payment.entered_in_error_at)) == [None]


def test_those_of_another_lawyers_case_answer_like_missing_ones(
    desk: Desk, decision: UUID, make: Any, client_as: Callable[[str], Any]
) -> None:
    payment, other = paid(desk, claim_of(desk, decision)), client_as(make.lawyer(office=make.office(name="Elsewhere")))

    for what, row in (("payments", payment), ("decisions", decision)):
        hidden, absent = mark_entered_in_error(other, what, row), mark_entered_in_error(other, what, uuid4())
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert other.get(f"/{what}/{row}/striking").status_code == 404
    assert other.get(f"/claims/{claim_of(desk, decision)}/filing-corrections").status_code == 404


@pytest.mark.parametrize("is_sent", [False, True])
def test_a_claim_stands_where_it_stood_before_a_decision_that_was_a_mistake(desk: Desk, is_sent: bool) -> None:
    claim_id = filed(desk)
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, **desk.seen(claim_id)}).status_code == 303
    if is_sent:
        assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 303
    before = stands(desk)

    wrong = decided(desk, claim_id)
    assert desk.rows(select(Claim.review_by)) != [None]
    assert mark_entered_in_error(desk.lawyer, "decisions", wrong).status_code == 303

    assert stands(desk) == before
    assert before == (["submitted" if is_sent else "draft"], [None], before[2])
    assert (f"/claims/{claim_id}" in page(desk.coordinator.get("/claims/"))) is is_sent


def stands(desk: Desk) -> tuple[list[Any], list[Any], list[Any]]:
    return desk.rows(select(Claim.state)), desk.rows(select(Claim.review_by)), desk.rows(select(Claim.submitted_at))


def test_what_a_coordinator_said_of_it_meanwhile_holds(desk: Desk) -> None:
    claim_id = filed(desk)
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, **desk.seen(claim_id)}).status_code == 303
    wrong = decided(desk, claim_id)
    said = {"reasons": "other"} | desk.seen(claim_id)
    assert desk.coordinator.post(f"/claims/{claim_id}/return", said).status_code == 303

    assert mark_entered_in_error(desk.lawyer, "decisions", wrong).status_code == 303

    assert desk.state(claim_id) == "returned"


def test_a_filing_without_approval_still_waits_when_its_decision_was_a_mistake(desk: Desk) -> None:
    claim_id = desk.draft()
    said = {"on": "2. 3. 2014.", "unreviewed": "last_day_of_trial", "unauthorised": "appointed"}
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", said).status_code == 303
    before = stands(desk)

    assert mark_entered_in_error(desk.lawyer, "decisions", decided(desk, claim_id)).status_code == 303

    assert stands(desk) == before
