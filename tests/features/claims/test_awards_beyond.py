"""A decision that awards more than was claimed: the desk asks, and nothing that was typed is lost."""

import pytest
from sqlalchemy import select

from claiming import YEAR, Desk, plain
from litigation_app.casework.claims.models import CourtDecision

CLAIMED = "1,260,000"
DECISION = {"on": f"4. 3. {YEAR}.", "instance": "first", "outcome": "awarded_full", "amount": "12,600,000"}
TICK = 'name="more"'


def test_it_is_asked_whether_it_is_meant_and_nothing_is_lost(desk: Desk) -> None:
    path = f"/claims/{desk.approved()}/decisions"
    assert TICK not in plain(desk.lawyer.get(path).get_data(as_text=True))

    answer = desk.lawyer.post(path, DECISION)

    page = plain(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "This is more than was claimed." in page
    assert TICK in page
    assert all(f'value="{typed}"' in page for typed in (DECISION["on"], DECISION["amount"]))
    assert desk.rows(select(CourtDecision.id)) == []


def test_what_is_meant_is_recorded_and_stays_marked(desk: Desk) -> None:
    claim_id = desk.approved()

    answer = desk.lawyer.post(f"/claims/{claim_id}/decisions", DECISION | {"more": "y"})

    assert answer.status_code == 303
    assert "more than was claimed" in desk.page(claim_id)


@pytest.mark.parametrize("amount", [CLAIMED, "1,259,999.99"])
def test_nobody_is_asked_of_what_was_claimed_or_less(desk: Desk, amount: str) -> None:
    claim_id = desk.approved()

    answer = desk.lawyer.post(f"/claims/{claim_id}/decisions", DECISION | {"amount": amount})

    assert answer.status_code == 303
    assert "more than was claimed" not in desk.page(claim_id)
