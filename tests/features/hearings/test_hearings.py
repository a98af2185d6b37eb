"""Hearings of a case: put in the calendar, reported on, put off."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask

from lawyering import open_file, rows, said, text
from litigation_app.casework.proceedings.hearings.models import Hearing, HearingReport
from litigation_app.core import clock
from litigation_app.core.clock import today
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from stepping import outside, path_of
from strategic import lane_of

SECRET = "Courtroom 4; Dunja Nepostojeća waits next door"


def plan(person: Any, app: Flask, case_id: UUID, **more: Any) -> Any:
    data = {
        "proceeding": lane_of(app, case_id, "criminal"),
        "kind": "main_hearing",
        "on": said(today() + timedelta(days=9)),
        "at": "9.30",
        "confirmed": "y",  # whatever day it is
    }
    return person.post(f"/cases/{case_id}/hearings", {**data, **more})


def plan_today(person: Any, app: Flask, case_id: UUID, **more: Any) -> Any:
    """A hearing of today whose hour has come, at whatever hour the tests run."""
    return plan(person, app, case_id, **{"on": said(today()), "at": "0.00"} | more)


def only_hearing(app: Flask) -> UUID:
    return UUID(str(rows(app, Hearing, "id")[0].id))


def tell(person: Any, app: Flask, hearing_id: UUID, **more: Any) -> Any:
    version = next(row.row_version for row in rows(app, Hearing, "id", "row_version") if row.id == hearing_id)
    return person.post(f"/hearings/{hearing_id}/reports", {"row_version": str(version), "confirmed": "y", **more})


def test_a_hearing_stands_on_the_case_page_and_its_note_is_sealed(app: Flask, lawyer: Any, case_id: UUID) -> None:
    answer = plan(lawyer, app, case_id, note=SECRET, must_come=["client", "counsel"])

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/cases/{case_id}/proceedings?done=hearing-added#hearings",
    )
    shown = text(lawyer.get(f"/cases/{case_id}/proceedings"))
    assert "Main hearing" in shown
    assert f"{said(today() + timedelta(days=9))} 9.30" in shown
    assert "Scheduled" in shown
    sealed = [bytes(row.sealed) for row in rows(app, Capsule, "table", "sealed") if row.table == "hearing"]
    assert len(sealed) == 1
    assert b"Dunja" not in sealed[0]
    assert "Dunja" not in text(lawyer.get(f"/hearings/{only_hearing(app)}"))


def test_a_lawyer_is_told_who_names_a_stand_in(app: Flask, lawyer: Any, case_id: UUID) -> None:
    sentence = "A coordinator of your office names a stand-in."
    plan(lawyer, app, case_id)
    assert sentence in text(lawyer.get(f"/hearings/{only_hearing(app)}"))

    tell(lawyer, app, only_hearing(app), state="cancelled")
    assert sentence not in text(lawyer.get(f"/hearings/{only_hearing(app)}"))


def test_one_whose_hour_is_over_is_asked_about_at_once(app: Flask, lawyer: Any, case_id: UUID) -> None:
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        lawyer.sign_in()
        over = plan(lawyer, app, case_id, on=said(today()), at="0.00")
        ahead = plan(lawyer, app, case_id, on=said(today()), at="23.59")

    assert over.headers["Location"].startswith("/hearings/")
    assert ahead.headers["Location"].startswith("/cases/")


def test_the_note_is_read_in_the_opened_file_alone(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan(lawyer, app, case_id, note=SECRET)
    closed = text(lawyer.get(f"/hearings/{only_hearing(app)}"))
    assert "There is a protected note." in closed

    open_file(lawyer, case_id)

    assert SECRET in text(lawyer.get(f"/hearings/{only_hearing(app)}"))


def test_an_adjourned_hearing_says_why_and_makes_the_next_one(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan_today(lawyer, app, case_id)
    next_on = today() + timedelta(days=40)

    answer = tell(
        lawyer,
        app,
        only_hearing(app),
        state="adjourned",
        reason="panel",
        came=["client", "counsel"],
        next_on=said(next_on),
        next_at="11",
    )

    assert answer.status_code == 303
    found = {row.on: row for row in rows(app, Hearing, "id", "on", "at", "state", "follows", "kind")}
    assert (found[today()].state, found[next_on].state) == ("adjourned", "scheduled")
    assert found[next_on].follows == found[today()].id
    assert str(found[next_on].at) == "11:00:00"
    shown = text(lawyer.get(f"/cases/{case_id}/proceedings"))
    assert "Adjourned: The panel was not complete or changed" in shown
    assert "Previous adjournments" in text(lawyer.get(f"/hearings/{found[next_on].id}"))
    assert "Continued on" in text(lawyer.get(f"/hearings/{found[today()].id}"))


def test_a_hearing_that_was_adjourned_is_offered_as_a_step_with_its_day(app: Flask, lawyer: Any, case_id: UUID) -> None:
    criminal = path_of(app, case_id, "criminal")
    assert outside(lawyer, criminal, "main_hearing", 0, today() - timedelta(days=9)).status_code == 303
    plan_today(lawyer, app, case_id)
    assert "Record it as a step" not in text(lawyer.get(f"/cases/{case_id}/proceedings"))
    tell(lawyer, app, only_hearing(app), state="adjourned", reason="panel")

    page = text(lawyer.get(f"/cases/{case_id}/proceedings"))

    link = f"{criminal}/moves/new?event=adjourned&on={today()}"
    assert page.count(f'href="{link}"') == 1
    form = text(lawyer.get(link))
    assert re.search(r'<input checked[^>]*value="adjourned"', form)
    assert f'value="{said(today())}"' in form
    step = {"event": "adjourned", "on": said(today()), "seq": "1"}
    assert lawyer.post(f"{criminal}/moves", step).status_code == 303
    assert "Record it as a step" not in text(lawyer.get(f"/cases/{case_id}/proceedings"))


@pytest.mark.parametrize("typed", ["event=nothing&on=never", "event=&on=9999-01-01"])
def test_a_step_that_is_not_offered_is_not_begun_with(app: Flask, lawyer: Any, case_id: UUID, typed: str) -> None:
    criminal = path_of(app, case_id, "criminal")

    form = text(lawyer.get(f"{criminal}/moves/new?{typed}"))

    assert "Record the step" in form
    assert not re.search(r"<input[^>]*\schecked", form.split('id="event"')[1].split("</fieldset>")[0])


def test_a_silent_hearing_asks_what_came_of_it(app: Flask, lawyer: Any, case_id: UUID) -> None:
    answer = plan(lawyer, app, case_id, on=said(today() - timedelta(days=3)))

    assert answer.headers["Location"].startswith("/hearings/")
    assert "Outcome of the hearing?" in text(lawyer.get(f"/cases/{case_id}/proceedings"))


def test_a_second_report_corrects_the_first_and_both_stay(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan_today(lawyer, app, case_id)
    tell(lawyer, app, only_hearing(app), state="held", came=["counsel"])

    assert (
        tell(lawyer, app, only_hearing(app), state="adjourned", reason="client_absent", came=["counsel"]).status_code
        == 303
    )

    assert [row.state for row in rows(app, HearingReport, "state")] == ["held", "adjourned"]
    assert rows(app, Hearing, "state")[0].state == "adjourned"
    assert "An earlier report: the newest counts." in text(lawyer.get(f"/hearings/{only_hearing(app)}"))


def test_a_corrected_next_day_calls_off_the_one_that_was_wrong(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan_today(lawyer, app, case_id)
    first = only_hearing(app)
    wrong, right = today() + timedelta(days=10), today() + timedelta(days=14)
    tell(lawyer, app, first, state="adjourned", reason="court", next_on=said(wrong), next_at="9.30")

    tell(lawyer, app, first, state="adjourned", reason="court", next_on=said(right))
    tell(lawyer, app, first, state="adjourned", reason="panel", next_on=said(right))

    found = sorted((row.on, row.state) for row in rows(app, Hearing, "on", "state"))
    assert found == [(today(), "adjourned"), (wrong, "cancelled"), (right, "scheduled")]
    assert "Replaced by a newer report" in text(lawyer.get(f"/cases/{case_id}/proceedings"))


def test_whoever_amends_an_outcome_types_only_what_is_different(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan_today(lawyer, app, case_id)
    hearing = only_hearing(app)
    tell(lawyer, app, hearing, state="adjourned", reason="panel", came=["counsel"], note=SECRET)
    closed = text(lawyer.get(f"/hearings/{hearing}"))
    assert SECRET not in closed
    assert "stays with that report" in closed

    open_file(lawyer, case_id)
    form = text(lawyer.get(f"/hearings/{hearing}")).split('id="report"')[1]

    ticked = re.findall(r'<input checked[^>]*value="(\w+)"', form)
    assert ticked == ["adjourned", "counsel"]
    assert '<option selected value="panel">' in form
    assert f">{SECRET}</textarea>" in form.replace("\r\n", "").replace(">\n", ">")


def test_two_reports_at_once_lose_nothing(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan_today(lawyer, app, case_id)
    stale = {"row_version": "1", "state": "held", "note": "Typed for a long time"}
    tell(lawyer, app, only_hearing(app), state="adjourned", reason="court")

    answer = lawyer.post(f"/hearings/{only_hearing(app)}/reports", stale)

    assert answer.status_code == 409
    assert "Typed for a long time" in text(answer)
    assert [row.state for row in rows(app, HearingReport, "state")] == ["adjourned"]
    version = re.findall(r'name="row_version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="row_version"', text(answer))
    assert any("2" in found for found in version)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": "31. 2. 2026."}, "There is no 31. 2. 2026."),
        ({"on": ""}, "Fill this in."),
        ({"at": "25.10"}, "Write the time as hour and minutes: 9.30."),
        ({"kind": "picnic"}, "Choose one of the list."),
        ({"proceeding": str(uuid4())}, "Choose one of the list."),
        ({"must_come": ["nobody"]}, "is not a valid choice"),
    ],
)
def test_wrong_input_is_said_and_nothing_typed_is_lost(
    app: Flask, lawyer: Any, case_id: UUID, typed: dict[str, Any], sentence: str
) -> None:
    answer = plan(lawyer, app, case_id, **{"note": "Typed for a long time"} | typed)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Typed for a long time" in text(answer)
    assert rows(app, Hearing, "id") == []


def test_a_report_of_a_hearing_to_come_or_without_reason_is_refused(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan(lawyer, app, case_id)

    early = tell(lawyer, app, only_hearing(app), state="held")
    bare = tell(lawyer, app, only_hearing(app), state="moved")

    assert (early.status_code, bare.status_code) == (422, 422)
    assert "has not taken place yet" in text(early)
    assert "Choose why it was adjourned" in text(bare)
    assert rows(app, HearingReport, "id") == []


def test_a_hearing_of_today_is_not_held_before_its_hour(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan(lawyer, app, case_id, on=said(today()), at="23.59")

    early = tell(lawyer, app, only_hearing(app), state="held")

    assert early.status_code == 422
    assert "The hearing is scheduled for later today." in text(early)
    assert tell(lawyer, app, only_hearing(app), state="cancelled").status_code == 303


def test_a_proceeding_of_another_case_is_not_taken(app: Flask, make: Any, lawyer: Any, case_id: UUID) -> None:
    other = make.case(make.lawyer())

    answer = plan(lawyer, app, case_id, proceeding=lane_of(app, other, "criminal"))

    assert answer.status_code == 422
    assert rows(app, Hearing, "id") == []


def test_every_act_is_in_the_access_log(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan_today(lawyer, app, case_id)
    tell(lawyer, app, only_hearing(app), state="held", next_on=said(today() + timedelta(days=7)))

    acts = [row.act for row in sorted(rows(app, LedgerEntry, "seq", "act")) if row.act.endswith("_hearing")]
    assert sorted(acts) == ["report_hearing", "schedule_hearing", "schedule_hearing"]


def test_another_lawyers_hearing_does_not_exist(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    plan(lawyer, app, case_id)
    hearing_id = only_hearing(app)
    other = client_as(make.lawyer())

    for path in (f"/hearings/{hearing_id}", f"/hearings/{uuid4()}", f"/cases/{case_id}/hearings/new"):
        assert other.get(path).status_code == 404
    assert tell(other, app, hearing_id, state="held").status_code == 404
    assert plan(other, app, case_id).status_code == 404
    assert rows(app, HearingReport, "id") == []


def test_a_coordinator_records_too_and_an_analyst_sees_nothing(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    assert plan(client_as(make.coordinator()), app, case_id).status_code == 303

    assert client_as(make.analyst()).get(f"/hearings/{only_hearing(app)}").status_code == 404
