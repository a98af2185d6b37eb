"""Who may verify an outcome, and what becomes of it when its evidence is removed?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from lawyering import open_file, rows, text
from litigation_app.casework.documents.models import Document
from strategic import SECRET, address_of, objective, paper, pursued, version_on


@pytest.fixture
def evidence(app: Flask, lawyer: Any, case_id: UUID) -> str:
    open_file(lawyer, case_id)
    paper(lawyer, case_id)
    return str(rows(app, Document, "id")[0].id)


def claimed(lawyer: Any, case_id: UUID, **said: str) -> str:
    """The address of an outcome that she has recorded."""
    changed = {"dimension": "legal", "on": "1. 5. 2026.", "confidence": "medium", "text": SECRET}
    return address_of(lawyer.post(f"/cases/{case_id}/outcomes", changed | said))


def act(person: Any, outcome: str, verb: str, **said: str) -> Any:
    return person.post(f"{outcome}/{verb}", {"row_version": version_on(text(person.get(outcome)))} | said)


def test_whoever_chose_the_evidence_does_not_verify_it_and_a_third_person_does(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, boss: Any, case_id: UUID, evidence: str
) -> None:
    outcome = claimed(lawyer, case_id)
    open_file(boss, case_id)
    assert act(boss, outcome, "evidence", paper=evidence).status_code == 303

    refused = act(boss, outcome, "verification")

    assert refused.status_code == 409
    assert "You chose its evidence yourself" in text(refused)
    assert act(lawyer, outcome, "verification").status_code == 409
    assert act(client_as(make.coordinator()), outcome, "verification").status_code == 303
    assert "Verified by" in text(lawyer.get(outcome))


def test_with_its_evidence_an_outcome_loses_its_verification_and_the_page_says_why(
    lawyer: Any, boss: Any, case_id: UUID, evidence: str
) -> None:
    address = objective(boss)
    pursued(boss, case_id, address)
    outcome = claimed(lawyer, case_id, paper=evidence, objective=address.rsplit("/", 1)[1])
    assert act(boss, outcome, "verification").status_code == 303
    strategy = f"/cases/{case_id}/strategy"
    assert all("Verified" in text(lawyer.get(page)) for page in (outcome, strategy))

    assert lawyer.post(f"/cases/{case_id}/papers/{evidence}/removal").status_code == 303

    page = text(lawyer.get(outcome))
    assert "The document that showed it was removed" in page
    assert "Verified by" not in page
    assert all("Claimed" in text(lawyer.get(one)) for one in (outcome, strategy, address))
    again = act(boss, outcome, "verification")
    assert again.status_code == 409
    assert "The document that showed it was removed" in text(again)


def test_other_evidence_after_a_removal_is_verified_anew(
    app: Flask, lawyer: Any, boss: Any, case_id: UUID, evidence: str
) -> None:
    outcome = claimed(lawyer, case_id, paper=evidence)
    assert act(boss, outcome, "verification").status_code == 303
    assert lawyer.post(f"/cases/{case_id}/papers/{evidence}/removal").status_code == 303
    paper(lawyer, case_id)
    other = next(str(row.id) for row in rows(app, Document, "id", "removed_at") if row.removed_at is None)

    assert act(lawyer, outcome, "evidence", paper=other).status_code == 303

    assert "Verified by" not in text(lawyer.get(outcome))
    assert act(boss, outcome, "verification").status_code == 303
    assert "Verified by" in text(lawyer.get(outcome))
