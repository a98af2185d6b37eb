"""How is a small secret kept, such as that of a person's authenticator app? Sealed under a key for that purpose alone.

sealed = 0x01 | nonce 12 | AES-256-GCM(key of the purpose, plain, 'lit1 secret' | TLV(instance) | TLV(purpose) | TLV(owner))
"""

import os
import struct
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from litigation_app.vault import settings
from litigation_app.vault.rootkey import derived
from litigation_app.vault.sealing import NONCE_BYTES, SealBroken

_FORMAT = b"\x01"
_LABEL = b"lit1 secret"
_PASSING = "session"


def seal_secret(purpose: str, owner: UUID, plain: bytes) -> bytes:
    """`plain`, readable only for this purpose and this owner; raises VaultLocked, KeyError for an unknown purpose."""
    nonce = os.urandom(NONCE_BYTES)
    return _FORMAT + nonce + _cipher(purpose).encrypt(nonce, plain, _bound_to(purpose, owner))


def open_secret(purpose: str, owner: UUID, sealed: bytes) -> bytes:
    """What `seal_secret` sealed; raises SealBroken if it was sealed for another purpose or owner, or was changed."""
    nonce, content = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != _FORMAT or len(nonce) != NONCE_BYTES:
        raise SealBroken
    try:
        return _cipher(purpose).decrypt(nonce, content, _bound_to(purpose, owner))
    except InvalidTag:
        raise SealBroken from None


class PassingSeal:
    """Seals what need not outlive the key of the sessions: what was sealed under an older one is None."""

    def __init__(self, purpose: str) -> None:
        self._purpose = f"{_PASSING}/{purpose}"

    def seal(self, owner: UUID, plain: bytes) -> str:
        return seal_secret(self._purpose, owner, plain).hex()

    def open(self, owner: UUID, sealed: str) -> bytes | None:
        try:
            return open_secret(self._purpose, owner, bytes.fromhex(sealed))
        except (SealBroken, ValueError):
            return None


def _cipher(purpose: str) -> AESGCM:
    """Under the key of this purpose; a passing one has a key of its own that is derived from that of the sessions."""
    main, _, part = purpose.partition("/")
    if main != _PASSING or not part:
        return AESGCM(settings.current().keyring.secret(purpose))
    return AESGCM(derived(settings.current().session_key, _LABEL + part.encode()))


def _bound_to(purpose: str, owner: UUID) -> bytes:
    parts = (settings.current().instance.bytes, purpose.encode(), owner.bytes)
    return _LABEL + b"".join(struct.pack(">H", len(part)) + part for part in parts)
