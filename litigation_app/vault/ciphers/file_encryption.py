"""How is a file sealed chunk by chunk, so that any part of it opens alone and none can be cut off or moved? Pure.

file  = header | chunk 0 | chunk 1 | …          every chunk 65,536 bytes and a tag of 16, only the last one may be shorter
header = 'LDOC1' | alg u8 | log2(chunk) u8 | salt 32 | prefix 7
key   = HKDF-SHA-256(the file's own random key, salt, 'lit1 doc' | TLV(instance) | TLV(table) | TLV(row) | TLV(file) | u32 version)
nonce = prefix 7 | u32 number of the chunk | u8 1 for the last, else 0                              (STREAM)
AAD   = header

STREAM: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance",
CRYPTO 2015; the same layout as AES-GCM-HKDF streaming of Tink. An empty file is one empty chunk.
"""

import hashlib
import os
import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple, NoReturn
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from litigation_app.vault.ciphers.aead import TAG_BYTES, Alg, SealBroken

LOG_CHUNK = 16
CHUNK = 1 << LOG_CHUNK
KEY_BYTES = 32
_SEALED_CHUNK = CHUNK + TAG_BYTES
_SALT_BYTES, _PREFIX_BYTES = 32, 7
_MAGIC = b"LDOC1"
_HEADER = struct.Struct(f">5sBB{_SALT_BYTES}s{_PREFIX_BYTES}s")
HEADER_BYTES = _HEADER.size
_NONCE_END = struct.Struct(">IB")
_LABEL = b"lit1 doc"
MOST_BYTES = CHUNK << 32  # the number of a chunk has 32 bits
Bytes = bytes | bytearray | memoryview
_CIPHERS: dict[int, type[AESGCM | AESGCMSIV]] = {int(Alg.GCM): AESGCM, int(Alg.GCM_SIV): AESGCMSIV}


class FilePlace(NamedTuple):
    """What a sealed file belongs to. All of it enters its key, so that a file put elsewhere does not open."""

    instance: UUID
    table: str
    row: UUID
    file: UUID
    version: int = 1


class Content(NamedTuple):
    """How long the plain file is, and its SHA-256: a secret like the file itself."""

    size: int
    digest: bytes


class _Cipher:
    """The cipher of one file: the header's key, and a nonce for each chunk."""

    def __init__(self, header: bytes, key: bytes, place: FilePlace) -> None:
        magic, alg, log_chunk, salt, prefix = _HEADER.unpack(header)
        if (magic, log_chunk) != (_MAGIC, LOG_CHUNK) or alg not in _CIPHERS:
            raise SealBroken
        derived = HKDF(SHA256(), KEY_BYTES, salt, _LABEL + bound_to(place)).derive(key)
        self.header, self.aead = header, _CIPHERS[alg](derived)
        self._prefix: bytes = prefix

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")

    def nonce(self, number: int, *, is_last: bool) -> bytes:
        return self._prefix + _NONCE_END.pack(number, is_last)


def bound_to(place: FilePlace) -> bytes:
    """The place of a file: each part with its type and length, so that no two places look alike."""
    parts = (place.instance.bytes, place.table.encode(), place.row.bytes, place.file.bytes)
    heads = ((kind, len(part)) for kind, part in zip((1, 2, 3, 6), parts, strict=True))
    named = b"".join(struct.pack(">BH", *head) + part for head, part in zip(heads, parts, strict=True))
    return named + struct.pack(">I", place.version)


