"""Do sealed bytes open in exactly one place, and never as text when anything was changed? Without a database."""

import json
import struct
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.vault import SealBroken
from litigation_app.vault.ciphers import aead
from litigation_app.vault.ciphers.aead import Alg, Place

DEK, OTHER = b"d" * 32, b"o" * 32
PLACE = Place(UUID(int=1), "victim", UUID(int=2), "record", 3)
CONTENT = {"name": "Тестица Пробић", "born": "1990-01-01", "note": "х" * 50}
HEADER, NONCE, TAG = 15, 12, 16
contents = st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text(), max_size=6)
algs = st.sampled_from(list(Alg))


@pytest.mark.parametrize(("alg", "cipher"), [(Alg.GCM, AESGCM), (Alg.GCM_SIV, AESGCMSIV)])
def test_the_format_is_the_documented_one(alg: Alg, cipher: type[AESGCM | AESGCMSIV]) -> None:
    header = b"L\x01" + bytes([alg]) + struct.pack(">IQ", 7, 3)
    aad = header
    for kind, value in enumerate((UUID(int=1).bytes, b"victim", UUID(int=2).bytes, b"record"), start=1):
        aad += bytes([kind]) + struct.pack(">H", len(value)) + value
    aad += b"\x00\x01"
    text = json.dumps({"a": 1}, separators=(",", ":")).encode()
    plaintext = struct.pack(">I", len(text)) + text + b"\0"  # 11 bytes, Padmé size 12
    nonce = b"n" * NONCE

    sealed = header + nonce + cipher(DEK).encrypt(nonce, plaintext, aad)

    assert aead.open_sealed(sealed, DEK, 7, PLACE) == {"a": 1}
    ours = aead.seal(DEK, 7, PLACE, {"a": 1}, alg=alg)
    assert ours[:HEADER] == header
    assert cipher(DEK).decrypt(ours[HEADER : HEADER + NONCE], ours[HEADER + NONCE :], aad) == plaintext


def test_the_cipher_gives_the_published_answer() -> None:
    """Test case 14 of McGrew and Viega, The Galois/Counter Mode of Operation (AES-256, zero key and nonce)."""
    answer = AESGCM(bytes(32)).encrypt(bytes(12), bytes(16), None)

    assert answer.hex() == "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919"


@given(contents, algs, st.integers(0, 2**32 - 1), st.integers(0, 2**64 - 1))
def test_what_is_sealed_comes_back(content: dict[str, object], alg: Alg, dek_ver: int, row_ver: int) -> None:
    place = PLACE._replace(row_ver=row_ver)

    sealed = aead.seal(DEK, dek_ver, place, content, alg=alg)

    assert aead.open_sealed(sealed, DEK, dek_ver, place) == content


@given(
    algs,
    st.sampled_from(["instance", "table", "row", "capsule", "row_ver"]),
    st.uuids(),
    st.text(max_size=20),
    st.integers(0, 2**64 - 1),
)
def test_another_place_never_opens(alg: Alg, part: str, uuid: UUID, word: str, number: int) -> None:
    value = {"instance": uuid, "row": uuid, "row_ver": number}.get(part, word)
    elsewhere = PLACE._replace(**{part: value})
    sealed = aead.seal(DEK, 1, PLACE, CONTENT, alg=alg)

    if elsewhere == PLACE:
        assert aead.open_sealed(sealed, DEK, 1, elsewhere) == CONTENT
        return
    with pytest.raises(SealBroken):
        aead.open_sealed(sealed, DEK, 1, elsewhere)


@given(st.text(max_size=10), st.text(max_size=10))
def test_the_border_between_two_names_cannot_move(table: str, capsule: str) -> None:
    one = aead.bound_to(PLACE._replace(table=table + "x", capsule=capsule))
    other = aead.bound_to(PLACE._replace(table=table, capsule="x" + capsule))

    assert one != other


@pytest.mark.parametrize("alg", list(Alg))
def test_a_flipped_bit_anywhere_is_an_error(alg: Alg) -> None:
    sealed = aead.seal(DEK, 1, PLACE, CONTENT, alg=alg)

    for position in range(len(sealed)):
        for bit in (1, 128):
            flipped = bytearray(sealed)
            flipped[position] ^= bit
            with pytest.raises(SealBroken) as error:
                aead.open_sealed(bytes(flipped), DEK, 1, PLACE)
            assert str(error.value) == ""


