"""Are old copies of the keyring found under any name, thrown away in time, and asked whom they name as erased?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from config import Config
from continuity import Backed, Machine, erase
from litigation_app.core import clock
from litigation_app.vault.erasure import backups
from litigation_app.vault.keys import keyring

pytestmark = pytest.mark.thorough

KEPT_DAYS = 35


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "keys"
    found.mkdir()
    return found


def later(days: int) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(days=days), tick=True)


def instance_of(config: Config) -> UUID:
    return keyring.load(config).instance


@pytest.mark.parametrize("days", [KEPT_DAYS - 1, KEPT_DAYS + 1])
def test_pruning_takes_old_copies_of_this_keyring_under_any_name_and_nothing_else(
    machine: Machine, offline: Path, config: Config, tmp_path: Path, folder: Path, days: int
) -> None:
    named = Path(machine.said("backup", tmp_path / "a", "--keyring", folder)["keyring"])
    free, beside = folder / "monday.keys", folder / "data.keys"
    machine.said("backup", tmp_path / "b", "--keyring", free)
    machine.said("backup", folder / "data")
    old = datetime(2020, 1, 1, tzinfo=UTC)
    others = {
        folder / "another-desk.keys": b"LKEY2" + bytes(16) + named.read_bytes()[21:],
        folder / backups.name(instance_of(config), old, "keys"): b"no copy of a keyring",
        folder / "no-such-moment.keys": named.read_bytes()[:21] + b"\xff" * 8,
        folder / "letter.txt": b"letter",
    }
    for file, kept in others.items():
        file.write_bytes(kept)
    (folder / "link.keys").symlink_to(named)

    with later(days):
        gone = machine.said("backup", tmp_path / "c", "--keyring", folder / "today", "--prune")[
            "keyring_copies_deleted"
        ]

    is_old = days > KEPT_DAYS
    assert set(gone) == ({str(named), str(free), str(beside)} if is_old else set())
    assert {named.exists(), free.exists(), beside.exists()} == {not is_old}
    assert {file: file.read_bytes() for file in others} == others
    assert (folder / "data").exists()
    assert (folder / "today").exists()


def test_a_file_form_prunes_what_it_wrote_itself(machine: Machine, offline: Path, folder: Path) -> None:
    machine.said("backup", folder / "monday", "--prune")

    with later(60):
        machine.said("backup", folder / "tuesday", "--prune")

    assert sorted(path.name for path in folder.iterdir()) == ["monday", "tuesday", "tuesday.keys"]


def test_how_long_copies_are_kept_is_a_setting(
    machine: Machine, offline: Path, config: Config, tmp_path: Path, folder: Path
) -> None:
    file = config.instance / "config.toml"
    file.write_text(file.read_text() + "keyring_days = 7\n")
    old = machine.said("backup", tmp_path / "a", "--keyring", folder)["keyring"]

    with later(8):
        said = machine.said("backup", tmp_path / "b", "--keyring", folder, "--prune")

    assert said["keyring_copies_deleted"] == [old]


def test_without_pruning_old_copies_are_named(machine: Machine, offline: Path, tmp_path: Path, folder: Path) -> None:
    old = folder / "monday.keys"
    machine.said("backup", tmp_path / "a", "--keyring", old)

    with later(36):
        answer = machine.run("backup", tmp_path / "b", "--keyring", folder)
        doctor = machine.run("doctor", "--copies", folder)

    for said in (answer.stderr, doctor.stdout):
        assert f"{old} is an old copy of the keyring" in said
    assert old.exists()
    assert f"{folder}: none is older" in machine.run("doctor", "--copies", folder).stdout


def test_a_newer_copy_under_any_name_keeps_her_erased(
    back_up: Callable[..., Backed],
    machine: Machine,
    new_machine: Machine,
    app: Flask,
    make: Any,
    tmp_path: Path,
) -> None:
    lawyer = make.lawyer()
    she = UUID(str(make.victim(lawyer, make.case(lawyer), given_name="Izmišljena")))
    old = back_up()
    erase(app, make, she)
    newer = old.keys.with_name("tuesday")
    machine.said("backup", tmp_path / "data", "--keyring", newer)

    said = new_machine.said(*old.words)

    assert (said["registered"], said["erased_again"]) == (1, 1)


def test_a_copy_whose_head_was_changed_does_not_open(back_up: Callable[..., Backed]) -> None:
    made = back_up()
    content = made.keys.read_bytes()
    for at in (5, 28):
        made.keys.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(keyring.KeyringRefused):
            backups.open_copy(made.keys, made.offline)
