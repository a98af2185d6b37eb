"""How is a small secret kept, such as that of a person's authenticator app? Sealed under a key for that purpose alone.

sealed = 0x01 | nonce 12 | AES-256-GCM(key of the purpose, plain, 'lit1 secret' | TLV(instance) | TLV(purpose) | TLV(owner))
"""

import os
import struct
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from litigation_app.vault.ciphers.aead import NONCE_BYTES, SealBroken
from litigation_app.vault.keys import holder

_FORMAT = b"\x01"
_LABEL = b"lit1 secret"


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


def is_sealed_for(purpose: str, owner: UUID, sealed: bytes) -> bool:
    """Whether `open_secret` opens it. Raises VaultLocked."""
    try:
        open_secret(purpose, owner, sealed)
    except SealBroken:
        return False
    return True


def _cipher(purpose: str) -> AESGCM:
    """Under the key of this purpose."""
    return AESGCM(holder.current().keyring.secret(purpose))


def _bound_to(purpose: str, owner: UUID) -> bytes:
    parts = (holder.current().instance.bytes, purpose.encode(), owner.bytes)
    return _LABEL + b"".join(struct.pack(">H", len(part)) + part for part in parts)
