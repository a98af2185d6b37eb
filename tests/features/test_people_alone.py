"""The only administrator, a person who leaves, and what nobody gets by trying."""

from typing import Any

import pytest
from flask import Flask

from litigation_app.accounts.models import User
from litigation_app.accounts.staff.people.models import Leaving
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from proposing import (
    As,
    acts,
    agree,
    link_on,
    newcomer,
    roles_of,
)


def test_the_only_administrator_adds_the_second_alone_and_the_log_says_so(
    client_as: As, make: Any, app: Flask, stranger: Any
) -> None:
    dana = client_as(make.administrator())

    page = dana.get("/people/").get_data(as_text=True)
    added = dana.post("/people/second-administrator", newcomer(make, "lawyer"))

    assert "You are the only administrator" in page
    assert added.status_code == 201
    assert roles_of(app, make, "iva@desk.example") == {"administrator"}
    assert stranger.get(f"/enrol/{link_on(added)}").status_code == 200
    with app.app_context():
        entry = db.session.query(LedgerEntry).order_by(LedgerEntry.seq.desc()).filter_by(act="add_person").first()
        assert entry is not None
        assert b'"single":1' in entry.body


def test_until_the_second_has_come_the_first_makes_a_lost_link_anew_and_takes_a_wrong_address_back(
    client_as: As, make: Any, app: Flask, stranger: Any
) -> None:
    dana = client_as(make.administrator())
    lost = link_on(dana.post("/people/second-administrator", newcomer(make)))
    at = f"/people/{make.user_id('iva@desk.example')}"

    before = dana.get("/people/").get_data(as_text=True), dana.get(at).get_data(as_text=True)
    stranger.post("/sign-in", {"email": "iva@desk.example", "password": "anything at all", "code": "123456"})
    anew = dana.post(f"{at}/link")
    doors = [stranger.get(f"/enrol/{link}").status_code for link in (lost, link_on(anew))]
    dana.post(f"{at}/disabling")
    of_a_suspended = dana.post(f"{at}/link")
    instead = dana.post("/people/second-administrator", newcomer(make, email="iva.nova@desk.example"))
    with app.app_context(), committing() as session:
        session.query(User).filter_by(email="iva.nova@desk.example").update({"password_hash": "that of who has come"})
    of_who_came = dana.post(f"/people/{make.user_id('iva.nova@desk.example')}/link")

    assert "Iva Nova has not enrolled yet" in before[0]
    assert "users appoint" not in before[0]
    assert "Make the link anew" in before[1]
    assert "Propose a new one-time link" not in before[1]
    assert (anew.status_code, doors) == (201, [404, 200])
    assert (of_a_suspended.status_code, instead.status_code, of_who_came.status_code) == (422, 201, 422)
    assert acts(app)[-4:] == ["add_person", "renew_link", "disable_person", "add_person"]


def test_nobody_makes_the_link_of_another_anew_alone(chiefs: tuple[Any, Any], make: Any, app: Flask) -> None:
    dana, mila = chiefs
    dana.post("/people/", newcomer(make, "administrator"))
    agree(mila, app)

    answer = dana.post(f"/people/{make.user_id('iva@desk.example')}/link")

    assert answer.status_code == 422


def test_the_only_administrator_can_bring_in_nobody_else(client_as: As, make: Any, app: Flask) -> None:
    dana = client_as(make.administrator())

    dana.post("/people/", newcomer(make, "coordinator"))
    answer = agree(dana, app)

    assert answer.status_code == 422
    assert "At present nobody can agree" in dana.get("/proposals/").get_data(as_text=True)


@pytest.mark.parametrize("ended_by", ["disabling", "leaving"])
def test_an_administrator_who_gets_rid_of_the_other_is_not_alone_again(client_as: As, make: Any, ended_by: str) -> None:
    other = make.administrator()
    dana = client_as(make.administrator())

    dana.post(f"/people/{make.user_id(other)}/{ended_by}")
    page = dana.get("/people/").get_data(as_text=True)
    answer = dana.post("/people/second-administrator", newcomer(make))

    assert answer.status_code == 404
    assert "the only administrator at work" in page
    assert "second-administrator" not in page


def test_waiting_proposals_are_counted_at_the_door_of_whoever_can_agree(chiefs: tuple[Any, Any], make: Any) -> None:
    dana, mila = chiefs

    dana.post("/people/", newcomer(make))

    badge = '<span class="badge-count">1</span>'
    assert badge in mila.get("/offices/").get_data(as_text=True)
    assert badge not in dana.get("/offices/").get_data(as_text=True)


def test_a_person_who_leaves_loses_everything_in_one_step_and_the_report_says_what(
    chiefs: tuple[Any, Any], client_as: As, make: Any, app: Flask
) -> None:
    dana, _mila = chiefs
    address = make.person(Role.LAWYER, Role.ANALYST, name="Ana Primer")
    ana, user_id = client_as(address), make.user_id(address)
    ana.post("/cases/", {"opened_on": "2. 3. 2026.", "aim": "An invented aim."})

    before = dana.get(f"/people/{user_id}/leaving").get_data(as_text=True)
    done = dana.post(f"/people/{user_id}/leaving")
    report = dana.get(done.headers["Location"]).get_data(as_text=True)

    assert "Analyst" in before
    assert "An invented aim" not in before
    assert ana.get("/cases/").status_code == 302
    assert roles_of(app, make, address) == set()
    with app.app_context():
        person = db.session.get_one(User, user_id)
        assert (person.password_hash, person.enrolment_hash) == (None, None)
        assert person.disabled_at is not None
        assert db.session.query(Leaving).one().sessions == 1
    assert "Hand over 1 case" in report
    assert acts(app)[-1] == "person_left"


def test_a_report_of_another_person_is_not_found_under_hers(chiefs: tuple[Any, Any], make: Any) -> None:
    dana, _mila = chiefs
    first, second = make.user_id(make.lawyer()), make.user_id(make.lawyer())
    done = dana.post(f"/people/{first}/leaving").headers["Location"]

    assert dana.get(done.replace(str(first), str(second))).status_code == 404


def test_extra_fields_give_nobody_a_role(chiefs: tuple[Any, Any], make: Any, app: Flask) -> None:
    dana, mila = chiefs
    dana.post("/people/", newcomer(make, "analyst") | {"outcome": "agreed", "is_single": "1", "decided_by": "x"})

    with app.app_context():
        proposal = db.session.query(PersonProposal).one()
        assert (proposal.outcome, proposal.is_single) == (None, False)
    agree(mila, app)

    assert roles_of(app, make, "iva@desk.example") == {"analyst"}


@pytest.mark.parametrize("role", [Role.LAWYER, Role.COORDINATOR, Role.ANALYST, Role.AUDITOR])
def test_nobody_but_an_administrator_finds_these_pages(client_as: As, make: Any, role: Role) -> None:
    somebody, other = client_as(make.person(role)), make.user_id(make.lawyer())

    paths = ("/people/", f"/people/{other}", f"/people/{other}/leaving", "/proposals/", "/offices/")

    assert {somebody.get(path).status_code for path in paths} == {404}
