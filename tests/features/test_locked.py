"""Does a desk that starts without its key say nothing, and open only to an administrator with the key's secret?"""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from config import Config
from litigation_app import ledger, vault
from litigation_app.app import create_app
from litigation_app.core.db import db
from litigation_app.vault.keys import (
    keyring,
    lifecycle,
    recovery_shares,
    root_key,
)
from litigation_app.vault.keys.unlocking import unlock as unlocked_by
from locking import PASSPHRASE, ask_for_a_passphrase, unlock
from served import PASSWORD

ROUTES = ("/", "/sign-in", "/cases/", "/nothing/of/the/kind", "/victims/00000000-0000-0000-0000-000000000000")


@pytest.fixture
def people(make: Any) -> dict[str, str]:
    return {"administrator": make.administrator(), "lawyer": make.lawyer()}


@pytest.fixture
def locked(app: Flask, config: Config, people: dict[str, str]) -> Flask:
    """A desk with people in it, started again without its key."""
    ask_for_a_passphrase(config)
    vault.install(app, config)
    return app


@pytest.fixture
def at_the_door(locked: Flask, stranger: Any) -> Any:
    return stranger


def acts(app: Flask) -> list[tuple[str, str | None, str]]:
    with app.app_context():
        rows = db.session.query(ledger.LedgerEntry).order_by(ledger.LedgerEntry.seq).all()
        return [(row.act, str(row.actor) if row.actor else None, row.body.decode()) for row in rows]


