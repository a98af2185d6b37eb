"""The first page of a lawyer's day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from lawyering import due, part, rows, said, text
from litigation_app.casework.authority.models import Authority
from litigation_app.casework.cases.models import Case
from litigation_app.casework.defendants.models import Defendant
from litigation_app.casework.particulars.models import Particular
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core import clock
from litigation_app.core.db import committing


def hearing(person: Any, app: Flask, case_id: UUID, after: int) -> None:
    wanted = rows(app, Proceeding, "id", "family", "case_id")
    lane = next(row.id for row in wanted if row.family == "criminal" and row.case_id == case_id)
    typed = {
        "proceeding": str(lane),
        "kind": "main_hearing",
        "on": said(clock.today() + timedelta(days=after)),
        "confirmed": "y",
    }
    assert person.post(f"/cases/{case_id}/hearings", typed).status_code == 303


def test_her_first_page_is_today(lawyer: Any) -> None:
    assert lawyer.get("/").headers["Location"] == "/today"
    assert "No hearing today" in text(lawyer.get("/today"))


def test_it_shows_the_hearings_of_today_and_those_of_which_nobody_said_what_came(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    for after in (-3, 0, 5):
        hearing(lawyer, app, case_id, after)

    page = text(lawyer.get("/today"))

    assert part(page, "hearings-today").count("Main hearing") == 1
    assert part(page, "silent").count("What came of it?") == 1
    assert page.count("Main hearing") == 2


def test_it_shows_our_deadlines_within_seven_days(app: Flask, lawyer: Any, case_id: UUID) -> None:
    for after, shown in ((8, 0), (7, 1), (0, 2)):
        due(app, case_id, clock.today() + timedelta(days=after))
        assert part(text(lawyer.get("/today")), "due").count("Act by") == shown


def test_what_is_overdue_stands_first_on_its_own_with_a_sign_and_words(app: Flask, lawyer: Any, case_id: UUID) -> None:
    assert 'id="overdue"' not in text(lawyer.get("/today"))

    for after in (-4, -1, 3):
        due(app, case_id, clock.today() + timedelta(days=after))

    page = text(lawyer.get("/today"))
    late = part(page, "overdue")
    assert "4 days overdue" in late
    assert "1 day overdue" in late
    assert late.count('class="chip chip-bad"') == late.count("exclamation-octagon-fill") == 2
    assert part(page, "due").count("Act by") == 1
    assert page.index('id="overdue"') < page.index('id="hearings-today"')


def test_it_shows_tasks_and_whom_to_warn(app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID) -> None:
    due = said(clock.today() + timedelta(days=2))
    task = {"kind": "call", "person": str(make.user_id(email)), "due_on": due}
    assert lawyer.post(f"/cases/{case_id}/tasks", task).status_code == 303
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Zoran Nepostojeći"})
    released = {"on": "4. 3. 2026.", "defendant": str(rows(app, Defendant, "id")[0].id), "event": "released"}
    lawyer.post(f"/cases/{case_id}/records/custody", released)

    page = text(lawyer.get("/today"))

    assert "Call the client" in part(page, "tasks")
    assert "Released" in part(page, "warn")
    assert "Zoran" not in page


def test_it_shows_nothing_of_others(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    hearing(lawyer, app, case_id, 0)
    walled = make.coordinator()
    make.wall(case_id, walled, make.coordinator())

    for person in (make.lawyer(), walled):
        assert "No hearing today" in text(client_as(person).get("/today"))
    assert "Main hearing" in text(client_as(make.coordinator()).get("/today"))
    for person in (make.analyst(), make.auditor(), make.administrator()):
        assert client_as(person).get("/today").status_code == 404


def test_it_says_that_a_power_of_attorney_ends_and_of_other_things_only_the_day(
    app: Flask, make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID
) -> None:
    victim, by = make.victim(email, case_id), make.user_id(email)
    with app.app_context(), committing() as session:
        office = session.get_one(Case, case_id).office_id
        of = {"case_id": case_id, "office_id": office, "victim_id": victim}
        of |= {"recorded_by": by, "recorded_at": clock.now()}
        soon, later = clock.today() + timedelta(days=30), clock.today() + timedelta(days=31)
        power = {"family": "", "from_on": clock.today(), "scope": [], "stands": True}
        session.add_all(Authority(until_on=day, **power, **of) for day in (soon, later))
        session.add_all(Particular(group="legal", remind_on=day, **of) for day in (soon, later))

    page = part(text(lawyer.get("/today")), "ends")

    assert page.count("A power of attorney ends") == 1
    assert page.count("Something about the client ends") == 1
    assert part(text(client_as(make.lawyer()).get("/today")), "ends") == ""
