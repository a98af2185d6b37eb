"""Is a claim that rests on nothing, or with an open conflict of interest, approved only with a reason?"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from claiming import Desk
from lawyering import open_file
from litigation_app.ledger import LedgerEntry


def opposed(desk: Desk, lawyer: Any, email: str) -> None:
    """The client of the desk is accused in a case of this lawyer."""
    desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Zoran Nepostojeći"})
    record = {"given_name": "Zoran", "family_name": "Nepostojeći", "sex": "M", "citizenship_group": "NATIONAL"}
    record |= {"status": "FORMAL", "first_contact": "3. 1. 2026."}
    assert lawyer.post(f"/cases/{desk.make.case(email)}/victims", record).status_code == 303


def test_what_rests_on_nothing_is_approved_only_with_a_reason_that_stays(desk: Desk) -> None:
    claim_id = desk.submitted()
    path, seen = f"/claims/{claim_id}/approval", {"row_version": desk.seen(claim_id)["row_version"]}

    asked = desk.coordinator.post(path, {**seen, "note": "Kept words"})
    unsaid = desk.coordinator.post(path, {**seen, "asked": "evidence", "because": " "})
    untold = desk.coordinator.post(path, {**seen, "because": "Never asked"})

    assert [one.status_code for one in (asked, unsaid, untold)] == [422] * 3
    assert "Still open, and the claim rests on it: Evidence for each head of damage." in asked.get_data(as_text=True)
    assert "Kept words" in asked.get_data(as_text=True)
    assert "Fill this in" in unsaid.get_data(as_text=True)
    assert "Never asked" in untold.get_data(as_text=True)
    assert desk.state(claim_id) == "submitted"
    said = {**seen, "asked": "evidence", "because": "Her statement proves it", "note": "Kept words"}
    assert desk.coordinator.post(path, said).status_code == 303
    assert desk.coordinator.post(path, said).status_code == 409  # pressed twice
    page = desk.page(claim_id)
    assert "Approved although still open: Evidence for each head of damage" in page
    assert "Her statement proves it" not in page
    open_file(desk.lawyer, desk.case_id)
    assert "Her statement proves it" in desk.page(claim_id)
    (entry,) = desk.rows(select(LedgerEntry).where(LedgerEntry.act == "approve_despite"))
    assert (entry.object, b"evidence" in entry.body, b"proves" in entry.body) == (f"claim:{claim_id}", True, False)


def test_an_open_conflict_is_asked_about_and_named_to_whoever_sees_both_sides_alone(
    desk: Desk, client_as: Callable[[str], Any]
) -> None:
    email, named = desk.make.lawyer(), "Conflict of interest with another case"
    claim_id = desk.submitted()
    path, seen = f"/claims/{claim_id}/approval", desk.seen(claim_id)
    opposed(desk, client_as(email), email)
    pages = [desk.page(claim_id, who) for who in (desk.lawyer, desk.coordinator)]

    asked = desk.coordinator.post(path, {**seen, "asked": "evidence"})  # as it stood before the conflict was found
    approved = desk.coordinator.post(path, {**seen, "because": "Consent was given"})

    assert [named in page for page in pages] == [False, True]
    assert (asked.status_code, named in asked.get_data(as_text=True)) == (422, True)
    assert approved.status_code == 303
    shown = [desk.page(claim_id, who).split('id="reviews"')[1] for who in (desk.lawyer, desk.coordinator)]
    assert [named in page for page in shown] == [False, True]
    assert all("Approved although still open: Evidence" in page or named in page for page in shown)


def test_a_coordinator_who_does_not_see_the_other_side_is_asked_nothing_of_a_conflict(
    desk: Desk, client_as: Callable[[str], Any]
) -> None:
    email = desk.make.lawyer(office=desk.make.office("RS", "Elsewhere"))
    opposed(desk, client_as(email), email)
    claim_id = desk.submitted()

    answer = desk.coordinator.post(f"/claims/{claim_id}/approval", {**desk.seen(claim_id), "asked": "", "because": ""})

    page = answer.get_data(as_text=True)
    assert (answer.status_code, "Evidence for each head of damage." in page) == (422, True)
    assert "Conflict of interest with another case" not in page