def test_every_page_of_a_locked_desk_is_the_same_503_byte_for_byte(at_the_door: Any) -> None:
    answers = [at_the_door.get(path) for path in ROUTES]

    assert {answer.status_code for answer in answers} == {503}
    assert len({answer.data for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1


def test_an_unsafe_request_to_a_locked_desk_is_the_same_503(at_the_door: Any) -> None:
    page = at_the_door.get("/cases/")

    sent = at_the_door.post("/cases/", {"anything": "at all"})

    assert (sent.status_code, sent.data) == (503, page.data)


def test_the_503_says_when_to_come_back_and_has_every_header(at_the_door: Any) -> None:
    answer = at_the_door.get("/cases/")

    assert int(answer.headers["Retry-After"]) > 0
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert "Waits for its key" in answer.get_data(as_text=True) or "waits for its key" in answer.get_data(as_text=True)


def test_the_503_needs_no_database(sqlite_config: Config) -> None:
    ask_for_a_passphrase(sqlite_config)
    nowhere = replace(sqlite_config, database_url=f"sqlite:///{sqlite_config.instance}/not/there/desk.db")

    answer = create_app(nowhere).test_client().get("/cases/", base_url="https://localhost")

    assert answer.status_code == 503


def test_health_readiness_and_the_look_answer_while_locked(at_the_door: Any) -> None:
    health, ready, look = (at_the_door.get(path) for path in ("/healthz", "/readyz", "/static/desk.css"))

    assert (health.status_code, health.data) == (200, b"ok\n")
    assert (ready.status_code, ready.data) == (503, b"locked\n")
    assert look.status_code == 200


def test_the_language_can_be_chosen_while_locked(at_the_door: Any) -> None:
    at_the_door._read_token(at_the_door.get("/unlock"))

    answer = at_the_door.post("/language", {"language": "sr-Cyrl", "next": "/unlock"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/unlock")


def test_an_administrator_unlocks_the_desk_and_the_access_log_says_so(
    locked: Flask, make: Any, at_the_door: Any, people: dict[str, str]
) -> None:
    answer = unlock(at_the_door, people["administrator"])

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in")
    assert at_the_door.get("/sign-in").status_code == 200
    act, by, _body = acts(locked)[-1]
    assert (act, by) == ("unlock", str(make.user_id(people["administrator"])))


def test_whoever_was_made_an_administrator_in_the_database_leaves_the_desk_locked(
    locked: Flask, make: Any, at_the_door: Any, people: dict[str, str], as_owner: Any
) -> None:
    as_owner("UPDATE role_held SET role = 'administrator'")

    answer = unlock(at_the_door, people["lawyer"])

    assert answer.status_code == 422
    assert at_the_door.get("/sign-in").status_code == 503


def test_once_open_there_is_no_such_page_as_unlock(locked: Flask, at_the_door: Any, people: dict[str, str]) -> None:
    unlock(at_the_door, people["administrator"])

    def without_number(page: TestResponse) -> str:
        shown = re.sub(r"csrf_token\" value=\"[^\"]+|Number of this request: \w+", "", page.get_data(as_text=True))
        return shown.replace("/unlock", "/nothing")

    there, missing = at_the_door.get("/unlock"), at_the_door.get("/nothing")
    assert there.status_code == missing.status_code == 404
    assert without_number(there) == without_number(missing)
    at_the_door._read_token(at_the_door.get("/sign-in"))
    assert at_the_door.post("/unlock", {"secret": PASSPHRASE}).status_code == 404


@pytest.mark.parametrize(
    ("who", "password", "secret"),
    [
        ("administrator", PASSWORD, "not the passphrase"),
        ("administrator", "not the password at all", PASSPHRASE),
        ("lawyer", PASSWORD, PASSPHRASE),
        ("stranger@desk.example", PASSWORD, PASSPHRASE),
    ],
)
def test_whatever_is_wrong_the_answer_is_one_sentence_and_the_desk_stays_locked(
    at_the_door: Any, people: dict[str, str], who: str, password: str, secret: str
) -> None:
    answer = unlock(at_the_door, people.get(who, who), password=password, secret=secret)

    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Address, password and secret do not open the desk together." in shown
    assert secret not in shown
    assert password not in shown
    assert at_the_door.get("/cases/").status_code == 503


@pytest.mark.usefixtures("still")
def test_wrong_attempts_are_throttled(at_the_door: Any, people: dict[str, str]) -> None:
    codes = [unlock(at_the_door, people["administrator"], secret=f"wrong {n}").status_code for n in range(7)]

    assert codes[:5] == [422] * 5
    assert codes[-1] == 429


def test_throttling_passes_and_the_right_words_open_then(at_the_door: Any, people: dict[str, str]) -> None:
    with time_machine.travel("2026-11-02 08:00:00+00:00", tick=False) as clock:
        for n in range(6):
            unlock(at_the_door, people["administrator"], secret=f"wrong {n}")
        clock.shift(timedelta(minutes=20))

        assert unlock(at_the_door, people["administrator"]).status_code == 303


def test_nothing_that_was_typed_is_logged_but_that_somebody_tried(
    locked: Flask, at_the_door: Any, people: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for secret in ("wrong horse", "wrong battery"):
        unlock(at_the_door, people["administrator"], secret=secret)
    unlock(at_the_door, people["administrator"])

    said = caplog.text
    failed, opened = acts(locked)[-2:]
    assert "in vain" in said
    assert not [word for word in ("wrong", PASSPHRASE, PASSWORD, people["administrator"]) if word in said]
    assert (failed[0], opened[0]) == ("unlock_failed", "unlock")
    assert '"attempts":2' in failed[2].replace(" ", "")


def test_a_form_without_its_token_unlocks_nothing(at_the_door: Any, people: dict[str, str]) -> None:
    sent = {"email": people["administrator"], "password": PASSWORD, "secret": PASSPHRASE}
    at_the_door.get("/unlock")

    answer = at_the_door.post("/unlock", sent)

    assert answer.status_code == 400
    assert PASSPHRASE not in answer.get_data(as_text=True)
    assert at_the_door.get("/cases/").status_code == 503


def test_a_token_of_another_browser_unlocks_nothing(locked: Flask, at_the_door: Any, people: dict[str, str]) -> None:
    at_the_door._read_token(at_the_door.get("/unlock"))
    at_the_door.client = locked.test_client()
    at_the_door.get("/unlock")

    answer = at_the_door.post("/unlock", {"email": people["administrator"], "password": PASSWORD, "secret": PASSPHRASE})

    assert answer.status_code == 400


def test_an_empty_form_says_what_to_fill_in(at_the_door: Any) -> None:
    at_the_door._read_token(at_the_door.get("/unlock"))

    answer = at_the_door.post("/unlock", {"email": "chief@desk.example", "password": "something"})

    assert answer.status_code == 422
    assert "Fill this in." in answer.get_data(as_text=True)


@pytest.mark.parametrize("typed", [(), ("UPDATE user_account SET name = 'Somebody Else'",)])  # which is logged first
def test_if_the_unlocking_cannot_be_logged_the_desk_stays_locked(
    at_the_door: Any, people: dict[str, str], as_owner: Callable[..., None], typed: tuple[str, ...]
) -> None:
    as_owner(*typed, "ALTER TABLE ledger_entry RENAME COLUMN purpose TO purpose_gone")

    answer = unlock(at_the_door, people["administrator"])

    assert answer.status_code == 503
    assert at_the_door.get("/cases/").status_code == 503


def test_a_locked_desk_opens_no_vault_and_signs_nothing(sqlite_config: Config) -> None:
    ask_for_a_passphrase(sqlite_config)
    locked = create_app(sqlite_config)

    with locked.app_context():
        with pytest.raises(vault.VaultLocked):
            vault.current()
        with pytest.raises(vault.VaultLocked):
            vault.ledger_settings()
    with pytest.raises(vault.VaultLocked):
        locked.extensions["release_signer"].sign(b"anything")
    with pytest.raises(vault.VaultLocked):
        assert b"key" in locked.extensions["trusted_keys"]


def test_recovery_sheets_unlock_as_well_and_are_not_shown_again(
    locked: Flask, at_the_door: Any, people: dict[str, str], config: Config
) -> None:
    by_passphrase = next(entry for entry in keyring.roots(config) if entry.kind == "passphrase")
    root = unlocked_by(by_passphrase, PASSPHRASE)
    words: list[str] = []

    def way(instance: UUID, secret: bytes) -> root_key.Entry:
        entry, made = recovery_shares.made(instance, secret, needed=2, count=3)
        words.extend(made)
        return entry

    lifecycle.add_root(config, root, way)
    at_the_door._read_token(at_the_door.get("/unlock"))
    typed = {"email": people["administrator"], "password": PASSWORD, "means": "recovery"}

    one = at_the_door.post("/unlock", {**typed, "sheets": words[0]})
    two = at_the_door.post("/unlock", {**typed, "sheets": "\n".join(words[1:])})

    assert (one.status_code, two.status_code) == (422, 303)
    assert words[0] not in one.get_data(as_text=True)
    assert at_the_door.get("/sign-in").status_code == 200