class Writer:
    """Seals what is written to it, in constant memory. `out` takes sealed bytes and must not keep the buffer it is given."""

    def __init__(self, out: Callable[[Bytes], object], key: bytes, place: FilePlace, *, alg: Alg = Alg.GCM) -> None:
        header = _HEADER.pack(_MAGIC, alg, LOG_CHUNK, os.urandom(_SALT_BYTES), os.urandom(_PREFIX_BYTES))
        self._out, self._cipher = out, _Cipher(header, key, place)
        self._plain, self._filled, self._number = bytearray(CHUNK), 0, 0
        self._sealed = memoryview(bytearray(_SEALED_CHUNK))
        self._sha256, self.size = hashlib.sha256(), 0
        out(header)

    def write(self, data: Bytes) -> int:
        """Take more of the file; a full chunk is sealed once it is clear that it is not the last."""
        given = memoryview(data).cast("B")
        self._sha256.update(given)
        self.size += len(given)
        if self.size > MOST_BYTES:
            raise OverflowError("no file is that long")
        left = given
        while len(left):
            if self._filled == CHUNK:
                self._seal(self._plain, is_last=False)
                self._filled = 0
            left = self._take(left)
        return len(given)

    def _take(self, left: memoryview) -> memoryview:
        """Move on by one piece; whole chunks with something after them are sealed without a copy."""
        if not self._filled and len(left) > CHUNK:
            self._seal(left[:CHUNK], is_last=False)
            return left[CHUNK:]
        count = min(CHUNK - self._filled, len(left))
        self._plain[self._filled : self._filled + count] = left[:count]
        self._filled += count
        return left[count:]

    def close(self) -> Content:
        """Seal the last chunk. Only what is closed can be read."""
        self._seal(memoryview(self._plain)[: self._filled], is_last=True)
        self._plain, self._sealed = bytearray(), memoryview(b"")
        return Content(self.size, self._sha256.digest())

    def _seal(self, chunk: Bytes, *, is_last: bool) -> None:
        sealed = self._sealed[: len(memoryview(chunk)) + TAG_BYTES]
        nonce = self._cipher.nonce(self._number, is_last=is_last)
        self._cipher.aead.encrypt_into(nonce, chunk, self._cipher.header, sealed)
        self._number += 1
        self._out(sealed)


class Reader:
    """Opens a sealed file, whole or any range. `read_at(offset, size)` gives sealed bytes.

    The last chunk is authenticated at once: a file that was cut or made longer raises SealBroken before anything is shown.
    """

    def __init__(self, read_at: Callable[[int, int], bytes], sealed_size: int, key: bytes, place: FilePlace) -> None:
        body = sealed_size - HEADER_BYTES
        if body < TAG_BYTES:
            raise SealBroken
        self._read_at, self._cipher = read_at, _Cipher(_exactly(read_at, 0, HEADER_BYTES), key, place)
        self._last = (body - 1) // _SEALED_CHUNK
        self._last_size = body - self._last * _SEALED_CHUNK
        if self._last_size < TAG_BYTES + bool(self._last):  # only an empty file ends in an empty chunk
            raise SealBroken
        self.size = body - (self._last + 1) * TAG_BYTES
        self._at_hand = (self._last, self._opened(self._last))

    def chunk(self, number: int) -> bytes:
        """One chunk in the clear; raises SealBroken, IndexError."""
        if not 0 <= number <= self._last:
            raise IndexError(number)
        if self._at_hand[0] != number:
            self._at_hand = (number, self._opened(number))
        return self._at_hand[1]

    def _opened(self, number: int) -> bytes:
        is_last = number == self._last
        size = self._last_size if is_last else _SEALED_CHUNK
        sealed = _exactly(self._read_at, HEADER_BYTES + number * _SEALED_CHUNK, size)
        try:
            return self._cipher.aead.decrypt(self._cipher.nonce(number, is_last=is_last), sealed, self._cipher.header)
        except InvalidTag:
            raise SealBroken from None

    def pieces(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to, not including, `stop`, chunk by chunk; raises SealBroken where one does not hold."""
        stop = self.size if stop is None else min(stop, self.size)
        while start < stop:
            number, inside = divmod(start, CHUNK)
            whole = self.chunk(number)
            piece = whole[inside : inside + stop - start]
            yield piece
            start += len(piece)


def _exactly(read_at: Callable[[int, int], bytes], offset: int, size: int) -> bytes:
    found = read_at(offset, size)
    if len(found) != size:
        raise SealBroken
    return found
