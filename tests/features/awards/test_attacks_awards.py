"""Broken, huge and strange input where a decision is broken down."""

from uuid import UUID

import pytest
from sqlalchemy import func, select

from claiming import Desk
from litigation_app.casework.claims.awards.models import AwardLine
from litigation_app.casework.claims.models import CourtDecision

DECIDED = {"on": "17. 3. 2014.", "instance": "final", "outcome": "awarded_part", "amount": "1,000,000", "is_final": "y"}
LINES = {
    "lines-0-head": "fear", "lines-0-answer": "awarded", "lines-0-amount": "1,000,000",
    "lines-0-interest_from": "17. 3. 2014.", "version": "0",
}  # fmt: skip


@pytest.fixture
def decision(desk: Desk) -> UUID:
    """The only decision, on the only claim."""
    assert desk.lawyer.post(f"/claims/{desk.approved()}/decisions", DECIDED).status_code == 303
    return UUID(str(desk.rows(select(CourtDecision.id))[0]))


@pytest.mark.parametrize("number", ["²", "٣", "-1", "9" * 5000, "x"])
def test_a_line_with_a_strange_number_is_an_answer_and_no_fault_of_the_desk(
    desk: Desk, decision: UUID, number: str
) -> None:
    answer = desk.lawyer.post(f"/decisions/{decision}/lines", {f"lines-{number}-head": "fear", "version": "0"})

    assert answer.status_code == 422
    assert desk.rows(select(func.count(AwardLine.id))) == [0]


@pytest.mark.parametrize("day", ["31. 12. 9999.", "1. 1. 0001.", "0", "٣. ٣. ٢٠٢٦.", "x" * 5000])
def test_the_account_of_a_strange_day_is_an_answer(desk: Desk, decision: UUID, day: str) -> None:
    assert desk.lawyer.post(f"/decisions/{decision}/lines", LINES).status_code == 303
    claim_id = desk.rows(select(CourtDecision.claim_id))[0]

    codes = [
        desk.lawyer.get(f"/claims/{claim_id}/account{end}", query_string={"on": day}).status_code
        for end in ("", ".pdf")
    ]

    assert set(codes) <= {200, 303}
