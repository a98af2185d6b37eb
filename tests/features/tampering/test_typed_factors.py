"""Does a factor, a password or a one-time link let anybody in that somebody typed into the database, moved or changed there?"""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from webauthn.helpers import base64url_to_bytes

from litigation_app.accounts.models import (
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
    TotpFactor,
    User,
)
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.factors.actions import code_hash
from litigation_app.accounts.signing_in.sessions.views import HALF_COOKIE
from litigation_app.core import clock
from litigation_app.core.db import db
from passkeyed import Authenticator, add, asked, enter, half_way
from typed_over import OTHER_PASSWORD, TOKEN, alerts, changed, cookie_of, hashed, typed

As = Callable[[str], Any]
RECOVERY = "0123456789ABCDEF"


@pytest.mark.both_databases
def test_a_passkey_that_was_typed_lets_nobody_in(app: Flask, make: Any, stranger: Any) -> None:
    email, device = make.lawyer(), Authenticator()
    ana = make.user_id(email)
    key = {"credential_id": device.id, "public_key": device.public, "sign_count": 0}
    typed(app, Passkey, id=uuid4(), user_id=ana, name="mine", added_at=clock.now(), **key)

    assert half_way(stranger, email).status_code == 422  # she has none
    assert alerts(app) == [f"person:{ana}"]


def test_a_passkey_moved_to_another_person_lets_nobody_in(app: Flask, make: Any, stranger: Any, client_as: As) -> None:
    mila, ana = make.lawyer(), make.lawyer()
    add(client_as(mila), Authenticator())

    changed(app, Passkey, user_id=make.user_id(ana))

    assert half_way(stranger, ana).status_code == 422


def test_a_question_put_again_by_hand_takes_no_answer_of_before(
    app: Flask, make: Any, client_as: As, stranger: Any
) -> None:
    ana, device = make.lawyer(), Authenticator()
    add(client_as(ana), device)
    half_way(stranger, ana)
    question = asked(stranger, "/sign-in/passkey/question")
    overheard = device.use(question)
    half_way(stranger, ana)
    bound = hashed(f"sign_in\0{hashed(cookie_of(stranger, HALF_COOKIE))}")

    is_that = PasskeyChallenge.challenge_hash == hashlib.sha256(base64url_to_bytes(question["challenge"])).hexdigest()
    changed(app, PasskeyChallenge, is_that, bound_to=bound, asked_at=clock.now())

    assert enter(stranger, overheard).status_code == 422


@pytest.mark.both_databases
def test_a_one_time_link_that_was_typed_enrols_nobody(app: Flask, make: Any, stranger: Any) -> None:
    ana = make.user_id(make.lawyer())
    until = clock.now() + timedelta(hours=1)
    changed(app, User, User.id == ana, enrolment_hash=hashed(TOKEN), enrolment_until=until)

    assert stranger.get(f"/enrol/{TOKEN}").status_code == 404
    assert alerts(app) == [f"person:{ana}"]


@pytest.mark.parametrize("what", ["enrolment_until", "enrolment_word_hash"])
def test_a_one_time_link_is_good_as_it_was_given_alone(app: Flask, make: Any, stranger: Any, what: str) -> None:
    _email, link = make.newcomer()
    assert stranger.get(f"/enrol/{link}").status_code == 200
    new = {"enrolment_until": clock.now() + timedelta(days=900), "enrolment_word_hash": "of words of his own"}

    changed(app, User, User.enrolment_hash.is_not(None), **{what: new[what]})

    assert stranger.get(f"/enrol/{link}").status_code == 404


def test_a_one_time_link_moved_to_another_person_enrols_nobody(app: Flask, make: Any, stranger: Any) -> None:
    _mila, link = make.newcomer()
    ana, until = make.user_id(make.lawyer()), clock.now() + timedelta(hours=1)
    changed(app, User, enrolment_hash=None)

    changed(app, User, User.id == ana, enrolment_hash=hashed(link), enrolment_until=until)

    assert stranger.get(f"/enrol/{link}").status_code == 404


def test_a_recovery_code_that_was_typed_is_none(app: Flask, make: Any, stranger: Any) -> None:
    stranger.email = make.lawyer()
    ana = make.user_id(stranger.email)
    typed(app, RecoveryCode, code_hash=code_hash(ana, RECOVERY), user_id=ana)

    assert stranger.sign_in(code=RECOVERY).status_code == 422


def test_a_recovery_code_that_was_used_is_not_made_new(app: Flask, make: Any, client_as: As, stranger: Any) -> None:
    ana = client_as(make.lawyer())
    code = re.findall(r"<li><code>(.*?)</code>", ana.post("/me/recovery-codes").get_data(as_text=True))[0]
    stranger.email = ana.email
    assert stranger.sign_in(code=code).status_code == 303

    changed(app, RecoveryCode, used_at=None)

    assert stranger.sign_in(code=code).status_code == 422


def test_a_password_that_was_typed_is_none(app: Flask, make: Any, stranger: Any) -> None:
    stranger.email = make.lawyer()
    with app.app_context():
        other = passwords.hashed(OTHER_PASSWORD)
    changed(app, User, User.email == stranger.email, password_hash=other)

    assert stranger.sign_in(OTHER_PASSWORD).status_code == 422
    assert alerts(app) == [f"person:{make.user_id(stranger.email)}"]


def test_who_was_shut_out_is_not_let_in_again_by_hand(app: Flask, make: Any, client_as: As, stranger: Any) -> None:
    chief, stranger.email = client_as(make.administrator()), make.lawyer()
    assert chief.post(f"/people/{make.user_id(stranger.email)}/disabling").status_code == 303

    changed(app, User, disabled_at=None)

    assert stranger.sign_in().status_code == 422


def test_an_app_of_another_person_gives_no_code(app: Flask, make: Any, stranger: Any) -> None:
    mila, stranger.email = make.lawyer(), make.lawyer()
    with app.app_context():
        hers = db.session.scalar(select(TotpFactor.sealed).where(TotpFactor.user_id == make.user_id(mila)))
    changed(app, TotpFactor, TotpFactor.user_id == make.user_id(stranger.email), sealed=hers)

    for code in (make.code(mila), make.code(stranger.email), "000000"):
        assert stranger.sign_in(code=code).status_code == 422
    assert alerts(app) == [f"person:{make.user_id(stranger.email)}"]
