"""Who is told of an access in an emergency, who reviews it, and what follows from it?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from emergent import Office
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.accounts.staff.people import actions as people
from litigation_app.casework.cases.emergencies import queries
from litigation_app.casework.cases.models import Emergency
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db


@pytest.fixture
def office(app: Flask, make: Any, client_as: Callable[[str], Any]) -> Office:
    return Office(app, make, client_as)


def badge(page: str) -> int:
    found = re.search(r"<span>Alerts</span>\s*<span class=\"badge-count\">(\d+)</span>", page)
    return int(found.group(1)) if found else 0


def test_coordinator_lead_and_auditor_are_told_at_once_and_nobody_else(office: Office) -> None:
    make = office.make
    others = [make.lawyer(office=office.id), make.coordinator(office=make.office()), make.coordinator(office=office.id)]
    make.wall(office.case, others[2], office.coordinator)
    told = [office.client_as(email) for email in (office.coordinator, office.lead, office.auditor)]
    assert [badge(one.get("/alerts/").get_data(as_text=True)) for one in told] == [0, 0, 0]

    office.begin(office.client_as(office.colleague))

    assert [badge(one.get("/alerts/").get_data(as_text=True)) for one in told] == [1, 1, 1]
    assert all(office.reference in one.get("/alerts/").get_data(as_text=True) for one in told)
    for email in others:
        page = office.client_as(email).get("/alerts/").get_data(as_text=True)
        assert office.reference not in page
        assert badge(page) == 0


def test_a_lead_who_has_read_it_is_not_told_again_and_the_reviewer_is_until_it_is_reviewed(office: Office) -> None:
    office.begin(office.client_as(office.colleague))
    lead, coordinator = office.client_as(office.lead), office.client_as(office.coordinator)

    for person in (lead, coordinator):
        assert person.post("/alerts/reading").status_code == 303

    assert badge(lead.get("/alerts/").get_data(as_text=True)) == 0
    assert badge(coordinator.get("/alerts/").get_data(as_text=True)) == 1
    _review(office, coordinator)
    assert badge(coordinator.get("/alerts/").get_data(as_text=True)) == 0


def _review(office: Office, person: Any, verdict: str = "justified") -> Any:
    with office.app.app_context():
        emergency = db.session.query(Emergency.id).one()[0]
    return person.post(f"/emergencies/{emergency}/review", {"verdict": verdict, "note": "Razgovor je obavljen."})


@pytest.mark.parametrize("who", ["coordinator", "auditor"])
def test_a_coordinator_or_an_auditor_reads_why_and_says_whether_it_was_right(office: Office, who: str) -> None:
    office.begin(office.client_as(office.colleague))
    reviewer = office.client_as(getattr(office, who))
    with office.app.app_context():
        emergency = db.session.query(Emergency.id).one()[0]
    closed = reviewer.get(f"/emergencies/{emergency}").get_data(as_text=True)

    opened = reviewer.post(f"/emergencies/{emergency}/openings").headers["Location"]
    read = reviewer.get(opened).get_data(as_text=True)
    answer = _review(office, reviewer)

    assert "zaključana" not in closed
    assert "zaključana" in read
    assert answer.status_code == 303
    assert len(office.entries("read_justification")) == 1
    assert office.entries("review_emergency")[0].purpose == "justified"
    assert _review(office, reviewer).status_code == 404


def test_nobody_reviews_her_own_access_nor_reads_anothers_opening_of_it(office: Office) -> None:
    both = office.make.person(Role.LAWYER, Role.COORDINATOR, office=office.id)
    with office.app.app_context(), committing() as session:
        session.query(RoleHeld).filter_by(user_id=office.make.user_id(both), role=Role.COORDINATOR).delete()
    person = office.client_as(both)
    office.begin(person)
    with office.app.app_context(), committing() as session:
        people.give(session.get_one(User, office.make.user_id(both)), Role.COORDINATOR, office.id)
        emergency = session.query(Emergency.id).one()[0]

    person = office.client_as(both)
    coordinator, lead = office.client_as(office.coordinator), office.client_as(office.lead)
    opened = coordinator.post(f"/emergencies/{emergency}/openings").headers["Location"]

    assert _review(office, person).status_code == 404
    assert person.post(f"/emergencies/{emergency}/openings").status_code == 404
    assert "zaključana" not in person.get(opened).get_data(as_text=True)
    assert lead.get(opened).status_code == 404
    assert _review(office, lead).status_code == 404


def test_an_overdue_review_stops_her_next_access(office: Office) -> None:
    other = office.make.case(office.lead)
    office.begin(office.client_as(office.colleague))

    with time_machine.travel(clock.now() + timedelta(days=8), tick=True):
        colleague = office.client_as(office.colleague)
        stopped = office.begin(colleague, office.reference_of(other))
        page = office.client_as(office.coordinator).get("/alerts/").get_data(as_text=True)
        _review(office, office.client_as(office.coordinator))
        again = office.begin(colleague, office.reference_of(other))

    assert stopped.status_code == 422
    assert "more than seven days" in stopped.get_data(as_text=True)
    assert "overdue" in page
    assert again.status_code == 303


def test_the_year_is_counted(office: Office) -> None:
    office.begin(office.client_as(office.colleague))

    with office.app.app_context():
        assert queries.count_this_year(office.make.actor(office.coordinator)) == 1
        assert queries.count_this_year(office.make.actor(office.make.lawyer(office=office.id))) == 0


def test_of_emergencies_which_she_never_sees_an_administrator_is_told_no_number(office: Office) -> None:
    page = office.client_as(office.make.administrator()).get("/alerts/").get_data(as_text=True)

    assert "Nothing was found that was changed behind the desk" in page
    assert not [
        one for one in ("emergency accesses", "Emergency access to cases", "No emergency access") if one in page
    ]
