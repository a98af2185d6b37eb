"""Is a claim that was filed before anybody approved it recorded all the same, shown in red and reviewed afterwards?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select

from claiming import ROWS, YEAR, Desk, plain
from litigation_app.casework.claims.models import Claim, ClaimWriter, Review
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.language import format_date

ORAL = {"on": f"2. 3. {YEAR}.", "unreviewed": "made_orally", "early": "y"}
DECIDED = {"on": f"4. 5. {YEAR}.", "instance": "first", "outcome": "referred"}


def filed(desk: Desk, claim_id: UUID, said: dict[str, str] | None = None) -> Any:
    return desk.lawyer.post(f"/claims/{claim_id}/filings", said or ORAL)


def queue(who: Any) -> str:
    return plain(who.get("/claims/").get_data(as_text=True))


def test_a_draft_made_orally_is_recorded_with_its_reason_and_waits_in_red(desk: Desk) -> None:
    claim_id = desk.draft()

    asked = filed(desk, claim_id, {"on": ORAL["on"]})
    answer = filed(desk, claim_id)

    assert asked.status_code == 422
    assert "Say why it was filed all the same" in asked.get_data(as_text=True)
    assert f'value="{ORAL["on"]}"' in asked.get_data(as_text=True)
    assert answer.status_code == 303
    due = plain(format_date(clock.today().replace(year=YEAR, month=3, day=9))).rstrip(".")
    assert f"Filed without approval: the review was due by {due}." in plain(desk.page(claim_id))
    assert "Filed without approval first, then the longest wait" in queue(desk.coordinator)
    assert f"the review was due by {due}." in queue(desk.coordinator)
    assert f"the review was due by {due}." in plain(desk.lawyer.get(f"/cases/{desk.case_id}").get_data(as_text=True))
    assert desk.state(claim_id) == "submitted"


def test_one_filed_today_may_still_be_reviewed_for_seven_days(desk: Desk) -> None:
    claim_id = desk.draft()

    filed(desk, claim_id, {**ORAL, "on": format_date(clock.today())})

    due = plain(format_date(clock.today() + timedelta(days=7))).rstrip(".")
    assert f"Filed without approval: to be reviewed by {due}." in plain(desk.page(claim_id))


def test_the_review_afterwards_ends_the_red_mark_and_the_reason_stays(desk: Desk) -> None:
    claim_id = desk.draft()
    filed(desk, claim_id)

    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303

    page = desk.page(claim_id)
    assert "Filed without approval, reviewed afterwards." in page
    assert "It was made orally at a hearing" in page
    assert f"/claims/{claim_id}" not in queue(desk.coordinator)
    assert desk.state(claim_id) == "approved"


def test_a_decision_does_not_take_it_out_of_the_queue(desk: Desk) -> None:
    claim_id = desk.draft()
    filed(desk, claim_id)
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", DECIDED).status_code == 303

    waits = queue(desk.coordinator)
    answer = desk.coordinator.post(f"/claims/{claim_id}/return", {"reasons": "late", **desk.seen(claim_id)})

    assert f"/claims/{claim_id}" in waits
    assert answer.status_code == 303
    assert desk.state(claim_id) == "decided"
    assert f"/claims/{claim_id}" not in queue(desk.coordinator)


def test_what_was_approved_is_filed_without_any_reason(desk: Desk) -> None:
    claim_id = desk.approved()

    page = desk.lawyer.get(f"/claims/{claim_id}/filings").get_data(as_text=True)
    answer = filed(desk, claim_id)

    assert "Why nobody had approved it" not in page
    assert answer.status_code == 303
    assert desk.rows(select(Claim.unreviewed_because).where(Claim.id == claim_id)) == [None]


def test_a_returned_claim_that_is_filed_waits_again(desk: Desk) -> None:
    claim_id = desk.submitted()
    desk.coordinator.post(f"/claims/{claim_id}/return", {"reasons": "late", **desk.seen(claim_id)})

    assert filed(desk, claim_id, {**ORAL, "unreviewed": "period_ending"}).status_code == 303

    assert f"/claims/{claim_id}" in queue(desk.coordinator)


@pytest.fixture
def alone(make: Any, client_as: Callable[[str], Any]) -> Desk:
    """A lawyer who is the only coordinator of her office; another coordinator works elsewhere."""
    make.first_office()
    email = make.person(Role.LAWYER, Role.COORDINATOR, office=make.office(name="The small office"))
    return Desk(make, client_as, email)


def approve(desk: Desk, claim_id: UUID) -> Any:
    return desk.lawyer.post(f"/claims/{claim_id}/approval", desk.seen(claim_id))


def test_who_reviews_alone_may_do_so_a_day_later_and_it_says_so(alone: Desk) -> None:
    claim_id = alone.submitted()

    at_once = approve(alone, claim_id)
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=False):
        alone.lawyer.sign_in()
        listed, answer = queue(alone.lawyer), approve(alone, claim_id)

    assert at_once.status_code == 422
    assert "you may review it a day after it was sent" in at_once.get_data(as_text=True)
    assert f"/claims/{claim_id}" in listed
    assert answer.status_code == 303
    assert alone.rows(select(Review.is_independent).where(Review.claim_id == claim_id)) == [False]
    alone.lawyer.sign_in()
    assert "not independently reviewed" in alone.page(claim_id)


def test_who_reviews_alone_can_review_rows_that_were_changed_before_the_court_decided(alone: Desk) -> None:
    claim_id = alone.draft()
    assert filed(alone, claim_id).status_code == 303
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        alone.lawyer.sign_in()
        assert approve(alone, claim_id).status_code == 303
        assert alone.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, **alone.seen(claim_id)}).status_code == 303
        assert alone.lawyer.post(f"/claims/{claim_id}/decisions", DECIDED).status_code == 303

    with time_machine.travel(clock.now() + timedelta(days=4), tick=False):
        alone.lawyer.sign_in()
        listed, answer = queue(alone.lawyer), approve(alone, claim_id)

    assert f"/claims/{claim_id}" in listed
    assert answer.status_code == 303


def test_with_a_second_coordinator_nobody_reviews_her_own_however_long_it_waits(make: Any, alone: Desk) -> None:
    make.coordinator(office=next(iter(make.actor(alone.lawyer.email).held)).office_id)
    claim_id = alone.submitted()

    with time_machine.travel(clock.now() + timedelta(days=30), tick=False):
        alone.lawyer.sign_in()
        listed, answer = queue(alone.lawyer), approve(alone, claim_id)

    assert answer.status_code == 422
    assert "Another coordinator has to review it" in answer.get_data(as_text=True)
    assert f"/claims/{claim_id}" not in listed


def test_a_second_coordinator_who_wrote_another_claim_still_reviews_this_one(
    make: Any, client_as: Callable[[str], Any], alone: Desk
) -> None:
    office = next(iter(make.actor(alone.lawyer.email).held)).office_id
    second = Desk(make, client_as, make.person(Role.LAWYER, Role.COORDINATOR, office=office))
    other_id = second.draft()
    assert second.lawyer.post(f"/claims/{other_id}/versions", {**ROWS, **second.seen(other_id)}).status_code == 303
    assert second.rows(select(ClaimWriter.user_id).where(ClaimWriter.claim_id == other_id))
    claim_id = alone.submitted()

    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        alone.lawyer.sign_in()
        listed, answer = queue(alone.lawyer), approve(alone, claim_id)

    assert answer.status_code == 422
    assert f"/claims/{claim_id}" not in listed


def test_a_wall_that_she_puts_up_herself_does_not_make_her_alone(make: Any, alone: Desk) -> None:
    held = next(iter(make.actor(alone.lawyer.email).held)).office_id
    other = make.user_id(make.coordinator(office=held))
    claim_id = alone.submitted()
    wall = {"person": str(other), "reason": "knows_a_party"}
    answer = alone.lawyer.post(f"/cases/{alone.case_id}/walls", wall)

    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        alone.lawyer.sign_in()
        is_listed, approval = f"/claims/{claim_id}" in queue(alone.lawyer), approve(alone, claim_id)

    assert answer.status_code == 303
    assert not is_listed
    assert approval.status_code == 422


def test_rows_changed_after_the_filing_do_not_slip_past_the_review_with_a_decision(desk: Desk) -> None:
    claim_id = desk.approved()
    filed(desk, claim_id)
    more = {**ROWS, "parts-0-amount": "9,900,000.00", **desk.seen(claim_id)}
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", more).status_code == 303
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", DECIDED).status_code == 303

    waits, page = queue(desk.coordinator), plain(desk.page(claim_id))

    assert f"/claims/{claim_id}" in waits
    assert "Decided before a coordinator had approved it" in page
    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303
    assert f"/claims/{claim_id}" not in queue(desk.coordinator)


def test_whoever_only_writes_down_the_filing_of_a_sent_claim_may_still_review_it(
    client_as: Callable[[str], Any], desk: Desk
) -> None:
    second = desk.second_lawyer(client_as)
    claim_id = desk.submitted()

    assert second.post(f"/claims/{claim_id}/filings", ORAL).status_code == 303

    assert second.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303


def test_a_filing_after_the_decision_is_asked_about(desk: Desk) -> None:
    claim_id = desk.approved()
    desk.lawyer.post(f"/claims/{claim_id}/decisions", DECIDED)

    answer = filed(desk, claim_id, {"on": f"6. 6. {YEAR}."})

    assert answer.status_code == 422
    assert "This is after the court decided on the claim" in answer.get_data(as_text=True)
