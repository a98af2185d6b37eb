"""Grants: acts are counted from records that are open to the reader, results stand against targets, and nobody else sees them."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from claiming import Desk
from granted import PLAN, filed, planned, set_up, words
from lawyering import text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.grants.models import Act, Cost, Grant
from litigation_app.casework.proceedings.hearings import actions as hearings
from litigation_app.casework.proceedings.hearings.actions import Planned, Reported
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.db import committing, db

ClientAs = Callable[[str], Any]


@pytest.fixture
def office(make: Any) -> Any:
    return make.office(country="RS", name="Office Beograd")


@pytest.fixture
def coordinator(make: Any, client_as: ClientAs, office: Any) -> Any:
    return client_as(make.coordinator(office=office))


def attended(make: Any, app: Flask, lawyer: str, *came: str) -> None:
    """A hearing of a new case of hers that was held; who came."""
    case_id, actor = make.case(lawyer), make.actor(lawyer)
    with app.app_context(), committing():
        case = db.session.get_one(Case, case_id)
        wanted = select(Proceeding).where(Proceeding.case_id == case_id, Proceeding.family == "criminal")
        planned = Planned("main_hearing", date(2025, 5, 6), time(9, 30), (), "")
        held = hearings.schedule(actor, case, db.session.scalars(wanted).one(), planned)
        db.session.flush()
        hearings.report(actor, case, held, Reported(State.HELD, None, came, note=""), row_version=1)


def test_acts_are_counted_from_what_is_recorded_and_typed_in(
    app: Flask, make: Any, client_as: ClientAs, office: Any, coordinator: Any
) -> None:
    lawyer = make.lawyer(office=office)
    for came in (("counsel", "client"), ("client",)):
        attended(make, app, lawyer, *came)
    grant = set_up(coordinator, office)
    act = {"office": str(office), "kind": "advice", "on": "3. 4. 2025.", "number": "5", "about": "prava oštećene"}
    assert client_as(lawyer).post("/grants/acts", act).status_code == 303

    page = words(coordinator.get(grant))

    assert "Hearings attended Hearings at which our counsel was 0 1 1 4 25 % court records" in page
    assert "Advice given Legal advice given 2 5 5 20 25 % book of advice" in page
    assert "Acts are counted, never persons, of the whole office" in page


def test_costs_stand_beside_the_budget_and_a_mistake_is_struck_in_sight(
    app: Flask, office: Any, coordinator: Any
) -> None:
    grant = set_up(coordinator, office)
    cost = {"package": "WP1", "on": "1. 6. 2025.", "amount": "1,500.00", "what": "sudski prevodilac", "voucher": "17"}
    assert coordinator.post(f"{grant}/costs", cost).status_code == 303
    outside = coordinator.post(f"{grant}/costs", cost | {"on": "1. 6. 2024."})
    with app.app_context():
        row = db.session.scalars(select(Cost)).one()

    before = words(coordinator.get(grant))
    coordinator.post(f"/grants/costs/{row.id}/striking", {"why": "dvaput"})
    after = words(coordinator.get(grant))

    assert outside.status_code == 422
    assert "This day is outside the days of the grant." in text(outside)
    assert 'value="sudski prevodilac"' in outside.get_data(as_text=True)
    assert "WP1 Courts EUR 1,500.00 EUR 1,500.00 EUR 6,000.00 EUR 4,500.00" in before.replace(
        "1,500.00 EUR", "EUR 1,500.00"
    ).replace("6,000.00 EUR", "EUR 6,000.00").replace("4,500.00 EUR", "EUR 4,500.00")
    assert "dvaput" in after
    assert "1,500.00" in after


def test_costs_beyond_the_budget_of_a_package_are_taken_and_said(office: Any, coordinator: Any) -> None:
    grant = set_up(coordinator, office)
    cost = {"package": "WP1", "on": "1. 6. 2025.", "amount": "6,000.00", "what": "sudski prevodilac", "voucher": "17"}
    coordinator.post(f"{grant}/costs", cost)
    within = words(coordinator.get(grant))

    assert coordinator.post(f"{grant}/costs", cost | {"amount": "1,000.00"}).status_code == 303
    beyond = words(coordinator.get(grant))

    assert "more than its budget" not in within
    assert re.search(r"WP1 Courts: costs of \S*\s?7,000.00\S* .*1,000.00.* more than its budget of .*6,000.00", beyond)


def test_a_plan_that_would_count_twice_is_refused_and_nothing_typed_is_lost(office: Any, coordinator: Any) -> None:
    grant = set_up(coordinator, office)
    twice = PLAN | {
        "row_version": "2",
        "periods-1-first": "31. 12. 2025.",
        "periods-1-last": "31. 12. 2025.",
        "periods-1-due": "1. 2. 2026.",
    }

    answer = coordinator.post(f"{grant}/plan", twice)

    assert answer.status_code == 422
    assert "Two reporting periods overlap" in text(answer)
    assert 'value="1. 2. 2026."' in answer.get_data(as_text=True).replace("\xa0", " ")


def test_another_offices_grant_does_not_exist(
    app: Flask, make: Any, client_as: ClientAs, office: Any, coordinator: Any
) -> None:
    grant = set_up(coordinator, office)
    stranger, lawyer, analyst = (
        client_as(make.coordinator(office=make.office())),
        client_as(make.lawyer(office=office)),
        client_as(make.analyst()),
    )

    for person in (stranger, lawyer, analyst):
        for path in (grant, f"{grant}/plan", f"{grant}/report.docx", f"{grant}/report.pdf"):
            assert person.get(path).status_code == 404
        assert person.post(f"{grant}/reports").status_code == 404
        assert person.post(f"{grant}/costs", {}).status_code == 404
    assert "Access to court" not in text(stranger.get("/grants/"))
    assert "Access to court" not in text(lawyer.get("/grants/"))
    with app.app_context():
        assert db.session.scalars(select(Grant)).one().title == "Access to court"


def test_an_act_of_another_office_is_neither_shown_nor_struck(
    app: Flask, make: Any, client_as: ClientAs, office: Any
) -> None:
    act = {"office": str(office), "kind": "training", "on": "3. 4. 2025.", "number": "1", "about": "obuka sudija"}
    assert client_as(make.lawyer(office=office)).post("/grants/acts", act).status_code == 303
    with app.app_context():
        row = db.session.scalars(select(Act)).one()
    stranger = client_as(make.lawyer(office=make.office()))

    assert "obuka sudija" not in text(stranger.get("/grants/"))
    assert stranger.post(f"/grants/acts/{row.id}/striking", {"why": "x"}).status_code == 404
    assert stranger.post("/grants/acts", act).status_code == 422


def test_a_filed_claim_is_counted_in_no_report(app: Flask, make: Any, client_as: ClientAs) -> None:
    desk = Desk(make, client_as)
    claim = desk.approved()
    with app.app_context(), committing():
        db.session.get_one(Claim, claim).filed_on = date(2025, 2, 3)
    office = next(iter(make.actor(desk.coordinator.email).held)).office_id
    grant = set_up(desk.coordinator, office)

    assert "laims filed" not in words(desk.coordinator.get(grant))
    assert "claim_filed" not in desk.coordinator.get(f"{grant}/plan").get_data(as_text=True)
    document = filed(desk.coordinator, grant, 0)
    assert "laims filed" not in document
    assert "Submissions filed, of every kind|0|" in document


def test_a_period_of_a_day_is_refused(office: Any, coordinator: Any) -> None:
    grant = set_up(coordinator, office)

    answer = coordinator.post(f"{grant}/plan", planned(("3. 2.", "3. 2.")))

    assert answer.status_code == 422
    assert "A reporting period has at least 28 days" in text(answer)


def test_the_second_of_two_who_save_a_plan_is_told_and_loses_nothing(
    make: Any, client_as: ClientAs, office: Any, coordinator: Any
) -> None:
    grant = set_up(coordinator, office)
    other = client_as(make.coordinator(office=office))
    first, second = (PLAN | {"row_version": "2", "results-0-title": title} for title in ("First title", "Second title"))

    assert coordinator.post(f"{grant}/plan", first).status_code == 303
    late = other.post(f"{grant}/plan", second)
    again = other.post(f"{grant}/plan", second | {"row_version": "3"})

    assert late.status_code == 409
    assert 'value="Second title"' in late.get_data(as_text=True)
    assert "Somebody else saved the plan since you opened this page." in text(late)
    assert 'name="row_version" type="hidden" value="3"' in late.get_data(as_text=True)
    assert again.status_code == 303
