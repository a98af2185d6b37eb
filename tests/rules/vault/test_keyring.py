"""Is the keyring safe on disk, and silent in memory?"""

import json
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config import Config
from litigation_app import vault
from litigation_app.vault.keys import keyfile, lifecycle
from litigation_app.vault.keys import keyring as keys


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(instance=tmp_path, database_url="sqlite://")


def test_a_new_keyring_opens_again_with_the_same_keys(config: Config) -> None:
    made = vault.create(config)

    found = vault.load(config)

    assert found.instance == made.instance
    assert [found.secret(purpose) for purpose in keys.SECRETS] == [made.secret(purpose) for purpose in keys.SECRETS]
    assert len({found.secret(purpose) for purpose in keys.SECRETS}) == len(keys.SECRETS)
    assert found.kek_ver == 1


def test_files_are_readable_by_their_owner_alone(config: Config) -> None:
    vault.create(config)

    assert config.keyring.stat().st_mode & 0o777 == 0o600
    assert config.root_key.stat().st_mode & 0o777 == 0o600
    assert config.keyring.parent.stat().st_mode & 0o777 == 0o700
    assert not list(config.keyring.parent.glob("*.new"))


@pytest.mark.parametrize("name", ["root.key", "keyring.json", "."])
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_key_that_others_can_read_is_refused(config: Config, name: str, mode: int) -> None:
    vault.create(config)
    path = config.keyring.parent / name
    path.chmod(mode | 0o100 if name == "." else mode)

    with pytest.raises(vault.KeyringRefused, match="chmod go-rwx"):
        vault.load(config)


@pytest.mark.parametrize("name", ["root.key", "keyring.json"])
def test_a_missing_key_is_said_in_one_sentence(config: Config, name: str) -> None:
    vault.create(config)
    (config.keyring.parent / name).unlink()

    with pytest.raises(vault.KeyringRefused, match="is missing"):
        vault.load(config)


def test_a_second_keyring_is_never_made_over_the_first(config: Config) -> None:
    made = vault.create(config)

    with pytest.raises(vault.KeyringRefused, match="exists already"):
        vault.create(config)
    config.keyring.unlink()
    with pytest.raises(vault.KeyringRefused, match="exists already"):
        vault.create(config)

    assert made.instance


def test_another_root_key_does_not_open_it(config: Config) -> None:
    vault.create(config)
    config.root_key.write_bytes(b"x" * 32)

    with pytest.raises(vault.KeyringRefused, match="does not belong to this root key"):
        vault.load(config)


def test_a_key_is_wrapped_for_its_instance_its_purpose_and_its_version(config: Config) -> None:
    instance, root = vault.create(config).instance, keys.file_root(config)
    row = keys.new_row(root, instance, "totp", 7, "pending")

    bound = b"lit1 keyring" + instance.bytes + b"\0\x04totp" + b"\0\0\0\x07"

    assert root.unwrap(row.wrapped or b"", bound) == keys.unwrapped(root, instance, row)._bytes
    for other in (replace(row, purpose="facts"), replace(row, version=8)):
        with pytest.raises(InvalidTag):
            keys.unwrapped(root, instance, other)
    with pytest.raises(InvalidTag):
        keys.unwrapped(root, UUID(int=1), row)


@pytest.mark.parametrize("part", ["purpose", "version", "instance", "swap"])
def test_a_key_moved_to_another_name_is_refused(config: Config, part: str) -> None:
    vault.create(config)
    said = json.loads(config.keyring.read_text())
    one, other = said["keys"][1], said["keys"][2]
    changes = {
        "purpose": lambda: one.update(purpose="invented"),
        "version": lambda: one.update(version=2),
        "instance": lambda: said.update(instance="00000000-0000-0000-0000-000000000001"),
        "swap": lambda: one.update(wrapped=other["wrapped"]),
    }
    changes[part]()
    config.keyring.write_text(json.dumps(said))

    with pytest.raises(vault.KeyringRefused):
        vault.load(config)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"format": "other"}',
        '{"format": "lit-keyring/1", "instance": "x"}',
        '{"format": "lit-keyring/2", "instance": "00000000-0000-0000-0000-000000000001", "roots": 3, "keys": []}',
    ],
)
def test_a_damaged_keyring_is_said_in_one_sentence(config: Config, text: str) -> None:
    vault.create(config)
    config.keyring.write_text(text)

    with pytest.raises(vault.KeyringRefused) as refusal:
        vault.load(config)
    assert str(refusal.value).endswith(".")


