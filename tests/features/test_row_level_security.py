"""Whom does PostgreSQL itself show a row about a case, whatever a query asks for?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import InternalError

from config import Config
from desks import leave
from fenced import a_row_in_every_table, acting, as_in_a_request, counted, engine_of
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case
from litigation_app.core import clock
from litigation_app.core.access import May, needs
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard

EVERY = {name for name, how in rowguard.table().guarded.items() if how.by != "register"}  # that has no case
OFTEN = 16  # psycopg prepares what a connection was asked five times; two take turns


@pytest.fixture
def config(postgres_config: Config) -> Config:
    return postgres_config


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """An application of its own, since tests add pages to it."""
    made = create_app(config)
    made.testing = False
    yield made
    leave(made)


@pytest.fixture
def rows(config: Config) -> Iterator[Engine]:
    """The desk's own role at the database, past all of its code; one connection, used again and again."""
    engine = engine_of(config.database_url, pool_size=1, max_overflow=0)
    yield engine
    engine.dispose()


@dataclass(frozen=True)
class Desk:
    """Two offices; a case of the first, with a row in every table."""

    office: UUID
    elsewhere: UUID
    lawyer: str
    case: UUID


@pytest.fixture
def filled(config: Config, make: Any) -> Desk:
    office, elsewhere = make.office(), make.office()
    lawyer = make.lawyer(office=office)
    case = make.case(lawyer)
    make.victim(lawyer, case, national_id="0105001000003", phone="+381 60 000 0000")
    a_row_in_every_table(config, case, made_by=make.user_id(make.analyst(office=elsewhere)))
    return Desk(office, elsewhere, lawyer, case)


def hers(make: Any, email: str, *offices: UUID) -> dict[str, Any]:
    return {"actor": make.user_id(email), "assigned": list(offices), "emergency": list(offices)}


def test_a_lawyer_is_shown_her_own_case_in_every_table(rows: Engine, make: Any, filled: Desk) -> None:
    with acting(rows, **hers(make, filled.lawyer, filled.office)) as connection:
        assert set(counted(connection)) == EVERY


def test_another_lawyer_of_the_office_is_shown_nothing_in_any_table(rows: Engine, make: Any, filled: Desk) -> None:
    other = make.lawyer(office=filled.office)

    with acting(rows, **hers(make, other, filled.office)) as connection:
        assert counted(connection) == {}


def test_the_coordinator_of_the_office_is_shown_it_in_every_table(rows: Engine, make: Any, filled: Desk) -> None:
    boss = make.coordinator(office=filled.office)

    with acting(rows, actor=make.user_id(boss), office=[filled.office]) as connection:
        assert set(counted(connection)) == EVERY


def test_the_coordinator_of_another_office_is_shown_nothing(rows: Engine, make: Any, filled: Desk) -> None:
    boss = make.coordinator(office=filled.elsewhere)

    with acting(rows, actor=make.user_id(boss), office=[filled.elsewhere]) as connection:
        assert counted(connection) == {}


def test_an_assignment_ends_with_the_role_at_that_office(rows: Engine, make: Any, filled: Desk) -> None:
    with acting(rows, **hers(make, filled.lawyer, filled.elsewhere)) as connection:
        assert counted(connection) == {}


def test_nobody_is_shown_nothing(rows: Engine, filled: Desk) -> None:
    assert filled.case

    with acting(rows) as connection:
        assert counted(connection) == {}


def test_a_connection_that_is_used_again_has_forgotten_whom_it_served(rows: Engine, make: Any, filled: Desk) -> None:
    with acting(rows, **hers(make, filled.lawyer, filled.office)) as connection:
        assert counted(connection) != {}

    with rows.connect() as connection:  # the settings are now "" and no longer NULL
        assert counted(connection) == {}


def test_a_wall_beats_whatever_else_she_is(rows: Engine, make: Any, filled: Desk) -> None:
    boss, second = (make.coordinator(office=filled.office) for _ in range(2))
    for kept_away in (filled.lawyer, boss):
        make.wall(filled.case, kept_away, by=second)

    for kept_away in (filled.lawyer, boss):
        said = hers(make, kept_away, filled.office) | {"office": [filled.office]}
        with acting(rows, **said) as connection:
            assert counted(connection) == {"casework_wall": 1}  # that she is kept away, which the desk asks about her


