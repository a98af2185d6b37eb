"""Does a running desk open with its key file or without it, and follow a keyring that is changed or damaged meanwhile?"""

import pickle
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from config import Config
from litigation_app import ledger, vault
from litigation_app.app import create_app
from litigation_app.core.db import committing, db
from litigation_app.vault.keys import (
    agent,
    agent_client,
    hardening,
    keyring,
    lifecycle,
    passphrases,
)
from locking import PASSPHRASE, QUICK_KIB, unlock


@pytest.fixture
def people(make: Any) -> dict[str, str]:
    return {"administrator": make.administrator(), "lawyer": make.lawyer()}


def test_with_its_key_file_a_desk_opens_by_itself(client_as: Callable[[str], Any], make: Any) -> None:
    assert client_as(make.lawyer()).get("/cases/").status_code == 200


def test_a_desk_whose_key_file_is_lost_can_still_be_unlocked(
    app: Flask, config: Config, people: dict[str, str], stranger: Any
) -> None:
    lifecycle.add_root(config, keyring.file_root(config), passphrases.way(PASSPHRASE, memory_kib=QUICK_KIB))
    vault.install(app, config)
    before = stranger.get("/sign-in").status_code
    config.root_key.unlink()
    vault.install(app, config)

    without_it = stranger.get("/sign-in").status_code
    unlocked = unlock(stranger, people["administrator"]).status_code

    assert (before, without_it, unlocked) == (200, 503, 303)


def test_a_keyring_changed_by_another_process_is_used_from_the_next_request_on(
    app: Flask, config: Config, stranger: Any
) -> None:
    root = keyring.file_root(config)
    lifecycle.promote(config, root, lifecycle.begin(config, root))

    stranger.get("/healthz")

    with app.app_context():
        assert vault.current().keyring.kek_ver == 2


def test_a_key_version_made_during_a_request_opens_in_that_request(app: Flask, config: Config) -> None:
    subject, other = uuid4(), create_app(config)
    with app.app_context():
        assert vault.current().keyring.kek_ver == 1
    root = keyring.file_root(config)
    lifecycle.promote(config, root, lifecycle.begin(config, root))
    with other.app_context(), committing():
        vault.new_subject(subject)

    with app.app_context(), committing():
        vault.seal(subject=subject, table="victim", row=subject, capsule="facts", content={"sex": "F"})
        ledger.write(act="edit_victim", by=None, of=f"victim:{subject}")

    with other.app_context():
        db.engine.dispose()


def test_a_damaged_keyring_locks_the_desk_and_a_whole_one_opens_it_again(config: Config, stranger: Any) -> None:
    whole = config.keyring.read_bytes()
    before = stranger.get("/sign-in").status_code

    config.keyring.write_bytes(whole[:-40])
    damaged = stranger.get("/sign-in").status_code
    config.keyring.write_bytes(whole)

    assert (before, damaged, stranger.get("/sign-in").status_code) == (200, 503, 200)


def test_keys_are_neither_printed_nor_pickled(app: Flask, config: Config) -> None:
    root = agent_client.AgentRoot(config.agent_address)
    key_agent = agent.Agent(config, hardening.Hardening(True, True, True))

    assert repr(key_agent) == "<Agent locked>"
    for holds_keys in (root, key_agent):
        with pytest.raises(TypeError):
            pickle.dumps(holds_keys)
