"""What do sealed bytes look like, and to which place are they bound? Pure: keys and bytes in, bytes out.

sealed    = 'L' 0x01 | alg u8 | dek_ver u32 | row_ver u64 | nonce 12 | ciphertext | tag 16      (big-endian)
AAD       = header | TLV(instance) | TLV(table) | TLV(row) | TLV(capsule) | u16 schema
wrapped   = nonce 12 | AES-256-GCM(KEK, DEK, 'lit1 dek' | TLV(instance) | TLV(subject) | u32 kek_ver | u32 dek_ver)
plaintext = u32 length | JSON in UTF-8 | zeros up to the Padmé size
"""

import json
import os
import struct
from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

from litigation_app.core.not_as_written import NotAsWritten

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES
SCHEMA = 1
# NIST SP 800-38D 8.3 allows 2^32 random nonces a key; these caps leave a wide margin.
MOST_WRAPS = 2**28  # a KEK
MOST_SEALS = 2**20  # a DEK
_MAGIC = b"L\x01"
_HEADER = struct.Struct(">2sBIQ")
_LENGTH = struct.Struct(">I")
_WRAP_LABEL = b"lit1 dek"
_VERSIONS = struct.Struct(">II")
_read_json = json.JSONDecoder().raw_decode  # without looking for blanks around it
_ROW_HEAD = b"\x03\x00\x10"  # type 3, 16 bytes
_SUBJECT_HEAD = b"\x05\x00\x10"


class Alg(IntEnum):
    """GCM is the default; GCM-SIV is for machines restored from snapshots, where random numbers may repeat."""

    GCM = 1
    GCM_SIV = 2


_ALGS = frozenset(int(alg) for alg in Alg)
_SIV = int(Alg.GCM_SIV)  # plain numbers: members of an enum are slow to compare a million times


class SealBroken(NotAsWritten):
    """Sealed bytes are damaged, stand in another place or version than they were sealed for, or are not the newest."""


class Place(NamedTuple):
    """Where a capsule lies: all of it is authenticated, so that bytes moved elsewhere do not open."""

    instance: UUID
    table: str
    row: UUID
    capsule: str
    row_ver: int


def padded_size(length: int) -> int:
    """The Padmé size of `length` bytes: at most 12 % more, and few distinct sizes (Nikitin et al., PETS 2019)."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask


def pack(content: Mapping[str, Any]) -> bytes:
    """The padded plaintext of `content`; raises TypeError or ValueError for what JSON cannot hold."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    length = _LENGTH.size + len(text)
    return _LENGTH.pack(len(text)) + text + bytes(padded_size(length) - length)


def unpack(plaintext: bytes) -> dict[str, Any]:
    """The content of a plaintext; raises SealBroken unless length and padding are exactly as `pack` makes them."""
    if len(plaintext) < _LENGTH.size:
        raise SealBroken
    (length,) = _LENGTH.unpack_from(plaintext)
    end = _LENGTH.size + length
    if padded_size(end) != len(plaintext) or plaintext[end:].strip(b"\0"):
        raise SealBroken
    text = plaintext[_LENGTH.size : end].decode()
    content, read = _read_json(text)
    if read != len(text):
        raise SealBroken
    return cast(dict[str, Any], content)


def seal(dek: bytes, dek_ver: int, place: Place, content: Mapping[str, Any], *, alg: Alg = Alg.GCM) -> bytes:
    """`content` sealed for `place` under the key `dek` (32 bytes) with a fresh random nonce."""
    header = _HEADER.pack(_MAGIC, alg, dek_ver, place.row_ver)
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + _cipher(alg, dek).encrypt(nonce, pack(content), header + bound_to(place))


def open_sealed(sealed: bytes, dek: bytes, dek_ver: int, place: Place) -> dict[str, Any]:
    """What was sealed for exactly this place, version and key; raises SealBroken for everything else."""
    size = _HEADER.size
    if len(sealed) < size + NONCE_BYTES + TAG_BYTES:
        raise SealBroken
    header, nonce = sealed[:size], sealed[size : size + NONCE_BYTES]
    magic, alg, found_dek_ver, row_ver = _HEADER.unpack(header)
    if magic != _MAGIC or alg not in _ALGS or (found_dek_ver, row_ver) != (dek_ver, place.row_ver):
        raise SealBroken
    try:
        plaintext = _cipher(alg, dek).decrypt(nonce, sealed[size + NONCE_BYTES :], header + bound_to(place))
    except InvalidTag:
        raise SealBroken from None
    return unpack(plaintext)


