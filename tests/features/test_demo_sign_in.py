"""Are the sign-ins of a demonstration shown there and nowhere else, and do they let in?"""

import json
import re
from datetime import date
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask

from litigation_app.accounts.login import COOKIE
from litigation_app.cli import litigation
from litigation_app.core import clock
from litigation_app.demo import fill, sign_ins
from litigation_app.law import loader

pytestmark = pytest.mark.thorough

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


def signed_in_long_ago(app: Flask, stranger: Any, make: Any) -> None:
    """The demonstration's first lawyer, who has to confirm whatever is next."""
    with app.app_context():
        people = fill.fill(size=20, seed=1, tell=[].append, today=TODAY)
    stranger.email = people[0].email
    assert stranger.sign_in(sign_ins.PASSWORD, code=shown_code(stranger, stranger.email)).status_code == 303
    make.stale(stranger.email)


def test_the_code_is_shown_wherever_one_is_asked_for(app: Flask, stranger: Any, make: Any) -> None:
    signed_in_long_ago(app, stranger, make)

    page = stranger.get("/me/app").get_data(as_text=True)
    code = re.search(r'<code class="demo-code">([0-9]{6})</code>', page)
    assert code is not None
    confirmed = stranger.post("/me/step-up?next=/me/app", {"second_factor": code.group(1)})

    assert confirmed.status_code == 303
    assert stranger.get("/me/app").status_code == 200


def test_a_real_copy_shows_no_code_to_whoever_confirms(client_as: Any, make: Any) -> None:
    name = make.lawyer()
    person = client_as(name)
    make.stale(name)

    page = person.get("/me/app")

    assert page.status_code == 403
    assert "demo-code" not in page.get_data(as_text=True)


def test_an_empty_code_is_told_beside_the_field(client_as: Any, make: Any) -> None:
    name = make.lawyer()
    person = client_as(name)
    make.stale(name)

    page = person.post("/me/step-up?next=/me/app", {"second_factor": ""})

    assert page.status_code == 422
    said = page.get_data(as_text=True)
    assert said.count("Write the six digits that your app shows now, or a recovery code.") == 2
    assert 'aria-invalid="true"' in said


def test_the_command_says_who_signs_in_to_a_demonstration_that_is_there(sqlite_config: Any) -> None:
    environ = {
        "LITIGATION_INSTANCE": str(sqlite_config.instance),
        "LITIGATION_DATABASE_URL": sqlite_config.database_url,
    }

    def run(*words: str) -> Any:
        return CliRunner().invoke(litigation, ["demo", *words], env=environ)

    first = run("--size", "20", "--json")
    again, quiet, told, spoken = run("--json"), run("--if-empty"), run("--if-empty", "--json"), run()
    other = run("--size", "30")

    assert json.loads(first.stdout) == json.loads(again.stdout) == json.loads(told.stdout)
    assert {"email", "password", "totp_secret", "roles", "office"} <= json.loads(again.stdout)[0].keys()
    assert quiet.stdout == ""
    assert "Published" not in first.stderr  # only the whole demonstration publishes
    assert json.loads(first.stdout)[0]["email"] in spoken.stdout
    assert other.exit_code == 1
