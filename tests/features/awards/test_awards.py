"""Is a decision broken down, is the account of any day reckoned, and does nobody else see or change it?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from awarding import DECIDED, LINES, account, claim_of, decided
from claiming import Desk, plain
from lawyering import part, text
from litigation_app.casework.claims.awards.models import AwardLine
from litigation_app.casework.claims.models import CourtDecision, Payment
from litigation_app.core.clock import today
from litigation_app.core.language import format_date
from litigation_app.ledger import LedgerEntry
from stepping import outside, path_of


def test_the_first_serbian_award_is_paid_in_instalments_and_the_account_is_right_to_the_last_unit(
    desk: Desk, decision: UUID
) -> None:
    claim_id = claim_of(desk, decision)
    assert desk.lawyer.post(f"/decisions/{decision}/lines", LINES).status_code == 303
    for on, amount in (("16. 4. 2014.", "400,000"), ("16. 5. 2014.", "100,000")):
        paid = {"on": on, "amount": amount, "payer": "OFFENDER"}
        assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 303

    page = account(desk, claim_id, "16. 5. 2014.")

    # 17.5 % until 8 May, then 17 %: reckoned by hand in tests/rules/law/debts/test_account.py
    for figure in ("14,383.56", "58,241.44", "13,455.54", "86,544.46", "855,214.10 RSD"):
        assert figure in page
    assert "17.50 % a year" in page
    assert "Zakon o zateznoj kamati" in page


def test_before_the_decision_is_broken_down_the_page_says_what_to_do(desk: Desk) -> None:
    claim_id = desk.approved()
    assert "Nothing is decided yet" in account(desk, claim_id, "1. 1. 2020.")
    decision = decided(desk, claim_id)

    page = account(desk, claim_id, "1. 1. 2020.")

    assert "is not itemised yet" in page
    assert f"/decisions/{decision}/lines/new" in page


def test_each_accused_is_asked_for_his_own_part(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    for _n in range(2):
        assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"}).status_code == 303
    first, second = accused(desk)
    alone = LINES | {"lines-0-owed_by": first, "lines-1-owed_by": second, "lines-3-owed_by": first}
    assert desk.lawyer.post(f"/decisions/{decision}/lines", alone).status_code == 303
    paid = {"on": "17. 3. 2014.", "amount": "150,000", "payer": "OFFENDER", "by": second}
    assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 303

    page = account(desk, claim_id, "17. 3. 2014.")

    assert "1,127,375.00 RSD" in page  # dignity and costs
    assert "50,000.00 RSD" in page
    assert [str(one) for one in desk.rows(select(Payment.defendant_id))] == [second]


def test_of_whom_it_was_not_asked_is_no_debtor(desk: Desk) -> None:
    for _n in range(2):
        assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"}).status_code == 303
    first, _second = accused(desk)
    claim_id = desk.draft(with_terms="y", debtors=first, is_quantified="y")
    for person, path in ((desk.lawyer, "submission"), (desk.coordinator, "approval")):
        assert person.post(f"/claims/{claim_id}/{path}", desk.seen(claim_id)).status_code == 303
    assert desk.lawyer.post(f"/decisions/{decided(desk, claim_id)}/lines", LINES).status_code == 303

    liable = account(desk, claim_id, "17. 3. 2014.").split("Liability per debtor")[-1].split("</section>")[0]

    assert "Accused A" in liable
    assert "Accused B" not in liable


def accused(desk: Desk) -> list[str]:
    from litigation_app.casework.proceedings.defendants.models import Defendant

    return [str(one) for one in desk.rows(select(Defendant.id).order_by(Defendant.letter))]


def test_a_decision_that_is_not_final_says_so(desk: Desk) -> None:
    claim_id = desk.approved()
    said = {key: value for key, value in DECIDED.items() if key != "is_final"}
    known = set(desk.rows(select(CourtDecision.id)))
    desk.lawyer.post(f"/claims/{claim_id}/decisions", said)
    [decision] = set(desk.rows(select(CourtDecision.id))) - known
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    assert "The decision is not final" in account(desk, claim_id, "17. 3. 2014.")


def test_a_day_that_no_table_knows_is_said_and_a_later_one_is_marked(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    early = {"lines-0-interest_from": "1. 1. 2009.", "lines-1-interest_from": "1. 1. 2009."}
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES | early)
    assert "knows no rate of default interest for 1. 1. 2009." in account(desk, claim_id, "1. 1. 2015.")
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES | {"version": "1"})

    page = account(desk, claim_id, "1. 2. 2026.")

    assert "assumed" in page
    assert "From 13. 1. 2026 on the rate is taken that held before." in page
    assert "table of rates ends on 12. 1. 2026." in page


@pytest.mark.parametrize("typed", ["31. 2. 2024.", "someday", "", "1. 1. 3000."])
def test_a_day_that_is_none_is_said_beside_the_field(desk: Desk, decision: UUID, typed: str) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    page = account(desk, claim_of(desk, decision), typed)

    assert "field-error" in page
    assert "Together" not in page


def test_without_a_day_the_account_is_of_today_and_nothing_is_wrong(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    saved = desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    page = text(desk.lawyer.get(saved.headers["Location"]))

    assert "field-error" not in page
    assert "Error:" not in page
    assert f"What is owed on {plain(format_date(today()))}" in page
    assert desk.lawyer.get(f"/claims/{claim_id}/account.pdf").mimetype == "application/pdf"


def test_who_does_not_work_on_the_case_meets_neither_decision_nor_account(
    desk: Desk, decision: UUID, make: Any, client_as: Callable[[str], Any]
) -> None:
    claim_id = claim_of(desk, decision)
    others = [
        client_as(make.lawyer()),
        client_as(make.coordinator(office=make.office())),
        client_as(make.analyst()),
        client_as(make.auditor()),
    ]

    for who in others:
        for path in ("/claims/{}/account", "/claims/{}/account.pdf"):
            assert who.get(path.format(claim_id)).status_code == who.get(path.format(uuid4())).status_code == 404
        assert who.get(f"/decisions/{decision}/lines/new").status_code == 404
        assert who.post(f"/decisions/{decision}/lines", LINES).status_code == 404
    assert desk.rows(select(AwardLine.id)) == []


def test_what_was_recorded_is_in_the_access_log_without_amounts(desk: Desk, decision: UUID) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    [body] = desk.rows(select(LedgerEntry.body).where(LedgerEntry.act == "record_award"))

    assert b"800000" not in body
    assert b"fear" not in body


def test_what_follows_from_the_decision_is_kept_by_the_proceedings_and_linked_from_the_account(
    desk: Desk, decision: UUID
) -> None:
    path = f"/claims/{claim_of(desk, decision)}/account"
    before = part(text(desk.lawyer.get(path)), "follows")
    lane = path_of(desk.app, desk.case_id, "property_claim")
    assert "not recorded as a step yet" in before
    assert f"{lane}/moves/new" in before

    assert outside(desk.lawyer, lane, "granted_part", 0).status_code == 303

    after = part(text(desk.lawyer.get(path)), "follows")
    assert "not recorded as a step yet" not in after
    assert "Appeal on the property claim" in after
    assert "Civil action" in after or "civil" in after
    assert "/deadlines/" in after
