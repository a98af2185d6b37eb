"""Broken, huge and strange input where instalments and payments are written down."""

from uuid import UUID

import pytest
from sqlalchemy import select

from claiming import Desk
from litigation_app.casework.claims.models import Payment
from litigation_app.casework.claims.payments.models import PaymentPlan

ROW = {"on": "1. 3. 2024.", "amount": "7"}
PLAN = {"basis": "court", "on": "1. 2. 2024.", "months": "1", "version": "0"}


@pytest.fixture
def claim_id(desk: Desk) -> UUID:
    return desk.approved()


@pytest.mark.parametrize(
    "strange",
    [
        {"number": "9" * 5000, "each": "1", "first": "1. 3. 2024."},
        {"number": "999999999", "each": "1", "first": "1. 3. 2024."},
        {"number": "2", "each": "1e400", "first": "1. 3. 2024."},
        {"number": "2", "each": "0", "first": "1. 3. 2024."},
        {"number": "2", "each": "1", "first": "31. 12. 9999."},
        {"number": "2", "each": "1", "first": "1. 3. 2024.", "months": "-1"},
        {"number": "2", "each": "1", "first": "1. 3. 2024.", "months": "x"},
        {"number": "2", "each": "1", "first": "1. 3. 2024.", "basis": "x" * 5000},
        {"rows-²-on": "1. 3. 2024.", "rows-²-amount": "5"},
        {"rows-0-on": "1. 3. 2024.", "rows-0-amount": "5", "rows-0-by": "00000000-0000-0000-0000-000000000000"},
        {"number": "2", "each": "1", "first": "1. 3. 2024.", "total": "-2"},
    ],
)
def test_a_strange_schedule_is_an_answer_and_no_fault_of_the_desk(
    desk: Desk, claim_id: UUID, strange: dict[str, str]
) -> None:
    for again in ({}, {"again": "fill"}, {"again": "row"}):
        answer = desk.lawyer.post(f"/claims/{claim_id}/instalments", PLAN | strange | again)

        assert answer.status_code == 422
    assert desk.rows(select(PaymentPlan.id)) == []


@pytest.mark.parametrize("version", ["", "²", "-1", "9" * 400, "7"])
def test_a_version_that_was_never_seen_changes_nothing(desk: Desk, claim_id: UUID, version: str) -> None:
    told = {"number": "2", "each": "5", "first": "1. 3. 2024.", "why": "mistake", "version": version}
    assert desk.lawyer.post(f"/claims/{claim_id}/instalments", PLAN | told | {"version": "0"}).status_code == 303

    answers = [
        desk.lawyer.post(f"/claims/{claim_id}/instalments", PLAN | told),
        desk.lawyer.post(f"/claims/{claim_id}/instalments/ending", told),
    ]

    assert {one.status_code for one in answers} <= {409, 422}
    assert desk.rows(select(PaymentPlan.version)) == [1]


@pytest.mark.parametrize(
    "strange", [{"to": "anybody"}, {"safe": "perhaps"}, {"note": "x" * 5_001}, {"to": "account", "safe": ""}]
)
def test_a_strange_payee_is_refused(desk: Desk, claim_id: UUID, strange: dict[str, str]) -> None:
    paid = {"on": "1. 6. 2024.", "amount": "5", "payer": "OFFENDER", **strange}

    assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 422
    assert desk.rows(select(Payment.id)) == []


def test_rows_beyond_the_most_are_refused_and_not_lost(desk: Desk, claim_id: UUID) -> None:
    rows = {f"rows-{place}-{name}": said for place in range(241) for name, said in ROW.items()}

    answer = desk.lawyer.post(f"/claims/{claim_id}/instalments", PLAN | rows)

    assert answer.status_code == 422
    assert "At most 240 rows" in answer.get_data(as_text=True)
    assert desk.rows(select(PaymentPlan.id)) == []


def test_rows_that_do_not_fit_beside_those_typed_are_refused_as_a_whole(desk: Desk, claim_id: UUID) -> None:
    typed = {f"rows-{place}-{name}": said for place in range(10) for name, said in ROW.items()}
    series = {"number": "240", "each": "1,000", "first": "1. 4. 2024.", "again": "fill"}

    page = desk.lawyer.post(f"/claims/{claim_id}/instalments", PLAN | typed | series).get_data(as_text=True)

    assert "twenty years" in page
    assert 'value="240"' in page  # what she asked for stands there still
