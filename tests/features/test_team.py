"""Who works on a case: the coordinator decides, it counts at once, and nobody's cases are left behind."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from litigation_app.accounts.models import RoleHeld, User
from litigation_app.accounts.staff.people import actions as people
from litigation_app.casework.cases.actions import assignment
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from proposing import given

GROUPS = ["identity", "contact", "health", "exploitation", "legal"]


class Team:
    """An office with a lead, a colleague, two coordinators and a case."""

    def __init__(self, make: Any, client_as: Callable[[str], Any]) -> None:
        self.make, self.client_as, self.office = make, client_as, make.office()
        self.lead, self.colleague = (make.lawyer(office=self.office, name=name) for name in ("Lea Vodi", "Dana Druga"))
        self.coordinator = client_as(make.coordinator(office=self.office))
        self.case = make.case(self.lead)

    def on_it(self, case: UUID | None = None) -> dict[str, str]:
        """Who works on the case, as what."""
        names = {self.make.user_id(one): one for one in (self.lead, self.colleague)}
        with self.make.app.app_context():
            rows = db.session.query(Assignment).filter_by(case_id=case or self.case)
            return {names.get(row.user_id, str(row.user_id)): row.kind for row in rows}

    def set_lead(self, email: str) -> Any:
        return self.coordinator.post(f"/cases/{self.case}/lead", {"lead-person": str(self.make.user_id(email))})

    def add(self, email: str) -> Any:
        return self.coordinator.post(f"/cases/{self.case}/seconds", {"second-person": str(self.make.user_id(email))})


@pytest.fixture
def team(make: Any, client_as: Callable[[str], Any]) -> Team:
    return Team(make, client_as)


def test_a_second_lawyer_sees_the_case_from_her_next_page_on(team: Team) -> None:
    colleague = team.client_as(team.colleague)
    before = colleague.get(f"/cases/{team.case}").status_code

    answer = team.add(team.colleague)

    assert (before, answer.status_code) == (404, 303)
    assert colleague.get(f"/cases/{team.case}").status_code == 200
    assert team.on_it() == {team.lead: "lead", team.colleague: "second"}


def test_a_new_lead_replaces_the_former_one(app: Flask, team: Team) -> None:
    former = team.client_as(team.lead)
    assert former.get(f"/cases/{team.case}").status_code == 200

    answer = team.set_lead(team.colleague)

    assert answer.status_code == 303
    assert team.on_it() == {team.colleague: "lead"}
    assert former.get(f"/cases/{team.case}").status_code == 404
    with app.app_context():
        acts = [row.act for row in db.session.query(LedgerEntry).filter_by(case_id=team.case).order_by("seq")]
    assert acts[-2:] == ["end_assignment", "assign_lead"]


def test_an_open_file_and_an_open_record_close_when_she_is_taken_off_the_case(team: Team) -> None:
    team.add(team.colleague)
    victim = team.make.victim(team.lead, team.case, given_name="Kanarinka")
    colleague = team.client_as(team.colleague)
    colleague.post(f"/cases/{team.case}/openings", {"purpose": "hearing"})
    record = colleague.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": GROUPS}).headers["Location"]
    assert "Kanarinka" in colleague.get(record).get_data(as_text=True)

    user = team.make.user_id(team.colleague)
    answer = team.coordinator.post(f"/cases/{team.case}/seconds/{user}/removal")

    assert answer.status_code == 303
    later = [colleague.get(path) for path in (record, f"/cases/{team.case}", f"/cases/{team.case}/file")]
    assert [page.status_code for page in later] == [404, 404, 404]
    assert "Kanarinka" not in later[0].get_data(as_text=True)


def test_the_lead_is_replaced_and_never_just_removed(team: Team) -> None:
    answer = team.coordinator.post(f"/cases/{team.case}/seconds/{team.make.user_id(team.lead)}/removal")

    assert answer.status_code == 422
    assert "Choose another lead first" in answer.get_data(as_text=True)
    assert team.on_it() == {team.lead: "lead"}


def test_only_lawyers_of_the_office_are_put_on_a_case(team: Team) -> None:
    make = team.make
    others = [make.lawyer(office=make.office()), make.analyst(office=team.office), make.coordinator(office=team.office)]

    answers = [act(one).status_code for one in others for act in (team.add, team.set_lead)]

    assert set(answers) == {422}
    assert team.on_it() == {team.lead: "lead"}


def test_a_coordinator_of_another_office_and_a_lawyer_find_no_team(team: Team) -> None:
    make, colleague = team.make, {"lead-person": str(team.make.user_id(team.colleague))}
    for email in (make.coordinator(office=make.office()), team.lead):
        person = team.client_as(email)

        assert person.get(f"/cases/{team.case}/team").status_code == 404
        assert person.post(f"/cases/{team.case}/lead", colleague).status_code == 404
    assert team.on_it() == {team.lead: "lead"}


def test_a_lawyer_whose_role_ends_at_the_office_loses_its_cases_though_she_keeps_another(
    app: Flask, team: Team
) -> None:
    elsewhere, lead = team.make.office(), team.make.user_id(team.lead)
    with app.app_context(), committing() as session:
        session.query(RoleHeld).filter_by(user_id=lead).delete()
    given(team.make, team.lead, Role.LAWYER, elsewhere)

    person = team.client_as(team.lead)

    assert person.get(f"/cases/{team.case}").status_code == 404
    assert "RS-20" not in person.get("/cases/").get_data(as_text=True)


def suspend(team: Team, email: str) -> None:
    with team.make.app.app_context(), committing() as session:
        administrator = team.make.actor(team.make.administrator())
        people.disable(administrator, session.query(User).filter_by(email=email).one())


def test_the_cases_of_a_lawyer_who_is_shut_out_are_handed_over_at_once(app: Flask, team: Team) -> None:
    cases = [team.case, *(team.make.case(team.lead) for _ in range(2))]
    assert "Every case has its lawyer" in team.coordinator.get("/cases-to-hand-over").get_data(as_text=True)
    suspend(team, team.lead)
    page = team.coordinator.get("/cases-to-hand-over").get_data(as_text=True)

    lead, colleague = team.make.user_id(team.lead), str(team.make.user_id(team.colleague))
    answer = team.coordinator.post(f"/cases-to-hand-over/{lead}/{team.office}", {"person": colleague, "takes_all": "y"})

    assert "Lea Vodi" in page
    assert "3 cases" in page
    assert re.search(r'badge-count">3<', page)
    assert answer.status_code == 303
    assert all(team.on_it(case) == {team.colleague: LEAD} for case in cases)
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="assign_lead").count() == 3
    assert "Every case has its lawyer" in team.coordinator.get("/cases-to-hand-over").get_data(as_text=True)


def test_one_case_can_be_handed_over_alone(team: Team) -> None:
    other = team.make.case(team.lead)
    suspend(team, team.lead)

    said = {"person": str(team.make.user_id(team.colleague)), "cases": [str(other)]}
    team.coordinator.post(f"/cases-to-hand-over/{team.make.user_id(team.lead)}/{team.office}", said)

    assert team.on_it(other) == {team.colleague: LEAD}
    assert team.on_it() == {team.lead: LEAD}


def test_the_cases_of_a_lawyer_who_left_the_office_and_of_a_walled_one_wait_too(app: Flask, team: Team) -> None:
    other = team.make.lawyer(office=team.office, name="Mira Zidana")
    team.make.wall(team.make.case(other), other, team.coordinator.email)
    with app.app_context(), committing() as session:
        session.query(RoleHeld).filter_by(user_id=team.make.user_id(team.lead)).delete()

    page = team.coordinator.get("/cases-to-hand-over").get_data(as_text=True)

    assert "Lea Vodi" in page
    assert "Mira Zidana" in page


def test_nothing_is_handed_over_at_another_office_or_of_nobody(team: Team) -> None:
    lead, said = team.make.user_id(team.lead), {"person": str(team.make.user_id(team.colleague)), "takes_all": "y"}
    stranger = team.client_as(team.make.coordinator(office=team.make.office()))

    answers = [stranger.post(f"/cases-to-hand-over/{lead}/{team.office}", said)]
    answers += [team.coordinator.post(f"/cases-to-hand-over/{uuid4()}/{team.office}", said)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert team.on_it() == {team.lead: LEAD}


def test_a_case_has_one_lead_whatever_happens_at_once(app: Flask, team: Team) -> None:
    with app.app_context():
        case = db.session.get_one(Case, team.case)
        db.session.add(assignment(case, team.make.user_id(team.colleague), LEAD))

        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
