"""How is the keyring copied for safe keeping? Sealed to a public key whose private half lies offline.

copy = head | sealed, head = 'LKEY2' | instance 16 | moment 8 (seconds since 1970), under any name the same; the label ends with it
sealed = ephemeral X25519 public 32 | nonce 12 | AES-256-GCM(HKDF-SHA-256(X25519, salt = both public keys, label))
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from config import Config
from litigation_app.core import clock
from litigation_app.vault.keys import keyfile, root_key
from litigation_app.vault.keys.keyfile import KeyFile
from litigation_app.vault.keys.root_key import KeyringRefused, MemoryRoot, RootKey, as_text, from_text

MAGIC = b"LKEY2"
HEAD_BYTES = 29
_HEAD = struct.Struct(">5s16sQ")
_PUBLIC_BYTES = 32
_COPY, _ROOT = b"lit2 keyring copy", b"lit2 root for copies"


@dataclass(frozen=True)
class Copy:
    """A copy that was opened: the keyring's text, what lay beside it, and the root key."""

    keyring: str = field(repr=False)
    beside: Mapping[str, bytes] = field(repr=False)
    found: KeyFile
    root: MemoryRoot


class Head(NamedTuple):
    """What a copy says of itself to everybody: of which desk's keyring, and of when."""

    instance: UUID
    at: datetime


def head(start: bytes) -> Head | None:
    """What a file that starts so says of itself; None where it is no copy."""
    if not start.startswith(MAGIC) or len(start) < HEAD_BYTES:
        return None
    _magic, instance, seconds = _HEAD.unpack_from(start)
    try:
        return Head(UUID(bytes=instance), datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):  # a moment that no calendar has
        return None


def is_copy(start: bytes) -> bool:
    """Whether a file that starts so is a copy of a keyring."""
    return start.startswith(MAGIC)


def new_pair() -> tuple[bytes, bytes]:
    """A private and a public key, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def root_for(public: bytes, root: MemoryRoot) -> bytes:
    """The root key, sealed to whoever holds the private half."""
    return _sealed(public, root._bytes, _ROOT)


def sealed_copy(config: Config, *, root: RootKey | None = None, beside: Mapping[str, bytes] | None = None) -> bytes:
    """The keyring and small files `beside` it, readable only with the private key; raises KeyringRefused.

    With `root` the keyring is authenticated first; without it (a locked desk) the copy is as true as the file is.
    """
    found = keyfile.read(config)
    if root is not None:
        keyfile.verified(config, found, root)
    if found.backup is None:
        raise KeyringRefused("There is no key for copies of the keyring yet; run: litigation keys export-backup-key")
    said = {"keyring": keyfile.text(found), "beside": {name: as_text(b) for name, b in (beside or {}).items()}}
    written = _HEAD.pack(MAGIC, found.instance.bytes, int(clock.now().timestamp()))
    return written + _sealed(found.backup.public, json.dumps(said).encode(), _COPY + written)


def open_copy(sealed: bytes, private_key: bytes) -> Copy:
    """What `sealed_copy` sealed to this key; raises KeyringRefused."""
    try:
        if not is_copy(sealed):
            raise ValueError
        said = json.loads(_opened(private_key, sealed[HEAD_BYTES:], _COPY + sealed[:HEAD_BYTES]))
        found = keyfile.parsed(said["keyring"])
        if found.backup is None:
            raise ValueError
        root = MemoryRoot(_opened(private_key, found.backup.wrapped, _ROOT))
        if not keyfile.is_authentic(found, root):
            raise InvalidTag
        beside = {name: from_text(content) for name, content in said["beside"].items()}
        return Copy(said["keyring"], beside, found, root)
    except keyfile.UnknownFormat:
        raise KeyringRefused(
            "This copy is of a keyring of a format that this version of the desk does not know."
        ) from None
    except (InvalidTag, ValueError, KeyError, TypeError, AttributeError):
        raise KeyringRefused("This copy of the keyring does not open with this key, or is damaged.") from None


def _sealed(public: bytes, plain: bytes, label: bytes) -> bytes:
    ephemeral = X25519PrivateKey.generate()
    own = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    return own + root_key.sealed_by(_cipher(shared, own, public, label), plain, label + own + public)


def _opened(private: bytes, sealed: bytes, label: bytes) -> bytes:
    own, content = sealed[:_PUBLIC_BYTES], sealed[_PUBLIC_BYTES:]
    key = X25519PrivateKey.from_private_bytes(private)
    public = key.public_key().public_bytes_raw()
    shared = key.exchange(X25519PublicKey.from_public_bytes(own))
    return root_key.opened_by(_cipher(shared, own, public, label), content, label + own + public)


def _cipher(shared: bytes, own: bytes, public: bytes, label: bytes) -> AESGCM:
    return AESGCM(root_key.derived(shared, label, salt=own + public))
