"""From which day does the reminder to sue run, whatever was recorded of the trial before the referral?"""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from lawyering import rows
from litigation_app.casework.proceedings.models import Deadline
from stepping import outside, path_of


def reminder(app: Flask, lawyer: Any, case_id: UUID) -> date | None:
    """The last day of the reminder, once the claim was referred to a civil court."""
    claim = path_of(app, case_id, "property_claim")
    outside(lawyer, claim, "claim_quantified", 0)
    said = {"event": "referred", "on": "4. 3. 2026.", "seq": "1"}
    assert lawyer.post(f"{claim}/moves", said).status_code == 303
    (act_by,) = [row.act_by for row in rows(app, Deadline, "event", "act_by") if row.event == "sued"]
    return act_by  # type: ignore[no-any-return]


@pytest.mark.parametrize("later", ["sentence_enforcement", "extraordinary_remedy"])
def test_it_runs_from_finality_though_the_trial_went_on_since(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str, later: str
) -> None:
    outside(lawyer, criminal, "final_judgment", 0, on=date(2026, 4, 10))
    outside(lawyer, criminal, later, 1, on=date(2026, 4, 20))

    assert reminder(app, lawyer, case_id) == date(2026, 7, 10)


def test_a_judgment_that_is_tried_again_is_final_no_more(app: Flask, lawyer: Any, case_id: UUID, criminal: str) -> None:
    outside(lawyer, criminal, "final_judgment", 0, on=date(2026, 4, 10))
    outside(lawyer, criminal, "retrial", 1, on=date(2026, 4, 20))

    assert reminder(app, lawyer, case_id) is None
