"""Is somebody who is just signing in while her account is recovered, shut out or given a new password let in by the old?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from at_once import overlapping
from litigation_app.accounts.models import User, WebSession
from litigation_app.accounts.rules import PASSWORD_ALONE
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.accounts.signing_in.sessions.actions import Browser, Credentials, SignInRefused
from litigation_app.accounts.staff.people import actions as people
from litigation_app.core import clock
from litigation_app.core.db import committing, db

PASSWORD = "three rivers meet at dawn"


def begin_anew(app: Flask, email: str) -> None:
    with app.app_context(), committing() as session:
        people.begin_anew(session.query(User).filter_by(email=email).one(), word_hash=None)


def suspend(app: Flask, email: str) -> None:
    with app.app_context(), committing() as session:
        session.execute(update(User).where(User.email == email).values(disabled_at=clock.now()))


@pytest.mark.parametrize("meanwhile", [begin_anew, suspend])
def test_a_password_that_was_right_a_moment_ago_opens_nothing(
    app: Flask, make: Any, meanwhile: Callable[[Flask, str], None]
) -> None:
    email = make.lawyer()

    with app.test_request_context():
        found = sessions.recognise(Credentials(email, PASSWORD, make.code(email)), Browser("192.0.2.0/24"))
        kept = found.user.password_hash or ""
        meanwhile(app, email)
        with pytest.raises(SignInRefused):
            sessions._require_unchanged(found.user, kept)
        db.session.rollback()

    with app.app_context():
        assert db.session.query(WebSession).count() == 0


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_who_comes_in_by_passkey_while_the_password_is_changed_is_out_again(
    app: Flask, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, browser = make.actor(make.lawyer()), Browser("192.0.2.0/24")
    monkeypatch.setattr(sessions.factors, "answers", lambda *_asked: True)
    with app.test_request_context(), committing():
        half = sessions._open(actor.id, browser, PASSWORD_ALONE)

    def come_in() -> None:
        assert sessions.sign_in_by_passkey(half, "an answer", browser) is not None

    def change() -> None:
        sessions.change_password(actor, current=PASSWORD, chosen="four lakes freeze at dusk")

    assert overlapping(app, come_in, change) == []

    with app.app_context():
        assert db.session.query(WebSession).filter_by(user_id=actor.id, revoked_at=None).count() == 0
