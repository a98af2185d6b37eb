"""Is a mistyped hearing asked about before it stands in the calendar, and corrected or struck in sight afterwards?"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from lawyering import rows, said, text
from litigation_app.casework.proceedings.hearings.models import Hearing, HearingChange
from litigation_app.core.clock import today
from litigation_app.law.court_calendar import calendar_of
from litigation_app.ledger import LedgerEntry
from strategic import lane_of


def working(after: int) -> date:
    """A day about which nothing is asked."""
    ahead = (today() + timedelta(days=day) for day in range(after, after + 30))
    return next(day for day in ahead if not calendar_of("RS").may_be_closed(day))


def plan(person: Any, app: Flask, case_id: UUID, on: date, **more: Any) -> Any:
    form = {"proceeding": lane_of(app, case_id, "criminal"), "kind": "main_hearing", "on": said(on), "at": "9.30"}
    return person.post(f"/cases/{case_id}/hearings", {**form, **more})


def stands(app: Flask, on: date) -> Any:
    return next(row for row in rows(app, Hearing, "id", "on", "state", "row_version", "follows") if row.on == on)


def correct(person: Any, app: Flask, day: date, **more: Any) -> Any:
    """Correct the hearing of that day, seen as it stands now."""
    one = stands(app, day)
    [proceeding] = {row.proceeding_id for row in rows(app, Hearing, "id", "proceeding_id") if row.id == one.id}
    form = {"proceeding": str(proceeding), "kind": "main_hearing", "on": said(day), "at": "9.30", "why": "mistyped"}
    return person.post(f"/hearings/{one.id}/corrections", {**form, "row_version": str(one.row_version), **more})


def sunday() -> date:
    return today() + timedelta(days=(6 - today().weekday()) % 7 + 7)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (lambda: working(400), "is more than a year ahead"),
        (sunday, "The court does not work on Sun"),
        (lambda: working(5), "The calendar has already: Main hearing"),
    ],
)
def test_an_odd_day_is_asked_about_and_taken_with_a_tick(
    app: Flask, lawyer: Any, case_id: UUID, on: Callable[[], date], sentence: str
) -> None:
    if on() == working(5):
        assert plan(lawyer, app, case_id, working(5), at="13").status_code == 303
    before = len(rows(app, Hearing, "id"))

    asked = plan(lawyer, app, case_id, on())

    assert (asked.status_code, len(rows(app, Hearing, "id"))) == (422, before)
    assert sentence in text(asked)
    assert plan(lawyer, app, case_id, on(), confirmed="y").status_code == 303


def test_the_next_day_that_stands_in_the_calendar_is_that_hearing_and_nobody_was_absent_and_present(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    said_of_it = {"at": "0.00", "confirmed": "y", "must_come": ["client"]}
    assert plan(lawyer, app, case_id, today(), **said_of_it).status_code == 303
    assert plan(lawyer, app, case_id, working(9)).status_code == 303
    assert plan(lawyer, app, case_id, working(20)).status_code == 303  # nothing is asked about another day
    first = stands(app, today())

    def tell(one: Any, **more: Any) -> Any:
        return lawyer.post(f"/hearings/{one.id}/reports", {"row_version": str(one.row_version), **more})

    off = {"state": "adjourned", "reason": "client_absent", "next_on": said(working(9)), "next_at": "9.30"}
    assert not re.search(r'checked[^>]*name="came"', text(lawyer.get(f"/hearings/{first.id}")))
    both = tell(first, **off, came=["client"])
    told = tell(first, **off, came=["counsel"])

    assert (both.status_code, told.status_code) == (422, 303)
    assert "and yet present: The client" in text(both)
    assert len(rows(app, Hearing, "id")) == 3
    assert stands(app, working(9)).follows == first.id
    amended = text(lawyer.get(f"/hearings/{first.id}"))  # whoever amends it calls off nothing unseen
    assert f'name="next_on" type="text" value="{said(working(9))}"' in amended

    second = stands(app, working(20))
    assert tell(second, state="scheduled").status_code == 422
    assert tell(second, state="cancelled").status_code == 303
    assert tell(stands(app, working(20)), state="scheduled").status_code == 303
    assert stands(app, working(20)).state == "scheduled"


def test_a_clash_is_asked_about_by_case_and_of_a_hidden_case_nothing_is_said(
    app: Flask, make: Any, client_as: Any, lawyer: Any, email: str, case_id: UUID
) -> None:
    elsewhere, day = make.case(email), working(5)
    assert plan(lawyer, app, elsewhere, day, at="10.30").status_code == 303
    make.second(case_id, helper := make.lawyer())

    own, hidden = plan(lawyer, app, case_id, day), plan(client_as(helper), app, case_id, day, at="10")

    assert own.status_code == 422
    assert "The same lawyer has a hearing in RS-" in text(own)
    assert hidden.status_code == 303


def test_the_next_day_of_a_report_is_asked_about_too(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan(lawyer, app, case_id, today(), at="0.00", confirmed="y")
    one = stands(app, today())
    form = {"row_version": "1", "state": "held", "next_on": said(sunday())}

    asked = lawyer.post(f"/hearings/{one.id}/reports", form)

    assert asked.status_code == 422
    assert "The court does not work on Sun" in text(asked)
    assert lawyer.post(f"/hearings/{one.id}/reports", form | {"confirmed": "y"}).status_code == 303


def test_a_correction_moves_it_and_keeps_what_stood_there_in_sight(app: Flask, lawyer: Any, case_id: UUID) -> None:
    wrong, right = working(40), working(9)
    plan(lawyer, app, case_id, wrong)
    one = stands(app, wrong)

    answer = correct(lawyer, app, wrong, on=said(right), kind="pretrial")

    assert answer.status_code == 303
    assert [(row.on, row.why) for row in rows(app, HearingChange, "on", "why")] == [(wrong, "mistyped")]
    page = text(lawyer.get(f"/hearings/{one.id}"))
    assert "Preparatory hearing" in page
    assert f"Before it was corrected: Main hearing, {wrong:%a} {said(wrong)} 9.30" in page
    assert "It was mistyped" in page
    assert said(wrong) not in text(lawyer.get(f"/calendar?view=list&day={right}"))
    assert max(rows(app, LedgerEntry, "seq", "act")).act == "correct_hearing"


def test_what_contradicts_the_outcome_or_changes_nothing_is_no_correction(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    plan(lawyer, app, case_id, today(), at="0.00", confirmed="y")
    one, next_on = stands(app, today()), working(9)
    told = {"row_version": "1", "state": "held", "next_on": said(next_on)}
    assert lawyer.post(f"/hearings/{one.id}/reports", told).status_code == 303
    sure = {"at": "0.00", "confirmed": "y", "must_come": ["counsel"]}
    assert correct(lawyer, app, today(), **sure).status_code == 303  # who was summoned is corrected

    same, ahead = correct(lawyer, app, today(), **sure), correct(lawyer, app, today(), **sure, on=said(working(4)))

    assert "Nothing is different" in text(same)
    assert "its day cannot lie in the future" in text(ahead)
    assert (same.status_code, ahead.status_code) == (422, 422)


def test_a_hearing_that_was_a_mistake_stands_in_no_calendar_and_stays_in_sight(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    day = working(9)
    plan(lawyer, app, case_id, day)
    one = stands(app, day)
    assert "Main hearing" in text(lawyer.get(f"/calendar?view=list&day={day}"))
    never = {"why": "never", "row_version": str(one.row_version)}

    answer = lawyer.post(f"/hearings/{one.id}/striking", never)

    assert answer.status_code == 303
    assert "Main hearing" not in text(lawyer.get(f"/calendar?view=list&day={day}"))
    page = text(lawyer.get(f"/hearings/{one.id}"))
    assert "Entered in error" in page
    assert "It did not happen" in page
    assert "Entered in error" in text(lawyer.get(f"/cases/{case_id}/proceedings"))
    assert "Save the outcome" not in page
    again = {"row_version": str(stands(app, day).row_version), "state": "cancelled"}
    assert lawyer.post(f"/hearings/{one.id}/reports", again).status_code == 409
    assert correct(lawyer, app, day, on=said(working(12))).status_code == 409


def test_one_that_set_the_next_is_struck_after_that_one(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan(lawyer, app, case_id, today(), at="0.00", confirmed="y")
    first, next_on = stands(app, today()), working(9)
    lawyer.post(f"/hearings/{first.id}/reports", {"row_version": "1", "state": "held", "next_on": said(next_on)})

    def mark_entered_in_error(on: date) -> Any:
        one = stands(app, on)
        return lawyer.post(f"/hearings/{one.id}/striking", {"why": "twice", "row_version": str(one.row_version)})

    early = mark_entered_in_error(today())

    assert early.status_code == 409
    assert "Mark that one as entered in error first." in text(early)
    assert [mark_entered_in_error(next_on).status_code, mark_entered_in_error(today()).status_code] == [303, 303]


def test_a_held_hearing_that_goes_on_is_no_adjournment(app: Flask, lawyer: Any, case_id: UUID) -> None:
    plan(lawyer, app, case_id, today(), at="0.00", confirmed="y")
    next_on, later = working(9), working(20)
    told = {"row_version": "1", "state": "held", "next_on": said(next_on)}
    lawyer.post(f"/hearings/{stands(app, today()).id}/reports", told)
    moved = {"row_version": "1", "state": "moved", "reason": "court", "next_on": said(later)}
    lawyer.post(f"/hearings/{stands(app, next_on).id}/reports", moved)

    continued = text(lawyer.get(f"/hearings/{stands(app, next_on).id}"))
    adjournments = text(lawyer.get(f"/hearings/{stands(app, later).id}"))

    assert "Continued from" in continued
    assert "Previous adjournments" not in continued
    assert "1 time" in adjournments.split("Previous adjournments")[1][:80]


def test_a_hearing_that_was_in_no_calendar_is_entered_with_its_outcome_in_one_form(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    form = text(lawyer.get(f"/cases/{case_id}/held-hearings/new"))
    assert f'value="{said(today())}"' in form
    next_on = working(30)
    said_of_it = {
        "proceeding": lane_of(app, case_id, "criminal"), "kind": "main_hearing", "on": "today", "at": "0,00",
        "state": "adjourned", "reason": "panel", "came": ["client", "counsel"],
        "next_on": f"{next_on.day}.{next_on.month}.", "next_at": "930", "confirmed": "y",
    }  # fmt: skip

    bare = lawyer.post(f"/cases/{case_id}/held-hearings", said_of_it | {"reason": ""})
    answer = lawyer.post(f"/cases/{case_id}/held-hearings", said_of_it)

    assert (bare.status_code, answer.status_code) == (422, 303)
    found = {row.on: row.state for row in rows(app, Hearing, "on", "state")}
    assert found == {today(): "adjourned", next_on: "scheduled"}
    assert stands(app, next_on).follows == stands(app, today()).id


def test_the_kind_of_hearing_is_the_usual_one_of_the_stage(app: Flask, lawyer: Any, case_id: UUID) -> None:
    lane, found = lane_of(app, case_id, "criminal"), []
    for place, stage in enumerate(("", "investigation", "main_hearing", "first_instance_judgment")):
        taken = {"to_stage": stage, "on": "today", "reason": "Preuzeto u toku postupka.", "confirmed": "y"}
        if stage:
            sent = lawyer.post(f"/proceedings/{lane}/outside", {**taken, "seq": str(place - 1)})
            assert sent.status_code == 303, text(sent)
        form = text(lawyer.get(f"/cases/{case_id}/held-hearings/new"))
        kinds = re.search(r'<select[^>]*name="kind".*?</select>', form, re.DOTALL)
        assert kinds
        found += re.findall(r'<option selected value="(\w*)">', kinds[0]) or [""]

    assert found == ["", "questioning", "main_hearing", ""]


def test_nobody_else_corrects_or_strikes_it_and_a_stale_page_changes_nothing(
    app: Flask, make: Any, client_as: Any, lawyer: Any, case_id: UUID
) -> None:
    day = working(9)
    plan(lawyer, app, case_id, day)
    one, other = stands(app, day), client_as(make.lawyer())
    assert correct(lawyer, app, day, at="10.00").status_code == 303

    stale = correct(lawyer, app, day, at="11.00", row_version="1")
    gone = lawyer.post(f"/hearings/{one.id}/striking", {"why": "never", "row_version": "1"})

    assert (stale.status_code, gone.status_code) == (409, 409)
    assert correct(other, app, day, at="12.00").status_code == 404
    for path in (f"/hearings/{one.id}/corrections/new", f"/cases/{case_id}/held-hearings/new"):
        assert other.get(path).status_code == 404
    assert other.post(f"/hearings/{one.id}/striking", {"why": "never", "row_version": "2"}).status_code == 404
    assert stands(app, day).state == "scheduled"
