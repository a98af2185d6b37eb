"""The people and things of a feature test, in users' words."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

import pytest
import time_machine
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from agent_host import folder, host  # noqa: F401  # fixtures
from config import Config
from continuity import end_sessions  # noqa: F401  # a fixture
from demonstrated import filled  # noqa: F401  # a fixture
from desks import app_of, leave
from litigation_app.accounts import queries
from litigation_app.accounts.models import User, WebSession
from litigation_app.accounts.signing_in.login import COOKIE, KNOWN_COOKIE
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.core import clock, csrf
from litigation_app.core.db import committing
from making import Make, next_code
from partners import partner, partner_template  # noqa: F401  # fixtures
from preparing import caseload, hold_back  # noqa: F401  # the first is a fixture
from proposing import chiefs  # noqa: F401  # a fixture
from served import PASSWORD, TOKEN, browser, serving  # noqa: F401  # fixtures

FIRST_PAGE, ANY_PAGE = "/", "/none"  # each page of hers carries her token: one that is not there is made soonest


class Person:
    """Somebody at a browser: signed in, with the token of her own pages."""

    def __init__(self, app: Flask, email: str) -> None:
        self.app = app
        self.email = email
        self.client: FlaskClient = app.test_client()
        self.token = ""

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.client.get(path, base_url="https://localhost", **kwargs)

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        return self.client.post(
            path, data={"csrf_token": self.token, **(data or {})}, base_url="https://localhost", **kwargs
        )

    def sign_in(self, password: str = PASSWORD, code: str | None = None) -> TestResponse:
        door = self.get("/sign-in")
        if door.status_code == 302:  # signed in already: as if at another browser
            self.client.delete_cookie(COOKIE, domain="localhost")
            door = self.get("/sign-in")
        self._read_token(door)
        shown = self.next_code() if code is None else code
        answer = self.post("/sign-in", {"email": self.email, "password": password, "code": shown})
        if answer.status_code == 303:
            where = answer.headers["Location"]
            quick = ANY_PAGE if where == FIRST_PAGE else where
            self._read_token(self.get(quick, follow_redirects=True))
        return answer

    def enter(self) -> None:
        """She has signed in with both factors: what the form leads to, without its pages."""
        with self.app.test_request_context(base_url="https://localhost"), committing() as session:
            user_id = session.scalars(select(User.id).where(User.email == self.email)).one()
            entered = sessions.enter(user_id, sessions.Browser("", ""))
            mine = select(WebSession.id).where(WebSession.token_hash == queries.token_hash(entered.token))
            g.session_token = str(session.scalars(mine).one())
            self.token = csrf.token()
        for name, value in ((COOKIE, entered.token), (KNOWN_COOKIE, entered.known)):
            self.client.set_cookie(name, value, domain="localhost", secure=True)

    def again(self, app: Flask) -> "Person":
        """The same at the same browser, in another copy of the desk."""
        same = Person(app, self.email)
        same.token = self.token
        same.client._cookies = dict(self.client._cookies or {})
        return same

    def next_code(self) -> str:
        """A code of her app that counts now: none counts twice, so the next of the three around this half minute."""
        return next_code(self.app, self.email)

    def step_up(self) -> TestResponse:
        """She shows her second factor again."""
        return self.post("/me/step-up", {"second_factor": self.next_code()})

    def _read_token(self, page: TestResponse) -> None:
        found = TOKEN.search(page.get_data(as_text=True))
        assert found is not None, f"no form on the page: {page.status_code}"
        self.token = found.group(1)


@pytest.fixture
def still() -> Iterator[None]:
    """The clock stands: however long a busy machine takes, a door that shuts for a second is shut."""
    with time_machine.travel(clock.now(), tick=False):
        yield


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    with _running(config) as made:
        yield made


@contextmanager
def _running(config: Config) -> Iterator[Flask]:
    made = app_of(config)
    made.testing = False  # errors answer as they do for people
    hold_back(made)
    yield made
    leave(made)


@pytest.fixture
def make(app: Flask) -> Make:
    return Make(app)


@pytest.fixture
def client_as(app: Flask) -> Callable[[str], Person]:
    """Somebody who has signed in at her browser."""

    return partial(_signed_in, app)


def _signed_in(app: Flask, email: str) -> Person:
    person = Person(app, email)
    person.enter()
    return person


@pytest.fixture(scope="module")
def people_of_a_file(
    desk_of_a_file: Callable[[str], Config],
) -> Iterator[Callable[[str], tuple[Make, Callable[[str], Person]]]]:
    """Who makes things, and who signs in, at the desk on this database at which all tests of a file look."""
    with ExitStack() as standing:

        def made(database: str) -> tuple[Make, Callable[[str], Person]]:
            app = standing.enter_context(_running(desk_of_a_file(database)))
            return Make(app), partial(_signed_in, app)

        yield made


@pytest.fixture
def at_the_door(app: Flask) -> Callable[[str], Person]:
    """Somebody of the desk who has not signed in yet."""
    return partial(Person, app)


@pytest.fixture
def stranger(app: Flask) -> Person:
    """Somebody who has not signed in."""
    return Person(app, "nobody@desk.example")
