"""Back up, erase, restore: does she stay erased, whichever copy of the keyring and whichever register are at hand?"""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from continuity import Backed, Machine, erase
from litigation_app import vault
from litigation_app.app import create_app
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.erasure import backups, register, shredding

pytestmark = pytest.mark.thorough

NAME = "Izmišljena Obrisana"


@pytest.fixture
def case(make: Any) -> tuple[str, UUID]:
    lawyer = make.lawyer()
    return lawyer, make.case(lawyer)


@pytest.fixture
def she(make: Any, case: tuple[str, UUID]) -> UUID:
    return UUID(str(make.victim(*case, given_name=NAME, phone="+381 64 000 1111")))


@pytest.fixture
def another(make: Any, case: tuple[str, UUID]) -> UUID:
    return UUID(str(make.victim(*case, given_name="Izmišljena Druga")))


def a_day_later() -> datetime:
    return clock.now() + timedelta(days=1)


def is_erased(machine: Machine, victim: UUID) -> bool:
    app = create_app(machine.config)
    with app.app_context():
        shell, is_left = db.session.get(Victim, victim), shredding.is_left(victim)
        db.session.remove()
        db.engine.dispose()
    return shell is not None and shell.erased_at is not None and not is_left


def test_with_a_newer_copy_of_the_keyring_beside_the_old_one_she_stays_erased(
    back_up: Callable[..., Backed], new_machine: Machine, app: Flask, make: Any, she: UUID, another: UUID
) -> None:
    old = back_up()
    erase(app, make, she)
    newer = back_up()
    beside = backups.name(backups.open_copy(newer.keys, newer.offline).found.instance, a_day_later(), backups.KEYS)
    shutil.copy(newer.keys, old.keys.parent / beside)

    said = new_machine.said(*old.words)

    assert (said["registered"], said["erased_again"]) == (1, 1)
    assert is_erased(new_machine, she)
    assert not is_erased(new_machine, another)
    assert new_machine.said("ledger", "verify", "--state")["holds"]


def test_with_a_newer_copy_that_was_named_as_register_she_stays_erased(
    back_up: Callable[..., Backed], new_machine: Machine, app: Flask, make: Any, she: UUID
) -> None:
    old = back_up()
    erase(app, make, she)

    said = new_machine.said(*old.words, "--register", back_up().keys)

    assert said["erased_again"] == 1
    assert is_erased(new_machine, she)


def test_with_a_register_that_lies_in_the_target_she_stays_erased(
    back_up: Callable[..., Backed], new_machine: Machine, app: Flask, make: Any, she: UUID, config: Config
) -> None:
    old = back_up()
    erase(app, make, she)
    lying = register.path(new_machine.config)
    lying.parent.mkdir(parents=True, mode=0o700)
    shutil.copy(register.path(config), lying)

    assert new_machine.said(*old.words)["erased_again"] == 1
    assert is_erased(new_machine, she)


def test_with_a_register_that_was_named_she_stays_erased_and_her_keys_are_destroyed_again(
    back_up: Callable[..., Backed], new_machine: Machine, app: Flask, make: Any, she: UUID, config: Config
) -> None:
    old = back_up()
    erase(app, make, she)

    said = new_machine.said(*old.words, "--register", register.path(config))

    assert said["erased_again"] == 1
    assert is_erased(new_machine, she)
    keys = {
        key["version"]: key["state"] for key in new_machine.said("keys", "status")["keys"] if key["purpose"] == "kek"
    }
    assert keys[1] == "destroyed"
    with create_app(new_machine.config).app_context():
        acts = list(db.session.scalars(db.select(LedgerEntry.act).where(LedgerEntry.object == f"victim:{she}")))
        assert vault.current().keyring.kek_ver > 1
        db.session.remove()
        db.engine.dispose()
    assert "erase_victim" in acts


def test_a_backup_made_after_it_does_not_hold_her_and_brings_the_register(
    back_up: Callable[..., Backed], new_machine: Machine, app: Flask, make: Any, she: UUID, another: UUID
) -> None:
    erase(app, make, she)
    back = back_up()

    said = new_machine.said(*back.words)

    assert (said["registered"], said["erased_again"]) == (1, 0)
    assert is_erased(new_machine, she)
    assert not is_erased(new_machine, another)


def test_the_old_data_do_not_come_back_with_a_keyring_in_which_their_key_is_destroyed(
    back_up: Callable[..., Backed], new_machine: Machine, app: Flask, make: Any, she: UUID
) -> None:
    old = back_up()
    erase(app, make, she)
    newer = back_up()

    answer = new_machine.run("restore", old.data, "--keyring", newer.keys, "--offline-key", old.offline)

    assert answer.exit_code == 1
    assert "does not have the main key 1" in answer.stderr
    assert not new_machine.config.instance.exists()


def test_a_newer_copy_that_does_not_open_is_named(back_up: Callable[..., Backed], new_machine: Machine) -> None:
    old = back_up()
    content = bytearray(old.keys.read_bytes())
    content[-1] ^= 1
    instance = backups.open_copy(old.keys, old.offline).found.instance
    broken = old.keys.parent / backups.name(instance, a_day_later(), backups.KEYS)
    broken.write_bytes(content)

    assert new_machine.said(*old.words)["unread"] == [str(broken)]


def test_a_register_that_somebody_changed_is_refused_and_nothing_stays(
    back_up: Callable[..., Backed],
    new_machine: Machine,
    app: Flask,
    make: Any,
    she: UUID,
    config: Config,
    tmp_path: Path,
) -> None:
    old = back_up()
    erase(app, make, she)
    changed = tmp_path / "erased.jsonl"
    changed.write_bytes(register.path(config).read_bytes().replace(str(she).encode(), str(UUID(int=7)).encode()))

    answer = new_machine.run(*old.words, "--register", changed)

    assert answer.exit_code == 1
    assert "Line 1 of the register" in answer.stderr
    assert not new_machine.config.restoring.exists()
    assert not new_machine.config.keyring.exists()
    assert new_machine.said(*old.words, "--register", register.path(config))["erased_again"] == 1
