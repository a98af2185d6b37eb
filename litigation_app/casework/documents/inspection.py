"""What is in a file besides what it shows (macros, where a picture was taken, who wrote it), and does an office file unpack to no more
than it says? Looks at bytes only; nothing is run or kept. Pure.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from litigation_app.casework.documents import rules
from litigation_app.casework.documents.rules import Caution, Kind, Refused, Why
from litigation_app.core.zip_directory import EndMissing, zip_directory

MOST_MEMBERS = 5_000
MOST_DIRECTORY = 4 * 2**20  # bytes of the list of members, which is read whole
MOST_UNPACKED = 512 * 2**20
MOST_RATIO = 200  # times as large unpacked; XML of sheets comes close to 50
_ALWAYS_FINE = 2**20  # bytes: a small member may be as repetitive as it likes
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # ISO/IEC 29500-2 and 26300-3 know no other
_PIECE = 2**16
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST_DECLARATION = max(map(len, _DECLARATIONS))
_XML = (".xml", ".rels", ".rdf", ".vml")
_MACRO_FILES = ("vbaproject.bin", "script-lb.xml")


@dataclass
class Budget:
    """How many bytes may still be unpacked: one for all files of a form, so that many together are no bomb."""

    left: int = MOST_UNPACKED


def look_through(file: BinaryIO, kind: Kind, budget: Budget) -> set[Caution]:
    """What a reader should be warned of; raises Refused for a bomb, a damaged file, another kind, or XML with entities."""
    _check_end(file)
    try:
        with zipfile.ZipFile(file) as container:
            members = container.infolist()
            _check_sizes(members, file.seek(0, 2))
            if kind.member not in {member.filename for member in members}:
                raise Refused(Why.OTHER_KIND)
            for member in members:
                budget.left -= _unpack(container, member, budget.left)
            return _cautions(container, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Refused(Why.DAMAGED) from error


def _check_end(file: BinaryIO) -> None:
    """Before the list of members is read: is it as short as a list of an office file is?"""
    try:
        said = zip_directory(file)
    except EndMissing:
        raise Refused(Why.DAMAGED) from None
    if said.entries > MOST_MEMBERS or said.size > MOST_DIRECTORY or said.is_zip64:  # which no office file needs
        raise Refused(Why.BOMB)


def _check_sizes(members: list[zipfile.ZipInfo], size: int) -> None:
    """What the members say of themselves, each and all together in a file of this size."""
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > min(MOST_UNPACKED, max(MOST_RATIO * size, _ALWAYS_FINE)):
        raise Refused(Why.BOMB)
    for member in members:
        if member.compress_type not in _PACKINGS:
            raise Refused(Why.FOREIGN)
        if member.file_size > _ALWAYS_FINE and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            raise Refused(Why.BOMB)


def _unpack(container: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Unpack a member into nothing, counting; its check sum must hold and its XML declare nothing."""
    is_xml = member.filename.lower().endswith(_XML)
    count, before = 0, b""
    with container.open(member) as content:
        while piece := content.read(_PIECE):
            count += len(piece)
            if count > left:
                raise Refused(Why.BOMB)
            if is_xml:
                text = (before + piece.replace(b"\0", b"")).upper()  # UTF-16 without its zeros
                if any(declaration in text for declaration in _DECLARATIONS):
                    raise Refused(Why.FOREIGN)
                before = text[-_LONGEST_DECLARATION:]
    return count


def _cautions(container: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> set[Caution]:
    names = [member.filename.lower() for member in members]
    found = set()
    if any(name.endswith(_MACRO_FILES) for name in names):
        found.add(Caution.MACROS)
    for name in ("docProps/core.xml", "meta.xml"):
        if name.lower() in names and _names_somebody(container, name):
            found.add(Caution.AUTHOR)
    return found


def _names_somebody(container: zipfile.ZipFile, name: str) -> bool:
    with container.open(name) as content:
        text = content.read(_PIECE)
    return any(
        tag + b">" in text and tag + b"></" not in text
        for tag in (b"<dc:creator", b"<cp:lastModifiedBy", b"<meta:initial-creator")
    )


_LOOKED_AT = 2 * 2**20  # bytes, from the start and from the end
_MOST_SEGMENTS = 1_000
_GPS = 0x8825  # Exif 2.32, 4.6.3: the pointer to the place
_DEVICE = frozenset({0x010F, 0x0110, 0x8769})  # who made the camera, its model, the pointer to how it was set
_OF_OUTLOOK = bytes.fromhex("0b0d020000000000c000000000000046")  # [MS-OXMSG] 2.4: its class, as [MS-CFB] writes one
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
        found = look_through(file, kind, budget or Budget())
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


def _outlook(file: BinaryIO, kind: Kind) -> set[Caution]:
    """A message says so in the root of its storages, or each of their names begins so; raises Refused for an old office file."""
    file.seek(0)
    head = file.read(rules.HEAD_BYTES)
    size = 2 ** min(head[30], 12) if len(head) > 52 else 0
    file.seek((struct.unpack_from("<L", head, 48)[0] + 1) * size if size else 0)
    first = file.read(size)
    if _OF_OUTLOOK not in first and b"_\0_\0" not in (first[at : at + 4] for at in range(128, len(first), 128)):
        raise Refused(Why.OTHER_KIND if first else Why.DAMAGED)
    return _mail(file, kind)


def _mail(file: BinaryIO, kind: Kind) -> set[Caution]:  # noqa: ARG001
    return {Caution.MAIL}


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
    "msg": _outlook,
    "eml": _mail,
    "mp4": _film,
}
