"""What do the desk's own tasks see beyond the person who acts, and where does it end?"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import ProgrammingError

from config import Config
from desks import leave
from fenced import as_in_a_request
from litigation_app import vault
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents import queries as documents
from litigation_app.core.access import May, needs
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.vault.models import Capsule, SubjectKey
from litigation_app.vault.rotation import rotation

R = TypeVar("R")


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
def alone(app: Flask) -> Callable[[Callable[[], R]], R]:
    """Runs something as a process does that nobody has told anything: no person, no scope."""
    return partial(as_in_a_request, app)


def count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_scope_opens_its_tables_and_no_other(make: Any, alone: Any) -> None:
    lawyer = make.lawyer()
    make.victim(lawyer, make.case(lawyer))

    def look() -> tuple[int, int, int]:
        with rowguard.system("state"):
            return count(Capsule), count(Victim), count(Case)

    capsules, victims, cases = alone(look)
    assert capsules > 0
    assert (victims, cases) == (0, 0)


def test_a_scope_that_reads_does_not_write(make: Any, alone: Any) -> None:
    make.case(make.lawyer())

    def write() -> None:
        with rowguard.system("offices_of_a_pair"):
            found = db.session.scalars(select(Case)).one()
            found.code_name = "Jela 2"
            db.session.flush()

    with pytest.raises(Exception, match="0 were matched"):
        alone(write)


def test_a_scope_ends_where_it_ends(make: Any, alone: Any) -> None:
    make.case(make.lawyer())

    def look() -> tuple[int, int]:
        with rowguard.system("references"):
            within = count(Case)
        return within, count(Case)

    assert alone(look) == (1, 0)


def test_a_scope_ends_with_an_error_too(make: Any, alone: Any) -> None:
    make.case(make.lawyer())

    def look() -> int:
        with pytest.raises(ProgrammingError), rowguard.system("references"):
            db.session.execute(select(func.no_such_function()))
        db.session.rollback()
        return count(Case)

    assert alone(look) == 0


def test_a_request_does_not_inherit_a_scope_from_outside(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    app.add_url_rule("/how-many", "how_many", needs(May.LIST_CASES)(lambda: str(count(Case))))
    lawyer, other = make.lawyer(), client_as(make.lawyer())
    make.case(lawyer)

    with rowguard.system("references"):
        assert other.get("/how-many").text == "0"
        with app.app_context():
            assert count(Case) == 1


def test_within_a_scope_the_person_keeps_what_is_hers(app: Flask, make: Any) -> None:
    lawyer, other = make.lawyer(), make.lawyer()
    make.victim(lawyer, make.case(lawyer))
    make.case(other)

    def look() -> tuple[int, int]:
        with rowguard.system("references"):
            return count(Case), count(Victim)

    assert as_in_a_request(app, look, make.actor(lawyer)) == (2, 1)


def test_a_scope_that_nobody_wrote_down_does_not_exist() -> None:
    with pytest.raises(rowguard.ScopeUnknown), rowguard.system("everything"):
        pass


def test_keys_are_wrapped_anew_without_a_person_and_all_of_them(make: Any, alone: Any) -> None:
    lawyer = make.lawyer()
    make.victim(lawyer, make.case(lawyer))

    done = alone(lambda: rotation.rotate(by=None))

    assert (done.rewrapped, done.left) == (2, 0)
    assert alone(lambda: count(SubjectKey)) == 0


def test_the_whole_state_is_held_against_the_log_without_a_person(make: Any, alone: Any) -> None:
    make.case(make.lawyer())

    def commitments() -> int:
        with rowguard.system("state"):
            return len(list(vault.commitments()))

    assert alone(commitments) == 1


def test_the_room_of_all_papers_is_counted_though_she_sees_few(app: Flask, make: Any, as_owner: Any) -> None:
    lawyer, other = make.lawyer(), make.lawyer()
    case, own = make.case(lawyer), make.case(other)
    as_owner(
        "INSERT INTO casework_document (id, case_id, series, version, size, added_by, added_at, row_version) "
        "VALUES (gen_random_uuid(), :case, gen_random_uuid(), 1, 7, :by, now(), 1)",
        case=case,
        by=make.user_id(lawyer),
    )

    room = as_in_a_request(app, lambda: documents.room(db.session.get_one(Case, own)), make.actor(other))

    assert (room.of_case, room.of_desk) == (0, 7)
