"""A decision of the court as it is recorded and broken down, and its account."""

from uuid import UUID

import pytest
from sqlalchemy import select

from claiming import Desk
from lawyering import text
from litigation_app.casework.claims.models import CourtDecision

# The first Serbian award (2014), as if a court had decided it on 17 March 2014; the day is invented.
DECIDED = {"on": "17. 3. 2014.", "instance": "final", "outcome": "awarded_part", "amount": "1,000,000", "is_final": "y"}


LINES = {
    "lines-0-head": "dignity_freedom", "lines-0-answer": "awarded", "lines-0-amount": "800,000",
    "lines-0-interest_from": "17. 3. 2014.",
    "lines-1-head": "fear", "lines-1-answer": "awarded", "lines-1-amount": "200,000",
    "lines-1-interest_from": "17. 3. 2014.",
    "lines-2-head": "lost_earnings", "lines-2-answer": "referred", "lines-2-reason": "not_quantified",
    "lines-3-head": "costs", "lines-3-answer": "awarded", "lines-3-amount": "327,375.00",
    "version": "0",
}  # fmt: skip


@pytest.fixture
def decision(desk: Desk) -> UUID:
    """A claim that was decided; the id of the decision."""
    return decided(desk, desk.approved())


def decided(desk: Desk, claim_id: UUID, **other: str) -> UUID:
    known = set(desk.rows(select(CourtDecision.id)))
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", DECIDED | other).status_code == 303
    return UUID(str((set(desk.rows(select(CourtDecision.id))) - known).pop()))


def claim_of(desk: Desk, decision: UUID) -> UUID:
    return UUID(str(desk.rows(select(CourtDecision.claim_id).where(CourtDecision.id == decision))[0]))


def account(desk: Desk, claim_id: UUID, on: str) -> str:
    answer = desk.lawyer.get(f"/claims/{claim_id}/account?on={on}")
    assert answer.status_code == 200
    return text(answer)
