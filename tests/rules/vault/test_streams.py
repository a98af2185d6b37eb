"""Does a sealed file open as it was, whole and in any part, and never when anything of it was changed, moved or cut?"""

import hashlib
import os
import resource
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.vault.ciphers.aead import TAG_BYTES, Alg, SealBroken
from litigation_app.vault.ciphers.file_encryption import CHUNK, HEADER_BYTES, Content, FilePlace, Reader, Writer

KEY = bytes(range(32))
PLACE = FilePlace(UUID(int=1), "document", UUID(int=2), UUID(int=3), 1)
SEALED = CHUNK + TAG_BYTES
EDGES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK]
ALGS = pytest.mark.parametrize("alg", list(Alg))


def sealed(plain: bytes, *, place: FilePlace = PLACE, alg: Alg = Alg.GCM, piece: int = 0) -> bytes:
    return sealed_with_content(plain, place=place, alg=alg, piece=piece)[0]


def sealed_with_content(
    plain: bytes, *, place: FilePlace = PLACE, alg: Alg = Alg.GCM, piece: int = 0
) -> tuple[bytes, Content]:
    out = bytearray()
    writer = Writer(out.extend, KEY, place, alg=alg)
    for start in range(0, len(plain), piece or max(len(plain), 1)):
        writer.write(plain[start : start + (piece or len(plain))])
    content = writer.close()
    return bytes(out), content


def reader(file: bytes, *, key: bytes = KEY, place: FilePlace = PLACE) -> Reader:
    return Reader(lambda offset, size: file[offset : offset + size], len(file), key, place)


def opened(file: bytes, **where: object) -> bytes:
    return b"".join(reader(file, **where).pieces())  # type: ignore[arg-type]


