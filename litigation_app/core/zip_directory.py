"""How long is the list of entries of a zip, by its own word? Asked before `zipfile`, which reads all of it at once."""

import struct
from typing import IO, NamedTuple

_END = struct.Struct("<4s4H2LH")
_END_MAGIC, _MOST_COMMENT = b"PK\x05\x06", 65_535
_LONG_MAGIC, _LONG_SIZE = b"PK\x06\x07", 20  # before the end: "see the zip64 record instead", which zipfile believes


class EndMissing(ValueError):
    """This is no whole zip."""


class ZipDirectory(NamedTuple):
    """`is_zip64`: another record says other numbers, and zipfile would take those."""

    entries: int
    size: int
    is_zip64: bool


def zip_directory(file: IO[bytes]) -> ZipDirectory:
    """What the end of a zip says; raises EndMissing."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - _MOST_COMMENT - _LONG_SIZE))
    tail = file.read()
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) - at < _END.size:
        raise EndMissing
    _magic, _disk, _first, _here, entries, directory, _offset, _comment = _END.unpack_from(tail, at)
    return ZipDirectory(entries, directory, tail[max(0, at - _LONG_SIZE) : at].startswith(_LONG_MAGIC))
