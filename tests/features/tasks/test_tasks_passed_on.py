"""Do tasks go along with a case, behind a wall and to another person, and who sees them?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask import Flask

from lawyering import rows, text
from litigation_app.casework.planner.tasks.models import Task
from tasked import answered, give, only


def test_open_tasks_go_along_with_the_case(
    app: Flask, make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID, colleague: str
) -> None:
    coordinator = client_as(make.coordinator())
    give(lawyer, case_id, make.user_id(colleague))
    answered(lawyer, only(app), "called_off")
    give(lawyer, case_id, make.user_id(colleague), kind="call")

    off = coordinator.post(f"/cases/{case_id}/seconds/{make.user_id(colleague)}/removal")

    assert off.status_code == 303, text(off)
    now = {row.state: row.for_id for row in rows(app, Task, "state", "for_id")}
    assert now == {"called_off": make.user_id(colleague), "open": make.user_id(email)}


def test_the_tasks_of_a_former_lead_go_to_the_next_one(
    app: Flask, make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID
) -> None:
    heir, coordinator = make.lawyer(name="Treća Pravnica"), client_as(make.coordinator())
    give(lawyer, case_id, make.user_id(email))

    led = coordinator.post(f"/cases/{case_id}/lead", {"lead-person": str(make.user_id(heir))})

    assert led.status_code == 303, text(led)
    assert only(app).for_id == make.user_id(heir)
    assert "Obtain a document" in text(client_as(heir).get("/tasks"))
    assert "Obtain a document" not in text(lawyer.get("/tasks"))


def test_a_wall_takes_her_tasks_and_the_sight_of_them(
    app: Flask, make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID, colleague: str
) -> None:
    give(lawyer, case_id, make.user_id(colleague))
    task = only(app)

    make.wall(case_id, colleague, make.coordinator())

    assert only(app).for_id == make.user_id(email)
    kept = client_as(colleague)
    assert "Obtain a document" not in text(kept.get("/tasks"))
    assert kept.get(f"/tasks/{task.id}").status_code == 404
    assert answered(kept, task, version=2).status_code == 404
    assert give(lawyer, case_id, make.user_id(colleague)).status_code == 422


def test_a_coordinator_sees_the_tasks_of_her_office_and_of_one_person(
    make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID, colleague: str
) -> None:
    give(lawyer, case_id, make.user_id(colleague))
    give(lawyer, case_id, make.user_id(email), kind="call")
    coordinator = client_as(make.coordinator())

    everything = text(coordinator.get("/tasks/office"))
    of_one = text(coordinator.get(f"/tasks/office?person={make.user_id(colleague)}"))

    assert "Call the client" in everything
    assert "Obtain a document" in everything
    assert "Call the client" not in of_one
    assert lawyer.get("/tasks/office").status_code == 404
    elsewhere = client_as(make.coordinator(office=make.office()))
    assert "Obtain a document" not in text(elsewhere.get("/tasks/office"))


def test_a_coordinator_of_the_office_may_be_given_a_task_and_a_stranger_not(
    make: Any, email: str, lawyer: Any, case_id: UUID
) -> None:
    for person in (make.lawyer(), make.analyst(), make.coordinator(office=make.office())):
        assert give(lawyer, case_id, make.user_id(person)).status_code == 422

    assert give(lawyer, case_id, make.user_id(make.coordinator())).status_code == 303


def test_another_lawyers_tasks_do_not_exist(
    app: Flask, make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID
) -> None:
    give(lawyer, case_id, make.user_id(email))
    task, other = only(app), client_as(make.lawyer())

    for path in (f"/cases/{case_id}/tasks", f"/cases/{case_id}/tasks/new", f"/tasks/{task.id}", f"/tasks/{uuid4()}"):
        assert other.get(path).status_code == 404
    assert give(other, case_id, make.user_id(email)).status_code == 404
    assert answered(other, task).status_code == 404
    assert other.post(f"/tasks/{task.id}/changes", {"row_version": "1"}).status_code == 404
    assert answered(lawyer, task, "finished").status_code == 422
    assert answered(lawyer, task, version=0).status_code == 409
    assert only(app).state == "open"
