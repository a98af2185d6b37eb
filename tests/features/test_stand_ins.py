"""Does whoever stands in for a colleague see what she needs on these days, and nothing before and after?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from lawyering import due, text
from lawyering import said as plain
from litigation_app.casework.cases.models import Assignment
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.core.access import Role
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db
from proposing import given
from standing_in import Court


@pytest.fixture
def court(app: Flask, make: Any, client_as: Callable[[str], Any]) -> Court:
    return Court(app, make, client_as)


def test_who_goes_to_one_hearing_sees_the_case_on_that_day_and_the_two_before(court: Court) -> None:
    path, said = f"/hearings/{court.hearing}/stand-ins", {"stand_in": str(court.make.user_id(court.other))}
    assert [one.post(path, said).status_code for one in (court.lawyer, court.colleague)] == [404, 404]

    assert "Name a stand-in" in text(court.coordinator.get(f"/hearings/{court.hearing}"))
    assert court.coordinator.post(path, said).status_code == 303

    assert "Name a stand-in" not in text(court.coordinator.get(f"/hearings/{court.hearing}"))
    assert court.coordinator.post(path, said).status_code == 422  # she goes there already
    assert court.sees(court.colleague) == [404, 404]
    assert "you stand in" in text(court.colleague.get(f"/calendar?day={today() + timedelta(days=10)}"))
    assert all("A stand-in was named" in text(one.get("/alerts/")) for one in (court.lawyer, court.colleague))
    court.comes(2)
    assert court.sees(court.colleague) == [200, 200]
    assert "Main hearing" in text(court.colleague.get("/calendar"))
    assert court.colleague.post(f"/cases/{court.case}/openings", {"purpose": "hearing"}).status_code == 303
    assert court.colleague.get(f"/cases/{court.case}/hearings/new").status_code == 404  # to be read alone
    court.comes(1)
    assert "Main hearing" in text(court.colleague.get("/reminders"))
    court.comes(-1)
    assert court.sees(court.colleague) == [404, 404]
    court.comes(0)
    court.make.wall(court.case, court.other, court.coordinator.email)
    assert court.sees(court.colleague) == [404, 404]


def test_while_a_lawyer_is_away_her_cases_with_a_date_are_open_to_the_stand_in(court: Court) -> None:
    court.comes(3)
    ids = [f"{court.make.user_id(one)}:{court.office}" for one in (court.lead, court.other)]
    said = {"lawyer-away": ids[0], "lawyer-stand_in": ids[1]} | court.days(0, 14)
    assert court.coordinator.post("/absences/lawyers", said | {"lawyer-stand_in": ids[0]}).status_code == 422
    assert court.lawyer.post("/absences/lawyers", said).status_code == 404

    assert court.coordinator.post("/absences/lawyers", said).status_code == 303

    assert court.sees(court.colleague) == [200, 200]
    assert "You stand in for Vera Vodi until" in text(court.colleague.get(f"/cases/{court.case}"))
    assert "Main hearing" in text(court.colleague.get("/calendar"))
    assert "Ena Menja" in text(court.lawyer.get("/absences"))
    with court.app.app_context():
        (absence,) = db.session.query(StandIn.id).one()
    assert court.colleague.post(f"/absences/{absence}/end").status_code == 404
    assert court.lawyer.post(f"/absences/{absence}/end").status_code == 303
    assert court.sees(court.colleague) == [404, 404]


def test_only_lawyers_of_the_same_office_are_offered_as_stand_ins(
    court: Court, client_as: Callable[[str], Any]
) -> None:
    elsewhere = court.make.office("RS", "Niš")
    alone = court.make.lawyer(office=elsewhere, name="Iva Sama")
    both = court.make.person(Role.COORDINATOR, office=court.office)
    given(court.make, both, Role.COORDINATOR, elsewhere)
    coordinator = client_as(both)

    first, second = (
        text(coordinator.get(f"/absences?lawyer-away={court.make.user_id(who)}:{office}"))
        for who, office in ((court.lead, court.office), (alone, elsewhere))
    )

    offered = first.split('name="lawyer-stand_in"')[1].split("</select>")[0]
    assert [name in offered for name in ("Ena Menja", "Vera Vodi", "Iva Sama")] == [True, False, False]
    assert "No other lawyer works at Niš" in second


def test_who_shares_a_case_reads_in_the_morning_that_its_lawyer_is_away(
    court: Court, client_as: Callable[[str], Any]
) -> None:
    second, stranger = (court.make.lawyer(office=court.office) for _ in range(2))
    court.make.second(court.case, second)
    ids = [f"{court.make.user_id(one)}:{court.office}" for one in (court.lead, court.other)]
    said = {"lawyer-away": ids[0], "lawyer-stand_in": ids[1]} | court.days(0, 14)
    assert court.coordinator.post("/absences/lawyers", said).status_code == 303

    pages = [text(one.get("/today")) for one in (client_as(second), court.colleague, court.coordinator)]

    assert all("Away today:" in page and "Vera Vodi is away until" in page for page in pages)
    assert ["you stand in" in page for page in pages] == [False, True, False]
    for nobody in (court.lawyer, client_as(stranger)):
        assert "Away today" not in text(nobody.get("/today"))
    with court.app.app_context():
        (absence,) = db.session.query(StandIn.id).one()
    assert court.coordinator.post(f"/absences/{absence}/end").status_code == 303
    assert "Away today" not in text(court.coordinator.get("/today"))


def test_a_stand_in_is_reminded_in_time_of_what_falls_in_her_days_and_opens_nothing_before(court: Court) -> None:
    due(court.app, court.case, today() + timedelta(days=6))
    court.comes(7)
    ids = [f"{court.make.user_id(one)}:{court.office}" for one in (court.lead, court.other)]
    said = {"lawyer-away": ids[0], "lawyer-stand_in": ids[1]} | court.days(1, 6)
    assert court.coordinator.post("/absences/lawyers", said).status_code == 303

    page, bell = text(court.colleague.get("/reminders")), text(court.colleague.get("/today"))

    assert "Deadline: Appeal<" in page
    assert "Main hearing" not in page  # on the day after her last
    assert "you stand in" in page
    assert "1 new reminder" in bell
    assert court.sees(court.colleague) == [404, 404]
    path, named = f"/hearings/{court.hearing}/stand-ins", {"stand_in": str(court.make.user_id(court.other))}
    assert court.coordinator.post(path, named).status_code == 303
    assert "Main hearing" in text(court.colleague.get("/reminders"))
    court.comes(6)
    week = text(court.colleague.get("/today")).split('id="week"')[1]
    assert f"/cases/{court.case}" not in week
    assert 'href="/absences"' in week


def test_today_asks_as_often_for_many_cases_open_to_a_stand_in_as_for_one(court: Court, make: Any) -> None:
    court.comes(3)
    ids = [f"{make.user_id(one)}:{court.office}" for one in (court.lead, court.other)]
    said = {"lawyer-away": ids[0], "lawyer-stand_in": ids[1]} | court.days(0, 14)
    assert court.coordinator.post("/absences/lawyers", said).status_code == 303

    def with_more(number: int) -> int:
        more = [make.case(court.lead) for _ in range(number)]
        with court.app.app_context(), committing() as session:
            session.query(Assignment).filter(Assignment.case_id.in_(more)).update({"next_on": today()})
        return court.statements(court.colleague, "/today")

    assert with_more(1) == with_more(3)


def test_who_is_away_too_is_refused_as_a_stand_in_and_the_days_are_named(court: Court) -> None:
    third = court.make.lawyer(office=court.office, name="Iva Treća")
    assert court.is_away(court.other, third, 3, 5).status_code == 303

    refused = court.is_away(court.lead, court.other, 0, 4)

    assert refused.status_code == 422
    first, last = (plain(today() + timedelta(days=days)) for days in (3, 4))
    assert f"Ena Menja is away too ({first} – {last}). Choose somebody else, or other days." in text(refused)
    assert court.is_away(court.lead, third, 0, 4).status_code == 303
    assert court.is_away(court.lead, court.other, 6, 9).status_code == 303
    court.end_absences()
    assert court.is_away(court.lead, court.other, 0, 4).status_code == 303


@pytest.mark.both_databases
def test_nobody_who_is_away_on_the_day_is_named_for_one_hearing(court: Court) -> None:
    third = court.make.lawyer(office=court.office, name="Iva Treća")
    path, said = f"/hearings/{court.hearing}/stand-ins", {"stand_in": str(court.make.user_id(court.other))}
    assert court.is_away(court.other, third, 8, 10).status_code == 303

    refused = court.coordinator.post(path, said)

    assert refused.status_code == 422
    sentence = f"Ena Menja is away too ({plain(today() + timedelta(days=10))}). Choose somebody else, or other days."
    assert sentence in text(refused)
    court.comes(11)  # on the day after she is back
    assert court.coordinator.post(path, said).status_code == 303


def test_an_absence_entered_later_warns_that_the_stand_in_is_away(court: Court) -> None:
    third = court.make.lawyer(office=court.office, name="Iva Treća")
    assert court.is_away(court.lead, court.other, 0, 14).status_code == 303
    path, goes = f"/hearings/{court.hearing}/stand-ins", {"stand_in": str(court.make.user_id(court.other))}
    assert court.coordinator.post(path, goes).status_code == 303
    assert "cannot stand in" not in text(court.coordinator.get("/absences"))

    assert court.is_away(court.other, third, 10, 11).status_code == 303

    page = text(court.coordinator.get("/absences"))
    first, last = (plain(today() + timedelta(days=days)) for days in (10, 11))
    assert f"Ena Menja is away ({first} – {last}) and cannot stand in for Vera Vodi then." in page
    assert f"Ena Menja is away ({first}) and cannot stand in for Vera Vodi then." in page  # at the hearing
    assert "cannot stand in" in text(court.colleague.get("/absences"))
    court.end_absences()
    assert "cannot stand in" not in text(court.coordinator.get("/absences"))
