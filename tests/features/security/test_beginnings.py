"""Is there, after setting up, nobody whom a stranger could be, and are old hashes of passwords made anew?"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from click.testing import CliRunner
from flask import Flask

from config import Config
from litigation_app.accounts import stamps
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.accounts.signing_in import passwords
from litigation_app.app import create_app
from litigation_app.cli import litigation
from litigation_app.core.db import committing, db

OWASP = (19_456, 2, 1)  # the least that the cheat sheet on password storage names: KiB, passes, lanes
COMMON = ["", "admin", "password", "litigation", "chief@desk.example", "changeme", "123456", "admin123"]
NAMES = ["admin", "admin@desk.example", "root", "chief@desk.example", "demo", "test@desk.example"]


@pytest.fixture
def fresh(tmp_path: Path) -> Flask:
    """A desk right after `litigation init`."""
    folder = tmp_path / "fresh"
    made = CliRunner().invoke(
        litigation, ["init", "--email", "chief@desk.example"], env={"LITIGATION_INSTANCE": str(folder)}
    )
    assert made.exit_code == 0, made.output
    return create_app(Config(instance=folder, database_url=f"sqlite:///{folder / 'desk.db'}", password_hash_kib=64))


def test_a_new_desk_knows_one_person_who_has_no_password_yet(fresh: Flask) -> None:
    with fresh.app_context():
        people = db.session.query(User).all()
        assert [(one.email, one.password_hash) for one in people] == [("chief@desk.example", None)]
        assert db.session.query(RoleHeld).count() == 1
        db.engine.dispose()


def test_no_common_name_and_password_opens_a_new_desk(fresh: Flask) -> None:
    from litigation_app.accounts.signing_in.sessions import actions

    with fresh.test_request_context(base_url="https://localhost"):
        for name in NAMES:
            for password in COMMON:
                with pytest.raises((actions.SignInRefused, actions.SignInDelayed)):
                    actions.sign_in(actions.Credentials(name, password, "000000"), actions.Browser("192.0.2.0/24"))
        db.engine.dispose()


def test_what_a_real_desk_spends_on_a_password_is_more_than_the_least(tmp_path: Path) -> None:
    app = Flask("bare")
    app.extensions["config"] = Config(instance=tmp_path, database_url="sqlite://")
    with app.app_context():
        said = extract_parameters(passwords.hashed("three rivers meet at dawn"))

    assert (said.memory_cost, said.time_cost, said.parallelism) >= OWASP
    assert said.memory_cost >= OWASP[0]
    assert said.time_cost >= OWASP[1]
    assert said.type.name == "ID"


def test_a_hash_of_weaker_times_is_made_anew_when_she_signs_in(app: Flask, make: Any, stranger: Any) -> None:
    stranger.email = make.lawyer()
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("three rivers meet at dawn")
    with app.app_context(), committing() as session:
        stamps.set_password(session.query(User).filter_by(email=stranger.email).one(), weak)

    assert stranger.sign_in().status_code == 303

    with app.app_context():
        kept = db.session.query(User).filter_by(email=stranger.email).one().password_hash
    said = extract_parameters(kept)
    assert (said.memory_cost, said.time_cost) == (app.extensions["config"].password_hash_kib, passwords.PASSES)


def test_a_scanner_or_any_setting_that_nobody_knows_stops_the_start(config: Config) -> None:
    assert replace(config, virus_scanner="/x").virus_scanner == "/x"
    (config.instance / "config.toml").write_text('virus_scaner = "/run/clamav/clamd.ctl"\n')

    with pytest.raises(
        Exception, match=r"config\.toml has a setting that the desk does not know, or lacks one: 'virus_scaner'"
    ):
        Config.load({"LITIGATION_INSTANCE": str(config.instance)})