def test_an_emergency_shows_the_case_while_it_lasts(rows: Engine, make: Any, filled: Desk) -> None:
    helper = make.lawyer(office=filled.office)
    make.emergency(filled.case, helper)

    said = hers(make, helper, filled.office)
    with acting(rows, **said) as connection:
        assert set(counted(connection)) == EVERY
    with acting(rows, **said) as connection:
        later = {"now": (clock.now() + timedelta(minutes=61)).isoformat()}
        connection.execute(text("SELECT set_config('desk.now', :now, true)"), later)
        assert set(counted(connection)) == {"casework_case", "casework_emergency", "capsule", "subject_key"}


def test_an_auditor_is_shown_an_emergency_and_whose_case_it_was_but_no_other_case(
    rows: Engine, make: Any, filled: Desk
) -> None:
    make.case(make.lawyer(office=filled.elsewhere))

    with acting(rows, actor=make.user_id(make.auditor()), reviews="all") as connection:
        seen = counted(connection)
    assert seen["casework_emergency"] == seen["casework_case"] == seen["subject_key"] == 1
    assert set(seen) <= {"casework_emergency", "casework_case", "subject_key", "capsule"}


def test_a_page_that_forgot_to_ask_whose_cases_they_are_shows_only_hers(
    app: Flask, make: Any, filled: Desk, client_as: Callable[[str], Any]
) -> None:
    def every_case() -> list[str]:
        return [str(found) for found in db.session.scalars(select(Case.id))]

    app.add_url_rule("/every-case", "every_case", needs(May.LIST_CASES)(every_case))
    other = make.lawyer(office=filled.office)
    own = make.case(other)

    assert client_as(other).get("/every-case").get_json() == [str(own)]
    assert client_as(filled.lawyer).get("/every-case").get_json() == [str(filled.case)]


def test_while_she_looks_at_a_page_the_database_refuses_to_write(
    app: Flask, filled: Desk, client_as: Callable[[str], Any]
) -> None:
    def rename() -> str:
        try:
            db.session.execute(update(Case).values(code_name="Another"))
        except InternalError as refused:
            db.session.rollback()
            return str(refused.orig)
        return "written"

    app.add_url_rule("/rename", "rename", needs(May.LIST_CASES)(rename))

    assert "read-only transaction" in client_as(filled.lawyer).get("/rename").get_data(as_text=True)


def test_a_page_that_is_looked_at_often_is_answered_from_prepared_statements(
    app: Flask, filled: Desk, client_as: Callable[[str], Any]
) -> None:
    lawyer = client_as(filled.lawyer)
    for _time in range(OFTEN):
        assert lawyer.get("/cases/").status_code == 200

    with app.app_context(), db.engine.connect() as connection:
        prepared = connection.exec_driver_sql("SELECT statement FROM pg_prepared_statements").scalars().all()

    assert [one for one in prepared if "FROM casework_assignment" in one and "LIMIT" in one]


def test_a_request_of_nobody_finds_nothing(app: Flask, filled: Desk) -> None:
    assert filled.case

    assert as_in_a_request(app, lambda: db.session.scalars(select(Case.id)).all()) == []


def test_a_step_that_is_taken_back_does_not_take_back_who_acts(app: Flask, make: Any, filled: Desk) -> None:
    def look() -> Any:
        step = db.session.begin_nested()
        db.session.scalar(select(Case.id))
        step.rollback()
        return db.session.scalars(select(Case.id)).all()

    assert as_in_a_request(app, look, make.actor(filled.lawyer)) == [filled.case]


def test_the_desks_role_can_neither_own_a_guarded_table_nor_pass_its_policies(config: Config, rows: Engine) -> None:
    asked = (
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND "
        "c.relname = ANY (%s) AND (NOT c.relrowsecurity OR pg_has_role(current_user, c.relowner, 'MEMBER'))"
    )
    with rows.connect() as connection:
        open_to_it = connection.exec_driver_sql(asked, (list(rowguard.table().guarded),)).all()
        passes = connection.exec_driver_sql(
            "SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user"
        )

        assert open_to_it == []
        assert passes.scalar() is False
