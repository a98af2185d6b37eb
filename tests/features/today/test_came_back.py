"""Does a claim that was returned, or approved and not filed, reach its lawyer on the first page of her day?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from claiming import ROWS, YEAR, Desk, statements
from lawyering import part, said, text
from litigation_app.casework.claims.models import Claim
from litigation_app.core import clock
from litigation_app.core.db import committing

SAID = {"reasons": "evidence_missing", "rows-0-head": "lost_earnings", "rows-1-head": "fear"}
SAID |= {"rows-0-reason": "", "rows-1-reason": "amount_unsupported", "note": "Napomena o zdravlju."}


def returned(desk: Desk) -> UUID:
    claim_id = desk.submitted()
    assert desk.coordinator.post(f"/claims/{claim_id}/return", SAID | desk.seen(claim_id)).status_code == 303
    return claim_id


def came_back(person: Any) -> str:
    return part(text(person.get("/today")), "claims")


def test_a_returned_claim_stands_there_with_its_reasons_until_it_is_changed(desk: Desk) -> None:
    assert "No claim waits" in came_back(desk.lawyer)

    claim_id = returned(desk)

    page = came_back(desk.lawyer)
    assert f"/claims/{claim_id}" in page
    assert "Returned" in page
    assert "Evidence is missing" in page
    assert "Fear" in page
    assert "Napomena" not in text(desk.lawyer.get("/today"))
    desk.lawyer.post(f"/claims/{claim_id}/versions", ROWS | desk.seen(claim_id))
    page = came_back(desk.lawyer)
    assert "Draft: to be finished" in page
    assert "Evidence is missing" not in page


def test_a_returned_claim_is_among_her_reminders_and_counts_its_wait_from_the_first_sending(desk: Desk) -> None:
    claim_id = desk.submitted()
    with desk.app.app_context(), committing() as session:
        earlier = clock.now() - timedelta(days=13)
        session.execute(update(Claim).values(submitted_at=earlier, first_sent_at=earlier))
    back = {"reasons": "late", **desk.seen(claim_id)}
    assert desk.coordinator.post(f"/claims/{claim_id}/return", back).status_code == 303

    assert "A claim was returned: answer and send it again" in text(desk.lawyer.get("/reminders"))
    assert f"/claims/{claim_id}" in text(desk.lawyer.get("/reminders"))
    answer = {"rows-0-words": "Ispravljeno.", "rows-0-standing": "settled", "then": "send"}
    page = desk.page(claim_id)
    hidden = dict(re.findall(r'name="(review|row_version)"[^>]*value="([^"]+)"', page))
    assert desk.lawyer.post(f"/claims/{claim_id}/answers", answer | hidden).status_code == 303
    assert "A claim was returned" not in text(desk.lawyer.get("/reminders"))
    first = f"sent first on {said(clock.local(earlier).date())}"
    assert first in text(desk.coordinator.get("/claims/"))
    assert first in text(desk.coordinator.get("/week"))


def test_an_approved_claim_stands_there_until_it_is_filed(desk: Desk) -> None:
    claim_id = desk.approved()
    assert "Approved, not filed" in came_back(desk.lawyer)

    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"20. 2. {YEAR}.", "early": "y"}).status_code == 303

    assert "No claim waits" in came_back(desk.lawyer)


def test_who_may_not_file_it_is_told_who_does(desk: Desk) -> None:
    desk.approved()

    for page in (came_back(desk.coordinator), text(desk.coordinator.get("/claims/list?waits=unfiled"))):
        assert "Approved, not filed: the lawyer of the case records the filing" in page
        assert "file it" not in page
    assert "Approved, not filed: file it" in came_back(desk.lawyer)


def test_what_was_returned_stands_before_what_was_approved(desk: Desk) -> None:
    approved, sent_back = desk.approved(), returned(desk)

    page = came_back(desk.lawyer)

    assert page.index(f"/claims/{sent_back}") < page.index(f"/claims/{approved}")


def test_it_comes_back_to_whoever_may_see_the_case_and_to_nobody_behind_a_wall(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    second = desk.second_lawyer(client_as)
    returned(desk)

    assert "No claim waits" in came_back(client_as(make.lawyer()))
    assert all("Returned" in came_back(one) for one in (second, desk.coordinator))
    make.wall(desk.case_id, second.email, make.coordinator())
    assert "No claim waits" in came_back(second)


@pytest.mark.parametrize("more", [1, 3])
def test_more_of_them_ask_no_oftener(desk: Desk, more: int) -> None:
    returned(desk)
    came_back(desk.lawyer)
    of_one = statements(desk, lambda: came_back(desk.lawyer))

    for _claim in range(more):
        returned(desk)

    assert statements(desk, lambda: came_back(desk.lawyer)) == of_one
