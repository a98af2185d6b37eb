"""Two at once, or one while the other works: is there one clear outcome, nothing lost, all of it in the access log?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from claiming import ROWS, YEAR, Desk
from litigation_app.casework.claims.models import Claim, ClaimPart, CourtDecision, Payment, Review
from litigation_app.ledger import LedgerEntry

pytestmark = pytest.mark.both_databases

DECISION = {"on": f"4. 5. {YEAR}.", "instance": "first", "outcome": "awarded_part", "amount": "500,000"}


def at_once(*asked: tuple[Any, str, dict[str, Any]]) -> list[int]:
    with ThreadPoolExecutor(len(asked)) as hands:
        answers = [hands.submit(who.post, path, form) for who, path, form in asked]
        return sorted(one.result().status_code for one in answers)


def acts(desk: Desk, claim_id: Any) -> list[str]:
    wanted = select(LedgerEntry.act).where(LedgerEntry.object == f"claim:{claim_id}").order_by(LedgerEntry.seq)
    return [str(act) for act in desk.rows(wanted)]


def test_two_coordinators_who_decide_at_once_give_one_verdict(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    claim_id, other = desk.submitted(), client_as(make.coordinator())
    seen = desk.seen(claim_id)

    codes = at_once(
        (desk.coordinator, f"/claims/{claim_id}/approval", seen),
        (other, f"/claims/{claim_id}/return", {"reasons": "late"} | seen),
    )

    assert codes[0] == 303
    assert codes[1] in {409, 422}
    verdicts = desk.rows(select(Review.verdict).where(Review.claim_id == claim_id))
    assert verdicts == [desk.state(claim_id)]
    assert [act for act in acts(desk, claim_id) if act in {"approve_claim", "return_claim"}] == [
        {"approved": "approve_claim", "returned": "return_claim"}[verdicts[0]]
    ]


def test_a_lawyer_who_edits_while_it_is_reviewed_loses_nothing_and_changes_nothing(desk: Desk) -> None:
    claim_id = desk.draft()
    open_page = desk.seen(claim_id)  # she opened the form before she sent it
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))

    answer = desk.lawyer.post(f"/claims/{claim_id}/versions", ROWS | {"parts-0-amount": "1,00"} | open_page)
    late = desk.lawyer.post(f"/claims/{claim_id}/versions", ROWS | {"parts-0-amount": "100,000"} | open_page)

    assert answer.status_code == 422  # what cannot be read is said first
    assert late.status_code == 409
    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303
    amounts = desk.rows(select(ClaimPart.amount).where(ClaimPart.claim_id == claim_id).order_by(ClaimPart.position))
    assert [str(one) for one in amounts] == ["960000.00", "300000.00"]
    assert "change_claim" not in acts(desk, claim_id)


def test_a_decision_that_two_record_at_once_stands_once(desk: Desk, client_as: Callable[[str], Any]) -> None:
    claim_id, second = desk.approved(), desk.second_lawyer(client_as)
    path = f"/claims/{claim_id}/decisions"

    codes = at_once((desk.lawyer, path, DECISION), (second, path, DECISION))
    again = second.post(path, DECISION)
    later = second.post(path, DECISION | {"instance": "final", "on": f"9. 9. {YEAR}.", "is_final": "y"})

    assert codes[0] == 303
    assert codes[1] in {409, 422}
    assert again.status_code == 422
    assert "This decision is recorded already." in again.get_data(as_text=True)
    assert later.status_code == 303
    assert len(desk.rows(select(CourtDecision.id).where(CourtDecision.claim_id == claim_id))) == 2
    assert acts(desk, claim_id).count("record_decision") == 2
    assert desk.rows(select(Claim.state).where(Claim.id == claim_id)) == ["decided"]


def test_two_payments_of_one_client_at_once_are_both_in_the_sums(desk: Desk, client_as: Callable[[str], Any]) -> None:
    claim_id, second = desk.approved(), desk.second_lawyer(client_as)
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 3. {YEAR}.", "early": "y"})
    desk.lawyer.post(f"/claims/{claim_id}/decisions", DECISION | {"is_final": "y"})
    path, paid = f"/claims/{claim_id}/payments", {"on": f"6. 6. {YEAR}.", "payer": "OFFENDER"}

    codes = at_once((desk.lawyer, path, paid | {"amount": "10,000"}), (second, path, paid | {"amount": "20,000"}))

    assert codes == [303, 303]
    page = desk.coordinator.get("/portfolio/").get_data(as_text=True).replace("\u00a0", " ")
    assert "30,000.00 RSD" in page


def test_payments_of_two_claims_of_one_client_at_once_are_all_recorded(
    desk: Desk, client_as: Callable[[str], Any]
) -> None:
    """Each of the two writes about one claim of hers, and what she has reached is reckoned from both."""
    second = desk.second_lawyer(client_as)
    paths = [f"/claims/{desk.approved()}/payments" for _claim in range(2)]
    paid = {"on": f"1. 2. {YEAR}.", "payer": "OFFENDER"}

    codes = [
        code
        for cents in range(1, 6)
        for code in at_once(
            (desk.lawyer, paths[0], paid | {"amount": f"10,0{cents}0"}),
            (second, paths[1], paid | {"amount": f"20,0{cents}0"}),
        )
    ]

    assert codes == [303] * 10
    assert len(desk.rows(select(Payment.id))) == 10
