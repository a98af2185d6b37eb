"""Of what a person is reminded inside the program, and how she chooses it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from lawyering import due, rows, said, text
from litigation_app.casework.planner.reminders.models import ReminderWish
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core import clock
from litigation_app.core.db import committing, db

HER_TASK = "Task: Obtain a document"


def task(person: Any, case_id: UUID, to: UUID, after: int) -> None:
    due = said(clock.today() + timedelta(days=after))
    typed = {"kind": "paper", "person": str(to), "due_on": due}
    assert person.post(f"/cases/{case_id}/tasks", typed).status_code == 303


def choose(person: Any, days: list[str], hour: str = "", version: int = 0) -> Any:
    return person.post("/reminders/wishes", {"days": days, "hour": hour, "row_version": str(version)})


def shown(person: Any) -> str:
    return text(person.get("/reminders"))


def test_she_is_reminded_seven_days_and_one_day_before_unless_she_chooses_otherwise(
    make: Any, email: str, lawyer: Any, case_id: UUID
) -> None:
    task(lawyer, case_id, make.user_id(email), after=9)
    assert HER_TASK not in shown(lawyer)

    assert choose(lawyer, ["14", "0"]).status_code == 303

    assert HER_TASK in shown(lawyer)


@pytest.mark.parametrize("days", [[""], ["", "999"], ["", "x"]])
def test_an_empty_box_before_the_others_hides_none_of_them_from_the_check(lawyer: Any, days: list[str]) -> None:
    answer = choose(lawyer, days)

    assert answer.status_code == (303 if days == [""] else 422)


@pytest.mark.parametrize(("after", "is_there"), [(0, True), (1, True), (7, True), (8, False)])
def test_a_hearing_and_a_deadline_of_her_case_are_among_them(
    app: Flask, lawyer: Any, case_id: UUID, after: int, is_there: bool
) -> None:
    day = clock.today() + timedelta(days=after)
    lane = next(row.id for row in rows(app, Proceeding, "id", "family") if row.family == "criminal")
    heard = {"proceeding": str(lane), "kind": "main_hearing", "on": said(day), "confirmed": "y"}
    assert lawyer.post(f"/cases/{case_id}/hearings", heard).status_code == 303
    due(app, case_id, day)

    page = shown(lawyer)

    assert ("Main hearing" in page) is is_there
    assert ("Deadline: Appeal<" in page) is is_there


def test_a_deadline_has_the_name_that_it_has_among_the_deadlines(app: Flask, lawyer: Any, case_id: UUID) -> None:
    due(app, case_id, clock.today() + timedelta(days=1))
    [name] = re.findall(r"Deadline: ([^<]+)<", shown(lawyer))

    assert f">{name}<" in text(lawyer.get("/deadlines/"))


def test_the_desks_own_day_before_a_deadline_is_one_of_them(app: Flask, lawyer: Any, case_id: UUID) -> None:
    due(app, case_id, clock.today() + timedelta(days=12))
    with app.app_context(), committing() as session:
        session.execute(update(Deadline).values(prepare_by=clock.today() + timedelta(days=7)))

    page = shown(lawyer)

    assert "The draft should be ready: Appeal<" in page
    assert "Deadline: " not in page


def test_what_is_read_is_no_news_until_the_next_reminder_comes(
    make: Any, email: str, lawyer: Any, case_id: UUID
) -> None:
    task(lawyer, case_id, make.user_id(email), after=1)
    assert "New" in shown(lawyer)
    assert "1 new reminder" in text(lawyer.get("/today"))

    assert lawyer.post("/reminders/reading").status_code == 303

    assert HER_TASK in shown(lawyer)
    assert "Mark all as read" not in shown(lawyer)
    assert 'id="reminders"' not in text(lawyer.get("/today"))


def test_a_task_that_somebody_gives_her_is_told_at_once_whatever_its_day(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    second = make.lawyer()
    make.second(case_id, second)
    hers = client_as(second)
    hers.post("/reminders/reading")

    task(lawyer, case_id, make.user_id(second), after=200)

    assert "New task: Obtain a document" in shown(hers)
    assert "New task" not in shown(lawyer)
    hers.post("/reminders/reading")
    assert "New task" not in shown(hers)


def test_a_client_to_warn_stands_there_until_it_is_written_down(app: Flask, lawyer: Any, case_id: UUID) -> None:
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Zoran Nepostojeći"})
    released = {"on": "4. 3. 2026.", "defendant": str(rows(app, Defendant, "id")[0].id), "event": "released"}
    lawyer.post(f"/cases/{case_id}/records/custody", released)

    assert "Notify the client" in shown(lawyer)
    assert "Zoran" not in shown(lawyer)
    lawyer.post("/reminders/reading")
    assert "Notify the client" in shown(lawyer)


def test_nobody_is_reminded_of_cases_on_which_she_does_not_work(
    make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID
) -> None:
    second, coordinator = make.lawyer(), make.coordinator()
    make.second(case_id, second)
    task(lawyer, case_id, make.user_id(second), after=1)
    make.wall(case_id, second, coordinator)

    for person in (make.lawyer(), second, coordinator):
        assert "Nothing comes near" in shown(client_as(person))
    for person in (make.analyst(), make.auditor(), make.administrator()):
        assert client_as(person).get("/reminders").status_code == 404
        assert choose(client_as(person), ["7"]).status_code == 404


@pytest.mark.parametrize(("days", "hour"), [(["8"], ""), (["seven"], ""), (["7"], "25"), (["7"], "noon")])
def test_what_is_not_offered_cannot_be_chosen(app: Flask, lawyer: Any, days: list[str], hour: str) -> None:
    assert choose(lawyer, days, hour).status_code == 422
    assert rows(app, ReminderWish, "user_id") == []


def test_two_browsers_do_not_overwrite_each_other(app: Flask, lawyer: Any) -> None:
    assert choose(lawyer, ["7"], "8").status_code == 303

    late = choose(lawyer, ["1"], "9", version=0)

    assert late.status_code == 409
    assert rows(app, ReminderWish, "mail_hour")[0].mail_hour == 8
    assert choose(lawyer, [], "", version=1).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(ReminderWish.days)).one() == []
