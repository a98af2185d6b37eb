"""How does a security device (PKCS#11) wrap the root key? With an AES key made on it that can never be read out."""

import os
from typing import Any
from uuid import UUID

import pkcs11
from pkcs11 import Attribute, GCMParams, KeyType, Mechanism

from litigation_app.vault.keys import root_key
from litigation_app.vault.keys.root_key import DEVICE, Entry, KeyringRefused, SecretRefused, Way

_BITS, _TAG_BITS = 256, 128
_NEVER_OUT = {Attribute.EXTRACTABLE: False, Attribute.SENSITIVE: True, Attribute.PRIVATE: True}
_WRONG_PIN = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked, pkcs11.PinExpired)


def way(module: str, token: str, key: str, pin: str) -> Way:
    """The way of a key with this label on this token; it is made there if it is missing."""

    def made(instance: UUID, root: bytes) -> Entry:
        details: dict[str, str | int] = {"module": module, "token": token, "key": key}
        bound, nonce = root_key.associated(DEVICE, instance, details), os.urandom(root_key.NONCE_BYTES)
        with _session(details, pin, writing=True) as session:
            own = _key(session, key) or session.generate_key(
                KeyType.AES, _BITS, label=key, store=True, template=_NEVER_OUT
            )
            sealed = own.encrypt(root, mechanism=Mechanism.AES_GCM, mechanism_param=_gcm(nonce, bound))
        return Entry(DEVICE, instance, details, nonce + sealed)

    return made


def opened(entry: Entry, pin: str) -> bytes:
    """The root key; raises SecretRefused for a wrong PIN, KeyringRefused where device or key are not there."""
    nonce, sealed = entry.wrapped[: root_key.NONCE_BYTES], entry.wrapped[root_key.NONCE_BYTES :]
    with _session(entry.details, pin, writing=False) as session:
        own = _key(session, str(entry.details["key"]))
        if own is None:
            raise KeyringRefused("The security device does not have the key of this desk.")
        try:
            return bytes(
                own.decrypt(sealed, mechanism=Mechanism.AES_GCM, mechanism_param=_gcm(nonce, entry.bound_to()))
            )
        except pkcs11.PKCS11Error as error:
            raise KeyringRefused("The key of the security device does not open this keyring.") from error


def _session(details: Any, pin: str, *, writing: bool) -> Any:
    """The logged-in session. PKCS#11 keeps one log-in a process, so that a second one finds the first."""
    try:
        token = pkcs11.lib(str(details["module"])).get_token(token_label=str(details["token"]))
        return token.open(rw=writing, user_pin=pin)
    except _WRONG_PIN:
        raise SecretRefused from None
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise KeyringRefused(
            "The security device does not answer: is it plugged in, and is its driver there?"
        ) from error


def _key(session: Any, label: str) -> Any:
    try:
        return session.get_key(key_type=KeyType.AES, label=label)
    except pkcs11.NoSuchKey:
        return None


def _gcm(nonce: bytes, bound: bytes) -> GCMParams:
    return GCMParams(nonce, aad=bound, tag_bits=_TAG_BITS)
