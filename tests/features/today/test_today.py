"""The first page of a day: whom to warn, what asks for her this week, for what claims wait, what has no next date."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import update

from lawyering import due, part, rows, said, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority
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


def week(person: Any, kind: str = "") -> str:
    return part(text(person.get(f"/today?kind={kind}")), "week")


def test_her_first_page_is_today(lawyer: Any) -> None:
    assert lawyer.get("/").headers["Location"] == "/today"
    assert "Today: nothing." in week(lawyer)


def test_the_week_has_its_hearings_and_those_of_which_nobody_said_what_came(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    for after in (-3, 0, 5, 7):
        hearing(lawyer, app, case_id, after)

    page = week(lawyer)

    assert page.count("Main hearing") == 3
    late, rest = page.split("is-today")
    assert late.count("Outcome of the hearing?") == 1
    assert rest.count("Scheduled") == 2


def test_deadlines_of_ours_stand_under_their_days_and_what_is_overdue_first_with_a_sign_and_words(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    for after in (-4, -1, 0, 6, 8):
        due(app, case_id, clock.today() + timedelta(days=after))

    page = week(lawyer, "deadline")

    assert page.index("Overdue") < page.index("4 days overdue") < page.index("1 day overdue") < page.index("is-today")
    assert page.count('class="chip chip-bad"') == page.count("exclamation-octagon-fill") >= 2
    assert page.count("Deadline<") == 4


def test_it_shows_tasks_to_be_done_with_one_press_and_whom_to_warn_above_all(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID
) -> None:
    make.victim(email, case_id)
    due = said(clock.today() + timedelta(days=2))
    task = {"kind": "call", "person": str(make.user_id(email)), "due_on": due}
    assert lawyer.post(f"/cases/{case_id}/tasks", task).status_code == 303
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Zoran Nepostojeći"})
    released = {"on": "4. 3. 2026.", "defendant": str(rows(app, Defendant, "id")[0].id), "event": "released"}
    lawyer.post(f"/cases/{case_id}/records/custody", released)

    page = text(lawyer.get("/today"))

    assert "Call the client" in part(page, "week")
    assert "Done<" in part(page, "week")
    assert "Accused A: Released" in part(page, "warn")
    assert "records/client-warned/new?defendant=" in part(page, "warn")
    assert page.index('id="warn"') < page.index('id="week"')
    assert "Zoran" not in page


def test_a_deadline_after_the_week_stands_there_and_is_counted_by_its_draft_alone(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    due(app, case_id, clock.today() + timedelta(days=8), prepare_by=clock.today() + timedelta(days=2))

    page = week(lawyer)

    assert "draft ready" in page
    assert "All 1" in page
    assert "Deadline<" not in page
    assert "Deadlines" not in page


def test_the_list_is_narrowed_to_one_kind_and_counts_them(app: Flask, lawyer: Any, case_id: UUID) -> None:
    hearing(lawyer, app, case_id, 2)
    due(app, case_id, clock.today() + timedelta(days=3))

    narrowed = week(lawyer, "hearing")

    assert all(f"{words} 1" in narrowed for words in ("Hearings", "Deadlines"))
    assert "All 2" in narrowed
    assert "Main hearing" in narrowed
    assert "Deadline<" not in narrowed


def test_a_case_without_a_next_date_stands_there_with_what_can_be_done(lawyer: Any, case_id: UUID) -> None:
    page = part(text(lawyer.get("/today")), "undated")

    assert f"/cases/{case_id}/hearings/new" in page
    assert "All 1" in page


def test_the_bell_counts_what_is_new_until_she_has_read_it(app: Flask, lawyer: Any, case_id: UUID) -> None:
    for after in (-2, 1, 5, 20):
        due(app, case_id, clock.today() + timedelta(days=after))
    hearing(lawyer, app, case_id, 1)

    def bell() -> str:
        return text(lawyer.get("/cases/")).split('class="bell"')[1].split("</a>")[0]

    shown = text(lawyer.get("/reminders")).count(">New<")
    before = bell()
    lawyer.post("/reminders/reading")

    assert shown > 0
    assert f'<span class="badge-count">{shown}</span>' in before
    assert "badge-count" not in bell()


def test_a_coordinator_sees_what_is_late_in_her_office_and_all_that_waits_for_her_decision(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID, client_as: Callable[[str], Any]
) -> None:
    boss = make.coordinator()
    late = said(clock.today() - timedelta(days=2))
    task = {"kind": "call", "person": str(make.user_id(email)), "due_on": said(clock.today())}
    assert lawyer.post(f"/cases/{case_id}/tasks", task).status_code == 303
    with app.app_context(), committing() as session:
        session.execute(update(Task).values(due_on=clock.today() - timedelta(days=2)))
    claim = outstanding(app, make, lawyer, email, case_id)
    rows_ = {
        "rows-0-on": late,
        "rows-0-amount": "5,000",
        "basis": "agreement",
        "on": "1. 2. 2024.",
        "months": "1",
        "version": "0",
    }
    assert lawyer.post(f"{claim}/instalments", rows_).status_code == 303

    page = text(client_as(boss).get("/today"))

    assert "2 days overdue" in part(page, "week")
    assert "2 days late" in part(page, "week")
    assert make.actor(email).name in part(page, "week")
    assert "Claims to review" in part(page, "decisions")
    assert 'id="decisions"' not in text(lawyer.get("/today"))
    preset = text(client_as(boss).get(f"/cases/{case_id}/tasks/new")).split('id="person"')[1].split("</select>")[0]
    assert f'selected value="{make.user_id(email)}"' in preset  # whoever leads the case


def outstanding(app: Flask, make: Any, lawyer: Any, email: str, case_id: UUID) -> str:
    """A claim that waits for review; where it is."""
    victim = make.victim(email, case_id)
    form = {"victim": str(victim), "route": "property_claim", "parts-0-head": "fear", "parts-0-amount": "300000"}
    drafted = lawyer.post(f"/cases/{case_id}/claims", form).headers["Location"].split("?")[0]
    assert lawyer.post(f"{drafted}/submission", {"row_version": "1"}).status_code == 303
    return str(drafted)


def test_it_shows_nothing_of_others(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    hearing(lawyer, app, case_id, 0)
    walled = make.coordinator()
    make.wall(case_id, walled, make.coordinator())

    for person in (make.lawyer(), walled):
        assert "Today: nothing." in week(client_as(person))
    of_office = week(client_as(make.coordinator()))
    assert "Main hearing" in of_office
    assert "Person" in of_office  # whose it is
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
