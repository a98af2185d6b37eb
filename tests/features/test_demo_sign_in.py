"""Are the sign-ins of a demonstration shown there and nowhere else, and do they let in?"""

import json
import re
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask

from config import Config
from demonstrated import fresh
from litigation_app.accounts.signing_in.login import COOKIE
from litigation_app.app import create_app
from litigation_app.cli import litigation
from litigation_app.core import clock
from litigation_app.core.db import db
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
    assert [one.role for one in app.extensions["demonstration"].shown()] == [
        "lawyer", "coordinator", "coordinator", "analyst", "administrator", "administrator", "auditor",
        "lawyer", "coordinator", "lawyer", "coordinator", "lawyer", "coordinator",
    ]  # fmt: skip
    shown = [(one.country, one.role) for one in app.extensions["demonstration"].shown()]
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
    shown = stranger.get("/cases?q=RS-2022-0007", follow_redirects=True).get_data(as_text=True)

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


BANNER = (
    "Demonstration: people, cases and our own figures are invented; official figures are those of the sources named."
)


def test_without_its_file_a_demonstration_still_says_that_it_is_one(app: Flask, config: Config) -> None:
    with app.app_context():
        fill.fill(size=20, seed=1, tell=[].append, today=TODAY)
    (config.instance / "demo.json").unlink()

    door = create_app(config).test_client().get("/sign-in", base_url="https://localhost").get_data(as_text=True)

    assert BANNER in door
    assert "ana@desk.example" not in door


def test_the_file_of_a_demonstration_makes_none_of_a_real_desk(app: Flask, config: Config, make: Any) -> None:
    make.lawyer()
    person = sign_ins.SignIn("lawyer", "Lawyer", "Ana", "ana@desk.example", "x", "Beograd", "RS", "MFRGG2LT")
    (config.instance / "demo.json").write_text(json.dumps([asdict(person)]))

    door = create_app(config).test_client().get("/sign-in", base_url="https://localhost").get_data(as_text=True)

    assert BANNER not in door
    assert "ana@desk.example" not in door


def test_no_two_demonstrations_have_the_same_secrets(sqlite_template: Path, tmp_path: Path) -> None:
    secrets = []
    for name in ("one", "two"):
        made = fresh(sqlite_template, tmp_path / name)
        with made.app_context():
            people = fill.fill(size=5, seed=1, tell=[].append, today=TODAY)
            db.engine.dispose()
        secrets.append({one.totp_secret for one in people})
        assert len(secrets[-1]) == len(people)
        assert (tmp_path / name / "demo.json").stat().st_mode & 0o077 == 0

    assert secrets[0].isdisjoint(secrets[1])


def demo_at(config: Config, *words: str) -> Any:
    environ = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}
    return CliRunner().invoke(litigation, ["demo", "--size", "5", *words], env=environ)


def test_there_is_no_demonstration_where_a_desk_was_set_up(tmp_path: Path) -> None:
    real = Config(instance=tmp_path / "real", database_url=f"sqlite:///{tmp_path / 'real' / 'desk.db'}")
    environ = {"LITIGATION_INSTANCE": str(real.instance)}
    assert CliRunner().invoke(litigation, ["init"], env=environ).exit_code == 0

    answers = [demo_at(real), demo_at(real, "--if-empty")]

    assert [one.exit_code for one in answers] == [1, 1]
    assert "an instance of its own" in answers[0].stderr
    assert "ana@desk.example" not in CliRunner().invoke(litigation, ["users", "list"], env=environ).stdout


def test_half_a_demonstration_is_said_to_be_one(sqlite_config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_args: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(fill, "_write_cases", killed)
    demo_at(sqlite_config)

    again = demo_at(sqlite_config, "--if-empty")

    assert again.exit_code == 1
    assert "a demonstration that is not whole" in again.stderr


def test_the_doctor_says_that_nobody_real_belongs_here(sqlite_config: Config) -> None:
    assert demo_at(sqlite_config).exit_code == 0

    environ = {
        "LITIGATION_INSTANCE": str(sqlite_config.instance),
        "LITIGATION_DATABASE_URL": sqlite_config.database_url,
    }
    said = json.loads(CliRunner().invoke(litigation, ["doctor", "--json"], env=environ).stdout)

    [found] = [one for one in said["findings"] if one["check"] == "demonstration"]
    assert found["level"] == "warn"
    assert "invented" in found["says"]


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
