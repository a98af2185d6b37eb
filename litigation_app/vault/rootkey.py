"""Where does the key above all keys come from? Today: a file that only the desk's own system user may read."""

import os
import secrets
import stat
from pathlib import Path

from config import ConfigRefused

KEY_BYTES = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyringRefused(ConfigRefused):
    """The keys are missing, unsafe or damaged; the message is one plain sentence for the person who starts the desk."""


def create(path: Path) -> bytes:
    """Write a new random root key (mode 0600 in a folder of mode 0700); raises KeyringRefused if one is there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    key = secrets.token_bytes(KEY_BYTES)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyringRefused(f"{path} exists already; a second root key would make every record unreadable.") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key


def read(path: Path) -> bytes:
    """The 32 bytes of the root key; raises KeyringRefused unless this user alone owns and can read file and folder."""
    require_private(path.parent)
    require_private(path)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise KeyringRefused(f"{path} is not a root key: it does not hold {KEY_BYTES} bytes.")
    return key


def require_private(path: Path) -> None:
    """Raise KeyringRefused where the path is missing, another user's, or open to the group or to others."""
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise KeyringRefused(f"{path} is missing; run `litigation init`, or restore it from its backup.") from error
    if found.st_uid != os.geteuid():
        raise KeyringRefused(f"{path} belongs to another user of this system; the desk's own user must own it.")
    if found.st_mode & _OTHERS:
        raise KeyringRefused(f"{path} can be read by other users of this system; run: chmod go-rwx {path}")
