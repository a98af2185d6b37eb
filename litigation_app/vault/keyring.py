"""Which keys does this instance have? One file outside the database, each key wrapped by the root key."""

import base64
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from config import Config
from litigation_app.core import clock
from litigation_app.vault import rootkey
from litigation_app.vault.rootkey import KeyringRefused

FORMAT = "lit-keyring/1"
KEK = "kek"
SIGNING: Final = ("release-sign", "checkpoint-sign")  # Ed25519 seeds
SECRETS: Final = (
    "ident/national-id",
    "ident/passport",
    "ident/phone",
    "ident/file-number",
    "audit-mac",
    "session",
    "totp",
    "facts",
)
PRIMARY = "primary"
_KEY_BYTES = 32
_NONCE_BYTES = 12


@dataclass(frozen=True)
class Key:
    """One key in the clear, in memory only. `state` "primary": the one that new things are made with."""

    purpose: str
    version: int
    state: str
    _bytes: bytes

    def __repr__(self) -> str:
        return f"<Key {self.purpose}/{self.version} {self.state}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")


class Signer:
    """Signs for one purpose; the key stays inside."""

    def __init__(self, key: Key) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(key._bytes)

    def public_key(self) -> bytes:
        """The Ed25519 public key, 32 raw bytes."""
        return self._private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes."""
        return self._private.sign(message)

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")


class Keyring:
    """The opened keys of one instance; printing it shows no key."""

    __slots__ = ("_keks", "_keys", "instance")

    def __init__(self, instance: UUID, keys: Iterable[Key]) -> None:
        self.instance: Final = instance
        self._keys: Final = {(key.purpose, key.version): key for key in keys}
        self._keks: Final = {k.version: AESGCM(k._bytes) for k in self._keys.values() if k.purpose == KEK}

    def __repr__(self) -> str:
        return f"<Keyring of {self.instance}, {len(self._keys)} keys>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")

    def secret(self, purpose: str) -> bytes:
        """The 32 primary bytes of one of SECRETS; raises KeyError for any other purpose (the KEK never leaves)."""
        if purpose not in SECRETS:
            raise KeyError(purpose)
        return self._primary(purpose)._bytes

    def signer(self, purpose: str) -> Signer:
        """The signer of one of SIGNING; raises KeyError for any other purpose."""
        if purpose not in SIGNING:
            raise KeyError(purpose)
        return Signer(self._primary(purpose))

    def kek(self, version: int) -> AESGCM:
        """The cipher of one KEK version, for the vault alone; raises KeyError for one that is destroyed or unknown."""
        return self._keks[version]

    @property
    def kek_ver(self) -> int:
        """The version with which new keys are wrapped."""
        return self._primary(KEK).version

    def _primary(self, purpose: str) -> Key:
        return next(key for key in self._keys.values() if key.purpose == purpose and key.state == PRIMARY)


def create(config: Config) -> Keyring:
    """Make root key and keyring for a new instance; raises KeyringRefused if either file is there already."""
    if config.keyring.exists():
        raise KeyringRefused(f"{config.keyring} exists already; a second keyring would make every record unreadable.")
    root = AESGCM(rootkey.create(config.root_key))
    instance = uuid4()
    keys = [Key(purpose, 1, PRIMARY, secrets.token_bytes(_KEY_BYTES)) for purpose in (KEK, *SECRETS, *SIGNING)]
    _store(config.keyring, instance, [_wrapped(root, instance, key) for key in keys])
    return Keyring(instance, keys)


def load(config: Config) -> Keyring:
    """Open the keyring with the root key; raises KeyringRefused in one plain sentence."""
    root = AESGCM(rootkey.read(config.root_key))
    rootkey.require_private(config.keyring)
    try:
        said = json.loads(config.keyring.read_text(encoding="utf-8"))
        if said["format"] != FORMAT:
            raise KeyringRefused(f"{config.keyring} has a format that this version of the desk does not know.")
        instance = UUID(said["instance"])
        return Keyring(instance, [_unwrapped(root, instance, entry) for entry in said["keys"]])
    except InvalidTag:
        raise KeyringRefused(f"{config.keyring} does not belong to this root key, or was changed.") from None
    except (KeyError, ValueError, TypeError) as error:
        raise KeyringRefused(f"{config.keyring} is damaged; restore it from its backup.") from error


def _wrapped(root: AESGCM, instance: UUID, key: Key) -> dict[str, Any]:
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + root.encrypt(nonce, key._bytes, _aad(instance, key.purpose, key.version))
    return {
        "purpose": key.purpose,
        "version": key.version,
        "state": key.state,
        "created": clock.now().isoformat(timespec="seconds"),
        "wrapped": base64.b64encode(sealed).decode(),
    }


def _unwrapped(root: AESGCM, instance: UUID, entry: dict[str, Any]) -> Key:
    sealed = base64.b64decode(entry["wrapped"], validate=True)
    aad = _aad(instance, entry["purpose"], entry["version"])
    secret = root.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], aad)
    return Key(entry["purpose"], entry["version"], entry["state"], secret)


def _aad(instance: UUID, purpose: str, version: int) -> bytes:
    name = purpose.encode()
    return b"lit1 keyring" + instance.bytes + len(name).to_bytes(2, "big") + name + version.to_bytes(4, "big")


def _store(path: Path, instance: UUID, keys: list[dict[str, Any]]) -> None:
    """Replace the file in one step: a crash leaves the old keyring or the new one, never half of either."""
    text = json.dumps({"format": FORMAT, "instance": str(instance), "provider": "file", "keys": keys}, indent=1)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
