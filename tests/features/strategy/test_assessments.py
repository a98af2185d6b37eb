"""Assessing a case for a strategic aim: scores, the client's consent and risk as a gate, the decision, anew at each instance."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from erasing import Stage, erased
from lawyering import open_file, rows, text
from litigation_app.casework.strategy.assessments.models import Assessment, AssessmentClient, StrategyDecision
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from strategic import SECRET, address_of, assessment, decision


def test_an_assessed_case_is_taken_by_a_coordinator(
    lawyer: Any, boss: Any, app: Flask, case_id: UUID, her: str
) -> None:
    address = address_of(assessment(lawyer, case_id, her))
    assert decision(boss, address, "take").status_code == 409  # the file is closed
    open_file(boss, case_id)

    answer = decision(boss, address, "take")

    assert answer.status_code == 303
    assert [one.code for one in rows(app, StrategyDecision, "code")] == ["take"]
    page = text(boss.get(f"/cases/{case_id}/strategy"))
    assert "Take it for its strategic aim" in page
    assert "79 of 100" in page


def test_reasons_are_read_in_the_opened_file_alone(lawyer: Any, case_id: UUID, her: str) -> None:
    address = address_of(assessment(lawyer, case_id, her))

    assert SECRET not in text(lawyer.get(address))
    assert "Consent given" not in text(lawyer.get(address))

    open_file(lawyer, case_id)
    page = text(lawyer.get(address))
    assert all(word in page for word in (SECRET, "Two years", "Consent given, risk bearable"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"consent": "refused"}, "has not given her informed consent"),
        ({"consent": "not_asked", "consent_on": ""}, "has not given her informed consent"),
        ({"consent": "given", "consent_on": ""}, "has not given her informed consent"),
        ({"risk": "unacceptable"}, "The risk for the client is unacceptable"),
        ({"risk": ""}, "or was not weighed"),
    ],
)
def test_no_score_outweighs_consent_and_risk(
    lawyer: Any, boss: Any, app: Flask, case_id: UUID, her: str, said: dict[str, str], sentence: str
) -> None:
    best = dict.fromkeys(("violation", "justiciable", "evidence", "resources", "enforceable", "allies"), "3")
    hers = {f"{name}_{her}": value for name, value in said.items()}
    address = address_of(assessment(lawyer, case_id, her, **best, **hers))
    open_file(boss, case_id)

    answer = decision(boss, address, "take")

    assert answer.status_code == 409
    assert sentence in text(answer)
    assert rows(app, StrategyDecision, "code") == []
    assert decision(boss, address, "take_plain").status_code == 303


def test_not_all_scored_is_not_taken_but_can_be_deferred(lawyer: Any, boss: Any, case_id: UUID, her: str) -> None:
    address = address_of(assessment(lawyer, case_id, her, allies=""))
    open_file(boss, case_id)

    assert "Not every criterion is scored" in text(decision(boss, address, "take"))
    assert decision(boss, address, "defer").status_code == 303


def test_a_client_who_came_later_bars_the_decision(
    lawyer: Any, boss: Any, make: Any, email: str, case_id: UUID, her: str
) -> None:
    address = address_of(assessment(lawyer, case_id, her))
    make.victim(email, case_id)
    open_file(boss, case_id)

    assert "of somebody in this case were not weighed" in text(decision(boss, address, "take"))


def test_whoever_assessed_does_not_decide(boss: Any, case_id: UUID, her: str) -> None:
    address = address_of(assessment(boss, case_id, her))
    open_file(boss, case_id)

    answer = decision(boss, address, "take")

    assert answer.status_code == 409
    assert "Another coordinator decides" in text(answer)


def test_an_older_assessment_is_not_decided_on_nor_a_decided_one_again(
    lawyer: Any, boss: Any, app: Flask, case_id: UUID, her: str
) -> None:
    old, new = (address_of(assessment(lawyer, case_id, her)) for _ in range(2))
    open_file(boss, case_id)

    assert "There is a newer assessment" in text(decision(boss, old, "take"))
    assert decision(boss, new, "take").status_code == 303
    assert decision(boss, new, "refuse").status_code == 409
    assert [one.code for one in rows(app, StrategyDecision, "code")] == ["take"]


def test_a_lawyer_does_not_decide(lawyer: Any, case_id: UUID, her: str) -> None:
    address = address_of(assessment(lawyer, case_id, her))

    assert decision(lawyer, address, "take").status_code == 404


def test_a_new_instance_asks_for_a_new_assessment(lawyer: Any, case_id: UUID, her: str, lane: str) -> None:
    step = {"to_stage": "first_instance_judgment", "on": "1. 3. 2026.", "reason": "It was so", "seq": "0"}
    assessment(lawyer, case_id, her)
    assert "assess anew" not in text(lawyer.get(f"/cases/{case_id}"))
    answer = lawyer.post(f"/proceedings/{lane}/outside", step)
    assert answer.status_code == 303, text(answer)

    assert "New instance: assess anew" in text(lawyer.get(f"/cases/{case_id}"))
    assert "A new instance was reached" in text(lawyer.get(f"/cases/{case_id}/strategy"))
    assessment(lawyer, case_id, her)
    assert "assess anew" not in text(lawyer.get(f"/cases/{case_id}"))


def test_consent_and_risk_are_sealed_under_her_own_key(lawyer: Any, app: Flask, case_id: UUID, her: str) -> None:
    assessment(lawyer, case_id, her)

    sealed = {(one.table, one.capsule): str(one.subject) for one in rows(app, Capsule, "table", "capsule", "subject")}
    assert sealed["assessment_client", "legal"] == her
    assert sealed["assessment_client", "gate"] == sealed["assessment", "note"] == str(case_id)
    acts = [one for one in rows(app, LedgerEntry, "act", "body") if one.act == "assess_case"]
    assert len(acts) == 1
    assert b"given" not in acts[0].body


def test_her_consent_and_risk_are_read_in_her_record_with_its_legal_notes(lawyer: Any, case_id: UUID, her: str) -> None:
    assessment(lawyer, case_id, her)
    asked = {"purpose": "hearing", "groups": ["legal"]}
    with_notes = lawyer.post(f"/victims/{her}/openings", asked).headers["Location"]
    without = lawyer.post(f"/victims/{her}/openings", asked | {"groups": ["contact"]}).headers["Location"]

    page = text(lawyer.get(with_notes))
    assert all(word in page for word in ("She gave it · 2. 3. 2026.", "Medium", SECRET))
    assert SECRET not in text(lawyer.get(without))


def test_what_was_weighed_of_somebody_goes_with_her(app: Flask, stage: Stage) -> None:
    assessment(stage.lawyer, stage.case, str(stage.victim))

    erased(app, stage)

    assert rows(app, AssessmentClient, "id") == []
    assert "assessment_client" not in {one.table for one in rows(app, Capsule, "table")}
    assert len(rows(app, Assessment, "id")) == 1
    open_file(stage.lawyer, stage.case)
    assert SECRET not in text(stage.lawyer.get(f"/cases/{stage.case}/strategy"))


def test_nobody_else_sees_an_assessment(
    lawyer: Any, make: Any, case_id: UUID, her: str, client_as: Callable[[str], Any]
) -> None:
    address = address_of(assessment(lawyer, case_id, her))
    office = make.office("RS", "Nis")
    people = [make.lawyer(), make.coordinator(office=office), make.analyst(), make.auditor(), make.administrator()]

    for email in people:
        person = client_as(email)
        paths = (address, f"/cases/{case_id}/strategy", f"/cases/{case_id}/assessments/new")
        assert {person.get(path).status_code for path in paths} == {404}, email
        assert assessment(person, case_id, her).status_code == 404
        assert decision(person, address, "take").status_code == 404


def test_whoever_assessed_is_not_among_those_who_decided(
    app: Flask, make: Any, lawyer: Any, boss: Any, case_id: UUID, her: str
) -> None:
    address, assessor = address_of(assessment(lawyer, case_id, her)), str(make.user_id(lawyer.email))
    open_file(boss, case_id)

    page = boss.get(address).get_data(as_text=True)
    answer = boss.post(f"{address}/decision", {"decision": "take", "decided_on": "5. 3. 2026.", "deciders": [assessor]})

    assert f'value="{assessor}"' not in page
    assert answer.status_code == 422
