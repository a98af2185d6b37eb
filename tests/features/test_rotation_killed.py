"""Does a rotation that is killed at any moment, again and again, always end well, and does everything open afterwards?"""

import os
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from killing import Killer, parts
from litigation_app import ledger, vault
from litigation_app.core import db as database
from litigation_app.core.db import db
from litigation_app.ledger.settings import settings
from litigation_app.vault import SubjectKey
from litigation_app.vault.keys import keyfile, keyring, lifecycle, passphrases, root_key, unlocking
from litigation_app.vault.keys.keyring import DECRYPT_ONLY, PENDING, PRIMARY
from litigation_app.vault.rotation import rotation
from rotating import all_open, filled

pytestmark = pytest.mark.both_databases

KILLS = 15  # `make test-all` and `make deep` ask for more: --kills=N
PEOPLE, BATCH = 300, 10
WORDS = "seven storks above one quiet mill"


@pytest.fixture
def kills(pytestconfig: pytest.Config) -> int:
    return int(pytestconfig.getoption("--kills") or KILLS)


@pytest.fixture
def people(desk: Flask) -> list[UUID]:
    return filled(PEOPLE)


def another_process(config: Config, act: Callable[[], object]) -> int:
    """Start `act` on this desk in a process of its own, as a worker would; its number."""
    db.session.remove()
    db.engine.dispose()
    child = os.fork()
    if child:
        return child
    try:
        app = Flask("other")
        database.install(app, config)
        vault.install(app, config)
        ledger.install(app, vault.ledger_settings, folder=config.checkpoints)
        with app.app_context():
            act()
        os._exit(0)
    finally:
        os._exit(1)


def rotate() -> rotation.Rotated:
    return rotation.rotate(by=None, batch=BATCH, destroy_old=True)


def test_a_killed_rotation_is_finished_by_the_next_and_nothing_is_lost(
    people: list[UUID], config: Config, kills: int
) -> None:
    def begin() -> int:
        return another_process(config, rotate)

    killer = Killer.of(begin)

    for part in parts(kills):
        killer.kill(begin, part)
        vault.refresh()
        assert all_open(people)
        rotation.resume(by=None, destroy_old=True)
        assert all_open(people)
        assert states(config).isdisjoint({PENDING, DECRYPT_ONLY})
        assert set(db.session.scalars(db.select(SubjectKey.kek_ver))) == {vault.current().keyring.kek_ver}
        db.session.rollback()

    assert ledger.verify(db.session(), settings().mac_key).holds
    assert ledger.verify_state(db.session(), vault.commitments()) == []


def states(config: Config) -> set[str]:
    found = [row.state for row in keyfile.read(config).of("kek")]
    assert found.count(PRIMARY) == 1
    return set(found)


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_killed_change_of_the_root_key_leaves_a_keyring_that_opens(config: Config, kills: int) -> None:
    """No database is in it: the files alone have to be the old ones or the new ones."""
    instance = vault.load(config).instance
    lifecycle.add_root(config, keyring.file_root(config), passphrases.way(WORDS, memory_kib=64))

    def renew() -> None:
        ways = [lifecycle.by_next_key_file(config), passphrases.way(WORDS, memory_kib=64)]
        lifecycle.rotate_root(config, keyring.file_root(config), ways)

    def begin() -> int:
        return forked(renew)

    killer = Killer.of(begin)

    for part in parts(kills):
        killer.kill(begin, part)
        by_file, by_passphrase = keyring.load(config), keyfile.read(config).root(root_key.PASSPHRASE)
        assert by_passphrase is not None
        assert by_file.instance == instance
        assert vault.load(config, unlocking.unlock(by_passphrase, WORDS)).secret("session") == by_file.secret("session")
        lifecycle.settle_key_file(config)
        assert vault.load(config).secret("session") == by_file.secret("session")


def forked(act: Callable[[], object]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        act()
        os._exit(0)
    finally:
        os._exit(1)
