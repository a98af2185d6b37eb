"""Which files are backups of this desk, how are copies of its keyring written and thrown away, and what vouches for its data?"""

import hmac
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from config import Config
from litigation_app.vault.erasure import register as erased
from litigation_app.vault.keys import copies as keycopies
from litigation_app.vault.keys import keyfile
from litigation_app.vault.keys.copies import Copy
from litigation_app.vault.keys.keyring import Keyring
from litigation_app.vault.keys.root_key import KeyringRefused, RootKey

DATA, KEYS = "backup", "keys"  # how the names of the two end
REGISTER = "register"  # of the erased, beside the keyring in its copy
_STAMP = "%Y%m%dT%H%M%SZ"

_DATA_NAME = re.compile(r"desk-([0-9a-f-]{36})-(\d{8}T\d{6}Z)\.backup")
_LABEL = b"lit1 backup"
_MOST_COPY = 2**26  # bytes


@dataclass(frozen=True)
class KeyCopy:
    """A copy of this desk's keyring in a folder, by its first bytes, whatever its name."""

    path: Path
    at: datetime


def name(instance: UUID, at: datetime, ending: str) -> str:
    """How a backup of this moment is called."""
    return f"desk-{instance}-{at.astimezone(UTC):{_STAMP}}.{ending}"


def data_of(folder: Path, instance: UUID) -> Iterator[tuple[Path, datetime]]:
    """The data backups of this desk in a folder that still have the names they were given, with their moments."""
    for path in folder.iterdir():
        said = _DATA_NAME.fullmatch(path.name)
        if said is not None and said[1] == str(instance) and stat.S_ISREG(path.lstat().st_mode):
            with suppress(ValueError):  # a day that no calendar has
                yield path, datetime.strptime(said[2], _STAMP).replace(tzinfo=UTC)


def mac(keys: Keyring) -> Callable[[bytes], bytes]:
    """Vouches for the list of a data backup, with a key that every copy of the keyring has: audit-mac is never renewed."""
    key = HKDFExpand(SHA256(), 32, _LABEL).derive(keys.secret("audit-mac"))
    return lambda message: hmac.digest(key, message, "sha256")


def sealed_copy(config: Config, root: RootKey) -> bytes:
    """A copy of the keyring, the register of the erased beside it, sealed to the offline key. Raises KeyringRefused."""
    register = erased.path(config)
    beside = {REGISTER: register.read_bytes()} if register.exists() else {}
    return keycopies.sealed_copy(config, root=root, beside=beside)


def open_copy(file: Path, offline_key: Path) -> Copy:
    """The copy in `file`, opened with the key that `keys export-backup-key` wrote; raises KeyringRefused."""
    try:
        private = bytes.fromhex(offline_key.read_text("ascii").strip())
        content = _read(file)
    except (OSError, ValueError):
        raise KeyringRefused("The copy of the keyring or the offline key cannot be read.") from None
    if len(private) != 32:
        raise KeyringRefused(f"{offline_key} is no offline key: it has 64 hexadecimal digits.")
    return keycopies.open_copy(content, private)


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        content = opened.read(_MOST_COPY + 1)
    if len(content) > _MOST_COPY:
        raise ValueError("no copy of a keyring is as large as this")
    return content


def copies(folder: Path, instance: UUID) -> list[KeyCopy]:
    """The copies of this desk's keyring in a folder, oldest first; whatever else lies there is left alone."""
    mine = (KeyCopy(path, head.at) for path, head in _all_copies(folder) if head.instance == instance)
    return sorted(mine, key=lambda one: one.at)


def _all_copies(folder: Path) -> Iterator[tuple[Path, keycopies.Head]]:
    for path in folder.iterdir():
        with suppress(OSError):  # somebody else's, or just taken away
            if stat.S_ISREG(path.lstat().st_mode) and (head := keycopies.head(_start(path))) is not None:
                yield path, head


def is_copy(file: Path) -> bool:
    """Whether a file begins as a copy of a keyring does."""
    return keycopies.is_copy(_start(file))


def _start(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(keycopies.HEAD_BYTES)


def prune(folder: Path, instance: UUID, *, before: datetime) -> list[Path]:
    """Delete the copies made before this moment, overwritten as far as the disk allows; never the newest. Gives their names."""
    old = overdue(folder, instance, before=before)
    for path in old:
        keyfile.wipe(path)
    return old


def overdue(folder: Path, instance: UUID, *, before: datetime) -> list[Path]:
    """The copies made before this moment, without the newest."""
    return [one.path for one in copies(folder, instance)[:-1] if one.at < before]


def warnings(folder: Path, instance: UUID, *, before: datetime) -> list[str]:
    """What is to be said of those."""
    says = "{} is an old copy of the keyring: whoever was erased since can still be read with it."
    return [says.format(path) for path in overdue(folder, instance, before=before)]
