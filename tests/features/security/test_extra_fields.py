"""Does a field that no form has, or an id that is not hers, do anything?"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from furnished import SIDE_WRITERS, Furnished, digest
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.claims.models import Claim
from litigation_app.core.access import Role
from litigation_app.core.db import db

pytestmark = pytest.mark.thorough

FOREIGN = UUID("00000000-0000-4000-8000-00000000000f")
OF_A_CASE = re.compile(r"/(cases|victims|claims|proceedings|emergencies|deadlines)/[0-9a-f-]{36}")
EXTRA = {
    "id": str(FOREIGN), "role": "administrator", "roles": ["administrator"], "unit": str(FOREIGN), "office_id": str(FOREIGN),
    "lead_id": str(FOREIGN), "user_id": str(FOREIGN), "case_id": str(FOREIGN), "victim_id": str(FOREIGN), "row_ver": "99",
    "version": "99", "reference": "RS-1900-0001", "code_name": "Forged 1", "state": "approved", "approved_by": str(FOREIGN),
    "reviewed_by": str(FOREIGN), "password": "a password of another", "password_hash": "x", "disabled_at": "", "is_admin": "1",
}  # fmt: skip


def test_a_case_is_made_of_what_its_form_asks_for_and_nothing_else(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    lawyer = client_as(make.lawyer())
    office = next(iter(make.actor(lawyer.email).held)).office_id
    asked = {"office": str(office), "opened_on": "20. 9. 2026.", "aim": "Izmišljen cilj", "court": "vs_beograd"}

    made = lawyer.post("/cases/", {**EXTRA, **asked})

    assert made.status_code == 303
    with app.app_context():
        case, lead = db.session.query(Case).one(), db.session.query(Assignment).one()
        assert str(case.id) in made.headers["Location"]
        assert (case.office_id, lead.user_id) == (office, make.user_id(lawyer.email))
        assert case.reference.startswith("RS-2026-")
        assert case.code_name != EXTRA["code_name"]
        assert {held.role for held in db.session.query(RoleHeld)} == {Role.LAWYER}


def test_no_form_of_any_page_gives_a_role_a_claim_or_a_password(app: Flask, furnished: Furnished) -> None:
    """The extra fields are sent to every address that changes something, by whoever may."""

    def held() -> list[Any]:
        with app.app_context():
            roles = select(RoleHeld.user_id, RoleHeld.role, RoleHeld.office_id)
            states = select(Claim.id, Claim.state).where(Claim.state == "approved")
            hashes = select(User.id, User.password_hash)
            return [sorted(map(str, db.session.execute(one))) for one in (roles, states, hashes)]

    before, tried = held(), 0
    for method, path, permission in furnished.unsafe():
        if re.search(r"/sign-out|/disabling|/leaving$|/leavings/|/proposals/", path):
            continue  # what they do is meant
        person = furnished.who_may(permission)
        furnished.refresh(person)
        answer = person.client.open(
            path, method=method, data={"csrf_token": person.token, **EXTRA}, base_url="https://localhost"
        )
        assert answer.status_code < 500, path
        tried += 1

    assert tried > 60
    assert held() == before


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_an_id_of_another_office_in_a_field_or_an_address_moves_nothing(
    app: Flask, make: Any, client_as: Callable[[str], Any], furnished: Furnished
) -> None:
    """A lawyer and a coordinator elsewhere send every form of this office's case."""
    elsewhere = make.office(name="Office Elsewhere")
    theirs = [client_as(make.lawyer(office=elsewhere)), client_as(make.coordinator(office=elsewhere))]
    shown = [
        read for role in (Role.LAWYER, Role.COORDINATOR) for _, _, read in furnished.walk(role) if read is not None
    ]
    forms = {form.action: form for read in shown for form in read.forms if form.is_unsafe}
    of_a_thing = {action: form for action, form in forms.items() if OF_A_CASE.search(action)}
    before, answers = digest(app, without=SIDE_WRITERS | {"sent_form"}), {}

    for person in theirs:
        make.fresh(person.email)
        for action, form in of_a_thing.items():
            said = {name: value for name, value in form.filled().items() if name != "csrf_token"}
            answers[person.email, action] = person.post(action, said).status_code

    assert len(of_a_thing) > 10
    assert set(answers.values()) <= {404, 429}, {
        where: code for where, code in answers.items() if code not in {404, 429}
    }
    assert digest(app, without=SIDE_WRITERS | {"sent_form"}) == before
