"""What is to be done in a case: given, read, done, moved."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask

from authorising import authorise
from lawyering import open_file, rows, said, text
from litigation_app.casework.documents.models import Document
from litigation_app.casework.planner.tasks.models import Task, TaskStep
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.core import clock
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from tasked import WORDS, answered, give, only


def test_a_task_is_given_told_to_her_and_done(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID, colleague: str
) -> None:
    due = clock.today() + timedelta(days=3)

    answer = give(lawyer, case_id, make.user_id(colleague), due_on=said(due))

    assert answer.status_code == 303, text(answer)
    hers = client_as(colleague)
    page = text(hers.get("/tasks"))
    assert "Obtain a document" in page
    assert "Given by Person" in page
    assert "in 3 days" in page
    assert "Obtain a document" not in text(lawyer.get("/tasks"))
    assert answered(hers, only(app)).status_code == 303
    assert only(app).state == "done"
    assert "Done or cancelled in the last seven days" in text(hers.get("/tasks"))
    assert [step.state for step in rows(app, TaskStep, "state")] == ["open", "done"]
    acts = [row.act for row in sorted(rows(app, LedgerEntry, "seq", "act")) if row.act.endswith("_task")]
    assert sorted(acts) == ["change_task", "give_task"]


def test_what_a_task_says_is_sealed_and_read_in_the_opened_file_alone(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID
) -> None:
    give(lawyer, case_id, make.user_id(email))
    task = only(app)
    pages = (f"/cases/{case_id}", f"/cases/{case_id}/tasks", f"/tasks/{task.id}")
    assert not any(WORDS in text(lawyer.get(page)) for page in (*pages, "/tasks"))
    assert b"Nepostoje" not in b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))

    open_file(lawyer, case_id)

    assert all(WORDS in text(lawyer.get(page)) for page in pages)
    assert WORDS not in text(lawyer.get("/tasks"))


def test_what_her_tasks_say_opens_for_all_cases_assigned_to_her_at_once_and_nothing_else_of_their_files(
    app: Flask, make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID, as_owner: Any
) -> None:
    other, of_others = make.case(email), make.case(make.lawyer())
    for case in (case_id, other):
        give(lawyer, case, make.user_id(email), due_on=said(clock.today()))
        lawyer.post(f"/cases/{case}/notes", {"kind": "call", "on": "4. 3. 2026.", "text": WORDS})
    closed = text(lawyer.get("/tasks"))
    assert WORDS not in closed
    assert "Of 2 cases that are assigned to you" in closed
    assert lawyer.post("/tasks/openings", {"purpose": ""}).status_code == 422

    shown = [str(case_id), str(other), str(of_others)]
    assert sorted(re.findall(r'name="case" value="([^"]+)"', closed)) == sorted(shown[:2])
    assert lawyer.post("/tasks/openings", {"purpose": "daily", "case": shown[1:]}).status_code == 303
    assert text(lawyer.get("/tasks")).count(WORDS) == 1  # a case that her page did not count stays closed
    assert lawyer.post("/tasks/openings", {"purpose": "daily", "case": shown}).status_code == 303
    assert "Last opened: " in text(lawyer.get(f"/cases/{case_id}"))

    assert [text(lawyer.get(page)).count(WORDS) for page in ("/tasks", "/today")] == [2, 2]
    assert WORDS not in text(client_as(email).get("/tasks"))
    assert WORDS not in text(lawyer.get(f"/cases/{case_id}/notes"))
    said_of = {
        (row.object, row.purpose)
        for row in rows(app, LedgerEntry, "act", "object", "purpose")
        if row.act == "open_tasks"
    }
    assert said_of == {(f"case:{case}", "daily") for case in (case_id, other)}
    assert of_others not in {case_id, other}
    damaged = "UPDATE capsule SET sealed = substr(sealed, 1, 40) WHERE capsule = 'text' AND subject = :case"
    as_owner(damaged, case=case_id.hex if str(app.extensions["config"].database_url).startswith("sqlite") else case_id)
    assert [text(lawyer.get(page)).count(WORDS) for page in ("/tasks", "/today")] == [1, 1]
    make.wall(other, email, by=make.coordinator(office=make.first_office()))
    assert WORDS not in text(lawyer.get("/tasks"))
    with time_machine.travel(clock.now() + timedelta(minutes=21), tick=False):
        assert WORDS not in text(lawyer.get("/tasks"))


def test_a_task_comes_from_a_hearing_of_the_case_and_leads_back_to_it(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID
) -> None:
    lane = next(row.id for row in rows(app, Proceeding, "id", "family") if row.family == "criminal")
    heard = {
        "proceeding": str(lane),
        "kind": "main_hearing",
        "on": said(clock.today() + timedelta(days=9)),
        "confirmed": "y",
    }
    assert lawyer.post(f"/cases/{case_id}/hearings", heard).status_code == 303
    origin = f"hearing:{rows(app, Hearing, 'id')[0].id}"
    assert f'selected value="{origin}"' in text(lawyer.get(f"/cases/{case_id}/tasks/new?origin={origin}"))

    assert give(lawyer, case_id, make.user_id(email), origin=origin).status_code == 303

    assert f"{only(app).about}:{only(app).about_id}" == origin
    page = text(lawyer.get("/tasks"))
    assert f'href="/hearings/{only(app).about_id}">From a hearing' in page
    assert give(lawyer, case_id, make.user_id(email), origin=f"hearing:{uuid4()}").status_code == 422


def test_a_task_comes_from_a_warning_or_a_paper(app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID) -> None:
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Zoran Nepostojeći"})
    released = {"on": "4. 3. 2026.", "defendant": str(rows(app, Defendant, "id")[0].id), "event": "released"}
    lawyer.post(f"/cases/{case_id}/records/custody", released)
    open_file(lawyer, case_id)
    paper = {"kind": "judgment", "papers": [(io.BytesIO(b"Izmisljeno"), "Presuda.txt")]}
    assert lawyer.post(f"/cases/{case_id}/papers", paper).status_code == 303

    page = text(lawyer.get(f"/cases/{case_id}/tasks/new"))
    for origin in (f"record:{rows(app, Record, 'id')[0].id}", f"paper:{rows(app, Document, 'id')[0].id}"):
        assert give(lawyer, case_id, make.user_id(email), origin=origin).status_code == 303

    assert "Notify the client: Released" in page
    assert "Presuda" not in page
    found = text(lawyer.get("/tasks"))
    assert "From a notification of the client" in found
    assert "From a document" in found


def test_nobody_overwrites_unseen_what_somebody_else_said(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID, colleague: str
) -> None:
    give(lawyer, case_id, make.user_id(email))
    task = only(app)
    assert answered(lawyer, task).status_code == 303
    open_file(lawyer, case_id)  # with its words in sight the page of a refusal opens them again

    late = answered(lawyer, task, "called_off")
    moved = lawyer.post(
        f"/tasks/{task.id}/changes",
        {"person": str(make.user_id(colleague)), "due_on": "1. 1. 2099.", "row_version": "1"},
    )

    assert (late.status_code, moved.status_code) == (409, 409)
    assert only(app).state == "done"
    assert answered(lawyer, task, "open", 2).status_code == 303


def test_a_task_is_moved_to_another_person_and_day_and_says_who_gave_it(
    app: Flask, make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID, colleague: str
) -> None:
    give(lawyer, case_id, make.user_id(email))
    typed = {"person": str(make.user_id(colleague)), "due_on": said(clock.today()), "row_version": "1"}

    assert lawyer.post(f"/tasks/{only(app).id}/changes", typed).status_code == 303

    assert (only(app).for_id, only(app).given_by) == (make.user_id(colleague), make.user_id(email))
    assert "Given by" in text(client_as(colleague).get("/tasks"))
    assert '<span class="badge-count">1</span>' in text(client_as(colleague).get("/tasks"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": ""}, "Fill this in."),
        ({"kind": "nap"}, "Choose one of the list."),
        ({"kind": "other", "text": ""}, "Say in words what is to be done."),
        ({"due_on": "soon"}, "Write the day as day, month, year"),
        ({"due_on": "1. 1. 2020."}, "This day is before"),
        ({"person": str(uuid4())}, "Choose one of the list."),
        ({"victim": str(uuid4())}, "Choose one of the list."),
        ({"text": "x" * 2_001}, "at most 2,000 fit"),
    ],
)
def test_wrong_input_is_said_and_nothing_typed_is_lost(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID, typed: dict[str, str], sentence: str
) -> None:
    task = {"text": "Typed for a long time", "person": str(make.user_id(email)), **typed}

    answer = give(lawyer, case_id, UUID(int=0), **task)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert task["text"] in text(answer)
    assert rows(app, Task, "id") == []


def test_from_a_list_she_comes_back_to_it(app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID) -> None:
    give(lawyer, case_id, make.user_id(email))

    to_list = answered(lawyer, only(app), back="tasks.index")
    elsewhere = answered(lawyer, only(app), "open", 2, back="https://elsewhere.example")

    assert to_list.headers["Location"].startswith("/tasks?")
    assert elsewhere.headers["Location"].startswith(f"/cases/{case_id}/tasks")


def test_a_power_that_is_recorded_ends_the_task_of_obtaining_it(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID
) -> None:
    her = make.victim(email, case_id)
    assert 'name="task_done"' not in text(lawyer.get(f"/cases/{case_id}/authorities/new"))
    give(lawyer, case_id, make.user_id(email), kind="power")
    assert re.search(r'<input checked[^>]*name="task_done"', text(lawyer.get(f"/cases/{case_id}/authorities/new")))

    authorise(lawyer, case_id, her)
    assert only(app).state == "open"  # unticked

    authorise(lawyer, case_id, her, task_done="y")
    assert only(app).state == "done"
