"""Two awards that were made, from the decision to the last instalment, through the desk's own pages; days and shares are invented."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import select

from awarding import account
from claiming import Desk
from lawyering import part
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.proceedings.defendants.models import Defendant


class Doboj(Desk):
    """The same at a desk in the Republika Srpska."""

    place: ClassVar[dict[str, str]] = {"forum": "ba-rs"}


def decided(desk: Desk, claim_id: UUID, **decision: str) -> str:
    """The id of a final decision."""
    said = {"instance": "final", "outcome": "awarded_part", "is_final": "y", **decision}
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", said).status_code == 303
    return str(desk.rows(select(CourtDecision.id))[0])


def pay(desk: Desk, claim_id: UUID, on: str, amount: str, **by: str) -> None:
    told = {"on": on, "amount": amount, "payer": "OFFENDER", **by}
    assert desk.lawyer.post(f"/claims/{claim_id}/payments", told).status_code == 303


def test_the_first_serbian_award_of_2014_with_four_joint_debtors_in_instalments(desk: Desk) -> None:
    claim_id = desk.approved()
    for _n in range(4):
        assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"}).status_code == 303
    four = [str(one) for one in desk.rows(select(Defendant.id).order_by(Defendant.letter))]
    decision = decided(desk, claim_id, on="17. 3. 2014.", amount="1,000,000")
    lines: dict[str, Any] = {"version": "0"}
    for place, (head, amount, first) in enumerate(
        [("dignity_freedom", "800,000", "17. 3. 2014."), ("fear", "200,000", "17. 3. 2014."), ("costs", "327,375", "")]
    ):
        told = {"head": head, "answer": "awarded", "amount": amount, "interest_from": first, "owed_by": four}
        lines |= {f"lines-{place}-{name}": value for name, value in told.items()}
    assert desk.lawyer.post(f"/decisions/{decision}/lines", lines).status_code == 303
    plan = {"basis": "court", "on": "17. 3. 2014.", "total": "1,327,375", "number": "4", "first": "16. 4. 2014."}
    answer = desk.lawyer.post(f"/claims/{claim_id}/instalments", plan | {"months": "1", "version": "0"})
    assert answer.status_code == 303
    pay(desk, claim_id, "16. 4. 2014.", "400,000", by=four[0])
    pay(desk, claim_id, "16. 5. 2014.", "100,000", by=four[1])

    page = account(desk, claim_id, "16. 5. 2014.")

    # 14,383.56 and 13,455.54 of interest were paid: reckoned by hand in tests/rules/law/debts/test_account.py
    assert page.count("855,214.10 RSD") == 6  # principal, together, and what each of the four can be asked for
    schedule = part(page, "schedule")
    assert "1 of 4 instalments paid" in schedule
    assert schedule.count("331,843.75 RSD") >= 4
    assert "163,687.50 RSD missing" in schedule  # 2 x 331,843.75 less 500,000.00

    pay(desk, claim_id, "16. 5. 2014.", "855,214.10", by=four[1])

    page = account(desk, claim_id, "1. 1. 2020.")
    assert "4 of 4 instalments paid" in page
    assert page.count("855,214.10") == 2  # the payment, and the principal that it paid
    assert "More was paid than was owed." not in page


def test_the_award_of_doboj(make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.office("BA", "Doboj")
    desk = Doboj(make, client_as, make.lawyer(office=office))
    parts = {"parts-0-head": "dignity_freedom", "parts-0-amount": "20,000", "parts-1-amount": "10,000"}
    claim_id = desk.draft(**parts)
    assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 303
    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303
    decision = decided(desk, claim_id, on="1. 10. 2019.", amount="18,000")
    lines = {
        "lines-0-head": "dignity_freedom", "lines-0-answer": "awarded", "lines-0-amount": "10,000",
        "lines-0-interest_from": "1. 10. 2019.", "lines-1-head": "fear", "lines-1-answer": "awarded",
        "lines-1-amount": "8,000", "lines-1-interest_from": "1. 10. 2019.", "version": "0",
    }  # fmt: skip
    assert desk.lawyer.post(f"/decisions/{decision}/lines", lines).status_code == 303
    step = {"on": "20. 12. 2019.", "claim": str(claim_id), "step": "writ"}
    assert desk.lawyer.post(f"/cases/{desk.case_id}/records/enforcement", step).status_code == 303
    pay(desk, claim_id, "9. 1. 2020.", "6,000", payer="ENFORCED")

    page = account(desk, claim_id, "9. 1. 2021.")

    # 100 days at 0.03 %: 540.00; it pays 5,460.00 of the principal: 12,540.00 for 366 days: 1,376.892
    for figure in ("540.00", "5,460.00", "12,540.00 BAM", "1,376.89 BAM", "13,916.89 BAM"):
        assert figure in page
    assert "Writ of enforcement issued" in part(page, "collecting")