@ALGS
@pytest.mark.parametrize("size", EDGES)
def test_a_file_of_any_length_opens_as_it_was(size: int, alg: Alg) -> None:
    plain = os.urandom(size)

    file, content = sealed_with_content(plain, alg=alg)

    assert opened(file) == plain
    assert content == (size, hashlib.sha256(plain).digest())
    assert len(file) == HEADER_BYTES + size + TAG_BYTES * max(1, -(-size // CHUNK))


@pytest.mark.parametrize(("alg", "cipher"), [(Alg.GCM, AESGCM), (Alg.GCM_SIV, AESGCMSIV)])
def test_the_format_is_the_documented_one(alg: Alg, cipher: type[AESGCM | AESGCMSIV]) -> None:
    plain = os.urandom(CHUNK + 5)
    parts = [(1, UUID(int=1).bytes), (2, b"document"), (3, UUID(int=2).bytes), (6, UUID(int=3).bytes)]
    bound = b"".join(bytes([kind]) + len(part).to_bytes(2, "big") + part for kind, part in parts) + b"\0\0\0\x01"

    file = sealed(plain, alg=alg)

    header, salt, prefix = file[:46], file[7:39], file[39:46]
    assert header[:7] == b"LDOC1" + bytes([alg, 16])
    aead = cipher(HKDF(SHA256(), 32, salt, b"lit1 doc" + bound).derive(KEY))
    first = aead.decrypt(prefix + b"\0\0\0\0\0", file[46 : 46 + SEALED], header)
    last = aead.decrypt(prefix + b"\0\0\0\x01\x01", file[46 + SEALED :], header)
    assert first + last == plain


@given(size=st.integers(0, 3 * CHUNK), piece=st.integers(1, 2 * CHUNK))
@settings(max_examples=60)
def test_however_it_arrives_it_is_the_same_file(size: int, piece: int) -> None:
    plain = os.urandom(size)

    assert opened(sealed(plain, piece=max(piece, 64))) == plain


@given(size=st.integers(0, 3 * CHUNK), ends=st.tuples(st.integers(0, 4 * CHUNK), st.integers(0, 4 * CHUNK)))
@settings(max_examples=60)
def test_any_range_is_that_part_of_the_file(size: int, ends: tuple[int, int]) -> None:
    plain = os.urandom(size)

    assert b"".join(reader(sealed(plain)).pieces(*ends)) == plain[slice(*ends)]


def test_nothing_of_the_plain_file_is_in_the_sealed_one() -> None:
    plain = b"an invented statement " * 20_000

    file = sealed(plain)

    assert b"invented" not in file
    assert file != sealed(plain)


@pytest.mark.parametrize("size", EDGES)
def test_a_file_that_was_cut_or_made_longer_never_opens(size: int) -> None:
    file = sealed(os.urandom(size))
    whole_chunks = [HEADER_BYTES + number * SEALED for number in range(4)]
    cuts = {0, 1, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 1, HEADER_BYTES + TAG_BYTES, len(file) - 1}
    cuts |= {len(file) - TAG_BYTES, len(file) - TAG_BYTES - 1}
    cuts |= {start + more for start in whole_chunks for more in (-1, 0, 1, TAG_BYTES, TAG_BYTES + 1)}

    for cut in {cut for cut in cuts if 0 <= cut < len(file)}:
        with pytest.raises(SealBroken):
            reader(file[:cut])
    for more in (b"\0", bytes(TAG_BYTES), bytes(SEALED), file[HEADER_BYTES:]):
        with pytest.raises(SealBroken):
            reader(file + more)


def test_only_an_empty_file_ends_in_an_empty_chunk() -> None:
    """The same bytes with an empty chunk behind would be a second form of the same file."""
    out = bytearray()
    writer = Writer(out.extend, KEY, PLACE)
    writer._seal(bytes(CHUNK), is_last=False)
    writer._seal(b"", is_last=True)

    with pytest.raises(SealBroken):
        reader(bytes(out))


def chunks(file: bytes) -> list[bytes]:
    body = file[HEADER_BYTES:]
    return [body[start : start + SEALED] for start in range(0, len(body), SEALED)]


CHANGES: dict[str, Callable[[list[bytes], list[bytes]], list[bytes]]] = {
    "two chunks swapped": lambda mine, other: [mine[1], mine[0], *mine[2:]],  # noqa: ARG005
    "a chunk twice": lambda mine, other: [mine[0], mine[0], *mine[1:]],  # noqa: ARG005
    "a chunk in place of another": lambda mine, other: [mine[0], mine[0], *mine[2:]],  # noqa: ARG005
    "a chunk left out": lambda mine, other: [mine[0], *mine[2:]],  # noqa: ARG005
    "the last chunk first": lambda mine, other: [mine[-1], *mine[1:]],  # noqa: ARG005
    "a chunk of another file": lambda mine, other: [mine[0], other[1], *mine[2:]],
    "the end of another file": lambda mine, other: [*mine[:-1], other[-1]],
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_chunks_that_were_moved_do_not_open(change: str) -> None:
    one, other = sealed(os.urandom(4 * CHUNK)), sealed(os.urandom(4 * CHUNK))

    changed = one[:HEADER_BYTES] + b"".join(CHANGES[change](chunks(one), chunks(other)))

    with pytest.raises(SealBroken):
        opened(changed)


@ALGS
@given(data=st.data())
@settings(max_examples=40)
def test_one_flipped_bit_anywhere_is_found(alg: Alg, data: st.DataObject) -> None:
    file = bytearray(sealed(os.urandom(CHUNK + 100), alg=alg))
    at = data.draw(st.one_of(st.integers(0, HEADER_BYTES + 40), st.integers(0, len(file) - 1)))

    file[at] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(SealBroken):
        opened(bytes(file))


@pytest.mark.parametrize("header", range(HEADER_BYTES))
def test_every_byte_of_the_header_counts(header: int) -> None:
    file = bytearray(sealed(b"x"))

    file[header] ^= 1

    with pytest.raises(SealBroken):
        opened(bytes(file))


@pytest.mark.parametrize(
    "elsewhere",
    [
        PLACE._replace(instance=uuid4()),
        PLACE._replace(table="paper"),
        PLACE._replace(row=uuid4()),
        PLACE._replace(file=uuid4()),
        PLACE._replace(version=2),
        PLACE._replace(row=PLACE.file, file=PLACE.row),
    ],
)
def test_a_file_put_elsewhere_does_not_open(elsewhere: FilePlace) -> None:
    with pytest.raises(SealBroken):
        reader(sealed(b"x" * 10), place=elsewhere)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(SealBroken):
        reader(sealed(b"x" * 10), key=bytes(32))


def test_the_last_chunk_is_checked_before_the_first_is_shown() -> None:
    file = bytearray(sealed(os.urandom(3 * CHUNK)))

    file[-1] ^= 1

    with pytest.raises(SealBroken):
        reader(bytes(file))


def test_a_range_reads_its_own_chunks_only() -> None:
    file, read = sealed(os.urandom(20 * CHUNK)), []

    def read_at(offset: int, size: int) -> bytes:
        read.append(size)
        return file[offset : offset + size]

    found = b"".join(Reader(read_at, len(file), KEY, PLACE).pieces(7 * CHUNK + 5, 8 * CHUNK + 5))

    assert len(found) == CHUNK
    assert read == [HEADER_BYTES, SEALED, SEALED, SEALED]


def test_memory_does_not_grow_with_the_file() -> None:
    """128 MiB through one writer; `make bench` does a whole GiB."""
    writer, piece = Writer(len, KEY, PLACE), os.urandom(2**20)
    writer.write(piece)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    for _ in range(127):
        writer.write(piece)
    content = writer.close()

    assert content.size == 128 * 2**20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before <= 8 * 1024


@given(st.binary(max_size=300))
def test_bytes_that_are_no_sealed_file_are_refused(junk: bytes) -> None:
    with pytest.raises(SealBroken):
        reader(junk)
    with pytest.raises(SealBroken):
        reader(b"LDOC1" + junk)