def opener(
    instance: UUID, table: str, capsule: str, kek: Callable[[int], AESGCM]
) -> Callable[[bytes, bytes, int, bytes, int, int, bytes], dict[str, Any]]:
    """`unwrap` and `open_sealed` for many capsules of one kind: what is the same for all of them is worked out once.

    What it gives takes row and subject (16 bytes each), row_ver, sealed, kek_ver, dek_ver, wrapped; it raises SealBroken.
    """
    before, after = _around_row(instance, table, capsule)
    head, size, begin = wrap_head(instance), _HEADER.size, _HEADER.size + NONCE_BYTES
    known, read_header, versions = _Known(kek), _HEADER.unpack_from, _VERSIONS.pack

    def opened(
        row: bytes, subject: bytes, row_ver: int, sealed: bytes, kek_ver: int, dek_ver: int, wrapped: bytes
    ) -> dict[str, Any]:
        if len(wrapped) != WRAPPED_BYTES or len(sealed) < begin + TAG_BYTES:
            raise SealBroken
        magic, alg, found_dek_ver, found_row_ver = read_header(sealed)
        if magic != _MAGIC or alg not in _ALGS or found_dek_ver != dek_ver or found_row_ver != row_ver:
            raise SealBroken
        bound = head + subject + versions(kek_ver, dek_ver)
        try:
            dek = known[kek_ver].decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound)
            cipher = AESGCMSIV(dek) if alg == _SIV else AESGCM(dek)  # of 32 bytes, as what was wrapped has 60
            plaintext = cipher.decrypt(sealed[size:begin], sealed[begin:], sealed[:size] + before + row + after)
        except InvalidTag:
            raise SealBroken from None
        return unpack(plaintext)

    return opened


class _Known(dict[int, AESGCM]):
    """The ciphers of the KEK versions that were met, each asked for once."""

    def __init__(self, kek: Callable[[int], AESGCM]) -> None:
        super().__init__()
        self._kek = kek

    def __missing__(self, version: int) -> AESGCM:
        self[version] = self._kek(version)
        return self[version]


def _cipher(alg: int, dek: bytes) -> AESGCM | AESGCMSIV:
    if len(dek) != KEY_BYTES:  # the library takes shorter keys, and would quietly be AES-128
        raise ValueError("a key has 32 bytes")
    return AESGCMSIV(dek) if alg == _SIV else AESGCM(dek)


def bound_to(place: Place) -> bytes:
    """The associated data after the header: each part with its type and length, so that no two places look alike."""
    before, after = _around_row(place.instance, place.table, place.capsule)
    return before + place.row.bytes + after


@lru_cache(maxsize=256)
def _around_row(instance: UUID, table: str, capsule: str) -> tuple[bytes, bytes]:
    before = _tlv(1, instance.bytes) + _tlv(2, table.encode()) + _ROW_HEAD
    return before, _tlv(4, capsule.encode()) + SCHEMA.to_bytes(2, "big")


def _tlv(kind: int, value: bytes) -> bytes:
    return kind.to_bytes(1, "big") + len(value).to_bytes(2, "big") + value


def wrap(kek: AESGCM, dek: bytes, *, instance: UUID, subject: UUID, kek_ver: int, dek_ver: int) -> bytes:
    """A person's or case's key, wrapped for this instance and this subject (60 bytes)."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + kek.encrypt(nonce, dek, _wrap_aad(instance, subject, kek_ver, dek_ver))


def unwrap(kek: AESGCM, wrapped: bytes, *, instance: UUID, subject: UUID, kek_ver: int, dek_ver: int) -> bytes:
    """The key that `wrap` wrapped for exactly this subject and these versions; raises SealBroken."""
    if len(wrapped) != WRAPPED_BYTES:
        raise SealBroken
    try:
        return kek.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _wrap_aad(instance, subject, kek_ver, dek_ver))
    except InvalidTag:
        raise SealBroken from None


def rewrap(wrapped: bytes, old: AESGCM, new: AESGCM, *, bound: bytes, keks: tuple[int, int], dek_ver: int) -> bytes:
    """The same key wrapped by another KEK: of the versions `keks`, from the first to the second. Raises SealBroken.

    `bound`: `wrap_head` and the subject's 16 bytes.
    """
    if len(wrapped) != WRAPPED_BYTES:
        raise SealBroken
    nonce = os.urandom(NONCE_BYTES)
    try:
        dek = old.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound + _VERSIONS.pack(keks[0], dek_ver))
    except InvalidTag:
        raise SealBroken from None
    return nonce + new.encrypt(nonce, dek, bound + _VERSIONS.pack(keks[1], dek_ver))


def _wrap_aad(instance: UUID, subject: UUID, kek_ver: int, dek_ver: int) -> bytes:
    return wrap_head(instance) + subject.bytes + _VERSIONS.pack(kek_ver, dek_ver)


@lru_cache(maxsize=8)
def wrap_head(instance: UUID) -> bytes:
    """The associated data of a wrapped key up to its subject."""
    return _WRAP_LABEL + _tlv(1, instance.bytes) + _SUBJECT_HEAD
