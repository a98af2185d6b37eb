"""What do people notice while PostgreSQL is restarted? No error page, and nothing that was typed is lost or saved twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy
from flask import Flask
from sqlalchemy import Connection, Engine, event

from config import Config
from continuity import as_admin
from litigation_app.casework.cases.models import Case
from litigation_app.core import reconnecting
from litigation_app.core.db import db

TYPED = "Izmišljen cilj koji se ne sme izgubiti"
CASE = {"opened_on": "20. 9. 2026.", "aim": TYPED, "court": "vs_beograd", "form_number": "one-form"}


@pytest.fixture
def config(postgres_config: Config) -> Config:
    return postgres_config


@pytest.fixture
def lawyer(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.lawyer())


@pytest.fixture
def restart(end_sessions: Callable[[], None]) -> Callable[[], None]:
    """Every connection of the desk ends; new ones are taken."""
    return end_sessions


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


@contextmanager
def once(engine: Engine, name: str, act: Callable[[Connection], None]) -> Iterator[None]:
    """`act` when this happens to a connection for the first time."""
    left = [act]

    def happen(connection: Connection, *_what: Any) -> None:
        if left:
            left.pop()(connection)

    event.listen(engine, name, happen)
    try:
        yield
    finally:
        event.remove(engine, name, happen)


def cases(app: Flask) -> list[UUID]:
    with app.app_context():
        return list(db.session.scalars(sqlalchemy.select(Case.id)))


def open_a_case(lawyer: Any, make: Any) -> Any:
    return lawyer.post("/cases/", {"office": str(make.first_office()), **CASE})


def test_between_two_pages_it_is_not_noticed(lawyer: Any, restart: Callable[[], None]) -> None:
    assert lawyer.get("/cases/").status_code == 200

    restart()

    assert lawyer.get("/cases/").status_code == 200


@pytest.mark.parametrize("statement", [1, 3])
def test_a_page_that_had_begun_is_made_anew(
    lawyer: Any, engine: Engine, restart: Callable[[], None], statement: int
) -> None:
    seen = []

    def at(*_what: Any) -> None:
        seen.append(1)
        if len(seen) == statement:
            restart()

    event.listen(engine, "before_cursor_execute", at)
    answer = lawyer.get("/cases/")
    event.remove(engine, "before_cursor_execute", at)

    assert answer.status_code == 200
    assert len(seen) > statement


def test_what_was_sent_before_it_could_be_saved_is_given_back(
    app: Flask, lawyer: Any, make: Any, engine: Engine, restart: Callable[[], None]
) -> None:
    with once(engine, "commit", lambda _connection: restart()):
        answer = open_a_case(lawyer, make)

    assert answer.status_code == 503
    assert "The database of the desk did not answer." in answer.get_data(as_text=True)
    assert TYPED in answer.get_data(as_text=True)
    assert cases(app) == []
    assert open_a_case(lawyer, make).status_code == 303


def test_what_was_saved_although_the_database_could_not_say_so_counts_as_saved(
    app: Flask, lawyer: Any, make: Any, engine: Engine, restart: Callable[[], None]
) -> None:
    def save_then_restart(connection: Connection) -> None:
        connection.connection.driver_connection.commit()
        restart()

    with once(engine, "commit", save_then_restart):
        answer = open_a_case(lawyer, make)

    assert answer.status_code == 303
    assert len(cases(app)) == 1


def test_while_it_is_away_for_long_the_desk_says_so_and_goes_on_when_it_is_back(
    lawyer: Any, stranger: Any, postgres: str, restart: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lawyer.get("/cases/").status_code == 200
    monkeypatch.setattr(reconnecting, "PATIENCE_SECONDS", 0.0)
    as_admin(postgres, "ALTER ROLE desk_role NOLOGIN")
    try:
        restart()
        page, ready, alive = lawyer.get("/cases/"), stranger.get("/readyz"), stranger.get("/healthz")
    finally:
        as_admin(postgres, "ALTER ROLE desk_role LOGIN")

    assert (page.status_code, ready.status_code, alive.status_code) == (503, 503, 200)
    assert "The database of the desk did not answer." in page.get_data(as_text=True)
    assert ready.get_data(as_text=True) == "database\n"
    assert lawyer.get("/cases/").status_code == 200
