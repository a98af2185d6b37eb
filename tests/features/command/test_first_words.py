"""What does somebody see who sets a desk up or opens it at the wrong address?"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from commanding import run
from config import Config
from litigation_app import ledger, vault
from litigation_app.accounts.models import User
from litigation_app.app import create_app
from litigation_app.core import schema
from litigation_app.core.db import committing
from litigation_app.vault.keys import passphrases


def test_the_first_link_leads_to_the_address_that_people_will_type(tmp_path: Path) -> None:
    place = {"LITIGATION_INSTANCE": str(tmp_path / "desk"), "LITIGATION_DATABASE_URL": ""}

    refused = run("init", "--origin", "http://desk.organisation.example", **place)
    made = run("init", "--origin", "https://desk.organisation.example", **place)

    assert refused.exit_code == 1
    assert "https://" in refused.stderr
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith("https://desk.organisation.example/enrol/")
    settings = tmp_path / "desk" / "config.toml"
    assert tomllib.loads(settings.read_text()) == {"origin": "https://desk.organisation.example", "proxies": 1}
    assert settings.stat().st_mode & 0o077 == 0
    assert json.loads(run("doctor", "--json", **place).stdout)["fail"] == 0


def test_whoever_was_refused_while_setting_up_begins_again(tmp_path: Path) -> None:
    place = {"LITIGATION_INSTANCE": str(tmp_path / "desk"), "LITIGATION_DATABASE_URL": ""}
    words = ("init", "--root-key", "passphrase", "--origin", "https://desk.organisation.example")
    long = {"LITIGATION_NEW_PASSPHRASE": "seven slow bridges over one river"}

    short = run(*words, **place, LITIGATION_NEW_PASSPHRASE="too short")
    away = run(*words, **long, **place | {"LITIGATION_DATABASE_URL": "postgresql://desk@127.0.0.1:1/desk"})
    with (tmp_path / "desk" / "config.toml").open("a") as settings:
        settings.write("passphrase_kib = 64\n")
    made = run(*words, **long, **place)
    beside = {
        "LITIGATION_INSTANCE": str(tmp_path / "b"),
        "LITIGATION_DATABASE_URL": f"sqlite:///{tmp_path}/desk/desk.db",
    }
    over_another = run("init", **beside)

    assert [one.exit_code for one in (short, away, made, over_another)] == [1, 1, 0, 1]
    assert "too short" in short.stderr
    assert "The tables could not be made (OperationalError)" in away.stderr
    assert made.stdout.startswith("https://desk.organisation.example/enrol/")
    assert "there is a desk already, whose keys lie elsewhere" in over_another.stderr
    assert not (tmp_path / "b" / "keys").exists()


def test_what_was_cut_short_between_the_keyring_and_the_first_person_is_gone_on_with(tmp_path: Path) -> None:
    place = {"LITIGATION_INSTANCE": str(tmp_path / "desk"), "LITIGATION_DATABASE_URL": ""}
    words, phrase = ("init", "--root-key", "passphrase"), "seven slow bridges over one river"
    config = Config.load(place)
    vault.create(config, passphrases.way(phrase, memory_kib=64))
    schema.upgrade(config)

    nobody = run("users", "first-link", **place)
    by_file = run("init", **place)
    wrong = run(*words, **place, LITIGATION_NEW_PASSPHRASE="seven other bridges over one river")
    made = run(*words, **place, LITIGATION_NEW_PASSPHRASE=phrase)
    again = run(*words, **place, LITIGATION_NEW_PASSPHRASE=phrase)

    assert "Nobody is here yet" in nobody.stderr
    assert "Go on with: --root-key passphrase" in by_file.stderr
    assert "This does not open the desk" in wrong.stderr
    assert made.exit_code == 0, made.output
    assert "/enrol/" in made.stdout
    assert "has a desk already" in again.stderr


def test_a_keyring_without_its_database_is_no_desk_that_was_cut_short(tmp_path: Path) -> None:
    place = {"LITIGATION_INSTANCE": str(tmp_path / "desk"), "LITIGATION_DATABASE_URL": ""}
    vault.create(Config.load(place))

    assert "has a desk already" in run("init", **place).stderr


@pytest.mark.parametrize("which", ["--name", "--office"])
def test_a_name_that_is_too_long_is_refused_before_anything_is_written(tmp_path: Path, which: str) -> None:
    refused = run("init", which, "n" * 121, LITIGATION_INSTANCE=str(tmp_path / "desk"), LITIGATION_DATABASE_URL="")

    assert refused.exit_code == 2
    assert "one to 120 letters" in refused.stderr
    assert not (tmp_path / "desk").exists()


def test_a_first_link_that_was_lost_is_made_anew_until_somebody_has_come_in(tmp_path: Path) -> None:
    place = {"LITIGATION_INSTANCE": str(tmp_path / "desk"), "LITIGATION_DATABASE_URL": ""}
    words = ("init", "--people", "3", "--name", "Dana Prva", "--email", "dana@desk.example")
    odd = run(*words[:-1], "dana-at-desk", **place)
    lost = run(*words, **place).stdout.strip()
    again = run(*words, **place)

    anew = run("users", "first-link", **place)
    app = create_app(Config.load(place))
    doors = [app.test_client().get(link[link.index("/enrol/") :]).status_code for link in (lost, anew.stdout.strip())]
    with app.app_context(), committing() as session:
        dana = session.query(User).filter_by(name="Dana Prva").one()
        ledger.write(act="enrol", by=dana.id, of=f"person:{dana.id}")
    too_late = run("users", "first-link", **place)

    assert (odd.exit_code, again.exit_code, anew.exit_code, too_late.exit_code) == (2, 1, 0, 1)
    assert "is no e-mail address" in odd.stderr
    assert "litigation users first-link" in again.stderr
    assert doors == [404, 200]
    assert "Somebody has come in already" in too_late.stderr


def test_a_browser_that_keeps_no_cookie_is_told_that_tls_is_missing(stranger: Any) -> None:
    stranger.client = stranger.app.test_client(use_cookies=False)

    answer = stranger.client.post("/sign-in", data={"email": "ana@desk.example"}, base_url="http://192.0.2.7:8000")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "This browser sent no cookie. Open the desk at http://localhost:8000" in page
