"""What stands in the keyring file, and how does it change? One JSON file outside the database, authenticated as a whole.

{"format": "lit-keyring/2", "instance", "roots": [...], "keys": [...], "backup": {...} or null, "mac"}
mac = HMAC-SHA-256(HKDF(root key), 'lit-keyring/2' | canonical JSON of everything else)
"""

import fcntl
import hmac
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from config import Config
from litigation_app.vault.keys import root_key
from litigation_app.vault.keys.root_key import FILE, Entry, KeyringRefused, RootKey, as_text, from_text

FORMAT = "lit-keyring/2"
_SAID_OF_ROOT = ("kind", "wrapped")


@dataclass(frozen=True)
class Row:
    """One key as the file has it. `wrapped` None: destroyed, only its tombstone is left. `public`: of a signing key."""

    purpose: str
    version: int
    state: str
    created: str
    wrapped: bytes | None = field(repr=False)
    public: bytes | None = None


@dataclass(frozen=True)
class Backup:
    """To whom copies of the keyring are sealed (X25519), and the root key sealed to the same."""

    public: bytes
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyFile:
    """The whole file."""

    instance: UUID
    roots: tuple[Entry, ...]
    keys: tuple[Row, ...]
    backup: Backup | None = None
    mac: bytes = b""

    def root(self, kind: str) -> Entry | None:
        return next((entry for entry in self.roots if entry.kind == kind), None)

    def of(self, purpose: str) -> list[Row]:
        return [row for row in self.keys if row.purpose == purpose]


def read(config: Config) -> KeyFile:
    """The file as it stands, not yet authenticated; raises KeyringRefused in one plain sentence."""
    root_key.require_private(config.keyring)
    with turn(config, how=fcntl.LOCK_SH):
        return _read(config)


def change(config: Config, root: RootKey, new: Callable[[KeyFile], KeyFile], *, then: RootKey | None = None) -> KeyFile:
    """Replace the file by what `new` makes of it, one process at a time; raises KeyringRefused.

    `then`: the root key that stands for the new file, where it is another one.
    """
    root_key.require_private(config.keyring)
    with turn(config):
        changed = new(verified(config, _read(config), root))
        write(config, changed, then or root)
    return changed


def verified(config: Config, found: KeyFile, root: RootKey) -> KeyFile:
    """The same, if this root key stands for all of it; raises KeyringRefused."""
    if not is_authentic(found, root):
        raise KeyringRefused(f"{config.keyring} does not belong to this root key, or was changed.")
    return found


def is_authentic(found: KeyFile, root: RootKey) -> bool:
    """Whether this root key stands for every word of the file."""
    return hmac.compare_digest(root.mac(_authenticated(found)), found.mac)


@contextmanager
def turn(config: Config, name: str = "keyring", *, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    """One process and thread at a time. A reader shares the keyring's lock, since a writer overwrites what it replaced."""
    lock = os.open(config.keyring.with_name(f"{name}.lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, how)
        yield
    finally:
        os.close(lock)


def _read(config: Config) -> KeyFile:
    try:
        return parsed(config.keyring.read_text(encoding="utf-8"), config.root_key)
    except UnknownFormat:
        raise KeyringRefused(f"{config.keyring} has a format that this version of the desk does not know.") from None
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise KeyringRefused(f"{config.keyring} is damaged; restore it from its backup.") from error


class UnknownFormat(Exception):
    pass


def parsed(text: str, key_file: Path | None = None) -> KeyFile:
    """The file of this text. Raises KeyError, ValueError, TypeError, AttributeError where it is damaged."""
    said = json.loads(text)
    if said["format"] != FORMAT:
        raise UnknownFormat
    instance, keys = UUID(said["instance"]), tuple(_row(one) for one in said["keys"])
    roots = tuple(_entry(one, instance, key_file) for one in said["roots"])
    found = said["backup"]
    backup = None if found is None else Backup(from_text(found["public"]), from_text(found["wrapped"]))
    return KeyFile(instance, roots, keys, backup, from_text(said["mac"]))


def _row(said: dict[str, Any]) -> Row:
    wrapped, public = said["wrapped"], said.get("public")
    return Row(
        purpose=str(said["purpose"]),
        version=int(said["version"]),
        state=str(said["state"]),
        created=str(said["created"]),
        wrapped=None if wrapped is None else from_text(wrapped),
        public=None if public is None else from_text(public),
    )


def _entry(said: dict[str, Any], instance: UUID, key_file: Path | None) -> Entry:
    details = {name: value for name, value in said.items() if name not in _SAID_OF_ROOT}
    is_file = said["kind"] == FILE
    return Entry(said["kind"], instance, details, from_text(said["wrapped"]), key_file if is_file else None)


def _said(found: KeyFile) -> dict[str, Any]:
    """Everything but the mac, as JSON has it."""
    backup = found.backup
    return {
        "format": FORMAT,
        "instance": str(found.instance),
        "roots": [{"kind": r.kind, **r.details, "wrapped": as_text(r.wrapped)} for r in found.roots],
        "keys": [_said_of(row) for row in found.keys],
        "backup": None if backup is None else {"public": as_text(backup.public), "wrapped": as_text(backup.wrapped)},
    }


def _said_of(row: Row) -> dict[str, Any]:
    return {
        "purpose": row.purpose,
        "version": row.version,
        "state": row.state,
        "created": row.created,
        "wrapped": None if row.wrapped is None else as_text(row.wrapped),
        **({} if row.public is None else {"public": as_text(row.public)}),
    }


def _authenticated(found: KeyFile) -> bytes:
    return FORMAT.encode() + b"\0" + root_key.canonical(_said(found))


def text(found: KeyFile) -> str:
    """The file's text, with the mac that it has."""
    return json.dumps(_said(found) | {"mac": as_text(found.mac)}, indent=1)


def write(config: Config, made: KeyFile, root: RootKey) -> None:
    """Put the file in place in one step: a crash leaves the old keyring or the new one, never half of either."""
    path = config.keyring
    old = os.open(path, os.O_RDWR | os.O_CLOEXEC) if path.exists() else None
    replace_file(path, text(replace(made, mac=root.mac(_authenticated(made)))).encode())
    if old is not None:
        _overwrite(old)


def replace_file(path: Path, content: bytes) -> None:
    """Write a private file so that it is either whole and on the disk, or as it was."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _overwrite(descriptor: int) -> None:
    """Overwrite a file that has no name any more, as far as the disk really writes where the file lay."""
    try:
        found = os.fstat(descriptor)
        if found.st_nlink == 0:  # another name: somebody's copy by a hard link
            os.pwrite(descriptor, bytes(found.st_size), 0)
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def wipe(path: Path) -> None:
    """Take a private file away and overwrite what it held."""
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    path.unlink()
    sync_folder(path.parent)
    _overwrite(descriptor)