@pytest.mark.parametrize("alg", list(Alg))
def test_a_shortened_or_lengthened_capsule_is_an_error(alg: Alg) -> None:
    sealed = aead.seal(DEK, 1, PLACE, CONTENT, alg=alg)

    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            aead.open_sealed(sealed[:length], DEK, 1, PLACE)
    with pytest.raises(SealBroken):
        aead.open_sealed(sealed + b"\0", DEK, 1, PLACE)


def test_another_key_or_key_version_is_an_error() -> None:
    sealed = aead.seal(DEK, 1, PLACE, CONTENT)

    for dek, version in ((OTHER, 1), (DEK, 2)):
        with pytest.raises(SealBroken):
            aead.open_sealed(sealed, dek, version, PLACE)


@given(st.integers(2, 10**7))
def test_padding_is_small_and_hides_the_length(length: int) -> None:
    size = aead.padded_size(length)

    assert length <= size <= length * 1.12 + 1
    assert aead.padded_size(size) == size
    assert aead.padded_size(length + 1) >= size


def test_padding_leaves_few_lengths() -> None:
    assert [aead.padded_size(length) for length in (9, 100, 1000, 4097)] == [10, 104, 1024, 4352]
    assert len({aead.padded_size(length) for length in range(1, 100_000)}) < 200


def test_padding_that_is_not_zero_or_not_padme_is_an_error() -> None:
    packed = aead.pack({"a": 1})

    assert packed.endswith(b"}\0")
    for wrong in (packed[:-1] + b"x", packed + b"\0\0", packed[:-1], b"\xff\xff\xff\xff" + packed[4:], b"\0"):
        with pytest.raises(SealBroken):
            aead.unpack(wrong)


def test_two_seals_of_the_same_content_share_nothing_after_the_header() -> None:
    one, other = (aead.seal(DEK, 1, PLACE, CONTENT) for _ in range(2))

    assert one[HEADER : HEADER + NONCE] != other[HEADER : HEADER + NONCE]
    assert one[-TAG:] != other[-TAG:]


@given(st.sampled_from(["instance", "subject", "kek_ver", "dek_ver"]), st.uuids(), st.integers(2, 2**32 - 1))
def test_a_wrapped_key_opens_for_its_subject_and_versions_only(part: str, uuid: UUID, number: int) -> None:
    kek, said = AESGCM(b"k" * 32), {"instance": UUID(int=1), "subject": UUID(int=2), "kek_ver": 1, "dek_ver": 1}
    wrapped = aead.wrap(kek, DEK, **said)
    changed = uuid if isinstance(said[part], UUID) else number

    assert aead.unwrap(kek, wrapped, **said) == DEK
    if changed == said[part]:
        return
    with pytest.raises(SealBroken):
        aead.unwrap(kek, wrapped, **{**said, part: changed})


def test_a_damaged_wrapped_key_is_an_error() -> None:
    kek, said = AESGCM(b"k" * 32), {"instance": UUID(int=1), "subject": UUID(int=2), "kek_ver": 1, "dek_ver": 1}
    wrapped = aead.wrap(kek, DEK, **said)

    for position in range(len(wrapped)):
        flipped = bytearray(wrapped)
        flipped[position] ^= 1
        with pytest.raises(SealBroken):
            aead.unwrap(kek, bytes(flipped), **said)
    with pytest.raises(SealBroken):
        aead.unwrap(kek, wrapped[:-1], **said)


@given(
    contents, algs, st.sampled_from(["none", "row", "subject", "row_ver", "sealed", "kek_ver", "dek_ver", "wrapped"])
)
def test_many_open_as_each_by_itself(content: dict[str, object], alg: Alg, changed: str) -> None:
    subject, kek = UUID(int=9), AESGCM(b"k" * 32)
    wrapped = aead.wrap(kek, DEK, instance=PLACE.instance, subject=subject, kek_ver=1, dek_ver=2)
    opened = aead.opener(PLACE.instance, PLACE.table, PLACE.capsule, lambda _version: kek)
    stored: dict[str, Any] = {"row": PLACE.row.bytes, "subject": subject.bytes, "row_ver": PLACE.row_ver}
    stored |= {"sealed": aead.seal(DEK, 2, PLACE, content, alg=alg), "kek_ver": 1, "dek_ver": 2, "wrapped": wrapped}
    if changed == "none":
        assert opened(**stored) == content
        return
    was = stored[changed]
    stored[changed] = was + 1 if isinstance(was, int) else was[:-1] + bytes([was[-1] ^ 1])

    with pytest.raises(SealBroken):
        opened(**stored)
