"""Is a claim reviewed by another person, on the rows that she saw, and does it come back with its reasons?"""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import select, update

from claiming import ROWS, YEAR, Desk, statements
from litigation_app.casework.claims.models import Claim, ClaimPart
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing


def test_a_lawyer_alone_can_neither_review_nor_see_the_queue(desk: Desk) -> None:
    claim_id = desk.submitted()

    assert desk.lawyer.get("/claims/").status_code == 404
    assert desk.lawyer.post(f"/claims/{claim_id}/approval").status_code == 404
    assert desk.state(claim_id) == "submitted"


def test_nobody_approves_her_own_claim_whatever_she_is(make: Any, client_as: Callable[[str], Any]) -> None:
    both = make.person(Role.LAWYER, Role.COORDINATOR)
    desk = Desk(make, client_as, both)
    claim_id = desk.submitted()

    answer = desk.lawyer.post(f"/claims/{claim_id}/approval", desk.seen(claim_id))

    assert answer.status_code == 422
    assert "Another coordinator has to review it" in answer.get_data(as_text=True)
    returned = desk.lawyer.post(f"/claims/{claim_id}/return", {"reasons": "late", **desk.seen(claim_id)})
    assert returned.status_code == 422
    assert f"/claims/{claim_id}" not in desk.lawyer.get("/claims/").get_data(as_text=True)
    assert desk.state(claim_id) == "submitted"
    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303


def test_a_coordinator_who_changed_a_colleagues_claim_cannot_review_it(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    desk = Desk(make, client_as)
    second = desk.second_lawyer(client_as)
    claim_id = desk.draft()
    row_version = str(desk.rows(select(Claim.row_version).where(Claim.id == claim_id))[0])
    assert second.post(f"/claims/{claim_id}/versions", {**ROWS, "row_version": row_version}).status_code == 303
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))

    assert second.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 422
    assert f"/claims/{claim_id}" not in second.get("/claims/").get_data(as_text=True)


def test_a_claim_that_was_sent_too_early_is_taken_back_until_a_coordinator_says_something_of_it(desk: Desk) -> None:
    claim_id, button = desk.submitted(), "Take it back from review"
    back, seen = f"/claims/{claim_id}/submission/withdrawal", desk.seen(claim_id)
    assert button in desk.page(claim_id)
    assert button not in desk.page(claim_id, desk.coordinator)
    assert desk.coordinator.post(back, seen).status_code == 404

    assert desk.lawyer.post(back, seen).status_code == 303

    assert desk.state(claim_id) == "draft"
    assert f"/claims/{claim_id}" not in desk.coordinator.get("/claims/").get_data(as_text=True)
    assert desk.coordinator.post(f"/claims/{claim_id}/approval", seen).status_code == 409  # she had it open
    assert desk.lawyer.post(back, desk.seen(claim_id)).status_code == 422
    assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 303
    returned = {"reasons": "late", **desk.seen(claim_id)}
    assert desk.coordinator.post(f"/claims/{claim_id}/return", returned).status_code == 303
    assert button not in desk.page(claim_id)
    assert desk.lawyer.post(back, desk.seen(claim_id)).status_code == 422


def test_a_claim_that_is_filed_is_not_taken_back_from_review(desk: Desk) -> None:
    claim_id = desk.submitted()
    filed = {"on": f"2. 2. {YEAR}.", "unreviewed": "made_orally"}
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", filed).status_code == 303

    answer = desk.lawyer.post(f"/claims/{claim_id}/submission/withdrawal", desk.seen(claim_id))

    assert answer.status_code == 422
    assert "It has been filed, so it can no longer be taken back." in answer.get_data(as_text=True)
    assert desk.state(claim_id) == "submitted"


def test_what_was_taken_back_was_never_sent_and_the_history_says_who_took_it_back(desk: Desk) -> None:
    claim_id, earlier = desk.submitted(), clock.now() - timedelta(days=3)
    with desk.app.app_context(), committing() as session:
        session.execute(update(Claim).values(submitted_at=earlier, first_sent_at=earlier))

    back = desk.lawyer.post(f"/claims/{claim_id}/submission/withdrawal", desk.seen(claim_id))
    taken_back, never = desk.page(claim_id), desk.rows(select(Claim.first_sent_at))
    again = desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))

    assert (back.status_code, never, again.status_code) == (303, [None], 303)
    queue = desk.coordinator.get("/claims/").get_data(as_text=True)
    sent = desk.page(claim_id, desk.coordinator)
    assert "sent first on" not in queue
    assert "Sent first" not in sent
    for page in (taken_back, sent):
        history = page.split('id="reviews"')[1]
        assert "Taken back from review" in history
        assert "Vera Zamišljena" in history.split("Taken back from review")[1]
        assert "not independently reviewed" not in history
    assert desk.rows(select(Claim.first_sent_at)) == desk.rows(select(Claim.submitted_at)) != [None]


