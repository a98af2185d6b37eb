"""Does how a claim was computed, and what she was advised, go with her, while the amount stays?"""

import re
from typing import Any

from flask import Flask

from claiming import ROWS
from erasing import Stage, erased
from lawyering import rows
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.models import ClaimPart, Payment
from litigation_app.casework.claims.payments.models import PaymentPlan
from litigation_app.casework.erasures.destruction import actions as destruction
from litigation_app.operations.residue import residue
from litigation_app.vault import Capsule

WORK = {"method": "stated", "amount": "5,000", "note": "Izmišljena pekara"}


def test_computations_and_advice_go_with_her_and_the_amount_stays(app: Flask, stage: Stage) -> None:
    path = drafted(stage)
    seen: dict[str, Any] = {"row_version": "1"}
    assert stage.lawyer.post(f"{path}/rows/fear/calculations", {**WORK, **seen}).status_code == 303
    advised = {"is_quantified": "y", "advice": "Izmišljeno", "row_version": "2"}
    assert stage.lawyer.post(f"{path}/terms", advised).status_code == 303
    assert {"calculation", "advice"} <= {row.table for row in rows(app, Capsule, "table")}

    erased(app, stage)

    assert not {"calculation", "advice"} & {row.table for row in rows(app, Capsule, "table")}
    assert rows(app, Computed, "id") == []
    assert "5000.00" in {str(row.amount) for row in rows(app, ClaimPart, "amount")}
    assert stage.lawyer.get(path).status_code == 200


def test_nothing_is_computed_of_somebody_who_was_erased(app: Flask, stage: Stage) -> None:
    path = drafted(stage)
    erased(app, stage)

    answers = [
        stage.lawyer.post(f"{path}/rows/fear/calculations", {**WORK, "row_version": "1"}),
        stage.lawyer.post(f"{path}/terms", {"is_quantified": "y", "row_version": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all("Her personal data were erased" in answer.get_data(as_text=True) for answer in answers)
    assert rows(app, Computed, "id") == []


def test_neither_a_payment_nor_a_schedule_is_written_of_somebody_who_was_erased(app: Flask, stage: Stage) -> None:
    path = drafted(stage)
    filed = {"on": "2. 3. 2024.", "unreviewed": "made_orally", "unauthorised": "appointed"}
    assert stage.lawyer.post(f"{path}/filings", filed).status_code == 303
    plan = {
        "basis": "agreement",
        "on": "1. 4. 2024.",
        "months": "1",
        "number": "2",
        "each": "5",
        "first": "1. 5. 2024.",
    }
    assert stage.lawyer.post(f"{path}/instalments", plan | {"version": "0"}).status_code == 303
    erased(app, stage)

    answers = [
        stage.lawyer.post(f"{path}/payments", {"on": "1. 6. 2024.", "amount": "7,001", "payer": "OFFENDER"}),
        stage.lawyer.post(f"{path}/instalments", plan | {"version": "1", "why": "mistake"}),
        stage.lawyer.post(f"{path}/instalments/ending", {"version": "1", "why": "mistake"}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert all("Her personal data were erased" in answer.get_data(as_text=True) for answer in answers)
    assert "7,001" in answers[0].get_data(as_text=True)
    assert rows(app, Payment, "id") == []
    assert [row.version for row in rows(app, PaymentPlan, "version")] == [1]


def test_whatever_goes_with_her_is_looked_for_afterwards() -> None:
    assert {model.__table__ for model in destruction._SEALED_AS_HERS} <= set(residue._ABOUT_HER)


def drafted(stage: Stage) -> str:
    """The path of a claim of hers."""
    answer = stage.lawyer.post(f"/cases/{stage.case}/claims", {**ROWS, "victim": str(stage.victim)})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return re.split(r"\?", answer.headers["Location"])[0]
