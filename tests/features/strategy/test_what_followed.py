"""What followed a judgment: remedies and how far they are done, supervision, outcomes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from lawyering import open_file, rows, said, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents.models import Document
from litigation_app.casework.strategy.outcomes.models import Outcome
from litigation_app.casework.strategy.remedies.models import Remedy, RemedyStep
from litigation_app.casework.strategy.supervision.models import Supervision, SupervisionDate
from litigation_app.core.clock import today
from litigation_app.vault import Capsule
from strategic import SECRET, address_of, lane_of, objective, paper, pursued, version_on


@pytest.fixture
def remedy(lawyer: Any, case_id: UUID, lane: str) -> str:
    ordered = {
        "proceeding": lane,
        "kind": "general",
        "ordered_on": "1. 2. 2026.",
        "due_on": "1. 4. 2026.",
        "text": SECRET,
    }
    return address_of(lawyer.post(f"/cases/{case_id}/remedies", ordered))


@pytest.fixture
def application(app: Flask, lawyer: Any, case_id: UUID) -> str:
    assert lawyer.post(f"/cases/{case_id}/proceedings", {"procedure": "echr"}).status_code == 303
    return lane_of(app, case_id, "echr")


@pytest.fixture
def supervised(lawyer: Any, case_id: UUID, application: str) -> str:
    judged = {"proceeding": application, "final_on": "31. 8. 2026.", "weight": "leading", "procedure": "unknown"}
    return address_of(lawyer.post(f"/cases/{case_id}/supervisions", judged))


@pytest.fixture
def outcome(lawyer: Any, case_id: UUID) -> str:
    changed = {
        "dimension": "legal",
        "on": "1. 5. 2026.",
        "confidence": "medium",
        "text": SECRET,
        "contribution": "Ours",
    }
    return address_of(lawyer.post(f"/cases/{case_id}/outcomes", changed))


def test_how_far_a_remedy_is_done_is_appended(lawyer: Any, app: Flask, case_id: UUID, remedy: str) -> None:
    open_file(lawyer, case_id)
    paper(lawyer, case_id)
    (evidence,) = rows(app, Document, "id")
    assert "Overdue" in text(lawyer.get(f"/cases/{case_id}"))

    for version, (state, day) in enumerate((("partial", "1. 3. 2026."), ("full", "1. 6. 2026.")), 1):
        step = {"state": state, "on": day, "paper": str(evidence.id), "text": f"So far {state}"}
        assert lawyer.post(f"{remedy}/steps", step | {"row_version": str(version)}).status_code == 303

    assert [one.state for one in rows(app, Remedy, "state")] == ["full"]
    assert {one.document_id for one in rows(app, RemedyStep, "document_id")} == {evidence.id}
    page = text(lawyer.get(remedy))
    assert all(word in page for word in (SECRET, "So far partial", "So far full", "Izmišljen dokaz.txt"))
    assert "Overdue" not in text(lawyer.get(f"/cases/{case_id}/strategy"))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"due_on": "1. 1. 2026."}, "It cannot be due before the day on which it was ordered."),
        ({"text": ""}, "Fill this in."),
        ({"proceeding": str(uuid4())}, "Choose one of the list."),
    ],
)
def test_a_remedy_that_contradicts_itself_is_refused(
    lawyer: Any, case_id: UUID, lane: str, wrong: dict[str, str], sentence: str
) -> None:
    ordered = {"proceeding": lane, "kind": "individual", "ordered_on": "1. 2. 2026.", "text": "Kept words"} | wrong

    answer = lawyer.post(f"/cases/{case_id}/remedies", ordered)

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_a_step_that_was_overtaken_keeps_what_was_typed(lawyer: Any, remedy: str) -> None:
    step = {"state": "partial", "on": "1. 3. 2026.", "text": "Typed late", "row_version": "1"}
    assert lawyer.post(f"{remedy}/steps", step | {"text": ""}).status_code == 303

    answer = lawyer.post(f"{remedy}/steps", step)

    assert answer.status_code == 409
    assert "Typed late" in text(answer)
    assert lawyer.post(f"{remedy}/steps", step | {"row_version": "2"}).status_code == 303


def test_the_action_plan_is_due_six_months_after_the_judgment_became_final(
    lawyer: Any, app: Flask, case_id: UUID, supervised: str
) -> None:
    """31 August and six months: 28 February (CM/Inf/DH(2009)29rev)."""
    (due,) = rows(app, SupervisionDate, "kind", "on")

    assert (due.kind, said(due.on)) == ("action_plan", "28. 2. 2027.")
    assert "28. 2. 2027." in text(lawyer.get(supervised))
    assert "28. 2. 2027." in text(lawyer.get(f"/cases/{case_id}"))


def test_its_days_stand_in_the_calendar_and_the_case_has_a_date(
    lawyer: Any, boss: Any, app: Flask, case_id: UUID, supervised: str
) -> None:
    on = today()
    day = {"kind": "rule_9_2", "on": said(on), "text": SECRET}
    assert lawyer.post(f"{supervised}/dates", day).status_code == 303

    assert [said(one.dated_until) for one in rows(app, Case, "dated_until")] == ["28. 2. 2027."]
    for person in (lawyer, boss):
        for view in ("month", "week", "list"):
            page = text(person.get(f"/calendar?view={view}&day={on.isoformat()}"))
            assert "Our submission as an organisation (Rule 9.2)" in page, view
            assert f'href="{supervised}"' in page


def test_no_stranger_meets_these_days_in_a_calendar(
    make: Any, case_id: UUID, supervised: str, lawyer: Any, client_as: Callable[[str], Any]
) -> None:
    lawyer.post(f"{supervised}/dates", {"kind": "meeting", "on": said(today())})
    people = [make.lawyer(), make.coordinator(office=make.office("RS", "Nis"))]

    for email in people:
        person = client_as(email)
        assert "Human rights meeting" not in text(person.get("/calendar"))
        assert person.get(supervised).status_code == 404


def test_a_day_is_kept_once_and_leaves_the_open_ones(lawyer: Any, app: Flask, case_id: UUID, supervised: str) -> None:
    (due,) = rows(app, SupervisionDate, "id")
    done = {"done_on": "1. 10. 2026.", "row_version": "1"}
    address = f"/supervision-dates/{due.id}/done"

    assert lawyer.post(address, {"done_on": "never", "row_version": "1"}).status_code == 422
    assert lawyer.post(address, done).status_code == 303
    assert lawyer.post(address, done).status_code == 409
    assert "Done on 1. 10. 2026." in text(lawyer.get(supervised))
    assert [one.dated_until for one in rows(app, Case, "dated_until")] == [None]


def test_a_supervision_that_was_a_mistake_goes_with_its_days(
    lawyer: Any, app: Flask, case_id: UUID, supervised: str
) -> None:
    found = supervised.rsplit("/", 1)[1]

    assert lawyer.post(f"/strategy/supervision/{found}/striking", {"row_version": "1"}).status_code == 303

    assert all(one.entered_in_error_at for one in rows(app, SupervisionDate, "entered_in_error_at"))
    assert [one.dated_until for one in rows(app, Case, "dated_until")] == [None]
    assert lawyer.post(f"{supervised}/dates", {"kind": "meeting", "on": "1. 12. 2026."}).status_code == 409


def test_how_a_judgment_is_followed_is_said_later(lawyer: Any, app: Flask, supervised: str) -> None:
    said_now = {"weight": "leading", "procedure": "enhanced", "row_version": "1"}

    assert lawyer.post(f"{supervised}/classification", said_now).status_code == 303
    assert lawyer.post(f"{supervised}/classification", said_now).status_code == 409
    assert [one.procedure for one in rows(app, Supervision, "procedure")] == ["enhanced"]


def test_without_an_application_there_is_nothing_to_supervise(lawyer: Any, case_id: UUID, lane: str) -> None:
    answer = lawyer.post(f"/cases/{case_id}/supervisions", {"proceeding": lane, "final_on": "1. 2. 2026."})

    assert answer.status_code == 422


def test_an_outcome_is_claimed_until_a_second_person_verifies_it_with_evidence(
    lawyer: Any, boss: Any, app: Flask, case_id: UUID, outcome: str
) -> None:
    verify = f"{outcome}/verification"
    assert "Claimed" in text(lawyer.get(outcome))
    assert "No document shows it" in text(boss.post(verify, {"row_version": "1"}))
    open_file(lawyer, case_id)
    paper(lawyer, case_id)
    (evidence,) = rows(app, Document, "id")
    given = {"paper": str(evidence.id), "row_version": "1"}
    assert lawyer.post(f"{outcome}/evidence", given).status_code == 303
    assert "A second person verifies it" in text(lawyer.post(verify, {"row_version": "2"}))

    assert boss.post(verify, {"row_version": "1"}).status_code == 409
    assert boss.post(verify, {"row_version": "2"}).status_code == 303

    (found,) = rows(app, Outcome, "verified_by", "verified_at")
    assert found.verified_by is not None
    assert "Verified" in text(lawyer.get(outcome))
    assert lawyer.post(f"{outcome}/evidence", given | {"row_version": "3"}).status_code == 303
    assert [one.verified_at for one in rows(app, Outcome, "verified_at")] == [None]


def test_an_outcome_that_serves_an_objective_stands_on_its_page(lawyer: Any, boss: Any, case_id: UUID) -> None:
    address = objective(boss)
    pursued(boss, case_id, address)
    changed = {"dimension": "policy", "on": "1. 5. 2026.", "confidence": "low", "text": SECRET}

    made = lawyer.post(f"/cases/{case_id}/outcomes", changed | {"objective": address.rsplit("/", 1)[1]})

    assert made.status_code == 303
    page = text(lawyer.get(address))
    assert "Policy and practice" in page
    assert SECRET not in page
    assert "1 outcome" in text(lawyer.get("/objectives/"))


def test_an_outcome_of_another_case_is_not_counted(
    lawyer: Any, boss: Any, make: Any, case_id: UUID, client_as: Callable[[str], Any]
) -> None:
    address = objective(boss)
    pursued(boss, case_id, address)
    changed = {"dimension": "policy", "on": "1. 5. 2026.", "confidence": "low", "text": SECRET}
    lawyer.post(f"/cases/{case_id}/outcomes", changed | {"objective": address.rsplit("/", 1)[1]})

    stranger = client_as(make.lawyer())

    assert "No outcome is known" in text(stranger.get(address))
    assert "1 outcome" not in text(stranger.get("/objectives/"))


def test_what_was_a_mistake_is_struck_and_stays_in_sight(lawyer: Any, app: Flask, case_id: UUID, outcome: str) -> None:
    found = outcome.rsplit("/", 1)[1]
    page = text(lawyer.get(outcome))

    assert lawyer.post(f"/strategy/outcome/{found}/striking", {"row_version": version_on(page)}).status_code == 303
    assert lawyer.post(f"/strategy/outcome/{found}/striking", {"row_version": "2"}).status_code == 409
    assert lawyer.post(f"/strategy/nonsense/{found}/striking", {"row_version": "2"}).status_code == 404
    assert "Entered in error" in text(lawyer.get(f"/cases/{case_id}/strategy"))


def test_how_we_stand_is_recorded_of_each_proceeding(lawyer: Any, case_id: UUID, lane: str, application: str) -> None:
    for proceeding, mode in ((lane, "subsidiary"), (application, "amicus"), (lane, "representation")):
        recorded = {"on": "4. 3. 2026.", "proceeding": proceeding, "mode": mode}
        assert lawyer.post(f"/cases/{case_id}/records/standing", recorded).status_code == 303

    standing = text(lawyer.get(f"/cases/{case_id}/strategy")).split('id="standing"')[1].split("</section>")[0]
    assert "We represent the client" in standing
    assert "Amicus curiae" in standing
    assert "She carries on the prosecution" not in standing


def test_nobody_else_reaches_any_of_it(
    lawyer: Any, make: Any, case_id: UUID, lane: str, remedy: str, supervised: str, outcome: str,
    client_as: Callable[[str], Any],
) -> None:  # fmt: skip
    forms = [f"/cases/{case_id}/{name}" for name in ("remedies", "supervisions", "outcomes", "citations")]
    acts = [f"{remedy}/steps", f"{supervised}/dates", f"{supervised}/classification", f"{outcome}/verification"]
    entered_in_error = [f"/strategy/outcome/{outcome.rsplit('/', 1)[1]}/striking"]
    people = [make.lawyer(), make.coordinator(office=make.office("RS", "Nis")), make.analyst(), make.auditor()]

    for email in people:
        person = client_as(email)
        seen = {
            person.get(path).status_code for path in (remedy, supervised, outcome, *(f"{one}/new" for one in forms))
        }
        done = {person.post(path, {"row_version": "1"}).status_code for path in (*forms, *acts, *entered_in_error)}
        assert (seen, done) == ({404}, {404}), email


def test_what_is_written_is_never_in_the_clear(
    lawyer: Any, app: Flask, case_id: UUID, remedy: str, outcome: str
) -> None:
    for address in (remedy, outcome):
        assert SECRET not in text(lawyer.get(address))
    sealed = {one.table for one in rows(app, Capsule, "table")}
    assert {"remedy", "outcome"} <= sealed


def test_huge_texts_are_refused_and_kept(lawyer: Any, case_id: UUID) -> None:
    changed = {"dimension": "legal", "on": "1. 5. 2026.", "confidence": "medium", "text": "x" * 20_001}

    answer = lawyer.post(f"/cases/{case_id}/outcomes", changed)

    assert answer.status_code == 422
    assert "x" * 20_001 in answer.get_data(as_text=True)
