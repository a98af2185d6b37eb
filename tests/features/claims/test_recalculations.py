"""Is a computed amount kept, computed anew or given up as its claim changes, and never two different figures?"""

import re

import pytest
from sqlalchemy import select

from claiming import ROWS, Desk, plain
from computed import EMPLOYER, amounts, compute, opened
from lawyering import text
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.models import Claim
from litigation_app.vault import Capsule


def test_another_row_loses_nothing_that_is_typed(desk: Desk) -> None:
    answer = compute(desk, desk.draft(), again="row")

    page = text(answer)
    assert answer.status_code == 422
    assert "22. 12. 2017." in page
    assert 'name="periods-1-first"' in page


def test_an_amount_that_is_typed_over_is_no_longer_computed(desk: Desk) -> None:
    claim_id = desk.draft()
    compute(desk, claim_id)
    opened(desk, "legal")

    answer = desk.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, **desk.seen(claim_id)})

    assert answer.status_code == 303
    assert amounts(desk, claim_id)["lost_earnings"] == "960000.00"
    page = plain(desk.page(claim_id))
    assert "60 hours at 130.00 RSD" not in page
    assert EMPLOYER in page  # what it rests on is as true as before


def test_a_computed_row_keeps_its_computation_when_another_row_changes(desk: Desk) -> None:
    claim_id = desk.draft()
    compute(desk, claim_id)
    opened(desk, "legal")

    rows = {**ROWS, "parts-0-amount": "10,232", "parts-1-amount": "5", **desk.seen(claim_id)}
    desk.lawyer.post(f"/claims/{claim_id}/versions", rows)

    assert EMPLOYER in desk.page(claim_id)


def test_computing_anew_starts_from_what_was_said_and_replaces_the_figure(desk: Desk) -> None:
    claim_id = desk.draft()
    compute(desk, claim_id)
    opened(desk, "legal")
    form = text(desk.lawyer.get(f"/claims/{claim_id}/rows/lost_earnings/calculation"))
    assert EMPLOYER in form
    assert 'value="42"' in form

    answer = compute(desk, claim_id, received="0")

    assert answer.status_code == 303
    assert amounts(desk, claim_id)["lost_earnings"] == "11232.00"
    assert len(desk.rows(select(Computed.id))) == 2


@pytest.mark.parametrize("is_open", [True, False])
def test_what_a_row_rests_on_outlives_its_computation(desk: Desk, is_open: bool) -> None:
    claim_id = desk.draft(**{"parts-0-basis": EMPLOYER})
    assert "Computed" not in plain(desk.page(claim_id))  # a typed sum with its reason
    if is_open:
        opened(desk, "legal")
    form = text(desk.lawyer.get(f"/claims/{claim_id}/rows/lost_earnings/calculation?method=earnings"))
    assert (EMPLOYER in form) is is_open

    answer = compute(desk, claim_id, note=EMPLOYER if is_open else "", **({"note-read": "y"} if is_open else {}))
    again = compute(desk, claim_id, note=EMPLOYER if is_open else "", received="0")

    assert (answer.status_code, again.status_code) == (303, 303)
    opened(desk, "legal")
    assert EMPLOYER in desk.page(claim_id)
    assert EMPLOYER in text(desk.lawyer.get(f"/claims/{claim_id}/edit"))
    assert compute(desk, claim_id, note="", **{"note-read": "y"}).status_code == 303
    assert EMPLOYER not in desk.page(claim_id)


def test_after_a_review_computing_makes_a_new_version(desk: Desk) -> None:
    claim_id = desk.approved()

    assert compute(desk, claim_id).status_code == 303

    assert desk.state(claim_id) == "draft"
    assert desk.rows(select(Claim.version).where(Claim.id == claim_id)) == [2]


def test_while_a_coordinator_reads_it_nothing_is_computed_and_nothing_is_kept(desk: Desk) -> None:
    claim_id = desk.submitted()

    answer = compute(desk, claim_id)

    assert answer.status_code == 409
    assert "A coordinator is reading it" in text(answer)
    assert EMPLOYER in text(answer)
    assert desk.rows(select(Computed.id)) == []
    assert desk.rows(select(Capsule.row).where(Capsule.table == "calculation")) == []


def test_if_the_claim_changed_meanwhile_computing_again_is_a_decision(desk: Desk) -> None:
    claim_id = desk.draft()
    seen = desk.seen(claim_id)
    desk.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, "parts-1-amount": "7", **seen})

    answer = compute(desk, claim_id, **seen)

    assert answer.status_code == 409
    page = text(answer)
    assert "The claim changed while you were writing" in page
    assert EMPLOYER in page
    again = re.search(r'name="row_version"[^>]*value="(\d+)"', page)
    assert again is not None
    assert compute(desk, claim_id, row_version=again[1]).status_code == 303
    assert amounts(desk, claim_id) == {"lost_earnings": "10232.00", "fear": "7.00"}
