"""Is somebody who is just signing in while her account is recovered or shut out let in by what no longer counts?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from litigation_app.accounts.models import User, WebSession
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
