"""The people and things of a feature test, in users' words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config import Config
from litigation_app.accounts import passwords, queries
from litigation_app.accounts.models import Office, User
from litigation_app.accounts.people import actions as people
from litigation_app.app import create_app
from litigation_app.core.access import Actor, Role
from litigation_app.core.db import committing, db

PASSWORD = "three rivers meet at dawn"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Person:
    """Somebody at a browser: signed in, with the token of her own pages."""

    def __init__(self, app: Flask, email: str) -> None:
        self.email = email
        self.client: FlaskClient = app.test_client()
        self.token = ""

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.client.get(path, base_url="https://localhost", **kwargs)

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        return self.client.post(
            path, data={"csrf_token": self.token, **(data or {})}, base_url="https://localhost", **kwargs
        )

    def sign_in(self, password: str = PASSWORD) -> TestResponse:
        self._read_token(self.get("/sign-in"))
        answer = self.post("/sign-in", {"email": self.email, "password": password})
        if answer.status_code == 303:
            page = self.get(answer.headers["Location"], follow_redirects=True)
            self._read_token(page)
        return answer

    def _read_token(self, page: TestResponse) -> None:
        found = TOKEN.search(page.get_data(as_text=True))
        assert found is not None, f"no form on the page: {page.status_code}"
        self.token = found.group(1)


@dataclass
class Make:
    """Makes the people and things that a test speaks of, through the desk's own actions."""

    app: Flask
    count: int = 0

    def office(self, country: str = "RS", name: str = "") -> UUID:
        self.count += 1
        with self.app.app_context(), committing():
            office = people.add_office(
                name=name or f"Office {self.count}", organisation="Invented organisation", country=country
            )
            return office.id

    def person(self, *roles: Role, office: UUID | None = None, name: str = "") -> str:
        """A person who has enrolled; gives her e-mail address."""
        self.count += 1
        email = f"person{self.count}@desk.example"
        at = office or self.first_office()
        with self.app.app_context(), committing():
            user, _link = people.add(
                None, name=name or f"Person {self.count}", email=email, roles=list(roles), office_id=at
            )
            user.password_hash = passwords.hashed(PASSWORD)
            user.enrolment_hash = user.enrolment_until = None
        return email

    def first_office(self) -> UUID:
        with self.app.app_context():
            found = db.session.query(Office.id).order_by(Office.name).first()
        return found[0] if found else self.office()

    def lawyer(self, **kwargs: Any) -> str:
        return self.person(Role.LAWYER, **kwargs)

    def coordinator(self, **kwargs: Any) -> str:
        return self.person(Role.COORDINATOR, **kwargs)

    def analyst(self, **kwargs: Any) -> str:
        return self.person(Role.ANALYST, **kwargs)

    def auditor(self, **kwargs: Any) -> str:
        return self.person(Role.AUDITOR, **kwargs)

    def administrator(self, **kwargs: Any) -> str:
        return self.person(Role.ADMINISTRATOR, **kwargs)

    def user_id(self, email: str) -> UUID:
        with self.app.app_context():
            return db.session.query(User.id).filter_by(email=email).one()[0]

    def actor(self, email: str) -> Actor:
        with self.app.app_context():
            found = queries.actor_by_email(email)
        assert found is not None
        return found


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    made = create_app(config)
    made.testing = False  # errors answer as they do for people
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def make(app: Flask) -> Make:
    return Make(app)


@pytest.fixture
def client_as(app: Flask) -> Callable[[str], Person]:
    """Somebody who has signed in at her browser."""

    def signed_in(email: str) -> Person:
        person = Person(app, email)
        assert person.sign_in().status_code == 303
        return person

    return signed_in


@pytest.fixture
def stranger(app: Flask) -> Person:
    """Somebody who has not signed in."""
    return Person(app, "nobody@desk.example")
