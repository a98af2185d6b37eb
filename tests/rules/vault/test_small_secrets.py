"""Is a person's small secret readable for its purpose and its owner alone?"""

from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask

from litigation_app import vault

OWNER = UUID("00000000-0000-7000-8000-000000000001")


def test_a_secret_comes_back_to_its_owner(desk: Flask) -> None:
    sealed = vault.seal_secret("totp", OWNER, b"twenty invented bytes")

    assert b"invented" not in sealed
    assert vault.open_secret("totp", OWNER, sealed) == b"twenty invented bytes"
    assert vault.seal_secret("totp", OWNER, b"twenty invented bytes") != sealed


def test_the_format_is_the_documented_one(desk: Flask) -> None:
    sealed, vault_now = vault.seal_secret("totp", OWNER, b"secret"), vault.current()

    parts = (vault_now.instance.bytes, b"totp", OWNER.bytes)
    bound = b"lit1 secret" + b"".join(len(part).to_bytes(2, "big") + part for part in parts)

    assert sealed[:1] == b"\x01"
    assert AESGCM(vault_now.keyring.secret("totp")).decrypt(sealed[1:13], sealed[13:], bound) == b"secret"


def test_another_owner_or_purpose_reads_nothing(desk: Flask) -> None:
    sealed = vault.seal_secret("totp", OWNER, b"twenty invented bytes")

    with pytest.raises(vault.SealBroken):
        vault.open_secret("totp", uuid4(), sealed)
    with pytest.raises(vault.SealBroken):
        vault.open_secret("session", OWNER, sealed)
    with pytest.raises(KeyError):
        vault.open_secret("kek", OWNER, sealed)


def test_every_changed_byte_is_seen(desk: Flask) -> None:
    sealed = vault.seal_secret("totp", OWNER, b"secret")

    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(vault.SealBroken):
            vault.open_secret("totp", OWNER, bytes(changed))
    for short in range(len(sealed)):
        with pytest.raises(vault.SealBroken):
            vault.open_secret("totp", OWNER, sealed[:short])
