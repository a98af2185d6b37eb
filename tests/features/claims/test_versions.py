"""Does a coordinator see what changed since she read the claim, and a lawyer which row was objected to?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from claiming import ROWS, Desk, plain
from litigation_app.casework.claims.models import Claim, Review
from litigation_app.core.access import Role
from litigation_app.law import codes

OF_ROWS = {
    "rows-0-head": "lost_earnings",
    "rows-0-reason": "amount_unsupported",
    "rows-1-head": "fear",
    "rows-1-reason": "",
}
SECOND = {
    **ROWS,
    "route": "civil_suit",
    "parts-0-amount": "900,000.00",
    "parts-1-head": "medical_costs",
    "parts-1-amount": "41,000",
}


def returned(desk: Desk, **said: Any) -> UUID:
    claim_id = desk.submitted()
    answer = desk.coordinator.post(f"/claims/{claim_id}/return", OF_ROWS | said | desk.seen(claim_id))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return claim_id


def changed(desk: Desk, claim_id: UUID, **said: str) -> None:
    answer = desk.lawyer.post(f"/claims/{claim_id}/versions", SECOND | desk.seen(claim_id) | said)
    assert answer.status_code == 303, answer.get_data(as_text=True)


def test_a_claim_is_returned_with_a_reason_for_a_single_row(desk: Desk) -> None:
    claim_id = returned(desk)

    review = desk.rows(select(Review).where(Review.claim_id == claim_id))[0]
    assert review.row_reasons == {"lost_earnings": "amount_unsupported"}
    assert review.reasons == []
    assert "Lost earnings: An amount is not explained" in desk.page(claim_id)


def test_a_reason_for_a_row_that_the_claim_has_not_is_no_reason(desk: Desk) -> None:
    claim_id = desk.submitted()
    said = {"rows-0-head": "funeral_costs", "rows-0-reason": "other"}

    answer = desk.coordinator.post(f"/claims/{claim_id}/return", said | desk.seen(claim_id))

    assert answer.status_code == 422
    assert desk.state(claim_id) == "submitted"


def test_a_reason_that_is_not_of_the_list_is_refused(desk: Desk) -> None:
    claim_id = desk.submitted()

    answer = desk.coordinator.post(
        f"/claims/{claim_id}/return", OF_ROWS | {"rows-0-reason": "because"} | desk.seen(claim_id)
    )

    assert answer.status_code == 422
    assert "Choose one of the list" in answer.get_data(as_text=True)


def test_the_reviewer_sees_what_changed_since_her_last_review(desk: Desk) -> None:
    claim_id = returned(desk)
    changed(desk, claim_id)
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))

    page = plain(desk.page(claim_id, desk.coordinator))

    assert "What changed since version 1" in page
    for words in ("amount changed", "added", "removed", "960,000.00", "900,000.00", "-60,000.00"):
        assert words in page, words
    assert "-319,000.00" in page  # of the sums
    assert "Property claim in criminal proceedings" in page
    assert "→" in page


def test_a_first_version_has_nothing_to_be_compared_with(desk: Desk) -> None:
    claim_id = desk.submitted()

    assert "What changed since" not in desk.page(claim_id, desk.coordinator)


def test_any_two_versions_are_compared(desk: Desk) -> None:
    claim_id = returned(desk)
    changed(desk, claim_id)
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))
    desk.coordinator.post(f"/claims/{claim_id}/return", {"reasons": "other"} | desk.seen(claim_id))
    changed(desk, claim_id, **{"parts-1-amount": "52,000"})

    first = plain(desk.lawyer.get(f"/claims/{claim_id}/comparison?before=1&now=3").get_data(as_text=True))
    last = plain(desk.lawyer.get(f"/claims/{claim_id}/comparison").get_data(as_text=True))

    assert "300,000.00" in first
    assert "+52,000.00" in first
    assert "41,000.00" in last
    assert "+11,000.00" in last
    assert desk.lawyer.get(f"/claims/{claim_id}/comparison?before=1&now=9").status_code == 404


def test_versions_of_a_claim_that_is_not_hers_do_not_exist(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    claim_id = returned(desk)
    changed(desk, claim_id)
    other = client_as(make.lawyer())
    elsewhere = client_as(make.person(Role.COORDINATOR, office=make.office()))

    assert other.get(f"/claims/{claim_id}/comparison").status_code == 404
    assert elsewhere.get(f"/claims/{claim_id}/comparison").status_code == 404


def test_a_claim_that_changed_under_a_reason_for_a_row_is_shown_first(desk: Desk) -> None:
    claim_id = desk.submitted()
    seen = desk.seen(claim_id)
    desk.coordinator.post(f"/claims/{claim_id}/return", {"reasons": "other"} | seen)
    changed(desk, claim_id)
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))

    answer = desk.coordinator.post(f"/claims/{claim_id}/return", OF_ROWS | seen)

    assert answer.status_code == 409
    assert desk.rows(select(Claim.state).where(Claim.id == claim_id)) == ["submitted"]


def test_why_it_was_returned_stands_above_what_is_changed(desk: Desk) -> None:
    claim_id = returned(desk, reasons="other")
    word = codes.label("return_reason", "other", "en")

    edit = desk.lawyer.get(f"/claims/{claim_id}/edit").get_data(as_text=True)

    assert edit.index(word) < edit.index('name="parts-0-head"')
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, **desk.seen(claim_id)}).status_code == 303
    assert word in desk.lawyer.get(f"/claims/{claim_id}/edit").get_data(as_text=True)  # until it is sent again
