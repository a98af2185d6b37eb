"""Does a new root key, or a copy of the keyring, open what the old one opened, and nothing to anybody else, also where it was cut short?"""

from pathlib import Path
from unittest.mock import Mock

import pytest

from config import Config
from litigation_app import vault
from litigation_app.vault.keys import keyfile, keyring, lifecycle, root_key
from litigation_app.vault.keys.root_key import (
    FILE,
    PASSPHRASE,
    KeyringRefused,
    MemoryRoot,
)
from root_keys import WORDS, make_sheets, opened_by, passphrase_way, secrets_of


@pytest.fixture
def config(tmp_path: Path) -> Config:
    made = Config(instance=tmp_path, database_url="sqlite://")
    vault.create(made)
    return made


def test_a_new_root_key_is_reached_only_by_the_ways_that_were_given(config: Config) -> None:
    old, before = keyring.file_root(config), opened_by(config, FILE, None)
    first = make_sheets(config, 2, 2)
    key = config.root_key.read_bytes()

    lifecycle.rotate_root(config, old, [lifecycle.by_next_key_file(config), passphrase_way()])

    assert [entry.kind for entry in keyring.roots(config)] == [FILE, PASSPHRASE]
    assert opened_by(config, FILE, None) == opened_by(config, PASSPHRASE, WORDS) == before
    assert config.root_key.read_bytes() != key
    assert not root_key.following(config.root_key).exists()
    assert first
    with pytest.raises(KeyringRefused):
        vault.load(config, old)


def test_a_new_root_key_needs_a_way(config: Config) -> None:
    with pytest.raises(KeyringRefused, match="at least one way"):
        lifecycle.rotate_root(config, keyring.file_root(config), [])


def test_a_crash_between_keyring_and_key_file_opens_with_the_next_file(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = opened_by(config, FILE, None)
    monkeypatch.setattr(lifecycle, "settle_key_file", lambda _config: None)  # killed just before it
    lifecycle.rotate_root(config, keyring.file_root(config), [lifecycle.by_next_key_file(config)])
    monkeypatch.undo()
    assert root_key.following(config.root_key).exists()

    assert opened_by(config, FILE, None) == before
    lifecycle.settle_key_file(config)

    assert opened_by(config, FILE, None) == before
    assert not root_key.following(config.root_key).exists()


def test_a_crash_before_the_keyring_leaves_the_old_key_file_good(config: Config) -> None:
    before = opened_by(config, FILE, None)
    lifecycle.by_next_key_file(config)(keyfile.read(config).instance, bytes(32))

    assert opened_by(config, FILE, None) == before
    lifecycle.settle_key_file(config)

    assert not root_key.following(config.root_key).exists()
    assert opened_by(config, FILE, None) == before


def test_a_copy_opens_with_the_private_key_alone(config: Config, tmp_path: Path) -> None:
    root = keyring.file_root(config)
    private = lifecycle.new_backup_key(config, root, keep=bytes)
    sealed = keyring.sealed_copy(config, root=root, beside={"register": b"2026-11-24 x"})
    elsewhere = Config(instance=tmp_path / "elsewhere", database_url="sqlite://")

    copy = keyring.open_copy(sealed, private)
    lifecycle.restore(elsewhere, copy, root_key.by_file(elsewhere.root_key))

    assert copy.beside == {"register": b"2026-11-24 x"}
    assert opened_by(elsewhere, FILE, None) == opened_by(config, FILE, None)
    with pytest.raises(KeyringRefused, match="there already"):
        lifecycle.restore(elsewhere, copy, root_key.by_file(elsewhere.root_key))


def test_a_key_that_cannot_be_kept_seals_no_copy(config: Config) -> None:
    root = keyring.file_root(config)
    private = lifecycle.new_backup_key(config, root, keep=bytes)

    with pytest.raises(OSError, match="disk"):
        lifecycle.new_backup_key(config, root, keep=Mock(side_effect=OSError("the disk is full")))

    assert keyring.open_copy(keyring.sealed_copy(config), private)


def test_a_copy_says_nothing_without_the_private_key(config: Config) -> None:
    root = keyring.file_root(config)
    private = lifecycle.new_backup_key(config, root, keep=bytes)
    sealed = keyring.sealed_copy(config)
    other = lifecycle.new_backup_key(config, root, keep=bytes)

    assert keyfile.read(config).backup
    assert b"lit-keyring" not in sealed
    assert private.hex() not in config.keyring.read_text()
    for wrong in (other, bytes(32), b"short"):
        with pytest.raises(KeyringRefused):
            keyring.open_copy(sealed, wrong)
    for position in range(0, len(sealed), 97):
        spoilt = bytearray(sealed)
        spoilt[position] ^= 1
        with pytest.raises(KeyringRefused):
            keyring.open_copy(bytes(spoilt), private)


def test_without_a_backup_key_there_is_no_copy(config: Config) -> None:
    with pytest.raises(KeyringRefused, match="export-backup-key"):
        keyring.sealed_copy(config)


def test_a_copy_of_another_format_is_refused_in_words(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    private = lifecycle.new_backup_key(config, keyring.file_root(config), keep=bytes)
    sealed = keyring.sealed_copy(config)
    monkeypatch.setattr(keyfile, "FORMAT", "lit-keyring/3")

    with pytest.raises(KeyringRefused, match="a format that this version of the desk does not know"):
        keyring.open_copy(sealed, private)


def test_a_copy_survives_a_new_root_key(config: Config) -> None:
    private = lifecycle.new_backup_key(config, keyring.file_root(config), keep=bytes)

    lifecycle.rotate_root(config, keyring.file_root(config), [lifecycle.by_next_key_file(config)])

    copy = keyring.open_copy(keyring.sealed_copy(config), private)
    assert secrets_of(vault.load(config, copy.root)) == opened_by(config, FILE, None)


def test_the_root_key_is_never_printed_or_pickled(config: Config) -> None:
    import pickle

    root = keyring.file_root(config)

    assert root._bytes.hex() not in repr(root) + repr(keyring.roots(config)) + repr(keyfile.read(config))
    assert repr(root._bytes) not in repr(root)
    with pytest.raises(TypeError):
        pickle.dumps(root)
    with pytest.raises(ValueError, match="32 bytes"):
        MemoryRoot(b"short")
