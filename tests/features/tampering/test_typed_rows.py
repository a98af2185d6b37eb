"""What does a row open that somebody typed into the database, moved or changed there? Nothing, and an alert says that it was tried."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from litigation_app.accounts import stamps
from litigation_app.accounts.models import (
    CalendarFeed,
    Passkey,
    RecoveryCode,
    TotpFactor,
    User,
    WebSession,
)
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.login import COOKIE
from litigation_app.accounts.signing_in.sessions.views import HALF_COOKIE
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.core import clock
from litigation_app.core.db import db
from passkeyed import Authenticator, add, half_way
from proposing import newcomer, waiting
from served import PASSWORD
from typed_over import TOKEN, alerts, changed, cookie_of, hashed, typed

As = Callable[[str], Any]


def carry(person: Any, token: str, name: str = COOKIE) -> None:
    person.client.set_cookie(name, token, domain="localhost", secure=True)


def make_link(person: Any, says: str = "busy") -> str:
    """Where her calendar program reads."""
    page = person.post("/calendar/link", {"says": says, "known": "y"}).get_data(as_text=True)
    return re.findall(r"/calendar/feeds/[\w-]+\.ics", page)[0]


def is_in(person: Any) -> bool:
    return bool(person.get("/cases/").status_code == 200)


@pytest.mark.both_databases
def test_a_sign_in_that_was_typed_is_nobodys(app: Flask, make: Any, stranger: Any, client_as: As) -> None:
    ana, now = make.user_id(make.lawyer()), clock.now()
    moments = {"created_at": now, "last_seen_at": now, "stepped_up_at": now}
    said = {"token_hash": hashed(TOKEN), "auth_level": 2, "agent_hash": "", "failed_before": 0}
    typed(app, WebSession, id=uuid4(), user_id=ana, **moments, **said)
    carry(stranger, TOKEN)

    answer = stranger.get("/cases/")

    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in")
    assert alerts(app) == [f"person:{ana}"]
    for reader in (make.auditor(), make.administrator()):
        assert "Not as the desk wrote it" in client_as(reader).get("/alerts/").get_data(as_text=True)


@pytest.mark.parametrize("what", ["user_id", "created_at", "stepped_up_at", "token_hash", "id"])
def test_a_sign_in_that_was_changed_is_over(app: Flask, make: Any, client_as: As, what: str) -> None:
    mila, ana, later = client_as(make.lawyer()), make.user_id(make.lawyer()), clock.now() + timedelta(seconds=1)
    assert is_in(mila)
    new = {"user_id": ana, "created_at": later, "stepped_up_at": later, "id": uuid4(), "token_hash": hashed(TOKEN)}
    changed(app, WebSession, **{what: new[what]})
    if what == "token_hash":
        carry(mila, TOKEN)

    assert not is_in(mila)


def test_the_password_alone_is_not_made_both_factors(app: Flask, make: Any, stranger: Any, client_as: As) -> None:
    ana = make.lawyer()
    add(client_as(ana), Authenticator())
    half_way(stranger, ana)
    half = cookie_of(stranger, HALF_COOKIE)

    changed(app, WebSession, WebSession.token_hash == hashed(half), auth_level=2)
    carry(stranger, half)

    assert not is_in(stranger)


def test_a_sign_in_that_ended_is_not_called_back(app: Flask, make: Any, client_as: As) -> None:
    mila = client_as(make.lawyer())
    token = cookie_of(mila)
    mila.post("/sign-out")

    changed(app, WebSession, revoked_at=None)
    carry(mila, token)

    assert not is_in(mila)


@pytest.mark.both_databases
def test_of_whoever_is_not_suspended_all_that_lets_in_is_looked_at(app: Flask, make: Any) -> None:
    """The secret of an app too, which carries no stamp; and no command mends what was typed for somebody suspended."""
    ana, iva, now = make.user_id(make.lawyer()), make.user_id(make.lawyer()), clock.now()
    for her in (ana, iva):
        key, link = uuid4().bytes, {"enrolment_hash": her.hex, "enrolment_until": now + timedelta(days=1)}
        typed(
            app,
            Passkey,
            id=uuid4(),
            user_id=her,
            name="x",
            added_at=now,
            credential_id=key,
            public_key=b"x",
            sign_count=0,
        )
        typed(app, RecoveryCode, code_hash=her.hex, user_id=her)
        typed(app, CalendarFeed, user_id=her, token_hash=her.hex, says="busy", language="en", made_at=now)
        changed(app, User, User.id == her, **link)
    with app.app_context():
        sealed = {one.user_id: one.sealed for one in db.session.scalars(select(TotpFactor))}
    changed(app, TotpFactor, TotpFactor.user_id == ana, sealed=sealed[iva])
    changed(app, TotpFactor, TotpFactor.user_id == iva, sealed=sealed[ana])

    changed(app, User, User.id == iva, disabled_at=now)

    with app.app_context():
        found = stamps.untrue()
    assert {one.of for one in found} == {f"person:{ana}"}
    assert sorted((one.table, one.stamp) for one in found) == [
        ("calendar_feed", "stamp"),
        ("passkey", "stamp"),
        ("recovery_code", "stamp"),
        ("totp_factor", "sealed"),
        ("user_account", "enrolment_stamp"),
    ]


def test_a_calendar_link_moved_to_another_person_gives_nothing(
    app: Flask, make: Any, client_as: As, stranger: Any
) -> None:
    ana, link = make.user_id(make.lawyer()), make_link(client_as(make.lawyer()))
    assert stranger.get(link).status_code == 200

    changed(app, CalendarFeed, user_id=ana)

    assert stranger.get(link).status_code == 404


@pytest.mark.parametrize("says", ["busy", "case"])
def test_a_calendar_link_tells_as_much_as_she_chose(
    app: Flask, make: Any, client_as: As, stranger: Any, says: str
) -> None:
    link = make_link(client_as(make.lawyer()), says=says)

    changed(app, CalendarFeed, says="case" if says == "busy" else "busy")

    assert stranger.get(link).status_code == 404


def test_no_administrator_agrees_to_what_the_other_never_proposed(
    app: Flask, make: Any, chiefs: tuple[Any, Any]
) -> None:
    """Of the two halves of a link he would know both."""
    ana, (dana, mila) = make.user_id(make.lawyer()), chiefs
    with app.app_context():
        words = passwords.hashed("words that he knows")
    said = {"kind": "renew_link", "target_id": ana, "roles": "", "is_single": False, "row_version": 1}
    proposal, by = uuid4(), make.user_id(mila.email)
    typed(app, PersonProposal, id=proposal, proposed_by=by, proposed_at=clock.now(), word_hash=words, **said)

    answer = dana.post(f"/proposals/{proposal}/agreement")

    assert answer.status_code == 404
    assert str(proposal) not in dana.get("/proposals/").get_data(as_text=True)
    assert alerts(app) == [f"proposal:{proposal}"]


@pytest.mark.parametrize("what", ["target_id", "word_hash", "proposed_by", "roles", "email"])
def test_what_was_proposed_is_agreed_to_as_it_was_proposed(
    app: Flask, make: Any, chiefs: tuple[Any, Any], what: str
) -> None:
    dana, mila = chiefs
    assert dana.post("/people/", newcomer(make)).status_code == 201
    dana_id: UUID = make.user_id(make.administrator())
    new = {
        "target_id": dana_id,
        "word_hash": "his",
        "proposed_by": dana_id,
        "roles": "administrator",
        "email": "x@y.example",
    }

    changed(app, PersonProposal, **{what: new[what]})

    assert mila.post(f"/proposals/{waiting(app)}/agreement").status_code == 404


def test_a_proposal_that_ran_out_is_no_alert(app: Flask, make: Any, chiefs: tuple[Any, Any]) -> None:
    dana, mila = chiefs
    dana.post("/people/", newcomer(make))
    changed(app, PersonProposal, proposed_at=clock.now() - timedelta(days=60), stamp=None)

    mila.post(f"/proposals/{waiting(app)}/agreement")

    assert alerts(app) == []


def test_an_alert_is_noted_once_an_hour(app: Flask, make: Any, client_as: As) -> None:
    mila = client_as(make.lawyer())
    changed(app, WebSession, user_id=make.user_id(make.lawyer()))

    for _ in range(3):
        mila.get("/cases/")

    assert len(alerts(app)) == 1
    assert PASSWORD not in str(alerts(app))


def test_no_old_entry_whose_columns_were_typed_over_keeps_an_alert_back(
    app: Flask, make: Any, stranger: Any, client_as: As, as_owner: Callable[..., None]
) -> None:
    """The columns are for searching; what an entry says is its body, and what the desk wrote it knows by its MAC."""
    ana = make.user_id(make.lawyer())
    client_as(make.lawyer())
    with app.app_context():
        is_on_sqlite = db.engine.dialect.name == "sqlite"
    off = "DROP TRIGGER ledger_entry_no_update" if is_on_sqlite else "ALTER TABLE ledger_entry DISABLE TRIGGER USER"
    noted = "UPDATE ledger_entry SET act = 'integrity_failed', object = :of, at = :at WHERE seq = 1"
    as_owner(off)
    as_owner(noted, of=f"person:{ana}", at=clock.now().strftime("%Y-%m-%d %H:%M:%S.%f"))
    now = clock.now()
    said = {"token_hash": hashed(TOKEN), "auth_level": 2, "agent_hash": "", "failed_before": 0}
    typed(app, WebSession, id=uuid4(), user_id=ana, created_at=now, last_seen_at=now, stepped_up_at=now, **said)

    carry(stranger, TOKEN)
    assert not is_in(stranger)

    assert len(alerts(app)) == 2
