"""How does a person come to her password and second factor, and what is kept before she has proved both?"""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from litigation_app.accounts.models import RecoveryCode, TotpFactor, User, WebSession
from litigation_app.accounts.signing_in.factors import rules
from litigation_app.accounts.signing_in.login import COOKIE
from litigation_app.accounts.staff.people import actions as people
from litigation_app.core import clock
from litigation_app.core.db import committing, db

CHOSEN = "a river under the old bridge"
As = Callable[[str], Any]


class Enrolling:
    """A person with a one-time link at her browser."""

    def __init__(self, person: Any, link: str) -> None:
        self.person, self.path = person, f"/enrol/{link}"
        self.draft, self.secret = "", b""

    def choose(self, password: str = CHOSEN, again: str = CHOSEN) -> Any:
        page = self.person.get(self.path)
        if page.status_code == 200:
            self.person._read_token(page)
        answer = self.person.post(self.path, {"password": password, "password_again": again})
        if answer.status_code == 200:
            self.read(answer)
        return answer

    def read(self, page: Any) -> None:
        text = page.get_data(as_text=True)
        self.draft = html.unescape(re.search(r'name="draft"[^>]* value="([^"]+)"', text).group(1))  # type: ignore[union-attr]
        letters = re.search(r"<code>([A-Z2-7 ]{32,})</code>", text).group(1)  # type: ignore[union-attr]
        self.secret = rules.secret_of_text(letters.replace(" ", ""))

    def code(self, step: int = 0) -> str:
        return rules.code_at(self.secret, rules.counter_at(clock.now()) + step)

    def prove(self, code: str | None = None) -> Any:
        return self.person.post(f"{self.path}/factor", {"draft": self.draft, "code": code or self.code()})


@pytest.fixture
def iva(stranger: Any, make: Any) -> Enrolling:
    stranger.email, link = make.newcomer()
    return Enrolling(stranger, link)


def codes_on(page: Any) -> list[str]:
    return re.findall(r"<code>([0-9A-Z]{4}(?: [0-9A-Z]{4}){3})</code>", page.get_data(as_text=True))


def test_a_person_chooses_a_password_proves_an_app_and_is_signed_in(iva: Enrolling) -> None:
    asked = iva.choose()
    done = iva.prove()
    inside = iva.person.get("/cases/")

    assert "data:image/svg+xml" in asked.get_data(as_text=True)
    assert "Step 2 of 3" in asked.get_data(as_text=True)
    assert "Step 3 of 3" in done.get_data(as_text=True)
    assert (asked.status_code, done.status_code, inside.status_code) == (200, 201, 200)
    assert len(set(codes_on(done))) == rules.RECOVERY_CODES


def test_the_link_works_once_and_the_new_password_and_app_let_her_in(iva: Enrolling, app: Flask) -> None:
    iva.choose()
    iva.prove()
    iva.person.client.delete_cookie(COOKIE, domain="localhost")

    again = iva.person.get(iva.path)
    signed_in = iva.person.sign_in(CHOSEN, code=iva.code(step=1))

    assert again.status_code == 404
    assert signed_in.status_code == 303


def test_nothing_is_kept_before_the_second_factor_is_proved(iva: Enrolling, app: Flask) -> None:
    iva.choose()
    wrong = iva.prove("000000" if iva.code() != "000000" else "111111")

    with app.app_context():
        person = db.session.query(User).filter_by(email=iva.person.email).one()
        kept = (person.password_hash, db.session.query(TotpFactor).count(), db.session.query(WebSession).count())
    assert (wrong.status_code, kept) == (422, (None, 0, 0))


def test_a_wrong_code_loses_neither_the_password_nor_the_secret(iva: Enrolling) -> None:
    iva.choose()
    before = (iva.draft, iva.secret)
    wrong = iva.prove("12")
    iva.read(wrong)

    assert (iva.draft, iva.secret) == before
    assert iva.prove().status_code == 201


@pytest.mark.parametrize(
    ("password", "again", "said"), [("short", "short", "too short"), (CHOSEN, "x", "not the same")]
)
def test_a_weak_or_mistyped_password_is_told_in_a_sentence(
    iva: Enrolling, password: str, again: str, said: str
) -> None:
    answer = iva.choose(password, again)

    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)


def test_who_looked_at_the_link_before_her_does_not_know_the_secret_of_her_app(iva: Enrolling) -> None:
    iva.choose()
    first = iva.secret
    iva.choose()

    assert iva.secret != first


def test_the_draft_of_one_person_is_nothing_under_another_link(
    iva: Enrolling, app: Flask, make: Any, client_as: As
) -> None:
    iva.choose()
    _email, link = make.newcomer(name="Una Nova")
    una = Enrolling(iva.person, link)
    una.choose()
    una.draft, una.secret = iva.draft, iva.secret

    refused = una.prove()

    assert refused.status_code == 422
    assert "Choose the password again" in refused.get_data(as_text=True)


@pytest.mark.parametrize("draft", ["", "zz", "00" * 50])
def test_a_broken_draft_leads_back_to_the_first_step(iva: Enrolling, draft: str) -> None:
    iva.choose()
    iva.draft = draft

    assert iva.prove().status_code == 422


def test_a_link_dies_after_three_days(iva: Enrolling) -> None:
    iva.choose()

    with time_machine.travel(clock.now() + timedelta(hours=73)):
        assert iva.prove().status_code == 404


def test_a_new_link_ends_the_old_factors_codes_and_sign_ins(
    client_as: As, make: Any, app: Flask, stranger: Any
) -> None:
    email = make.lawyer()
    ana = client_as(email)
    with app.app_context(), committing():
        link = people.new_link(db.session.query(User).filter_by(email=email).one())
    stranger.email = email
    anew = Enrolling(stranger, link)

    anew.choose()
    anew.prove()

    assert ana.get("/cases/").status_code == 302
    assert ana.sign_in(CHOSEN).status_code == 422  # by the code of the old app
    with app.app_context():
        assert db.session.query(RecoveryCode).count() == rules.RECOVERY_CODES


def test_recovery_codes_are_kept_as_hashes_only(iva: Enrolling, app: Flask) -> None:
    iva.choose()
    shown = codes_on(iva.prove())

    with app.app_context():
        kept = " ".join(row.code_hash for row in db.session.query(RecoveryCode))
    assert shown
    assert not [code for code in shown if code.replace(" ", "") in kept.upper()]
