"""Does the register of erased persons notice every change that somebody makes to it?"""

import json
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from config import Config
from litigation_app import vault
from litigation_app.vault import Keyring, KeyringRefused
from litigation_app.vault.erasure import register
from litigation_app.vault.erasure.register import Erased, RegisterDamaged
from litigation_app.vault.keys import lifecycle

AT = datetime(2026, 11, 24, 12, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(instance=tmp_path, database_url="sqlite://")


@pytest.fixture
def keys(config: Config) -> Keyring:
    return vault.create(config)


def entry(number: int = 1, *, papers: int = 0) -> Erased:
    return Erased(uuid4(), AT, f"E-2026-0000-{number:04d}", "not_needed", tuple(uuid4() for _ in range(papers)))


def registered(config: Config, keys: Keyring, count: int = 3) -> list[Erased]:
    found = [entry(number, papers=number) for number in range(count)]
    for one in found:
        register.note(config, keys, one)
    return found


def test_who_is_noted_is_in_it_in_order_and_once(config: Config, keys: Keyring) -> None:
    found = registered(config, keys)

    register.note(config, keys, Erased(found[0].subject_id, AT + timedelta(days=1), "E-2026-FFFF-FFFF", "objection"))

    assert register.entries(config, keys) == tuple(found)


def test_without_a_file_nobody_was_erased(config: Config, keys: Keyring) -> None:
    assert register.entries(config, keys) == ()
    assert not register.path(config).exists()


def test_it_lies_beside_the_keyring_for_its_owner_alone(config: Config, keys: Keyring) -> None:
    registered(config, keys, 1)

    assert register.path(config).parent == config.keyring.parent
    assert stat.S_IMODE(os.stat(register.path(config)).st_mode) == 0o600


def swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[1], lines[0], *lines[2:]]


def other_person(lines: list[bytes]) -> list[bytes]:
    said = json.loads(lines[1])
    return [lines[0], json.dumps(said | {"subject": str(uuid4())}).encode() + b"\n", *lines[2:]]


DAMAGES: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "another person": other_person,
    "a line left out": lambda lines: [lines[0], lines[2]],
    "the first line left out": lambda lines: lines[1:],
    "two lines swapped": swapped,
    "the last line cut": lambda lines: [*lines[:2], lines[2][:40]],
    "a line twice": lambda lines: [*lines, lines[2]],
    "no JSON": lambda lines: [*lines, b"not a line\n"],
    "an empty line": lambda lines: [*lines, b"\n"],
    "no object": lambda lines: [*lines, b"[]\n"],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_change_is_refused_and_named(config: Config, keys: Keyring, damage: str) -> None:
    registered(config, keys)
    lines = register.path(config).read_bytes().splitlines(keepends=True)
    register.path(config).write_bytes(b"".join(DAMAGES[damage](lines)))

    with pytest.raises(RegisterDamaged, match=r"Line \d of the register"):
        register.entries(config, keys)
    with pytest.raises(KeyringRefused):
        register.note(config, keys, entry(9))


def test_a_line_of_another_desk_is_refused(config: Config, keys: Keyring, tmp_path: Path) -> None:
    registered(config, keys)
    other = Config(instance=tmp_path / "other", database_url="sqlite://")
    others = vault.create(other)
    registered(other, others, 1)
    foreign = register.path(other).read_bytes()

    with pytest.raises(RegisterDamaged, match="Line 1"):
        register.merged(config, keys, foreign)
    register.path(config).write_bytes(register.path(config).read_bytes() + foreign)
    with pytest.raises(RegisterDamaged, match="Line 4"):
        register.entries(config, keys)


def test_the_register_of_a_backup_is_taken_in(config: Config, keys: Keyring) -> None:
    before = registered(config, keys, 2)
    backup = register.path(config).read_bytes()
    later = entry(7, papers=1)
    register.note(config, keys, later)
    newer = register.path(config).read_bytes()
    register.path(config).write_bytes(backup)
    alone = entry(8)
    register.note(config, keys, alone)

    assert register.merged(config, keys, newer) == 1
    assert register.merged(config, keys, newer) == 0
    assert register.merged(config, keys, b"") == 0
    assert register.entries(config, keys) == (*before, alone, later)


def test_a_renewed_main_key_leaves_it_readable(config: Config, keys: Keyring) -> None:
    found = registered(config, keys, 2)

    version = lifecycle.begin(config, keys.root)
    lifecycle.promote(config, keys.root, version)

    assert register.entries(config, vault.load(config)) == tuple(found)


def test_many_at_once_are_all_in_it(config: Config, keys: Keyring) -> None:
    found = [entry(number) for number in range(12)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: register.note(config, keys, one), found))

    assert set(register.entries(config, keys)) == set(found)
