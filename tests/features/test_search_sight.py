"""Is a person found only by whoever may see her?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from searching import NATIONAL_ID, added, code_name, names_on, opened_case, searched, walled


def test_another_lawyers_client_is_nobody(make: Any, client_as: Callable[[str], Any]) -> None:
    added(client_as(make.lawyer()), make, "Kanarinka Sintetić", national_id=NATIONAL_ID, phone="+381600000001")
    stranger = client_as(make.lawyer())

    pages = [searched(stranger, words) for words in ("Kanarinka Sintetić", NATIONAL_ID, "+381 60 000 0001")]
    nobody = searched(stranger, "Zvezdana Nepoznatić")

    assert not [name for page in pages for name in names_on(page)]
    hidden = re.sub(r'value="[^"]*"', "", pages[0])
    assert hidden == re.sub(r'value="[^"]*"', "", nobody)


def test_a_hidden_name_takes_no_place_among_the_ten(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    theirs, ours = client_as(make.lawyer()), client_as(make.lawyer())
    case = opened_case(theirs, make)
    for _ in range(11):
        added(theirs, make, "Kanarinka Sintetić", case=case)
    mine = added(ours, make, "Kanarinka Sintetova")

    page = searched(ours, "Kanarinka Sintetić")

    assert names_on(page) == [code_name(app, mine)]
    assert "There are more" not in page


def test_a_walled_case_holds_nobody(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.first_office()
    coordinator = make.coordinator(office=office)
    lawyer = client_as(make.lawyer(office=office))
    case_id = opened_case(lawyer, make)
    victim_id = added(lawyer, make, "Kanarinka Sintetić", case=case_id, national_id=NATIONAL_ID)
    person = client_as(coordinator)
    assert names_on(searched(person, "Kanarinka")) == [code_name(app, victim_id)]

    with app.app_context(), committing():
        db.session.add(walled(case_id, make.user_id(coordinator), make.user_id(lawyer.email)))

    assert not names_on(searched(person, "Kanarinka"))
    assert not names_on(searched(person, NATIONAL_ID))


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR, Role.AUDITOR])
def test_whoever_has_no_cases_has_no_search(make: Any, client_as: Callable[[str], Any], role: Role) -> None:
    person = client_as(make.person(role))

    answers = [person.get("/search"), person.post("/search", {"words": "Kanarinka", "purpose": "contact"})]

    assert [answer.status_code for answer in answers] == [404, 404]
