"""An award that fell with its judgment: nothing is owed by it, nobody is reminded of it, nothing more is written of it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import g
from sqlalchemy import select

from claiming import Desk, plain
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.appeals import actions as quashings
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.core.db import committing

DECIDED = {"on": "17. 3. 2014.", "instance": "first", "outcome": "awarded_part", "amount": "1,000,000"}
LINES = {
    "lines-0-head": "fear",
    "lines-0-answer": "awarded",
    "lines-0-amount": "1,000,000",
    "lines-0-interest_from": "17. 3. 2014.",
    "version": "0",
}
PLAN = {
    "basis": "court",
    "on": "1. 4. 2014.",
    "months": "1",
    "version": "0",
    "number": "3",
    "each": "100,000",
    "first": "1. 5. 2014.",
}


@pytest.fixture
def decision(desk: Desk) -> UUID:
    """A decision with its lines and a schedule, still standing."""
    claim_id = desk.approved()
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", DECIDED).status_code == 303
    found: UUID = desk.rows(select(CourtDecision.id))[0]
    assert desk.lawyer.post(f"/decisions/{found}/lines", LINES).status_code == 303
    assert desk.lawyer.post(f"/claims/{claim_id}/instalments", PLAN).status_code == 303
    return found


def fall(desk: Desk, make: Any) -> UUID:
    """The judgment is quashed and the claim falls with it; whose claim it is."""
    with desk.app.app_context(), committing() as session:
        g.actor = make.actor(desk.lawyer.email)
        quashings.fall(g.actor, session.get_one(Case, desk.case_id), date(2015, 1, 1))
        return session.scalars(select(CourtDecision.claim_id)).one()


def page(answer: Any) -> str:
    assert answer.status_code == 200
    return plain(answer.get_data(as_text=True))


def test_nothing_is_owed_by_it(desk: Desk, make: Any, decision: UUID) -> None:
    claim_id = desk.rows(select(CourtDecision.claim_id))[0]
    assert "1,000,000.00 RSD" in page(desk.lawyer.get(f"/claims/{claim_id}/account"))

    fall(desk, make)

    assert "1,000,000.00 RSD" not in page(desk.lawyer.get(f"/claims/{claim_id}/account"))
    assert desk.lawyer.get(f"/claims/{claim_id}/account.pdf?for=court").status_code == 303
    assert f"/decisions/{decision}/lines" not in page(desk.lawyer.get(f"/claims/{claim_id}"))


def test_a_claim_on_which_a_later_decision_is_final_stays_decided(desk: Desk, make: Any, decision: UUID) -> None:
    claim_id = desk.rows(select(CourtDecision.claim_id))[0]
    final = {"on": "1. 9. 2014.", "instance": "final", "outcome": "awarded_part", "amount": "500,000", "is_final": "y"}
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", final).status_code == 303

    with desk.app.app_context(), committing() as session:
        g.actor = make.actor(desk.lawyer.email)
        quashings.fall(g.actor, session.get_one(Case, desk.case_id), date(2015, 1, 1))

    assert desk.state(claim_id) == "decided"


def test_nobody_is_reminded_of_its_instalments(desk: Desk, make: Any, decision: UUID) -> None:
    assert f"/claims/{desk.rows(select(CourtDecision.claim_id))[0]}/account" in page(desk.lawyer.get("/reminders"))

    claim_id = fall(desk, make)

    assert f"/claims/{claim_id}/account" not in page(desk.lawyer.get("/reminders"))
    assert "100,000.00" not in page(desk.coordinator.get("/week"))


def test_its_schedule_says_that_nothing_is_to_come_and_counts_no_days(desk: Desk, make: Any, decision: UUID) -> None:
    account = f"/claims/{desk.rows(select(CourtDecision.claim_id))[0]}/account"
    before = page(desk.lawyer.get(account))

    fall(desk, make)

    after = page(desk.lawyer.get(account))
    assert ("3 overdue" in before, "days late" in before) == (True, True)
    assert "Nothing of it is to come any more" in after
    assert "overdue" not in after
    assert "days late" not in after


def test_no_lines_are_written_of_it(desk: Desk, make: Any, decision: UUID) -> None:
    fall(desk, make)

    assert desk.lawyer.get(f"/decisions/{decision}/lines/new").status_code == 404
    assert desk.lawyer.post(f"/decisions/{decision}/lines", LINES | {"version": "1"}).status_code == 404


def test_of_two_decisions_of_one_day_the_one_recorded_last_counts_everywhere(desk: Desk) -> None:
    claim_id = desk.approved()
    said = DECIDED | {"instance": "final", "is_final": "y"}
    for amount in ("1,000,000", "600,000"):
        assert desk.lawyer.post(f"/claims/{claim_id}/decisions", said | {"amount": amount}).status_code == 303

    chain = page(desk.coordinator.get("/portfolio/"))
    assert "600,000.00 RSD" in chain
    assert "1,000,000.00 RSD" not in chain
    assert "600,000.00 RSD" in page(desk.lawyer.get(f"/claims/{claim_id}"))
