"""Is every step of the enforcement of a claim written down, and does its account say how it stands?"""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from claiming import Desk
from lawyering import part, text
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.records.models import Record

DECIDED = {"on": "17. 3. 2014.", "instance": "final", "outcome": "awarded_part", "amount": "1,000,000", "is_final": "y"}


@pytest.fixture
def claim_id(desk: Desk) -> UUID:
    """A claim that was decided."""
    found = desk.approved()
    assert desk.lawyer.post(f"/claims/{found}/decisions", DECIDED).status_code == 303
    return found


def step(desk: Desk, claim_id: UUID, on: str, kind: str = "enforcement", **answers: str) -> Any:
    told = {"on": on, "claim": str(claim_id), **answers}
    return desk.lawyer.post(f"/cases/{desk.case_id}/records/{kind}", told)


def standing(desk: Desk, claim_id: UUID) -> str:
    return part(text(desk.lawyer.get(f"/claims/{claim_id}/account")), "collecting")


def test_the_account_says_how_the_enforcement_stands_and_every_step_stays(desk: Desk, claim_id: UUID) -> None:
    assert "No enforcement is recorded" in standing(desk, claim_id)
    for on, what in (("1. 6. 2015.", "bailiff"), ("1. 7. 2015.", "writ"), ("1. 9. 2015.", "no_assets")):
        assert step(desk, claim_id, on, step=what).status_code == 303

    said = standing(desk, claim_id)

    assert "No assets found" in said
    assert "chip-bad" in said
    assert "Writ of enforcement issued" not in said
    records = text(desk.lawyer.get(f"/cases/{desk.case_id}/records"))
    assert all(one in records for one in ("Bailiff appointed", "Writ of enforcement issued", "Property claim"))


def test_each_accused_is_followed_by_himself(desk: Desk, claim_id: UUID) -> None:
    for _n in range(2):
        desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"})
    first, second = (str(one) for one in desk.rows(select(Defendant.id).order_by(Defendant.letter)))
    step(desk, claim_id, "1. 6. 2015.", step="seizure", defendant=first, amount="120,000")
    step(desk, claim_id, "2. 6. 2015.", step="time_barred", defendant=second)

    said = standing(desk, claim_id)

    assert "Assets, wages or account seized" in said
    assert "Time-barred" in said
    assert "Accused A" in said
    assert "Accused B" in said


def test_a_step_of_one_claim_is_none_of_another(desk: Desk, claim_id: UUID) -> None:
    other = desk.draft(route="civil_suit")
    step(desk, claim_id, "1. 6. 2015.", step="bailiff")

    assert "Bailiff appointed" in standing(desk, claim_id)
    assert "Bailiff appointed" not in text(desk.lawyer.get(f"/claims/{other}/account"))


def test_the_advance_of_the_bailiff_is_demanded_paid_and_recovered(desk: Desk, claim_id: UUID) -> None:
    kind = "bailiff-advance"
    assert step(desk, claim_id, "1. 6. 2015.", kind, step="demanded", amount="24,000").status_code == 303
    paid = step(desk, claim_id, "9. 6. 2015.", kind, step="paid", amount="24,000", payer="organisation")
    assert paid.status_code == 303
    assert "Paid" in standing(desk, claim_id)

    step(desk, claim_id, "1. 9. 2016.", kind, step="recovered", amount="24,000")

    assert "Recovered" in standing(desk, claim_id)
    records = text(desk.lawyer.get(f"/cases/{desk.case_id}/records"))
    assert "24,000.00 RSD" in records
    assert "The organisation" in records


def test_a_step_names_a_claim_of_this_case(desk: Desk, claim_id: UUID, make: Any) -> None:
    elsewhere = make.case(desk.lawyer.email)

    for case_id, claim in ((elsewhere, str(claim_id)), (desk.case_id, ""), (desk.case_id, "x")):
        told = {"on": "1. 6. 2015.", "claim": claim, "step": "bailiff"}
        assert desk.lawyer.post(f"/cases/{case_id}/records/enforcement", told).status_code == 422
    assert desk.rows(select(Record.id)) == []


def test_the_form_begins_with_the_claim_from_whose_account_it_was_opened(desk: Desk, claim_id: UUID) -> None:
    desk.draft(route="civil_suit")

    page = desk.lawyer.get(f"/cases/{desk.case_id}/records/enforcement/new?claim={claim_id}").get_data(as_text=True)

    assert f'<option selected value="{claim_id}"' in page
