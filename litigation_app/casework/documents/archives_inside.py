"""What lies in an office file, and does it unpack to no more than it says? Looks at bytes only; nothing is run or kept. Pure."""

import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

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
