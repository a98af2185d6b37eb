"""Who sees the ways to compensation of a client, of whom, and at what price?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from claiming import YEAR, Desk
from lawyering import part, statements, text
from litigation_app.casework.claims.models import Claim, ClaimPart
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core import clock
from litigation_app.core.clock import today
from litigation_app.core.db import committing
from ways import page, row, step

MOST = 20  # statements of the page, those around every page among them


def test_a_coordinator_drafts_no_claim_from_here(desk: Desk) -> None:
    seen = page(desk, desk.coordinator)

    assert "Begin the proceedings" in row(seen, "civil_suit")
    assert "Begin: draft the claim" not in part(seen, "compared")
    assert "Begin: draft the claim" in part(page(desk), "compared")


def test_a_stranger_a_walled_colleague_and_an_analyst_find_nothing(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    walled = client_as(make.coordinator())
    wall = {"person": str(make.user_id(walled.email)), "reason": "conflict_of_interest"}
    assert desk.coordinator.post(f"/cases/{desk.case_id}/walls", wall).status_code == 303
    nowhere = client_as(make.lawyer())
    missing = nowhere.get(f"/victims/{UUID(int=7)}/routes").get_data(as_text=True)

    for who in (walled, nowhere, client_as(make.analyst())):
        assert who.get(f"/victims/{desk.victim_id}/routes").status_code == 404
    assert len(nowhere.get(f"/victims/{desk.victim_id}/routes").get_data(as_text=True)) == len(missing)


def test_of_whom_was_erased_nothing_is_compared_and_nothing_begun(desk: Desk) -> None:
    desk.draft()
    with desk.app.app_context(), committing() as session:
        session.get_one(Victim, desk.victim_id).erased_at = clock.now()

    answer = desk.lawyer.get(f"/victims/{desk.victim_id}/routes")
    form = desk.lawyer.get(f"/cases/{desk.case_id}/claims/new?victim={desk.victim_id}&route=civil_suit")

    assert answer.status_code == 410
    assert "Personal data erased" in text(answer)
    assert "Begin" not in text(answer)
    assert "960,000.00" not in text(form)
    assert "/routes" not in desk.lawyer.get(f"/cases/{desk.case_id}/claims").get_data(as_text=True)


def test_another_victims_claims_are_not_hers(desk: Desk) -> None:
    claim_id = desk.approved()
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 3. {YEAR}.", "early": "y"}).status_code == 303
    desk.victim_id = desk.victim()

    seen = row(page(desk), "property_claim")

    assert "Open now" in seen
    assert str(claim_id) not in seen


def test_the_page_asks_as_often_for_many_claims_and_steps_as_for_few(desk: Desk) -> None:
    desk.draft()
    before = statements(desk.app, desk.lawyer, f"/victims/{desk.victim_id}/routes")
    for route in ("civil_suit", "echr_award", "unpaid_wages"):
        desk.draft(route=route)
    for day in range(9, 3, -1):
        step(desk, "criminal", "main_hearing", today() - timedelta(days=day))
    assert desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", {"procedure": "civil"}).status_code == 303

    after = statements(desk.app, desk.lawyer, f"/victims/{desk.victim_id}/routes")

    assert after == before
    assert after <= MOST
    assert len(desk.rows(select(Claim.id))) == 4
    assert desk.rows(select(ClaimPart.id))
