"""Do the ciphers under the vault give the published answers, and is everything that they must refuse refused?"""

import struct
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import cryptography_vectors
import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from litigation_app.vault import SealBroken
from litigation_app.vault.ciphers import aead
from litigation_app.vault.ciphers.aead import Alg, Place
from litigation_app.vault.keys import root_key
from litigation_app.vault.keys.root_key import MemoryRoot

VECTORS = Path(cryptography_vectors.__file__).parent / "ciphers" / "AES"
DEK = bytes(range(32))
PLACE = Place(UUID(int=1), "victim", UUID(int=2), "record", 3)
HEADER, NONCE, TAG = 15, 12, 16


def nist_gcm() -> Iterator[dict[str, str]]:
    """The vectors of NIST's CAVP for AES-256-GCM with the sizes that we use: nonce 96 bits, tag 128 bits."""
    head: dict[str, str] = {}
    said: dict[str, str] = {}
    for line in [*(VECTORS / "GCM" / "gcmDecrypt256.rsp").read_text("utf-8").splitlines(), ""]:
        if line.startswith("["):
            name, _, value = line.strip("[]").partition(" = ")
            head[name] = value
        elif line == "FAIL":
            said["FAIL"] = "yes"
        elif " = " in line or line.endswith(" ="):
            name, _, value = line.partition(" =")
            said[name] = value.strip()
        elif "Key" in said:
            if (head["IVlen"], head["Taglen"]) == ("96", "128"):
                yield said
            said = {}


def test_gcm_answers_as_nist_says() -> None:
    opened = refused = 0
    for said in nist_gcm():
        key, nonce, text, aad, tag = (bytes.fromhex(said[name]) for name in ("Key", "IV", "CT", "AAD", "Tag"))
        cipher = aead._cipher(Alg.GCM, key)
        if "FAIL" in said:
            refused += 1
            with pytest.raises(InvalidTag):
                cipher.decrypt(nonce, text + tag, aad)
            with pytest.raises(InvalidTag):
                MemoryRoot(key).unwrap(nonce + text + tag, aad)
            continue
        opened += 1
        plain = bytes.fromhex(said["PT"])
        assert cipher.decrypt(nonce, text + tag, aad) == plain
        assert cipher.encrypt(nonce, plain, aad) == text + tag
        assert MemoryRoot(key).unwrap(nonce + text + tag, aad) == plain
    assert opened > 100
    assert refused > 50


def siv() -> Iterator[dict[str, str]]:
    said: dict[str, str] = {}
    for line in (VECTORS / "GCM-SIV" / "openssl.txt").read_text("utf-8").splitlines():
        name, found, value = line.partition(" = ")
        if name == "COUNT" and said:
            yield said
            said = {}
        if found:
            said[name] = value.strip()
    yield said


def test_gcm_siv_answers_as_rfc_8452_says() -> None:
    count = 0
    for said in siv():
        if len(said.get("Key", "")) != 64:
            continue
        key, nonce, aad, tag, plain, text = (
            bytes.fromhex(said.get(name, "")) for name in ("Key", "IV", "AAD", "Tag", "Plaintext", "Ciphertext")
        )
        cipher = aead._cipher(Alg.GCM_SIV, key)
        assert cipher.decrypt(nonce, text + tag, aad) == plain
        assert cipher.encrypt(nonce, plain, aad) == text + tag
        count += 1
    assert count > 20


def test_hkdf_answers_as_rfc_5869_says() -> None:
    """Test case 1: its first 32 bytes."""
    found = root_key.derived(b"\x0b" * 22, bytes(range(0xF0, 0xFA)), salt=bytes(range(0x0D)))

    assert found.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"


def test_argon2id_answers_as_another_implementation_does() -> None:
    said = {"salt": b"s" * 16, "length": 32, "iterations": 3, "lanes": 1, "memory_cost": 64}

    ours = hash_secret_raw(
        b"passphrase", b"s" * 16, time_cost=3, memory_cost=64, parallelism=1, hash_len=32, type=Type.ID
    )

    assert ours == Argon2id(**said).derive(b"passphrase")  # type: ignore[arg-type]


@pytest.mark.parametrize("alg", list(Alg))
def test_every_bit_of_the_tag_counts(alg: Alg) -> None:
    sealed = aead.seal(DEK, 1, PLACE, {"a": 1}, alg=alg)

    for position in range(len(sealed) - TAG, len(sealed)):
        for bit in range(8):
            flipped = bytearray(sealed)
            flipped[position] ^= 1 << bit
            with pytest.raises(SealBroken):
                aead.open_sealed(bytes(flipped), DEK, 1, PLACE)


@pytest.mark.parametrize("alg", list(Alg))
def test_a_shorter_tag_or_one_of_zeros_or_ones_opens_nothing(alg: Alg) -> None:
    sealed = aead.seal(DEK, 1, PLACE, {"a": 1}, alg=alg)

    for tag in (*(sealed[-TAG:][:length] for length in range(TAG)), bytes(TAG), b"\xff" * TAG):
        with pytest.raises(SealBroken):
            aead.open_sealed(sealed[:-TAG] + tag, DEK, 1, PLACE)


