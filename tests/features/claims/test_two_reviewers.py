"""Do two coordinators approve what is above the limit of their office, and who reviews while one is away?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from claiming import Desk, plain
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.casework.claims.models import Claim, Review
from litigation_app.core.access import Role
from litigation_app.core.clock import today
from litigation_app.core.language import format_date
from litigation_app.ledger import LedgerEntry


@pytest.fixture
def second(desk: Desk, make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.coordinator(name="Druga Koordinatorka"))


def limit(desk: Desk, make: Any, client_as: Callable[[str], Any], amount: str) -> Any:
    admin = client_as(make.person(Role.ADMINISTRATOR))
    answer = admin.post(f"/offices/{make.first_office()}/review-limits", {"amount": amount})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return admin


def approve(desk: Desk, who: Any, claim_id: Any) -> Any:
    return who.post(f"/claims/{claim_id}/approval", desk.seen(claim_id))


def test_above_the_limit_two_coordinators_approve(
    desk: Desk, make: Any, client_as: Callable[[str], Any], second: Any
) -> None:
    limit(desk, make, client_as, "1,000,000")
    claim_id = desk.submitted()

    assert approve(desk, desk.coordinator, claim_id).status_code == 303
    assert desk.state(claim_id) == "submitted"
    again = approve(desk, desk.coordinator, claim_id)
    assert again.status_code == 422
    assert "a second coordinator has to approve it too" in again.get_data(as_text=True)
    assert f"/claims/{claim_id}" not in desk.coordinator.get("/claims/").get_data(as_text=True)
    assert "approved by one, a second has to" in second.get("/claims/").get_data(as_text=True)
    assert approve(desk, second, claim_id).status_code == 303

    assert desk.state(claim_id) == "approved"
    acts = desk.rows(select(LedgerEntry.act).where(LedgerEntry.object == f"claim:{claim_id}").order_by(LedgerEntry.seq))
    assert [one for one in acts if one != "approve_despite"][-2:] == ["approve_claim_first", "approve_claim"]


def test_at_the_limit_and_after_it_was_lifted_one_is_enough(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    limit(desk, make, client_as, "1,260,000")
    at_it = desk.submitted()
    assert approve(desk, desk.coordinator, at_it).status_code == 303
    assert desk.state(at_it) == "approved"
    limit(desk, make, client_as, "1,000")
    admin = limit(desk, make, client_as, "")
    above = desk.submitted()

    assert approve(desk, desk.coordinator, above).status_code == 303

    assert desk.state(above) == "approved"
    page = plain(admin.get(f"/offices/{make.first_office()}/review-limits").get_data(as_text=True))
    assert "one is enough" in page
    assert "1,260,000.00 RSD" in page


def test_a_first_approval_does_not_keep_her_from_approving_once_one_is_enough(
    desk: Desk, make: Any, client_as: Callable[[str], Any], second: Any
) -> None:
    limit(desk, make, client_as, "1,000,000")
    claim_id = desk.submitted()
    assert approve(desk, desk.coordinator, claim_id).status_code == 303
    assert f"/claims/{claim_id}" not in desk.coordinator.get("/claims/").get_data(as_text=True)
    back = desk.coordinator.post(f"/claims/{claim_id}/approval/withdrawal", desk.seen(claim_id))
    assert "Yours is the first of two approvals: it cannot be taken back." in back.get_data(as_text=True)

    limit(desk, make, client_as, "1,260,000")

    queue = desk.coordinator.get("/claims/").get_data(as_text=True)
    assert f"/claims/{claim_id}" in queue
    assert "approved by one, a second has to" not in queue + second.get("/claims/").get_data(as_text=True)
    page = desk.page(claim_id, desk.coordinator)
    assert "By the limit in force now one is enough" in page
    assert "a second one has to approve it too" not in page
    assert approve(desk, desk.coordinator, claim_id).status_code == 303
    assert desk.state(claim_id) == "approved"


def test_a_claim_that_was_returned_begins_anew_with_both(
    desk: Desk, make: Any, client_as: Callable[[str], Any], second: Any
) -> None:
    limit(desk, make, client_as, "1,000")
    claim_id = desk.submitted()
    approve(desk, desk.coordinator, claim_id)

    answer = second.post(f"/claims/{claim_id}/return", {"reasons": "other"} | desk.seen(claim_id))

    assert answer.status_code == 303
    assert desk.rows(select(Claim.first_approved_by).where(Claim.id == claim_id)) == [None]


def test_two_first_approvals_at_once_are_one_and_nothing_is_lost(
    desk: Desk, make: Any, client_as: Callable[[str], Any], second: Any
) -> None:
    limit(desk, make, client_as, "1,000")
    claim_id = desk.submitted()
    seen = desk.seen(claim_id)

    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(who.post, f"/claims/{claim_id}/approval", seen) for who in (desk.coordinator, second)]
        codes = sorted(one.result().status_code for one in asked)

    assert codes == [303, 409]
    assert desk.state(claim_id) == "submitted"
    assert len(desk.rows(select(Review.id).where(Review.claim_id == claim_id))) == 1


def test_rows_are_remarked_on_in_words_and_an_approval_is_taken_back_until_it_is_filed(desk: Desk, second: Any) -> None:
    claim_id, remark = desk.submitted(), "Nedostaje platni listić za mart."
    said = {"rows-0-head": "lost_earnings", "rows-0-remark": remark, "note": "Inače u redu."}
    back = f"/claims/{claim_id}/approval/withdrawal"

    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id) | said).status_code == 303

    assert "Take my approval back" in desk.page(claim_id, desk.coordinator)
    assert "Take my approval back" not in desk.page(claim_id, second)
    assert remark not in desk.page(claim_id)
    desk.lawyer.post(f"/cases/{desk.case_id}/openings", {"purpose": "hearing"})
    assert f"Lost earnings: {remark}" in plain(desk.page(claim_id))
    others = second.post(back, desk.seen(claim_id))
    assert others.status_code == 422
    assert "No approval of yours stands on it, so there is none to take back." in others.get_data(as_text=True)
    assert desk.coordinator.post(back, {"row_version": "1"}).status_code == 409
    assert desk.coordinator.post(back, desk.seen(claim_id)).status_code == 303
    assert desk.state(claim_id) == "submitted"
    assert "Approval taken back" in desk.page(claim_id, second)
    assert approve(desk, second, claim_id).status_code == 303
    assert desk.coordinator.post(back, desk.seen(claim_id)).status_code == 422  # it is the other's now
    filed = desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": format_date(today()), "early": "y"})
    assert filed.status_code == 303
    late = second.post(back, desk.seen(claim_id))
    assert late.status_code == 422
    assert "It has been filed, so it can no longer be taken back." in late.get_data(as_text=True)


def test_only_an_administrator_sets_the_limit(desk: Desk, make: Any) -> None:
    path = f"/offices/{make.first_office()}/review-limits"

    assert desk.coordinator.get(path).status_code == 404
    assert desk.coordinator.post(path, {"amount": "1"}).status_code == 404


@pytest.mark.both_databases
def test_who_is_away_names_who_reviews_for_her_and_the_queue_says_so(desk: Desk, make: Any, second: Any) -> None:
    until = today() + timedelta(days=9)
    said = {
        "from_on": format_date(today()),
        "until_on": format_date(until),
        "stand_in": str(make.user_id(second.email)),
    }

    assert desk.coordinator.post("/absences/reviews", said).status_code == 303

    day = plain(format_date(until)).rstrip(".")
    assert f"is away until {day}: Druga Koordinatorka reviews instead." in plain(
        second.get("/claims/").get_data(as_text=True)
    )
    absence = desk.rows(select(StandIn.id))[0]
    assert second.post(f"/absences/{absence}/end").status_code == 404
    assert desk.coordinator.post(f"/absences/{absence}/end").status_code == 303
    assert "is away until" not in second.get("/claims/").get_data(as_text=True)
    acts = desk.rows(select(LedgerEntry.act).order_by(LedgerEntry.seq))
    assert [act for act in acts if "review" in act][-2:] == ["hand_over_reviews", "take_reviews_back"]


def test_an_absence_names_a_colleague_of_her_office_and_days_in_their_order(desk: Desk, make: Any, second: Any) -> None:
    elsewhere = make.coordinator(office=make.office())
    days = {"from_on": format_date(today() + timedelta(days=2)), "until_on": format_date(today())}

    wrong = desk.coordinator.post("/absences/reviews", days | {"stand_in": str(make.user_id(second.email))})
    stranger = desk.coordinator.post(
        "/absences/reviews",
        {"from_on": days["until_on"], "until_on": days["from_on"], "stand_in": str(make.user_id(elsewhere))},
    )

    assert wrong.status_code == stranger.status_code == 422
    assert "This is before the first day" in wrong.get_data(as_text=True)
    assert desk.rows(select(StandIn.id)) == []


def test_the_load_of_each_coordinator_stands_beside_the_queue(desk: Desk, second: Any) -> None:
    waiting, decided = desk.submitted(), desk.approved()

    page = desk.coordinator.get("/claims/").get_data(as_text=True)

    row = page[page.index("Druga Koordinatorka") :]
    numbers = [row.split('<td class="number">')[place].split("<")[0] for place in (1, 2)]
    assert numbers == ["1", "0"]
    assert waiting != decided
