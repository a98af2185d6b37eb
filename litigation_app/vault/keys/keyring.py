"""Which keys does this instance have? Opened by the root key, kept in memory, never shown."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NoReturn
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from config import Config
from litigation_app.core import clock
from litigation_app.vault.keys import keyfile, root_key, unlocking
from litigation_app.vault.keys.copies import Copy, open_copy, sealed_copy
from litigation_app.vault.keys.keyfile import KeyFile, Row
from litigation_app.vault.keys.root_key import Entry, KeyringRefused, MemoryRoot, RootKey, Way

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
    "sign-in",
    "staff",
    "facts",
)
# pending: made, not used yet · primary: what new things are made with · decrypt-only: still opens older things ·
# retired: nothing is left that it opens · destroyed: its tombstone alone is left
PENDING, PRIMARY, DECRYPT_ONLY, RETIRED, DESTROYED = (
    "pending",
    "primary",
    "decrypt-only",
    "retired",
    "destroyed",
)
_KEY_BYTES = 32


@dataclass(frozen=True)
class Key:
    """One key in the clear, in memory only."""

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

    __slots__ = ("_keks", "_keys", "_public", "config", "instance", "root")

    def __init__(self, config: Config, root: RootKey, found: KeyFile) -> None:
        self.instance: Final = found.instance
        self.config: Final = config
        self.root: Final = root
        keys = [unwrapped(root, found.instance, row) for row in found.keys if row.wrapped is not None]
        self._keys: Final = {(key.purpose, key.version): key for key in keys}
        self._keks: Final = {key.version: AESGCM(key._bytes) for key in keys if key.purpose == KEK}
        self._public: Final = [(row.purpose, row.public) for row in found.keys if row.public is not None]

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

    def public_keys(self, purpose: str) -> list[bytes]:
        """The public keys of one of SIGNING, the present one first: what an older key signed stays trusted."""
        now = self.signer(purpose).public_key()
        return [now, *(public for name, public in reversed(self._public) if name == purpose and public != now)]

    def kek(self, version: int) -> AESGCM:
        """The cipher of one KEK version, for the vault alone; raises KeyError for one that is destroyed or unknown."""
        return self._keks[version]

    def is_left(self, version: int) -> bool:
        """Whether a rotation may still have left keys under this KEK version."""
        key = self._keys.get((KEK, version))
        return key is not None and key.state == DECRYPT_ONLY

    @property
    def kek_ver(self) -> int:
        """The version with which new keys are wrapped."""
        return self._primary(KEK).version

    def _primary(self, purpose: str) -> Key:
        return next(key for key in self._keys.values() if key.purpose == purpose and key.state == PRIMARY)


def create(config: Config, way: Way | None = None) -> Keyring:
    """Make root key and keyring for a new instance; `way` wraps the root key (default: a key file).

    Raises KeyringRefused if either file is there already.
    """
    if config.keyring.exists():
        raise KeyringRefused(f"{config.keyring} exists already; a second keyring would make every record unreadable.")
    secret, instance = secrets.token_bytes(_KEY_BYTES), uuid4()
    entry = (way or root_key.by_file(config.root_key))(instance, secret)
    config.keyring.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    config.keyring.parent.chmod(0o700)
    root = MemoryRoot(secret)
    rows = tuple(new_row(root, instance, purpose, 1, PRIMARY) for purpose in (KEK, *SECRETS, *SIGNING))
    made = KeyFile(instance, (entry,), rows)
    keyfile.write(config, made, root)
    return Keyring(config, root, made)


def roots(config: Config) -> list[Entry]:
    """The ways to the root key, as the keyring's head names them; raises KeyringRefused."""
    return list(keyfile.read(config).roots)


def file_root(config: Config) -> MemoryRoot:
    """The root key behind the key file; raises KeyringRefused where the keyring is not opened by one."""
    entry = keyfile.read(config).root(root_key.FILE)
    if entry is None:
        raise KeyringRefused("No key file opens this desk; unlock it first.")
    return unlocking.unlock(entry, None)


def load(config: Config, root: RootKey | None = None) -> Keyring:
    """Open the keyring with the root key (without one: the key file's); raises KeyringRefused in one plain sentence."""
    opening = root or file_root(config)
    found = keyfile.verified(config, keyfile.read(config), opening)
    try:
        return Keyring(config, opening, found)
    except InvalidTag:
        raise KeyringRefused(f"{config.keyring} does not belong to this root key, or was changed.") from None


def new_row(root: RootKey, instance: UUID, purpose: str, version: int, state: str) -> Row:
    """A new random key for this purpose, wrapped."""
    key = Key(purpose, version, state, secrets.token_bytes(_KEY_BYTES))
    return wrapped(root, instance, key, clock.now().isoformat(timespec="seconds"))


def wrapped(root: RootKey, instance: UUID, key: Key, created: str) -> Row:
    sealed = root.wrap(key._bytes, _aad(instance, key.purpose, key.version))
    public = Signer(key).public_key() if key.purpose in SIGNING else None
    return Row(key.purpose, key.version, key.state, created, sealed, public)


def unwrapped(root: RootKey, instance: UUID, row: Row) -> Key:
    """Raises InvalidTag, KeyringRefused."""
    secret = root.unwrap(row.wrapped or b"", _aad(instance, row.purpose, row.version))
    return Key(row.purpose, row.version, row.state, secret)


def next_version(rows: Iterable[Row]) -> int:
    """The number after the last; a number is never used twice."""
    return max((row.version for row in rows), default=0) + 1


def _aad(instance: UUID, purpose: str, version: int) -> bytes:
    name = purpose.encode()
    return b"lit1 keyring" + instance.bytes + len(name).to_bytes(2, "big") + name + version.to_bytes(4, "big")


__all__ = ["Copy", "Keyring", "Signer", "create", "load", "open_copy", "roots", "sealed_copy"]
