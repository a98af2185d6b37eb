"""Who is somebody by a name, an address or a role that was typed into the database? Nobody, and no administrator is alone by it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, event, insert, select, update

from litigation_app.accounts import queries
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from proposing import agree, newcomer

As = Callable[[str], Any]


def written(app: Flask, *statements: Any) -> None:
    """What whoever keeps the database writes there."""
    with app.app_context(), committing() as session:
        for statement in statements:
            session.execute(statement)


def alerts(app: Flask) -> set[str]:
    with app.app_context():
        return set(db.session.scalars(select(LedgerEntry.object).where(LedgerEntry.act == "integrity_failed")))


def assert_not_alone(administrator: Any, make: Any) -> None:
    answer = administrator.post("/people/second-administrator", newcomer(make, "administrator"))
    assert answer.status_code == 422
    assert "There is or was another administrator" in answer.get_data(as_text=True)


def is_in(person: Any, page: str = "/cases/") -> bool:
    return bool(person.get(page).status_code == 200)


@pytest.mark.both_databases
def test_a_role_that_was_typed_is_none(app: Flask, make: Any, client_as: As) -> None:
    ana = client_as(make.lawyer())
    her, office = make.user_id(ana.email), make.first_office()

    written(app, insert(RoleHeld).values(id=uuid4(), user_id=her, role=Role.ADMINISTRATOR, office_id=office))

    assert not is_in(ana, "/people/")
    assert is_in(ana)
    assert alerts(app) == {f"person:{her}"}


@pytest.mark.both_databases
def test_a_typed_role_is_taken_away_by_two_and_keeps_no_true_one_from_being_given(
    app: Flask, make: Any, chiefs: tuple[Any, Any]
) -> None:
    """And a true one whose stamp is gone is given anew."""
    dana, mila = chiefs
    her, office = make.user_id(make.lawyer()), make.first_office()
    written(
        app,
        insert(RoleHeld).values(id=uuid4(), user_id=her, role=Role.COORDINATOR, office_id=office),
        insert(RoleHeld).values(id=uuid4(), user_id=her, role=Role.ANALYST, office_id=office),
        update(RoleHeld).where(RoleHeld.user_id == her, RoleHeld.role == Role.LAWYER).values(stamp=None),
    )
    before, answers = dana.get(f"/people/{her}").get_data(as_text=True), []

    for role in (Role.COORDINATOR, Role.LAWYER):
        answers += [dana.post(f"/proposals/roles/{her}", {"role": role, "office": office}), agree(mila, app)]
    written(app, insert(RoleHeld).values(id=(typed := uuid4()), user_id=her, role=Role.ANALYST, office_id=office))
    taking, page = f"/proposals/roles/{her}/{typed}/taking", dana.get(f"/people/{her}").get_data(as_text=True)
    answers += [dana.post(taking), agree(mila, app)]

    assert (before.count("Nobody gave this role"), page.count("Nobody gave this role")) == (3, 1)
    assert taking in page
    assert [answer.status_code for answer in answers] == [303] * 6
    with app.app_context():
        person = db.session.get_one(User, her)
        assert {row.role for row in queries.given_to(person)} == {Role.COORDINATOR, Role.LAWYER}
        assert len(person.roles) == 2


@pytest.mark.parametrize("what", ["role", "office_id", "user_id", "id"])
def test_a_role_that_was_changed_or_moved_is_none(app: Flask, make: Any, client_as: As, what: str) -> None:
    ana, mila = client_as(make.auditor()), client_as(make.lawyer())
    hers = RoleHeld.user_id == make.user_id(ana.email)
    new: dict[str, Any] = {
        "role": Role.LAWYER,
        "office_id": make.office(),
        "id": uuid4(),
        "user_id": make.user_id(mila.email),
    }
    assert is_in(ana, "/access-log/")

    written(app, update(RoleHeld).where(hers).values({what: new[what]}))

    assert not is_in(ana, "/access-log/")
    assert not is_in(mila, "/access-log/")
    assert alerts(app)


@pytest.mark.both_databases
@pytest.mark.parametrize("column", ["name", "email"])
def test_two_people_who_were_exchanged_are_nobody(
    app: Flask, make: Any, client_as: As, stranger: Any, column: str
) -> None:
    """Vesna would come in as Ana with the password and the app that she has."""
    ana, vesna = client_as(make.lawyer(name="Ana Prava")), client_as(make.lawyer(name="Vesna Unutra"))
    ids = make.user_id(ana.email), make.user_id(vesna.email)
    with app.app_context():
        said = [getattr(db.session.get_one(User, one), column) for one in ids]

    for one, value in zip((*ids, ids[0]), ("x", said[0], said[1]), strict=True):
        written(app, update(User).where(User.id == one).values({column: value}))

    assert not is_in(ana)
    assert not is_in(vesna)
    stranger.email = vesna.email
    assert stranger.sign_in().status_code == 422
    assert alerts(app) == {f"person:{one}" for one in ids}


def test_no_link_is_renewed_for_somebody_who_was_renamed(
    app: Flask, make: Any, chiefs: tuple[Any, Any], stranger: Any
) -> None:
    """An honest administrator reads a name, and would give another's account to her."""
    email, link = make.newcomer()
    other = make.user_id(make.lawyer(name="Vesna Unutra"))
    written(
        app,
        update(User).where(User.email == email).values(name="Iks"),
        update(User).where(User.id == other).values(name="Ana Prava"),
    )

    answer = chiefs[0].post(f"/proposals/links/{other}")

    assert answer.status_code == 422
    assert "was changed behind the desk" in answer.get_data(as_text=True)
    assert alerts(app) == {f"person:{other}"}
    assert stranger.get(f"/enrol/{link}").status_code == 404