def test_no_key_is_ever_printed_or_pickled(config: Config) -> None:
    ring = vault.create(config)
    shown = repr(ring) + str(ring) + repr(vault.Vault(ring)) + repr(list(ring._keys.values()))

    assert not [key for key in ring._keys.values() if key._bytes.hex() in shown or repr(key._bytes) in shown]
    for secret in (ring, ring.signer("release-sign"), next(iter(ring._keys.values()))):
        with pytest.raises(TypeError):
            pickle.dumps(secret)


def test_no_key_stands_in_the_clear_on_disk(config: Config) -> None:
    ring = vault.create(config)

    text = config.keyring.read_bytes()

    assert not [key for key in ring._keys.values() if key._bytes in text or key._bytes.hex().encode() in text]


def test_the_wrapping_and_signing_keys_never_leave(config: Config) -> None:
    ring = vault.create(config)

    for purpose in ("kek", "release-sign", "checkpoint-sign", "unknown"):
        with pytest.raises(KeyError):
            ring.secret(purpose)
    with pytest.raises(KeyError):
        ring.signer("session")


def test_a_signature_holds_under_the_public_key(config: Config) -> None:
    vault.create(config)
    signer = vault.load(config).signer("release-sign")

    signature = signer.sign(b"a release")

    assert len(signer.public_key()) == 32
    Ed25519PublicKey.from_public_bytes(signer.public_key()).verify(signature, b"a release")
    assert vault.load(config).signer("checkpoint-sign").public_key() != signer.public_key()


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said["keys"][0].update(state="retired"),
        lambda said: said["keys"][0].update(created="2020-01-01T00:00:00+00:00"),
        lambda said: said["keys"].pop(),
        lambda said: said["keys"].append(said["keys"][0] | {"version": 2}),
        lambda said: said["keys"].reverse(),
        lambda said: said["roots"].append(said["roots"][0] | {"kind": "passphrase"}),
        lambda said: said.update(backup={"public": "AAAA", "wrapped": "AAAA"}),
        lambda said: said.update(mac=said["mac"][::-1]),
        lambda said: said.update(mac=""),
    ],
)
def test_nothing_in_the_file_can_be_changed_without_the_root_key(
    config: Config, change: Callable[[dict[str, Any]], object]
) -> None:
    vault.create(config)
    said = json.loads(config.keyring.read_text())
    change(said)
    config.keyring.write_text(json.dumps(said))

    with pytest.raises(vault.KeyringRefused):
        vault.load(config)
    with pytest.raises(vault.KeyringRefused):
        lifecycle.begin(config, keys.file_root(config))


def test_what_the_keyring_held_before_is_overwritten(config: Config) -> None:
    """As far as the disk writes where the file lay: whoever had it open sees zeros."""
    vault.create(config)
    with config.keyring.open("rb") as before:
        lifecycle.renew(config, keys.file_root(config), "session")
        assert before.read().strip(b"\0") == b""


def test_a_copy_by_hard_link_keeps_what_it_has(config: Config) -> None:
    vault.create(config)
    copy, text = config.keyring.with_name("snapshot.json"), config.keyring.read_bytes()
    copy.hardlink_to(config.keyring)

    lifecycle.renew(config, keys.file_root(config), "session")

    assert copy.read_bytes() == text


def test_two_who_change_the_keyring_at_once_lose_nothing(config: Config) -> None:
    vault.create(config)
    root = keys.file_root(config)

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: lifecycle.renew(config, root, "session"), range(24)))

    rows = keyfile.read(config).of("session")
    assert sorted(made) == list(range(2, 26))
    assert [row.state for row in rows] == ["destroyed"] * 24 + ["primary"]


def test_whoever_reads_while_it_changes_reads_a_whole_keyring(config: Config) -> None:
    vault.create(config)
    root = keys.file_root(config)

    has_read = threading.Event()

    def change() -> None:
        while not has_read.is_set():
            lifecycle.renew(config, root, "facts")

    with ThreadPoolExecutor(3) as pool:
        changing = [pool.submit(change) for _ in range(3)]
        try:
            while len(keyfile.read(config).of("facts")) < 40 and not any(one.done() for one in changing):
                assert vault.load(config).kek_ver == 1
        finally:
            has_read.set()
        assert [one.result() for one in changing] == [None] * 3


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_bytes_in_its_place_make_more_than_one_sentence(config: Config, content: bytes) -> None:
    if not config.keyring.exists():
        vault.create(config)
    config.keyring.write_bytes(content)

    with pytest.raises(vault.KeyringRefused):
        vault.load(config)
