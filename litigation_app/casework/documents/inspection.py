"""What is in a file besides what it shows: macros, where a picture was taken, who wrote it? Looks at bytes only. Pure."""

import struct
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from litigation_app.casework.documents import archives_inside, rules
from litigation_app.casework.documents.archives_inside import Budget
from litigation_app.casework.documents.rules import Caution, Kind

_LOOKED_AT = 2 * 2**20  # bytes, from the start and from the end
_MOST_SEGMENTS = 1_000
_GPS = 0x8825  # Exif 2.32, 4.6.3: the pointer to the place
_DEVICE = frozenset({0x010F, 0x0110, 0x8769})  # who made the camera, its model, the pointer to how it was set
_JPEG_SEGMENT = struct.Struct(">BBH")
_PNG_CHUNK = struct.Struct(">L4s")


class Looked(NamedTuple):
    """What a file is, and what its reader should know."""

    kind: Kind
    cautions: tuple[Caution, ...]


def look_at(name: str, file: BinaryIO, budget: Budget | None = None) -> Looked:
    """Look at a file that starts at its beginning; raises rules.Refused. `budget`: what it may unpack to, shared with others."""
    file.seek(0)
    kind = rules.kind_of(name, file.read(rules.HEAD_BYTES))
    if kind.holds == "zip":
        found = archives_inside.look_through(file, kind, budget or Budget())
    else:
        found = _LOOKS[kind.id](file, kind) if kind.id in _LOOKS else set()
    return Looked(kind, tuple(caution for caution in Caution if caution in found))


def _jpeg(file: BinaryIO, kind: Kind) -> set[Caution]:  # noqa: ARG001  # every look is asked alike
    """The segments before the picture; the one named Exif says where and with what it was taken."""
    file.seek(2)
    for _ in range(_MOST_SEGMENTS):
        head = file.read(_JPEG_SEGMENT.size)
        if len(head) < _JPEG_SEGMENT.size or head[0] != 0xFF or head[1] == 0xDA:
            break
        content = file.read(max(_JPEG_SEGMENT.unpack(head)[2] - 2, 0))  # less than nothing would be all the rest
        if head[1] == 0xE1 and content.startswith(b"Exif\0\0"):
            return _exif(content[6:])
    return set()


def _png(file: BinaryIO, kind: Kind) -> set[Caution]:  # noqa: ARG001
    file.seek(8)
    for _ in range(_MOST_SEGMENTS):
        head = file.read(_PNG_CHUNK.size)
        if len(head) < _PNG_CHUNK.size:
            break
        length, name = _PNG_CHUNK.unpack(head)
        if name == b"eXIf":
            return _exif(file.read(min(length, _LOOKED_AT)))
        file.seek(length + 4, 1)
    return set()


def _tiff(file: BinaryIO, kind: Kind) -> set[Caution]:  # noqa: ARG001
    file.seek(0)
    return _exif(file.read(_LOOKED_AT))


def _exif(block: bytes) -> set[Caution]:
    """A block of tags in either byte order; what cannot be read still says that there is something."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return {Caution.DEVICE}
    try:
        (start,) = struct.unpack_from(order + "L", block, 4)
        (count,) = struct.unpack_from(order + "H", block, start)
        tags = {struct.unpack_from(order + "H", block, start + 2 + 12 * place)[0] for place in range(count)}
    except struct.error:
        return {Caution.DEVICE}
    return ({Caution.PLACE} if _GPS in tags else set()) | ({Caution.DEVICE} if tags & _DEVICE else set())


def _pdf(file: BinaryIO, kind: Kind) -> set[Caution]:  # noqa: ARG001
    text = _ends_of(file)
    found = set()
    if any(word in text for word in (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch")):
        found.add(Caution.SCRIPTS)
    if b"/Author" in text or b"<dc:creator>" in text:
        found.add(Caution.AUTHOR)
    return found


def _ole(file: BinaryIO, kind: Kind) -> set[Caution]:  # noqa: ARG001
    """An old office file keeps its macros in a storage of this name."""
    is_found = "_VBA_PROJECT".encode("utf-16-le") in _ends_of(file)
    return {Caution.MACROS if is_found else Caution.MAY_HOLD_MACROS}


def _film(file: BinaryIO, kind: Kind) -> set[Caution]:  # noqa: ARG001
    """Telephones write the place as the tag ©xyz or, in Apple's way, by its long name."""
    text = _ends_of(file)
    return {Caution.PLACE} if b"\xa9xyz" in text or b"com.apple.quicktime.location" in text else set()


def _heic(file: BinaryIO, kind: Kind) -> set[Caution]:  # noqa: ARG001
    text = _ends_of(file)
    at = text.find(b"Exif\0\0")
    return _exif(text[at + 6 : at + 6 + rules.HEAD_BYTES]) if at >= 0 else set()


def _ends_of(file: BinaryIO) -> bytes:
    size = file.seek(0, 2)
    file.seek(0)
    start = file.read(_LOOKED_AT)
    file.seek(max(len(start), size - _LOOKED_AT))
    return start + file.read(_LOOKED_AT)


_LOOKS: dict[str, Callable[[BinaryIO, Kind], set[Caution]]] = {
    "jpeg": _jpeg,
    "png": _png,
    "tiff": _tiff,
    "heic": _heic,
    "pdf": _pdf,
    "doc": _ole,
    "mp4": _film,
}