@pytest.mark.both_databases
def test_who_takes_the_others_away_is_not_alone(app: Flask, make: Any, chiefs: tuple[Any, Any]) -> None:
    """The log knows that there was another administrator, whatever rows are gone."""
    dana, mila = chiefs
    gone: UUID = make.user_id(mila.email)

    written(
        app,
        delete(RoleHeld).where(RoleHeld.user_id == gone),
        update(User).where(User.id == gone).values(password_hash=None),
    )

    assert_not_alone(dana, make)
    assert not is_in(mila, "/people/")


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_nor_who_takes_entries_away_while_they_are_looked_for(
    app: Flask, make: Any, chiefs: tuple[Any, Any], as_owner: Callable[..., None]
) -> None:
    """They are back as soon as the log is verified: what is believed is what was verified in that very reading."""
    dana, mila = chiefs
    gone: UUID = make.user_id(mila.email)
    assert is_in(mila, "/people/")
    as_owner(
        "ALTER TABLE ledger_entry DISABLE TRIGGER USER",
        "CREATE TABLE aside AS SELECT * FROM ledger_entry WHERE act = 'add_person'",
        "DELETE FROM ledger_entry WHERE act = 'add_person'",
        f"DELETE FROM role_held WHERE user_id = '{gone}'",
        f"UPDATE user_account SET password_hash = NULL WHERE id = '{gone}'",
    )

    aside = ["INSERT INTO ledger_entry SELECT * FROM aside"]

    def put_back(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "FROM ledger_checkpoint" in statement and aside:
            as_owner(aside.pop())

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", put_back)

    assert_not_alone(dana, make)


def test_nor_who_types_over_what_the_log_is_searched_by(
    app: Flask, make: Any, chiefs: tuple[Any, Any], as_owner: Callable[..., None]
) -> None:
    dana, mila = chiefs
    gone: UUID = make.user_id(mila.email)
    with app.app_context():
        is_on_sqlite = db.engine.dialect.name == "sqlite"
    off = "DROP TRIGGER ledger_entry_no_update" if is_on_sqlite else "ALTER TABLE ledger_entry DISABLE TRIGGER USER"
    as_owner(off, "UPDATE ledger_entry SET act = 'x' WHERE act = 'add_person'")
    written(
        app,
        delete(RoleHeld).where(RoleHeld.user_id == gone),
        update(User).where(User.id == gone).values(password_hash=None),
    )

    answer = dana.post("/people/second-administrator", newcomer(make, "administrator"))

    assert answer.status_code == 422
    assert "The access log fails verification" in answer.get_data(as_text=True)
