"""Can an administrator add, rename and remove an office without breaking what belongs to it?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from litigation_app.accounts.models import Office
from litigation_app.core.access import Role
from litigation_app.core.db import db

As = Callable[[str], Any]


@pytest.fixture
def dana(client_as: As, make: Any) -> Any:
    """An administrator at her browser."""
    return client_as(make.administrator())


def names(app: Flask) -> list[str]:
    with app.app_context():
        return [name for (name,) in db.session.query(Office.name).order_by(Office.name)]


def test_a_new_office_can_be_chosen_for_a_new_person(dana: Any, app: Flask) -> None:
    answer = dana.post("/offices/", {"name": "Desk in Bitola", "organisation": "Invented", "country": "MK"})

    assert answer.status_code == 303
    assert "Desk in Bitola" in dana.get("/people/new").get_data(as_text=True)
    assert "North Macedonia" in dana.get("/offices/").get_data(as_text=True)


@pytest.mark.parametrize("name", ["Desk in Bitola", "desk  in BITOLA "])
def test_two_offices_never_have_the_same_name(dana: Any, make: Any, app: Flask, name: str) -> None:
    make.office(name="Desk in Bitola")

    answer = dana.post("/offices/", {"name": name, "organisation": "Invented", "country": "MK"})

    assert answer.status_code == 422
    assert "There is an office with this name already." in answer.get_data(as_text=True)
    assert len(names(app)) == 2


def test_an_office_is_renamed_and_keeps_its_country(dana: Any, make: Any, app: Flask) -> None:
    office = make.office(name="Old name", country="ME")

    answer = dana.post(f"/offices/{office}/names", {"name": "New name", "organisation": "Invented", "country": "RS"})

    assert answer.status_code == 303
    with app.app_context():
        kept = db.session.get_one(Office, office)
        assert (kept.name, kept.country) == ("New name", "ME")


def test_an_office_that_a_proposal_names_keeps_its_name_until_that_is_decided(
    dana: Any, client_as: As, make: Any, app: Flask
) -> None:
    office, other = make.office(name="Desk in Bitola"), client_as(make.administrator())
    said = {"name": "Nova Osoba", "email": "nova@desk.example", "office": str(office), "roles": ["lawyer"]}
    assert dana.post("/people/", said).status_code == 201

    refused = dana.post(f"/offices/{office}/names", {"name": "Another desk", "organisation": "Invented"})

    assert refused.status_code == 422
    assert "A proposal names this office" in refused.get_data(as_text=True)
    assert "Desk in Bitola" in names(app)
    proposal = re.search(r"/proposals/([0-9a-f-]{36})/", other.get("/proposals/").get_data(as_text=True))
    assert proposal is not None
    other.post(f"/proposals/{proposal.group(1)}/refusal")
    renamed = dana.post(f"/offices/{office}/names", {"name": "Another desk", "organisation": "Invented"})
    assert renamed.status_code == 303


def test_an_office_may_keep_its_own_name_when_only_the_organisation_changes(dana: Any, make: Any) -> None:
    office = make.office(name="Desk in Bitola")

    answer = dana.post(f"/offices/{office}/names", {"name": "Desk in Bitola", "organisation": "Another"})

    assert answer.status_code == 303


def test_an_office_in_use_stays(dana: Any, client_as: As, make: Any, app: Flask) -> None:
    with_people = make.office(name="With people")
    with_cases = make.office(name="With cases")
    ana_address = make.lawyer(office=with_cases)
    client_as(ana_address).post("/cases/", {"opened_on": "2. 3. 2026.", "aim": "An invented aim."})
    make.analyst(office=with_people)
    dana.post(f"/people/{make.user_id(ana_address)}/leaving")

    answers = [dana.post(f"/offices/{office}/removal") for office in (with_people, with_cases)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("This office is in use" in answer.get_data(as_text=True) for answer in answers)
    assert {"With people", "With cases"} <= set(names(app))


def test_an_office_that_nothing_belongs_to_is_removed(dana: Any, make: Any, app: Flask) -> None:
    office = make.office(name="A mistake")

    answer = dana.post(f"/offices/{office}/removal")

    assert answer.status_code == 303
    assert "A mistake" not in names(app)
    assert dana.get(f"/offices/{office}").status_code == 404


@pytest.mark.parametrize("role", [Role.LAWYER, Role.COORDINATOR, Role.ANALYST, Role.AUDITOR])
def test_offices_are_changed_by_administrators_alone(client_as: As, make: Any, app: Flask, role: Role) -> None:
    office = make.first_office()
    somebody = client_as(make.person(role))

    typed = {"name": "Mine now", "organisation": "Mine", "country": "RS"}
    answers = [
        somebody.post("/offices/", typed),
        somebody.post(f"/offices/{office}/names", typed),
        somebody.post(f"/offices/{office}/removal"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert "Mine now" not in names(app)
