"""How does the keyring change? Keys made, promoted, retired, destroyed; ways to the root key added, taken away, replaced."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from config import Config
from litigation_app.vault.keys import copies, keyfile, keyring, root_key
from litigation_app.vault.keys.keyfile import Backup, KeyFile, Row
from litigation_app.vault.keys.keyring import DECRYPT_ONLY, DESTROYED, KEK, PENDING, PRIMARY, RETIRED
from litigation_app.vault.keys.root_key import FILE, Entry, KeyringRefused, MemoryRoot, RootKey, Way

# Not "audit-mac" (the ledger is verified with it), "totp", "sign-in" and "staff" (people come in by what stands under them).
RENEWABLE: Final = ("session", "facts", *keyring.SIGNING)
IDENTIFIERS: Final = tuple(purpose for purpose in keyring.SECRETS if purpose.startswith("ident/"))
_OLD = {DECRYPT_ONLY, RETIRED}


class KeyKept(Exception):
    """This key is still in use, or there is no such key; the message is one plain sentence."""


def begin(config: Config, root: RootKey) -> int:
    """The version of a new KEK that is `pending` (one that waits already is taken); nothing uses it yet."""

    def new(found: KeyFile) -> KeyFile:
        if any(row.state == PENDING for row in found.of(KEK)):
            return found
        version = keyring.next_version(found.of(KEK))
        return replace(found, keys=(*found.keys, keyring.new_row(root, found.instance, KEK, version, PENDING)))

    changed = keyfile.change(config, root, new)
    return next(row.version for row in changed.of(KEK) if row.state == PENDING)


def promote(config: Config, root: RootKey, version: int) -> None:
    """Make a pending KEK the one that counts; the one before it still opens what it wrapped."""

    def new(found: KeyFile) -> KeyFile:
        rows = [_promoted(row, version) if row.purpose == KEK else row for row in found.keys]
        return replace(found, keys=tuple(rows))

    keyfile.change(config, root, new)


def _promoted(row: Row, version: int) -> Row:
    if row.version == version and row.state == PENDING:
        return replace(row, state=PRIMARY)
    return replace(row, state=DECRYPT_ONLY) if row.state == PRIMARY and row.version != version else row


def advance(config: Config, root: RootKey, *, beyond: int) -> None:
    """Make the next KEK primary, unless another process was quicker: for one that has reached its cap."""

    def new(found: KeyFile) -> KeyFile:
        if any(row.state == PRIMARY and row.version != beyond for row in found.of(KEK)):
            return found
        version = keyring.next_version(found.of(KEK))
        made = keyring.new_row(root, found.instance, KEK, version, PENDING)
        rows = [_promoted(row, version) if row.purpose == KEK else row for row in (*found.keys, made)]
        return replace(found, keys=tuple(rows))

    keyfile.change(config, root, new)


def retire(config: Config, root: RootKey, version: int) -> None:
    """Say of a KEK that nothing is left which it wrapped. Whoever calls has counted, and no row can come any more."""

    def new(row: Row) -> Row:
        return replace(row, state=RETIRED) if row.state == DECRYPT_ONLY else row

    _change_kek(config, root, version, new)


def destroy(config: Config, root: RootKey, version: int) -> None:
    """Throw a retired KEK away for good; raises KeyKept for every other."""

    def new(row: Row) -> Row:
        if row.state not in {RETIRED, DESTROYED}:
            raise KeyKept(f"Key {version} is {row.state}: only a retired key can be destroyed.")
        return _tombstone(row)

    _change_kek(config, root, version, new)


def _tombstone(row: Row) -> Row:
    return replace(row, state=DESTROYED, wrapped=None)


def _change_kek(config: Config, root: RootKey, version: int, new: Callable[[Row], Row]) -> None:
    def changed(found: KeyFile) -> KeyFile:
        if version not in {row.version for row in found.of(KEK)}:
            raise KeyKept(f"There is no key {version}.")
        is_it = [row.purpose == KEK and row.version == version for row in found.keys]
        rows = [new(row) if hit else row for row, hit in zip(found.keys, is_it, strict=True)]
        return replace(found, keys=tuple(rows))

    keyfile.change(config, root, changed)


def renew(config: Config, root: RootKey, purpose: str) -> int:
    """A new key for this purpose in place of the old, which is destroyed; its version. Raises KeyKept.

    A signing key's public half stays, so that what it signed stays trusted.
    """
    if purpose not in RENEWABLE:
        raise KeyKept(f"The key {purpose} cannot be renewed by itself.")
    return _renewed(config, root, purpose, _tombstone)


def renew_identifiers(config: Config, root: RootKey, purpose: str) -> int:
    """A new key for marks of numbers; the old is kept until the marks are made anew (`forget_identifiers`)."""
    return _renewed(config, root, purpose, lambda row: replace(row, state=DECRYPT_ONLY))


def forget_identifiers(config: Config, root: RootKey, purpose: str) -> None:
    """Destroy the old keys of such marks."""

    def new(found: KeyFile) -> KeyFile:
        rows = [_tombstone(row) if row.purpose == purpose and row.state in _OLD else row for row in found.keys]
        return replace(found, keys=tuple(rows))

    keyfile.change(config, root, new)


def _renewed(config: Config, root: RootKey, purpose: str, old: Callable[[Row], Row]) -> int:
    made = 0

    def new(found: KeyFile) -> KeyFile:
        nonlocal made
        made = keyring.next_version(found.of(purpose))
        is_old = [row.purpose == purpose and row.state == PRIMARY for row in found.keys]
        rows = [old(row) if hit else row for row, hit in zip(found.keys, is_old, strict=True)]
        return replace(found, keys=(*rows, keyring.new_row(root, found.instance, purpose, made, PRIMARY)))

    keyfile.change(config, root, new)
    return made


def add_root(config: Config, root: MemoryRoot, way: Way) -> Entry:
    """One more way to the root key; one of the same kind is replaced."""
    made: list[Entry] = []

    def new(found: KeyFile) -> KeyFile:
        entry = way(found.instance, root._bytes)
        made.append(entry)
        return replace(found, roots=(*(one for one in found.roots if one.kind != entry.kind), entry))

    keyfile.change(config, root, new)
    return made[0]


def remove_root(config: Config, root: RootKey, kind: str) -> None:
    """Take a way to the root key away; raises KeyKept for the last."""

    def new(found: KeyFile) -> KeyFile:
        left = tuple(entry for entry in found.roots if entry.kind != kind)
        if len(left) == len(found.roots):
            raise KeyKept(f"This desk is not opened by that: {kind}.")
        if not left:
            raise KeyKept("This is the last way to the root key: add another first.")
        return replace(found, roots=left)

    keyfile.change(config, root, new)
    if kind == FILE and config.root_key.exists():
        keyfile.wipe(config.root_key)


def rotate_root(config: Config, root: MemoryRoot, ways: Sequence[Way]) -> MemoryRoot:
    """A new root key: every key is wrapped anew, and only the given ways lead to it. Raises KeyringRefused."""
    fresh = MemoryRoot(secrets.token_bytes(root_key.KEY_BYTES))
    if not ways:
        raise KeyringRefused("Give at least one way to the new root key.")

    def new(found: KeyFile) -> KeyFile:
        rows = tuple(_rewrapped(root, fresh, found, row) for row in found.keys)
        backup = found.backup
        if backup is not None:
            backup = Backup(backup.public, copies.root_for(backup.public, fresh))
        entries = tuple(way(found.instance, fresh._bytes) for way in ways)
        return replace(found, roots=entries, keys=rows, backup=backup)

    keyfile.change(config, root, new, then=fresh)
    settle_key_file(config)
    return fresh


def _rewrapped(root: RootKey, fresh: RootKey, found: KeyFile, row: Row) -> Row:
    if row.wrapped is None:
        return row
    return keyring.wrapped(fresh, found.instance, keyring.unwrapped(root, found.instance, row), row.created)


def by_next_key_file(config: Config) -> Way:
    """The way of a new key file, which replaces the old one as soon as the keyring is on the disk (`settle_key_file`)."""
    waiting = root_key.following(config.root_key)
    waiting.unlink(missing_ok=True)
    made = root_key.by_file(waiting)
    return lambda instance, root: replace(made(instance, root), key_file=config.root_key)


def settle_key_file(config: Config) -> None:
    """Finish the replacement of the key file, also one that a crash cut short; drop a file that nothing needs."""
    entry, waiting = keyfile.read(config).root(FILE), root_key.following(config.root_key)
    if entry is None and config.root_key.exists():
        keyfile.wipe(config.root_key)
    if not waiting.exists():
        return
    if entry is None or root_key.key_id(waiting.read_bytes()) != entry.details.get("key_id"):
        keyfile.wipe(waiting)
        return
    if config.root_key.exists():
        keyfile.wipe(config.root_key)
    waiting.replace(config.root_key)
    keyfile.sync_folder(config.root_key.parent)


def new_backup_key(config: Config, root: MemoryRoot, *, keep: Callable[[bytes], object]) -> bytes:
    """A new key to which copies of the keyring are sealed; its private half is kept nowhere here.

    `keep` has it before any copy is sealed to it: where that fails, copies are sealed as before.
    """
    private, public = copies.new_pair()
    keep(private)
    keyfile.change(config, root, lambda found: replace(found, backup=Backup(public, copies.root_for(public, root))))
    return private


def restore(config: Config, copy: copies.Copy, way: Way) -> None:
    """Put a keyring back from its copy, opened from now on by `way`; raises KeyringRefused where one is there."""
    if config.keyring.exists():
        raise KeyringRefused(f"{config.keyring} is there already; nothing was restored.")
    config.keyring.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    config.keyring.parent.chmod(0o700)
    entry = way(copy.found.instance, copy.root._bytes)
    keyfile.write(config, replace(copy.found, roots=(entry,)), copy.root)