def test_a_claim_that_changed_meanwhile_is_not_sent_unseen(desk: Desk) -> None:
    claim_id = desk.draft()
    seen = desk.seen(claim_id)
    assert (
        desk.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, "parts-0-amount": "1,000", **seen}).status_code == 303
    )

    answers = [desk.lawyer.post(f"/claims/{claim_id}/submission", one) for one in (seen, {})]

    assert [one.status_code for one in answers] == [409, 409]
    assert "This claim changed after you had opened it" in answers[0].get_data(as_text=True)
    assert desk.state(claim_id) == "draft"


def test_a_filing_that_is_said_to_be_none_leaves_the_claim_with_its_reviewer(desk: Desk) -> None:
    """Else whoever filed without approval could take it out of everybody's sight."""
    claim_id = desk.submitted()
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 2. {YEAR}.", "unreviewed": "made_orally"})
    none = {"was": f"{YEAR}-02-02", "never": "y", "why": "mistyped"}
    assert desk.lawyer.post(f"/claims/{claim_id}/filing-corrections", none).status_code == 303

    answer = desk.lawyer.post(f"/claims/{claim_id}/submission/withdrawal", desk.seen(claim_id))

    assert answer.status_code == 422
    assert "It was recorded as filed, which was a mistake." in answer.get_data(as_text=True)
    assert "It has been filed" not in answer.get_data(as_text=True)
    assert f"/claims/{claim_id}" in desk.coordinator.get("/claims/").get_data(as_text=True)
    desk.coordinator.post(f"/claims/{claim_id}/return", {"reasons": "other"} | desk.seen(claim_id))
    returned = desk.lawyer.post(f"/claims/{claim_id}/submission/withdrawal", desk.seen(claim_id))
    assert "It is not in review." in returned.get_data(as_text=True)


def test_a_returned_claim_comes_back_as_a_new_version(desk: Desk) -> None:
    claim_id = desk.submitted()
    said = {"reasons": ["amount_unsupported", "evidence_missing"], "note": "Medicinski nalaz nedostaje."}
    assert desk.coordinator.post(f"/claims/{claim_id}/return", said | desk.seen(claim_id)).status_code == 303
    assert "Evidence is missing" in desk.page(claim_id)
    assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 422
    row_version = re.search(
        r'name="row_version"[^>]*value="(\d+)"', desk.lawyer.get(f"/claims/{claim_id}/edit").get_data(as_text=True)
    )
    assert row_version is not None

    answer = desk.lawyer.post(
        f"/claims/{claim_id}/versions", {**ROWS, "parts-0-amount": "900,000", "row_version": row_version[1]}
    )

    assert answer.status_code == 303
    assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 303
    assert desk.rows(select(Claim.version).where(Claim.id == claim_id)) == [2]
    kept = desk.rows(select(ClaimPart.amount).where(ClaimPart.claim_id == claim_id, ClaimPart.version == 1))
    assert Decimal("960000.00") in kept


def test_the_page_after_a_verdict_leads_back_to_the_claim(desk: Desk) -> None:
    claim_id = desk.submitted()

    answer = desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id))

    page = desk.coordinator.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Approved." in page
    assert f'<a href="/claims/{claim_id}">To the claim of' in page
    other = desk.coordinator.get("/claims/?done=approved&claim=elsewhere")
    assert other.status_code == 200


def test_returning_needs_a_reason_and_keeps_the_note(desk: Desk) -> None:
    claim_id = desk.submitted()

    answer = desk.coordinator.post(f"/claims/{claim_id}/return", {"note": "Molim dopunite.", **desk.seen(claim_id)})

    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Choose a reason for the claim or for one row." in page
    assert "Molim dopunite." in page


def test_a_note_is_sealed_and_read_only_with_the_opened_file(desk: Desk) -> None:
    claim_id = desk.submitted()
    said = {"reasons": "late", "note": "Napomena o zdravlju.", **desk.seen(claim_id)}
    desk.coordinator.post(f"/claims/{claim_id}/return", said)
    assert "Napomena o zdravlju." not in desk.page(claim_id)

    desk.lawyer.post(f"/cases/{desk.case_id}/openings", {"purpose": "drafting"})

    assert "Napomena o zdravlju." in desk.page(claim_id)
    assert "Napomena o zdravlju." not in desk.page(claim_id, desk.coordinator)


