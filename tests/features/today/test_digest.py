"""The week of an office, on the screen and on paper."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update

from agreeing import mark_entered_in_error
from lawyering import due, part, rows, said, statements, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.models import Claim, CourtDecision, Payment, State
from litigation_app.casework.claims.rules import Part
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core import clock
from litigation_app.core.db import committing
from stepping import outside, path_of

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 8)
WEEK = f"first={FIRST}&last={LAST}"


@pytest.fixture
def coordinator(make: Any, email: str, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.coordinator())


def hearing(person: Any, app: Flask, case_id: UUID, day: date, **told: str) -> None:
    wanted = rows(app, Proceeding, "id", "family", "case_id")
    lane = next(row.id for row in wanted if row.family == "criminal" and row.case_id == case_id)
    typed = {"proceeding": str(lane), "kind": "main_hearing", "on": said(day), "confirmed": "y"}
    assert person.post(f"/cases/{case_id}/hearings", typed).status_code == 303
    if told:
        last = max(rows(app, Hearing, "recorded_at", "id")).id
        assert person.post(f"/hearings/{last}/reports", {"row_version": "1", **told}).status_code == 303


def money(app: Flask, make: Any, email: str, case_id: UUID) -> None:
    """A claim in review since ten days, a decision and a payment of the week."""
    victim, actor = make.victim(email, case_id), make.actor(email)
    with app.app_context(), committing() as session:
        parts = [Part("fear", 1000)]
        case = session.get_one(Case, case_id)
        claim = claims.draft(actor, case, session.get_one(Victim, victim), route="property_claim", parts=parts)
        when = {"recorded_by": actor.id, "recorded_at": clock.now()}
        ruled = {"instance": "first", "outcome": "awarded_part", "amount": 700, "is_final": False}
        session.add(CourtDecision(claim_id=claim.id, on=LAST, **ruled, **when))
        session.add(Payment(claim_id=claim.id, on=FIRST, amount=300, payer="ENFORCED", **when))
        since = clock.now() - timedelta(days=10)
        session.execute(update(Claim).values(state=State.SUBMITTED, submitted_at=since))


def test_it_names_what_happened_in_the_days_asked_for_and_nothing_else(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID, coordinator: Any
) -> None:
    hearing(lawyer, app, case_id, FIRST, state="held")
    hearing(lawyer, app, case_id, LAST, state="adjourned", reason="panel")
    hearing(lawyer, app, case_id, LAST)
    hearing(lawyer, app, case_id, LAST + timedelta(days=20), state="held")
    money(app, make, email, case_id)

    page = text(coordinator.get(f"/week?{WEEK}"))

    heard = part(page, "hearings")
    assert heard.count(f'<a href="/cases/{case_id}">') == 3
    assert all(words in heard for words in ("Held", "The panel was not complete", "No outcome is recorded"))
    assert "Awarded in part" in part(page, "decided")
    assert "700.00 RSD" in part(page, "decided")
    assert "300.00 RSD" in part(page, "paid")
    assert "10 days" in part(page, "waiting")
    empty = text(coordinator.get("/week?first=2020-01-01&last=2020-01-07"))
    assert part(empty, "hearings") == part(empty, "paid") == ""
    quiet = empty.split("Nothing of: ")[1].split("</p>")[0]
    assert all(title in quiet for title in ("Hearings", "Paid to clients", "New cases"))


def test_it_says_what_is_due_what_is_past_its_day_and_who_carries_how_much(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID, coordinator: Any
) -> None:
    due(app, case_id, LAST + timedelta(days=3))
    due(app, case_id, FIRST)
    due(app, case_id, LAST)
    with app.app_context(), committing() as session:
        session.execute(
            update(Deadline).where(Deadline.act_by == LAST).values(missed_reason="overlooked", lapsed_on=LAST)
        )
    hearing(lawyer, app, case_id, LAST + timedelta(days=7))
    task = {"kind": "call", "text": "Njena tajna", "person": str(make.user_id(email))}
    assert lawyer.post(f"/cases/{case_id}/tasks", task).status_code == 303

    page = text(coordinator.get(f"/week?{WEEK}"))

    assert part(page, "missed").count(">Appeal<") == 3
    assert part(page, "missed").count("Still open") == 2
    assert "It was overlooked" in part(page, "missed")
    assert part(page, "due").count(">Appeal<") == 1
    assert "Main hearing" in part(page, "ahead")
    load = part(page, "load")
    assert load.count(">1</td>") == 4
    assert "0 cases with no next date" in page or "1 case with no next date" in page
    assert "tajna" not in page


def test_what_was_to_be_done_after_the_days_asked_for_and_is_past_its_day_says_so(
    app: Flask, lawyer: Any, case_id: UUID, coordinator: Any
) -> None:
    due(app, case_id, clock.today() - timedelta(days=1))
    last = clock.today() - timedelta(days=2)

    page = text(coordinator.get(f"/week?first={last - timedelta(days=6)}&last={last}"))

    assert "1 day late" in part(page, "due")
    assert "Still open" in part(page, "missed")
    assert "Missed, or past their day" not in page.split("Nothing of: ")[1].split("</p>")[0]


def test_a_table_of_the_law_that_ran_out_is_said(coordinator: Any) -> None:
    """Rates of the National Bank of Serbia are known until its session of 12 January 2026."""
    page = text(coordinator.get(f"/week?{WEEK}"))

    assert "Rates of default interest" in part(page, "tables")
    assert "12. 1. 2026." in part(page, "tables")
    assert "has ended: what comes after is assumed" in part(page, "tables")


def test_what_is_due_on_the_last_of_the_days_asked_for_is_in_it_and_what_has_no_day_yet(
    app: Flask, lawyer: Any, case_id: UUID, coordinator: Any
) -> None:
    due(app, case_id, clock.today())
    due(app, case_id, None)

    page = text(coordinator.get(f"/week?first={clock.today() - timedelta(days=29)}&last={clock.today()}"))

    assert said(clock.today()) in part(page, "due")
    assert "enter the day that starts it" in part(page, "undated-due")


def test_a_step_that_was_a_mistake_did_not_happen(app: Flask, lawyer: Any, case_id: UUID, coordinator: Any) -> None:
    criminal = path_of(app, case_id, "criminal")
    assert outside(lawyer, criminal, "investigation", 0, on=FIRST).status_code == 303
    assert outside(lawyer, criminal, "main_hearing", 1, on=LAST).status_code == 303
    before = part(text(coordinator.get(f"/week?{WEEK}")), "steps")

    assert mark_entered_in_error(lawyer, criminal, 2).status_code == 303

    after = part(text(coordinator.get(f"/week?{WEEK}")), "steps")
    assert (before.count(f'href="/cases/{case_id}"'), after.count(f'href="/cases/{case_id}"')) == (2, 1)
    assert said(LAST) not in after


@pytest.mark.parametrize("is_over", [True, False])
def test_a_case_has_not_ended_while_something_of_ours_waits(
    app: Flask, lawyer: Any, case_id: UUID, coordinator: Any, is_over: bool
) -> None:
    with app.app_context(), committing() as session:
        session.execute(update(Case).values(ended_on=LAST, is_over=is_over))

    reference, page = rows(app, Case, "reference")[0].reference, text(coordinator.get(f"/week?{WEEK}"))

    assert (reference in part(page, "closed"), reference in part(page, "over")) == (is_over, not is_over)


def test_every_reference_leads_to_a_case_that_she_may_open(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID, coordinator: Any
) -> None:
    due(app, case_id, LAST + timedelta(days=3))
    due(app, case_id, FIRST)
    hearing(lawyer, app, case_id, LAST + timedelta(days=7))
    money(app, make, email, case_id)

    page = text(coordinator.get(f"/week?{WEEK}"))

    for id_ in ("missed", "due", "ahead", "waiting", "decided", "paid"):
        number = 2 if id_ == "missed" else 1  # what is due after the week is past its day too
        assert part(page, id_).count(f'<a href="/cases/{case_id}">RS-') == number, id_
        assert "Person" in part(page, id_), id_  # whose it is
    assert page.index('id="ahead"') < page.index('id="decided"')
    assert coordinator.get(f"/cases/{case_id}").status_code == 200


def test_on_paper_it_is_the_same(app: Flask, lawyer: Any, case_id: UUID, coordinator: Any) -> None:
    hearing(lawyer, app, case_id, FIRST, state="held")

    made = coordinator.get(f"/week.pdf?{WEEK}")

    assert made.status_code == 200
    assert made.data.startswith(b"%PDF-")
    assert made.headers["Content-Disposition"] == 'attachment; filename="week-2026-03-02.pdf"'


@pytest.mark.parametrize("typed", ["first=soon&last=x", "first=2026-03-08&last=2026-03-02", "first=9999-01-01", ""])
def test_days_that_make_no_sense_give_the_week_before(coordinator: Any, typed: str) -> None:
    monday = clock.today() - timedelta(days=clock.today().weekday() + 7)

    assert said(monday) in text(coordinator.get(f"/week?{typed}"))


def test_it_is_the_coordinators_and_of_her_office_alone(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID, coordinator: Any
) -> None:
    hearing(lawyer, app, case_id, FIRST, state="held")
    other = make.office()
    elsewhere = client_as(make.coordinator(office=other))

    assert part(text(elsewhere.get(f"/week?{WEEK}")), "hearings") == ""
    for office in (other, UUID(int=7)):
        assert coordinator.get(f"/week?office={office}").status_code == 404
        assert coordinator.get(f"/week.pdf?office={office}").status_code == 404
    for person in (lawyer, *map(client_as, (make.analyst(), make.auditor(), make.administrator()))):
        assert person.get("/week").status_code == 404
        assert person.get("/week.pdf").status_code == 404


def test_what_is_walled_off_from_her_is_not_counted(
    app: Flask, make: Any, client_as: Callable[[str], Any], email: str, lawyer: Any, case_id: UUID, coordinator: Any
) -> None:
    hearing(lawyer, app, case_id, FIRST, state="held")
    money(app, make, email, case_id)
    due(app, case_id, FIRST)
    walled = make.coordinator()
    make.wall(case_id, walled, make.coordinator())

    page = text(client_as(walled).get(f"/week?{WEEK}"))

    assert ">1</td>" not in page
    assert "RS-2026-" not in page
    assert "RSD" not in page
    assert "Held" in text(coordinator.get(f"/week?{WEEK}"))


def test_more_cases_ask_no_more_of_the_database(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID, coordinator: Any
) -> None:
    coordinator.get(f"/week?{WEEK}")
    few = statements(app, coordinator, f"/week?{WEEK}")
    for _number in range(4):
        other = make.case(email)
        hearing(lawyer, app, other, FIRST, state="held")
        due(app, other, FIRST)

    assert statements(app, coordinator, f"/week?{WEEK}") == few


def test_it_lists_the_decisions_that_became_final_in_these_days(
    app: Flask, make: Any, email: str, case_id: UUID, coordinator: Any
) -> None:
    money(app, make, email, case_id)
    before = text(coordinator.get(f"/week?{WEEK}"))
    with app.app_context(), committing() as session:
        session.execute(update(CourtDecision).values(is_final=True))
    at_once = text(coordinator.get(f"/week?{WEEK}"))
    with app.app_context(), committing() as session:
        session.execute(update(CourtDecision).values(on=FIRST - timedelta(days=60), final_on=FIRST))
    by_appeal = text(coordinator.get(f"/week?{WEEK}"))
    with app.app_context(), committing() as session:
        session.execute(update(CourtDecision).values(on=FIRST, final_on=LAST + timedelta(days=1)))
    later = text(coordinator.get(f"/week?{WEEK}"))

    assert part(before, "final") == ""
    for page in (at_once, by_appeal):
        assert "Awarded in part" in part(page, "final")
        assert "700.00 RSD" in part(page, "final")
        assert f'<a href="/cases/{case_id}">RS-' in part(page, "final")
    assert part(later, "final") == ""
