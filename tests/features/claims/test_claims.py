"""Can a claim be drafted, reviewed by another person, decided and paid, and nothing be lost or seen on the way?"""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from claiming import AWARDED, ROWS, YEAR, Desk, plain
from lawyering import text
from litigation_app.casework.claims.models import Claim, ClaimPart, CourtDecision, Payment
from litigation_app.core.clock import today
from litigation_app.core.language import format_date
from litigation_app.ledger import LedgerEntry

NO_ROWS = {"parts-0-head": "", "parts-0-amount": "", "parts-1-head": "", "parts-1-amount": ""}


def test_a_claim_goes_from_draft_to_the_last_payment(desk: Desk) -> None:
    claim_id = desk.draft()
    assert "1,260,000.00 RSD" in plain(desk.page(claim_id))
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))
    assert f"/claims/{claim_id}" in desk.coordinator.get("/claims/").get_data(as_text=True)
    desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id))
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 3. {YEAR}.", "early": "y"})
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", AWARDED).status_code == 303
    paid = {"on": f"6. 6. {YEAR}.", "amount": "120,000.50", "payer": "OFFENDER"}

    answer = desk.lawyer.post(f"/claims/{claim_id}/payments", paid)

    assert answer.status_code == 303
    page = plain(desk.page(claim_id))
    assert "379,999.50 RSD" in page  # still owed
    assert "Awarded in part" in page
    assert desk.state(claim_id) == "decided"


def test_what_happened_is_in_the_access_log_without_amounts_or_names(desk: Desk) -> None:
    claim_id = desk.approved()

    entries = [
        (row.act, row.body)
        for row in desk.rows(
            select(LedgerEntry).where(LedgerEntry.object == f"claim:{claim_id}").order_by(LedgerEntry.seq)
        )
    ]

    assert [act for act, _body in entries] == ["draft_claim", "submit_claim", "approve_despite", "approve_claim"]
    assert not any(b"960000" in body or b"lost_earnings" in body for _act, body in entries)


def test_a_claim_of_another_lawyer_does_not_exist(desk: Desk, make: Any, client_as: Callable[[str], Any]) -> None:
    claim_id = desk.submitted()
    other = client_as(make.lawyer())
    elsewhere = client_as(make.coordinator(office=make.office()))

    for who in (other, elsewhere):
        for path in (f"/claims/{claim_id}", f"/claims/{uuid4()}"):
            assert who.get(path).status_code == 404
    assert other.get(f"/claims/{claim_id}/edit").status_code == 404
    assert other.post(f"/claims/{claim_id}/submission").status_code == 404
    assert other.post(f"/claims/{claim_id}/payments", {}).status_code == 404
    assert other.post(f"/cases/{desk.case_id}/claims", {}).status_code == 404
    assert elsewhere.post(f"/claims/{claim_id}/approval").status_code == 404
    assert f"/claims/{claim_id}" not in elsewhere.get("/claims/").get_data(as_text=True)


def test_a_payment_that_is_sent_twice_at_once_is_saved_once_and_the_page_says_so(desk: Desk) -> None:
    claim_id = desk.approved()
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 3. {YEAR}.", "early": "y"})
    page = desk.lawyer.get(f"/claims/{claim_id}/payments").get_data(as_text=True)
    paid = {"on": f"6. 6. {YEAR}.", "amount": "120,000", "payer": "OFFENDER"}
    paid["form_number"] = re.findall(r'name="form_number" value="([^"]+)"', page)[-1]

    with ThreadPoolExecutor(2) as hands:
        answers = list(hands.map(lambda _n: desk.lawyer.post(f"/claims/{claim_id}/payments", paid), range(2)))

    first, again = sorted(answers, key=lambda answer: answer.status_code)
    assert (first.status_code, again.status_code) == (303, 409)
    assert "This was sent already and is saved once." in again.get_data(as_text=True)
    assert len(desk.rows(select(Payment.id).where(Payment.claim_id == claim_id))) == 1


def test_who_saves_second_sees_both_and_loses_nothing(desk: Desk) -> None:
    claim_id = desk.draft()
    seen = str(desk.rows(select(Claim.row_version).where(Claim.id == claim_id))[0])
    first = {**ROWS, "parts-0-amount": "111,111", "row_version": seen}
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", first).status_code == 303

    answer = desk.lawyer.post(
        f"/claims/{claim_id}/versions", {**ROWS, "parts-0-amount": "222,222", "row_version": seen}
    )

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Vera Zamišljena saved this claim" in page
    assert "111,111.00" in page
    assert "222,222" in page
    again = re.search(r'name="row_version"[^>]*value="(\d+)"', page)
    assert again is not None
    assert desk.lawyer.post(
        f"/claims/{claim_id}/versions", {**ROWS, "parts-0-amount": "222,222", "row_version": again[1]}
    ).status_code == 303  # fmt: skip


