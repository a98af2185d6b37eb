"""Are the sign-ins of a demonstration shown there and nowhere else, and do they let in?"""

import re
from datetime import date
from typing import Any

import time_machine
from flask import Flask

from litigation_app.accounts.login import COOKIE
from litigation_app.core import clock
from litigation_app.demo import fill, sign_ins
from litigation_app.law import loader

TODAY = date(2026, 11, 24)


def test_the_sign_ins_are_shown_only_in_a_demonstration(app: Flask, stranger: Any) -> None:
    before = stranger.get("/sign-in").get_data(as_text=True)

    with app.app_context():
        people = fill.fill(size=20, seed=1, tell=[].append, today=TODAY)
    page = stranger.get("/sign-in").get_data(as_text=True)

    assert "ana@desk.example" not in before
    assert "ana@desk.example" in page
    assert [one.role for one in sign_ins.shown(app.extensions["config"].instance)] == [
        "lawyer", "coordinator", "coordinator", "analyst", "administrator", "administrator", "auditor",
        "lawyer", "coordinator", "lawyer", "coordinator", "lawyer", "coordinator",
    ]  # fmt: skip
    shown = [(one.country, one.role) for one in sign_ins.shown(app.extensions["config"].instance)]
    assert {(country, role) for country in loader.COUNTRIES for role in ("lawyer", "coordinator")} <= set(shown)
    assert {"email", "password", "roles", "office", "totp_secret"} <= set(people[0].as_json())
    assert len({one.email for one in people}) == len(people)


def shown_code(person: Any, email: str) -> str:
    """The code that the sign-in page shows beside this address."""
    page = person.get("/sign-in").get_data(as_text=True)
    found = re.search(re.escape(email) + r"</code>.*?([0-9]{6})</code>", page, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_codes_that_are_shown_let_in_one_after_the_other(app: Flask, stranger: Any) -> None:
    with app.app_context():
        people = fill.fill(size=20, seed=1, tell=[].append, today=TODAY)
    stranger.email = people[0].email
    with time_machine.travel(clock.now(), tick=False):
        first = shown_code(stranger, stranger.email)
        at_first = stranger.sign_in(sign_ins.PASSWORD, code=first).status_code
        stranger.client.delete_cookie(COOKIE, domain="localhost")
        second = shown_code(stranger, stranger.email)
        then = stranger.sign_in(sign_ins.PASSWORD, code=second).status_code
        stranger.client.delete_cookie(COOKIE, domain="localhost")
        page = stranger.get("/sign-in").get_data(as_text=True)

    assert (at_first, then) == (303, 303)
    assert first != second
    assert "The next code comes soon." in page


def test_a_lawyer_can_sign_in_and_find_her_cases(app: Flask, stranger: Any) -> None:
    with app.app_context():
        fill.fill(size=300, seed=1, tell=[].append, today=TODAY)
    stranger.email = "ana@desk.example"

    answer = stranger.sign_in(sign_ins.PASSWORD, code=shown_code(stranger, stranger.email))
    shown = stranger.get("/cases?q=RS-2022-0007").get_data(as_text=True)

    assert answer.status_code == 303
    assert "Breza 14" in shown
