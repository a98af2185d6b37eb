"""Where does the key above all keys come from? From a file, a passphrase, a security device or recovery sheets; each wraps it."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, NoReturn, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from config import ConfigRefused

FILE: Final = "file"
PASSPHRASE: Final = "passphrase"  # noqa: S105  # the name of a kind
DEVICE: Final = "pkcs11"
RECOVERY: Final = "recovery"
KINDS = (FILE, PASSPHRASE, DEVICE, RECOVERY)
KEY_BYTES = 32
NONCE_BYTES = 12
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_ID_LETTERS = 16


class KeyringRefused(ConfigRefused):
    """The keys are missing, unsafe or damaged; the message is one plain sentence for the person who starts the desk."""


class SecretRefused(Exception):
    """This secret does not open the desk. Never says more."""


class RootKey(Protocol):
    """The root key, wherever it is held. `unwrap` raises InvalidTag or KeyringRefused for what it has not wrapped."""

    def wrap(self, plain: bytes, aad: bytes) -> bytes: ...

    def unwrap(self, sealed: bytes, aad: bytes) -> bytes: ...

    def mac(self, message: bytes) -> bytes: ...

    def describe(self) -> str: ...


class MemoryRoot:
    """The root key in this process's memory; printing it shows no key."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError("a root key has 32 bytes")
        self._bytes = secret
        self._cipher = AESGCM(secret)
        self._mac_key = derived(secret, b"lit2 keyring mac")

    def wrap(self, plain: bytes, aad: bytes) -> bytes:
        return sealed_by(self._cipher, plain, aad)

    def unwrap(self, sealed: bytes, aad: bytes) -> bytes:
        return opened_by(self._cipher, sealed, aad)

    def mac(self, message: bytes) -> bytes:
        return hmac.digest(self._mac_key, message, "sha256")

    def describe(self) -> str:
        return "memory"

    def __repr__(self) -> str:
        return "<MemoryRoot>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")


@dataclass(frozen=True)
class Entry:
    """One way to the root key, as the keyring's head has it: the root key wrapped, and what is needed to unwrap it."""

    kind: str
    instance: UUID
    details: Mapping[str, str | int]
    wrapped: bytes = field(repr=False)
    key_file: Path | None = None  # kind "file": where it lies; not part of the keyring, so that an instance may move

    def bound_to(self) -> bytes:
        """The associated data: every detail is authenticated, such as the cost of trying a passphrase."""
        return associated(self.kind, self.instance, self.details)


Way = Callable[[UUID, bytes], Entry]  # wraps the root key of this instance for one provider


def associated(kind: str, instance: UUID, details: Mapping[str, str | int]) -> bytes:
    return b"lit2 root" + instance.bytes + canonical({"kind": kind, "details": dict(details)})


def canonical(said: Mapping[str, Any]) -> bytes:
    """The one text of `said`: sorted, without spaces, in ASCII."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def sealed_by(cipher: AESGCM, plain: bytes, aad: bytes) -> bytes:
    """nonce 12 | ciphertext | tag 16."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, aad)


def opened_by(cipher: AESGCM, sealed: bytes, aad: bytes) -> bytes:
    """What `sealed_by` sealed; raises InvalidTag."""
    if len(sealed) < NONCE_BYTES + 16:
        raise InvalidTag
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad)


def derived(secret: bytes, label: bytes, *, salt: bytes | None = None) -> bytes:
    """A key of its own for one purpose, from a key that is random already (HKDF-SHA-256)."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=label).derive(secret)


def wrapped_entry(kind: str, instance: UUID, details: Mapping[str, str | int], key: bytes, root: bytes) -> Entry:
    """The root key wrapped under a provider's own key."""
    return Entry(kind, instance, details, sealed_by(AESGCM(key), root, associated(kind, instance, details)))


def unwrapped_entry(entry: Entry, key: bytes) -> bytes:
    """The root key; raises SecretRefused unless this is the key that wrapped it, with these very details."""
    try:
        return opened_by(AESGCM(key), entry.wrapped, entry.bound_to())
    except InvalidTag:
        raise SecretRefused from None


def by_file(path: Path) -> Way:
    """The way of a new key file (mode 0600 in a folder of mode 0700). Raises KeyringRefused if one is there."""

    def made(instance: UUID, root: bytes) -> Entry:
        key = create(path)
        entry = wrapped_entry(FILE, instance, {"key_id": key_id(key)}, derived(key, b"lit2 root file"), root)
        return replace(entry, key_file=path)

    return made


def key_id(key: bytes) -> str:
    """Which key file this is; of 32 random bytes the hash tells nothing."""
    return hashlib.sha256(b"lit2 root file" + key).hexdigest()[:_ID_LETTERS]


def from_file(entry: Entry) -> bytes:
    """The root key that the key file of an entry unwraps; raises SecretRefused, KeyringRefused."""
    path = entry.key_file
    if path is None:
        raise SecretRefused
    found = read(following(path)) if _is_followed(entry, path) else read(path)
    if key_id(found) != entry.details.get("key_id"):
        raise KeyringRefused(f"{path} does not belong to this keyring: the keyring does not belong to this root key.")
    try:
        return unwrapped_entry(entry, derived(found, b"lit2 root file"))
    except SecretRefused:
        raise KeyringRefused("The keyring's head was changed; restore it from its backup.") from None


def following(path: Path) -> Path:
    """Where a new key file waits until the keyring that needs it is on the disk."""
    return path.with_name(path.name + ".next")


def _is_followed(entry: Entry, path: Path) -> bool:
    """Whether a replacement of the key file was cut short just before its last step."""
    waiting = following(path)
    return waiting.exists() and key_id(waiting.read_bytes()) == entry.details.get("key_id")


def create(path: Path) -> bytes:
    """Write a new random key file (mode 0600 in a folder of mode 0700); raises KeyringRefused if one is there."""
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


def as_text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def from_text(value: str) -> bytes:
    """Raises ValueError for what is not base64."""
    return base64.b64decode(value, validate=True)