def test_another_row_costs_nothing_that_was_typed(desk: Desk) -> None:
    typed = {**ROWS, "victim": str(desk.victim_id), "parts-1-amount": "nonsense", "again": "row"}

    answer = desk.lawyer.post(f"/cases/{desk.case_id}/claims", typed)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert all(text in page for text in ('value="960,000.00"', 'value="nonsense"', 'name="parts-3-head"'))
    assert "960,000.00 RSD" in plain(page)  # the sum of what can be read
    assert "1 of 2 rows counted" in page
    assert desk.rows(select(Claim.id)) == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"parts-0-amount": "12500,5"}, "12,500.50"),
        ({"parts-0-amount": "-5"}, "zero or more"),
        ({"parts-0-amount": ""}, "Write an amount above zero."),
        ({"parts-0-amount": "0"}, "Write an amount above zero."),
        ({"parts-0-head": ""}, "Choose the head of damage for this amount."),
        ({"parts-0-head": "made_up"}, "Choose one of the list."),
        ({"parts-1-head": "lost_earnings"}, "stands in a row above"),
        ({**NO_ROWS, "then": "send"}, "Add at least one head"),
        ({"route": "state_fund"}, "Choose one of the list."),
        ({"victim": ""}, "Fill this in."),
        ({"victim": str(uuid4())}, "Choose one of the list."),
        ({"parts-0-amount": "💶 \u202e5"}, "Write the amount like"),
    ],
)
def test_wrong_rows_are_refused_in_a_sentence_and_kept(desk: Desk, said: dict[str, str], sentence: str) -> None:
    answer = desk.lawyer.post(f"/cases/{desk.case_id}/claims", {**ROWS, "victim": str(desk.victim_id), **said})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert all(typed in page for name, typed in said.items() if typed and name.endswith("amount"))
    assert desk.rows(select(Claim.id)) == []


def test_what_is_to_be_computed_is_left_out_of_a_draft_and_no_amount_is_made_up(desk: Desk) -> None:
    asked = text(desk.lawyer.post(f"/cases/{desk.case_id}/claims", {**ROWS, "parts-0-amount": ""}))

    claim_id = desk.draft(**NO_ROWS)

    assert "If it is still to be computed, leave the row out." in asked
    assert "Compute another head of damage" in desk.page(claim_id)
    assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 422


def test_the_summary_of_a_refused_claim_names_the_row(desk: Desk) -> None:
    wrong = {**ROWS, "victim": str(desk.victim_id), "parts-0-amount": "much", "parts-1-amount": ""}

    page = text(desk.lawyer.post(f"/cases/{desk.case_id}/claims", wrong))

    assert "Row 1: Amount: Write the amount like" in page
    assert "Row 2: Amount: Write an amount above zero." in page


def test_in_serbian_twelve_point_five_is_refused_with_the_spelling_that_would_do(desk: Desk) -> None:
    desk.lawyer.client.set_cookie("desk_language", "sr-Latn", domain="localhost", secure=True)
    typed = {**ROWS, "victim": str(desk.victim_id), "parts-0-amount": "12.5", "parts-1-amount": "300.000,00"}

    answer = desk.lawyer.post(f"/cases/{desk.case_id}/claims", typed)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="12.5"' in page
    assert "12,50" in page
    assert desk.rows(select(ClaimPart.amount)) == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"amount": ""}, "Write the amount that was awarded."),
        ({"outcome": "referred"}, "Nothing is awarded with this outcome."),
        ({"outcome": ""}, "Fill this in."),
        ({"on": "31. 11. 2025."}, "There is no"),
        ({"on": "1. 1. 2190."}, "lies in the future"),
        ({"on": "1. 1. 2001."}, "before the claim was filed"),
    ],
)
def test_a_decision_that_contradicts_itself_is_refused(desk: Desk, said: dict[str, str], sentence: str) -> None:
    claim_id = desk.approved()
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 3. {YEAR - 1}.", "early": "y"})
    decision = {"on": format_date(today()), "instance": "first", "outcome": "awarded_full", "amount": "5", **said}

    answer = desk.lawyer.post(f"/claims/{claim_id}/decisions", decision)

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert desk.rows(select(CourtDecision.id)) == []


def test_a_draft_has_no_decision_and_says_why(desk: Desk) -> None:
    claim_id = desk.draft()

    answer = desk.lawyer.post(
        f"/claims/{claim_id}/decisions", {"on": format_date(today()), "instance": "first", "outcome": "rejected"}
    )

    assert answer.status_code == 422
    assert "A coordinator has to approve it first." in answer.get_data(as_text=True)
    assert "A coordinator has to approve it first." in desk.page(claim_id)


def test_decisions_and_payments_are_added_never_overwritten(desk: Desk) -> None:
    claim_id = desk.approved()
    for outcome, amount in (("awarded_full", "900,000"), ("awarded_part", "400,000")):
        said = {"on": format_date(today()), "instance": "first", "outcome": outcome, "amount": amount}
        assert desk.lawyer.post(f"/claims/{claim_id}/decisions", said).status_code == 303
    for again in ("", "y"):
        paid = {"on": format_date(today()), "amount": "10", "payer": "ENFORCED", "again": again}
        assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 303

    assert len(desk.rows(select(CourtDecision.id))) == 2
    assert len(desk.rows(select(Payment.id))) == 2
    assert "20.00 RSD" in plain(desk.page(claim_id))


def test_a_new_claim_asks_for_a_victim_first(make: Any, client_as: Callable[[str], Any]) -> None:
    email = make.lawyer()
    case_id = make.case(email)

    page = client_as(email).get(f"/cases/{case_id}/claims/new").get_data(as_text=True)

    assert "No victim in this case yet" in page


def test_a_victim_of_another_case_cannot_be_claimed_for(desk: Desk, make: Any, client_as: Callable[[str], Any]) -> None:
    other = Desk(make, client_as)

    answer = desk.lawyer.post(f"/cases/{desk.case_id}/claims", {**ROWS, "victim": str(other.victim_id)})

    assert answer.status_code == 422
