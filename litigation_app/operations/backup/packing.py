"""How are rows made smaller in a backup? By gzip, a member at a time. Papers are sealed and cannot become smaller."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

PACKED = ".gz"  # how the name of such a member ends
_LEVEL = 3
_PIECE = 2**20
_GZIP = 16 + zlib.MAX_WBITS


def packed(content: bytes) -> bytes:
    return gzip.compress(content, _LEVEL, mtime=0)


def pack_in_place(file: BinaryIO) -> int:
    """Pack an open file in its own place, so that no other room is needed; how large it is now. It stands at its start then."""
    packer, read, written = zlib.compressobj(_LEVEL, wbits=_GZIP), 0, 0
    waiting = b""
    while True:
        file.seek(read)
        piece = file.read(_PIECE)
        read += len(piece)
        waiting += packer.compress(piece) if piece else packer.flush()
        ready = waiting if not piece else waiting[: max(0, read - written)]
        file.seek(written)
        file.write(ready)
        written, waiting = written + len(ready), waiting[len(ready) :]
        if not piece:
            break
    file.truncate(written)
    file.flush()
    file.seek(0)
    return written


def plain(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a packed member as they were before. Raises zlib.error where they are no such bytes."""
    unpacker = zlib.decompressobj(_GZIP)
    for piece in pieces:
        rest = piece
        while rest:
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail
    yield unpacker.flush()
