"""Two administrators, and what they propose about a newcomer."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from litigation_app.accounts.models import User
from litigation_app.accounts.staff.people import actions as people
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry

As = Callable[[str], Any]


def newcomer(make: Any, *roles: str, email: str = "iva@desk.example") -> dict[str, Any]:
    return {"name": "Iva Nova", "email": email, "office": str(make.first_office()), "roles": list(roles) or ["lawyer"]}


def given(make: Any, email: str, role: Role, office: UUID) -> None:
    """A role more for this person, as two administrators give it."""
    with make.app.app_context(), committing() as session:
        people.give(session.get_one(User, make.user_id(email)), role, office)


def waiting(app: Flask) -> str:
    """The id of the proposal that was made last."""
    with app.app_context():
        newest = db.session.query(PersonProposal).order_by(PersonProposal.proposed_at.desc()).first()
        assert newest is not None
        return str(newest.id)


def agree(person: Any, app: Flask) -> TestResponse:
    answer: TestResponse = person.post(f"/proposals/{waiting(app)}/agreement")
    return answer


def acts(app: Flask) -> list[str]:
    with app.app_context():
        return [act for (act,) in db.session.query(LedgerEntry.act).order_by(LedgerEntry.seq)]


def roles_of(app: Flask, make: Any, email: str) -> set[str]:
    with app.app_context():
        return {row.role for row in db.session.get_one(User, make.user_id(email)).roles}


def link_on(page: TestResponse) -> str:
    found = re.search(r"/enrol/([\w-]{20,})", page.get_data(as_text=True))
    assert found is not None
    return found.group(1)


@pytest.fixture
def chiefs(client_as: As, make: Any) -> tuple[Any, Any]:
    """Two administrators at their browsers."""
    return client_as(make.administrator(name="Dana Prva")), client_as(make.administrator(name="Mila Druga"))
