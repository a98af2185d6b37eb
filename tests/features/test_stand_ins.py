"""Does whoever stands in for a colleague see what she needs on these days, and nothing before and after?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from lawyering import said as plain
from lawyering import text
from litigation_app.casework.cases.models import Assignment
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db
from strategic import lane_of


class Court:
    """A lawyer with a hearing in ten days, a colleague of her office, and their coordinator."""

    def __init__(self, app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
        self.app, self.make, self.office = app, make, make.office("RS", "Beograd")
        self.lead, self.other = (make.lawyer(office=self.office, name=name) for name in ("Vera Vodi", "Ena Menja"))
        self.case = make.case(self.lead)
        self.lawyer, self.colleague = client_as(self.lead), client_as(self.other)
        self.coordinator = client_as(make.coordinator(office=self.office))
        self.hearing = self._scheduled()

    def _scheduled(self) -> Any:
        lane = lane_of(self.app, self.case, "criminal")
        said = {"proceeding": lane, "kind": "main_hearing", "on": plain(today() + timedelta(days=10)), "confirmed": "y"}
        answer = self.lawyer.post(f"/cases/{self.case}/hearings", said)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        with self.app.app_context():
            return db.session.query(Hearing.id).one()[0]

    def comes(self, days: int) -> None:
        """The hearing is so many days away, whatever was said before."""
        with self.app.app_context(), committing() as session:
            on = today() + timedelta(days=days)
            session.get_one(Hearing, self.hearing).on = on
            session.query(Assignment).filter_by(case_id=self.case).update({"next_on": on})  # as the lists keep it
            for one in session.query(StandIn).filter_by(hearing_id=self.hearing):
                one.from_on, one.until_on = on - timedelta(days=2), on

    def sees(self, person: Any) -> list[int]:
        paths = [f"/cases/{self.case}", f"/hearings/{self.hearing}"]
        return [person.get(path).status_code for path in paths]

    def days(self, first: int, last: int) -> dict[str, str]:
        now = today()
        return {f"lawyer-{name}": plain(now + timedelta(days=day)) for name, day in
                (("from_on", first), ("until_on", last))}  # fmt: skip


@pytest.fixture
def court(app: Flask, make: Any, client_as: Callable[[str], Any]) -> Court:
    return Court(app, make, client_as)


def test_who_goes_to_one_hearing_sees_the_case_on_that_day_and_the_two_before(court: Court) -> None:
    path, said = f"/hearings/{court.hearing}/stand-ins", {"stand_in": str(court.make.user_id(court.other))}
    assert [one.post(path, said).status_code for one in (court.lawyer, court.colleague)] == [404, 404]

    assert court.coordinator.post(path, said).status_code == 303

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
    assert "Main hearing" in text(court.colleague.get("/calendar"))
    assert "Ena Menja" in text(court.lawyer.get("/absences"))
    with court.app.app_context():
        (absence,) = db.session.query(StandIn.id).one()
    assert court.colleague.post(f"/absences/{absence}/end").status_code == 404
    assert court.lawyer.post(f"/absences/{absence}/end").status_code == 303
    assert court.sees(court.colleague) == [404, 404]