@pytest.mark.parametrize("length", [8, 11, 13, 16, 64])
def test_a_nonce_of_another_length_opens_nothing(length: int) -> None:
    header = struct.pack(">2sBIQ", b"L\x01", 1, 1, 3)
    aad, plain = header + aead.bound_to(PLACE), aead.pack({"a": 1})
    nonce = bytes(length)
    sealed = header + nonce + AESGCM(DEK).encrypt(nonce, plain, aad)

    with pytest.raises(SealBroken):
        aead.open_sealed(sealed, DEK, 1, PLACE)


@pytest.mark.parametrize("alg", list(Alg))
@pytest.mark.parametrize("size", [0, 16, 24, 31, 33, 64])
def test_a_key_of_another_size_is_refused(alg: Alg, size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        aead.seal(bytes(size), 1, PLACE, {}, alg=alg)
    with pytest.raises(ValueError, match="32 bytes"):
        aead.open_sealed(aead.seal(DEK, 1, PLACE, {}, alg=alg), bytes(size), 1, PLACE)
    with pytest.raises(ValueError, match="32 bytes"):
        MemoryRoot(bytes(size))


CHANGED = {
    "instance": PLACE._replace(instance=UUID(int=9)),
    "table": PLACE._replace(table="case"),
    "row": PLACE._replace(row=UUID(int=9)),
    "capsule": PLACE._replace(capsule="facts"),
    "row_ver": PLACE._replace(row_ver=4),
    "border": PLACE._replace(table="victimr", capsule="ecord"),
}


@pytest.mark.parametrize("alg", list(Alg))
@pytest.mark.parametrize("part", CHANGED)
def test_each_part_of_the_place_is_bound(alg: Alg, part: str) -> None:
    sealed = aead.seal(DEK, 1, PLACE, {"a": 1}, alg=alg)
    elsewhere = bytearray(sealed)
    elsewhere[7:HEADER] = CHANGED[part].row_ver.to_bytes(8, "big")  # as if the attacker wrote the header to fit

    for bytes_there in (sealed, bytes(elsewhere)):
        with pytest.raises(SealBroken):
            aead.open_sealed(bytes_there, DEK, 1, CHANGED[part])


@pytest.mark.parametrize("alg", list(Alg))
def test_the_header_is_bound(alg: Alg) -> None:
    """Version of the key and algorithm: rewritten to what the reader asks for, they still do not open."""
    sealed = aead.seal(DEK, 1, PLACE, {"a": 1}, alg=alg)
    other = Alg.GCM if alg is Alg.GCM_SIV else Alg.GCM_SIV
    with_version = sealed[:3] + (2).to_bytes(4, "big") + sealed[7:]
    with_alg = sealed[:2] + bytes([other]) + sealed[3:]
    unknown = sealed[:2] + b"\x03" + sealed[3:]

    for changed, version in ((with_version, 2), (with_alg, 1), (unknown, 1)):
        with pytest.raises(SealBroken):
            aead.open_sealed(changed, DEK, version, PLACE)


def test_the_schema_is_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = aead.seal(DEK, 1, PLACE, {"a": 1})
    monkeypatch.setattr(aead, "SCHEMA", 2)
    aead._around_row.cache_clear()

    with pytest.raises(SealBroken):
        aead.open_sealed(sealed, DEK, 1, PLACE)
    monkeypatch.undo()
    aead._around_row.cache_clear()

    assert aead.open_sealed(sealed, DEK, 1, PLACE) == {"a": 1}


def test_a_key_wrapped_anew_is_the_same_key_in_its_new_place_alone() -> None:
    old, new = AESGCM(b"o" * 32), AESGCM(b"n" * 32)
    instance, subject = UUID(int=1), UUID(int=2)
    wrapped = aead.wrap(old, DEK, instance=instance, subject=subject, kek_ver=1, dek_ver=5)
    bound = aead.wrap_head(instance) + subject.bytes

    again = aead.rewrap(wrapped, old, new, bound=bound, keks=(1, 2), dek_ver=5)

    assert aead.unwrap(new, again, instance=instance, subject=subject, kek_ver=2, dek_ver=5) == DEK
    other = aead.wrap_head(instance) + UUID(int=3).bytes
    for changed in ({"bound": other}, {"keks": (2, 2)}, {"dek_ver": 6}):
        with pytest.raises(SealBroken):
            aead.rewrap(wrapped, old, new, **{"bound": bound, "keks": (1, 2), "dek_ver": 5, **changed})  # type: ignore[arg-type]
    with pytest.raises(SealBroken):
        aead.rewrap(wrapped[:-1], old, new, bound=bound, keks=(1, 2), dek_ver=5)


def test_no_nonce_comes_twice() -> None:
    count, kek, root = 20_000, AESGCM(DEK), MemoryRoot(DEK)

    nonces = {aead.seal(DEK, 1, PLACE, {})[HEADER : HEADER + NONCE] for _ in range(count)}
    nonces |= {
        aead.wrap(kek, DEK, instance=PLACE.instance, subject=PLACE.row, kek_ver=1, dek_ver=1)[:NONCE]
        for _ in range(count)
    }
    nonces |= {root.wrap(DEK, b"")[:NONCE] for _ in range(count)}

    assert len(nonces) == 3 * count