def test_a_note_stays_readable_while_the_file_is_used_and_closes_with_it(desk: Desk) -> None:
    claim_id, start = desk.submitted(), clock.now()
    said = {"reasons": "late", "note": "Napomena o zdravlju.", **desk.seen(claim_id)}
    desk.coordinator.post(f"/claims/{claim_id}/return", said)
    desk.lawyer.post(f"/cases/{desk.case_id}/openings", {"purpose": "drafting"})

    read = []
    for minutes in (15, 30, 45, 66):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            read.append("Napomena o zdravlju." in desk.page(claim_id))

    assert read == [True, True, True, False]


def test_a_review_that_is_refused_shows_the_page_again_though_the_file_was_not_used_for_long(desk: Desk) -> None:
    """By then the request has begun to write, and the use of a file is noted before that or not at all."""
    claim_id, start = desk.submitted(), clock.now()
    desk.coordinator.post(f"/cases/{desk.case_id}/openings", {"purpose": "drafting"})
    seen = desk.seen(claim_id)
    assert desk.coordinator.post(f"/claims/{claim_id}/approval", seen).status_code == 303

    with time_machine.travel(start + timedelta(minutes=5), tick=False):
        answer = desk.coordinator.post(f"/claims/{claim_id}/approval", seen)

    assert answer.status_code == 409


@pytest.mark.parametrize("decision", ["approval", "return"])
def test_a_decision_on_rows_that_have_changed_is_refused_and_the_note_stays(desk: Desk, decision: str) -> None:
    claim_id = desk.submitted()
    seen = desk.seen(claim_id)
    assert desk.coordinator.post(f"/claims/{claim_id}/return", {"reasons": "late", **seen}).status_code == 303
    rows = {**ROWS, "parts-0-amount": "777,777", **desk.seen(claim_id)}
    desk.lawyer.post(f"/claims/{claim_id}/versions", rows)
    said = {"reasons": "late", "note": "Napomena koja ostaje.", **seen}

    while_it_is_changed = desk.coordinator.post(f"/claims/{claim_id}/{decision}", said)
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))
    answer = desk.coordinator.post(f"/claims/{claim_id}/{decision}", said)

    assert while_it_is_changed.status_code == answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "777,777.00" in page
    assert "Napomena koja ostaje." in page
    assert "Napomena koja ostaje." in while_it_is_changed.get_data(as_text=True)
    again = re.search(r'name="row_version"[^>]*value="(\d+)"', page)
    assert again is not None
    said["row_version"] = again[1]
    assert desk.coordinator.post(f"/claims/{claim_id}/{decision}", said).status_code == 303


def test_a_decision_that_does_not_say_which_rows_were_seen_is_refused(desk: Desk) -> None:
    claim_id = desk.submitted()

    answer = desk.coordinator.post(f"/claims/{claim_id}/approval")

    assert answer.status_code == 409
    assert desk.state(claim_id) == "submitted"


def test_an_approved_claim_changes_only_as_a_new_version_to_be_reviewed_again(desk: Desk) -> None:
    claim_id = desk.approved()
    row_version = str(desk.rows(select(Claim.row_version).where(Claim.id == claim_id))[0])

    desk.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, "row_version": row_version})

    claim = desk.rows(select(Claim).where(Claim.id == claim_id))[0]
    assert (claim.state, claim.version, claim.approved_by) == ("draft", 2, None)


def test_a_claim_in_review_cannot_be_changed(desk: Desk) -> None:
    claim_id = desk.submitted()

    assert desk.lawyer.get(f"/claims/{claim_id}/edit").status_code == 409
    answer = desk.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, "row_version": "2"})

    assert answer.status_code == 409
    assert desk.rows(select(Claim.version).where(Claim.id == claim_id)) == [1]


def test_the_queue_has_the_longest_wait_first_and_the_navigation_counts_it(desk: Desk) -> None:
    first, second = desk.submitted(), desk.submitted()

    page = desk.coordinator.get("/claims/").get_data(as_text=True)

    assert 0 < page.index(f"/claims/{first}") < page.index(f"/claims/{second}")
    assert 'class="badge-count">2<' in page
    assert "10,730.93" in page  # EUR at the rate that the page names
    assert f"/claims/{first}" not in desk.coordinator.get("/claims/?show=ready").get_data(as_text=True)
    assert f"/claims/{first}" in desk.coordinator.get("/claims/?show=not-ready").get_data(as_text=True)


def test_the_queue_reads_as_often_for_many_claims_as_for_one(desk: Desk) -> None:
    desk.submitted()
    assert desk.coordinator.get("/claims/").status_code == 200
    one = statements(desk, lambda: desk.coordinator.get("/claims/"))
    for _time in range(3):
        desk.submitted()

    assert statements(desk, lambda: desk.coordinator.get("/claims/")) == one
