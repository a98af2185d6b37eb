"""Does a claim that was returned, or approved and not filed, reach its lawyer on the first page of her day?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from claiming import ROWS, YEAR, Desk, statements
from lawyering import part, text
from litigation_app.casework.cases.models import Case
from litigation_app.core.clock import today
from litigation_app.core.db import committing

SAID = {"reasons": "evidence_missing", "rows-0-head": "lost_earnings", "rows-1-head": "fear"}
SAID |= {"rows-0-reason": "", "rows-1-reason": "amount_unsupported", "note": "Napomena o zdravlju."}


def returned(desk: Desk) -> UUID:
    claim_id = desk.submitted()
    assert desk.coordinator.post(f"/claims/{claim_id}/return", SAID | desk.seen(claim_id)).status_code == 303
    return claim_id


def came_back(person: Any) -> str:
    return part(text(person.get("/today")), "came-back")


def test_a_returned_claim_stands_there_with_its_reasons_until_it_is_changed(desk: Desk) -> None:
    assert "Claims that came back" not in text(desk.lawyer.get("/today"))

    claim_id = returned(desk)

    page = came_back(desk.lawyer)
    assert f"/claims/{claim_id}" in page
    assert "Returned" in page
    assert "Evidence is missing" in page
    assert "Fear" in page
    assert "Napomena" not in text(desk.lawyer.get("/today"))
    desk.lawyer.post(f"/claims/{claim_id}/versions", ROWS | desk.seen(claim_id))
    assert came_back(desk.lawyer) == ""


def test_an_approved_claim_stands_there_until_it_is_filed(desk: Desk) -> None:
    claim_id = desk.approved()
    assert "Approved, not filed yet" in came_back(desk.lawyer)

    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"20. 2. {YEAR}.", "early": "y"}).status_code == 303

    assert came_back(desk.lawyer) == ""


def test_what_was_returned_stands_before_what_was_approved(desk: Desk) -> None:
    approved, sent_back = desk.approved(), returned(desk)

    page = came_back(desk.lawyer)

    assert page.index(f"/claims/{sent_back}") < page.index(f"/claims/{approved}")


def test_it_comes_back_to_whoever_works_on_the_case_and_to_nobody_behind_a_wall(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    second = desk.second_lawyer(client_as)
    returned(desk)

    for person in (desk.coordinator, client_as(make.lawyer())):
        assert came_back(person) == ""
    assert "Returned" in came_back(second)
    make.wall(desk.case_id, second.email, make.coordinator())
    assert came_back(second) == ""


def test_of_a_case_that_is_over_nothing_waits(desk: Desk) -> None:
    returned(desk)

    with desk.app.app_context(), committing() as session:
        session.get_one(Case, desk.case_id).ended_on = today()

    assert came_back(desk.lawyer) == ""


@pytest.mark.parametrize("more", [1, 3])
def test_more_of_them_ask_no_oftener(desk: Desk, more: int) -> None:
    returned(desk)
    came_back(desk.lawyer)
    of_one = statements(desk, lambda: came_back(desk.lawyer))

    for _claim in range(more):
        returned(desk)

    assert statements(desk, lambda: came_back(desk.lawyer)) == of_one
