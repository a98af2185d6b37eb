"""What do the streams of an Outlook message say? Every chain is followed no longer than the file is. Pure.

Sources: [MS-CFB] 2.2 to 2.6, [MS-OXMSG] 2.1 to 2.4, [MS-OXPROPS] for the numbers of the properties.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from litigation_app.casework.documents.messages.rules import MOST_NAMED, Attachment, Email, from_html, in_letters

_HEADER, _ENTRY, _NOBODY = 512, 128, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MOST_STREAM = 16 * 2**20
_MOST_PEOPLE = 1_000
_SINCE = datetime(1601, 1, 1, tzinfo=UTC)  # of Windows' moments, in tenths of a microsecond
_CODEPAGES = {65001: "utf-8", 20127: "ascii", 28592: "iso-8859-2", 28595: "iso-8859-5"}
_SUBJECT, _BODY, _HTML, _SENT, _ARRIVED = "0037", "1000", "1013", "0039", "0E06"
_CODEPAGE, _OF_HTML = "3FFD", "3FDE"
_SENDER, _SENDER_AT, _TO, _CC = "0C1A", ("5D01", "0C1F"), "0E04", "0E03"
_NAME, _AT, _KIND = "3001", ("39FE", "3003"), "0C15"
_FILE_NAMES, _FILE = ("3707", "3704", "3001"), "37010102"


class Damaged(ValueError):
    """It is no such file, or not all of it."""


class Entry(NamedTuple):
    """A storage or a stream in the list of all."""

    name: str
    type: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """A file system inside one file; raises Damaged."""

    def __init__(self, document: bytes) -> None:
        if len(document) < _HEADER:
            raise Damaged
        self.document = document
        shift, mini = struct.unpack_from("<HH", document, 30)
        if shift not in {9, 12} or mini != 6:
            raise Damaged
        self.sector, self.mini_sector = 1 << shift, 1 << mini
        self.most = len(document) // self.sector + 1
        self.table = self._numbers(self._table_sectors())
        first, self.cutoff, mini_first = (struct.unpack_from("<L", document, at)[0] for at in (48, 56, 60))
        listed = self._chain(first, self.table)
        self.entries = [self._entry(listed, at) for at in range(0, len(listed) - _ENTRY + 1, _ENTRY)]
        if not self.entries or self.entries[0].type != _ROOT:
            raise Damaged
        self.mini_table = self._words(self._chain(mini_first, self.table)) if mini_first < self.most else ()

    @cached_property
    def mini(self) -> bytes:
        """Where the small streams lie."""
        return self._chain(self.entries[0].start, self.table)

    def under(self, entry: Entry) -> Iterator[Entry]:
        """What lies in a storage."""
        waiting, seen = [entry.child], set[int]()
        while waiting:
            number = waiting.pop()
            if number >= len(self.entries) or number in seen:
                continue
            seen.add(number)
            found = self.entries[number]
            waiting += [found.left, found.right]
            yield found

    def read(self, entry: Entry) -> bytes:
        """The bytes of a stream, as far as the bound."""
        size = min(entry.size, _MOST_STREAM)
        if entry.size >= self.cutoff:
            return self._chain(entry.start, self.table, size)[:size]
        pieces, number = list[bytes](), entry.start
        while number < len(self.mini_table) and len(pieces) * self.mini_sector < size:
            at = number * self.mini_sector
            pieces.append(self.mini[at : at + self.mini_sector])
            number = self.mini_table[number]
        return b"".join(pieces)[:size]

    def _table_sectors(self) -> list[int]:
        """Where the table of chains lies: the first places stand in the header, the others in a chain of their own."""
        found = [one for one in struct.unpack_from("<109L", self.document, 76) if one < self.most]
        following, steps = struct.unpack_from("<L", self.document, 68)[0], 0
        while following < self.most and max(steps, len(found)) < self.most:
            *more, following = self._words(self._at(following)) or (_NOBODY,)
            found += [one for one in more if one < self.most]
            steps += 1
        return found[: self.most * 4 // self.sector + 1]  # a longer table would speak of sectors that are not there

    def _numbers(self, sectors: list[int]) -> tuple[int, ...]:
        return self._words(b"".join(map(self._at, sectors)))

    def _words(self, content: bytes) -> tuple[int, ...]:
        return struct.unpack_from(f"<{len(content) // 4}L", content)

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        return self.document[start : start + self.sector]

    def _chain(self, number: int, table: tuple[int, ...], most: int = _MOST_STREAM) -> bytes:
        pieces = list[bytes]()
        while number < len(table) and len(pieces) < self.most and len(pieces) * self.sector < most:
            pieces.append(self._at(number))
            number = table[number]
        return b"".join(pieces)

    def _entry(self, listed: bytes, at: int) -> Entry:
        length, kind = struct.unpack_from("<HB", listed, at + 64)
        name = listed[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        left, right, child = struct.unpack_from("<3L", listed, at + 68)
        start, size = struct.unpack_from("<LL", listed, at + 116)
        return Entry(name, kind, left, right, child, start, size)


class _Properties:
    """The properties of a message, a person or an attachment."""

    def __init__(self, file: Compound, storage: Entry, head: int, coding: str = "cp1250") -> None:
        self.file, self.head = file, head
        self.streams = {one.name.upper(): one for one in file.under(storage) if one.type == _STREAM}
        self.coding = self._coding(_CODEPAGE) or coding

    def text(self, *properties: str) -> str:
        """The first of them that says something."""
        for one in properties:
            for kind, coding in (
                ("001F", "utf-16-le"),
                ("001E", self.coding),
                ("0102", self._coding(_OF_HTML) or "utf-8"),
            ):
                if content := self.bytes(one + kind):
                    return in_letters(content, coding).replace("\0", "")
        return ""

    def _coding(self, property_: str) -> str:
        number = self.number(property_)
        return _CODEPAGES.get(number, f"cp{number}") if number else ""

    def bytes(self, property_: str) -> bytes:
        stream = self.streams.get(f"__SUBSTG1.0_{property_}")
        return self.file.read(stream) if stream else b""

    def size(self, property_: str) -> int:
        stream = self.streams.get(f"__SUBSTG1.0_{property_}")
        return stream.size if stream else 0

    def number(self, property_: str) -> int:
        return self.fixed.get(property_, 0)

    @cached_property
    def fixed(self) -> dict[str, int]:
        """Numbers and moments, which stand in one stream, sixteen bytes each."""
        stream = self.streams.get("__PROPERTIES_VERSION1.0")
        content = self.file.read(stream) if stream else b""
        rows = (struct.unpack_from("<HHLQ", content, at) for at in range(self.head, len(content) - 15, 16))
        return {f"{tag:04X}": value & 0xFFFFFFFF if kind == 3 else value for kind, tag, _flags, value in rows}


def read_msg(document: bytes) -> Email:
    """A message of Outlook; raises Damaged."""
    file = Compound(document)
    root, storages = (
        _Properties(file, file.entries[0], 32),
        [one for one in file.under(file.entries[0]) if one.type == _STORAGE],
    )
    if not root.streams:
        raise Damaged
    to, cc = _people(file, storages, root.coding)
    attached = [one for one in storages if one.name.lower().startswith("__attach_version1.0_")]
    return Email(
        _with_address(root.text(_SENDER), root.text(*_SENDER_AT)),
        to or root.text(_TO),
        cc or root.text(_CC),
        _moment(root.number(_SENT) or root.number(_ARRIVED)),
        " ".join(root.text(_SUBJECT).split()),
        (root.text(_BODY) or from_html(root.text(_HTML))).replace("\r\n", "\n").strip(),
        len(attached),
        tuple(_attachment(_Properties(file, one, 8, root.coding)) for one in attached[:MOST_NAMED]),
    )


def _people(file: Compound, storages: list[Entry], coding: str) -> tuple[str, str]:
    """To whom it went, and to whom a copy."""
    named = [one for one in storages if one.name.lower().startswith("__recip_version1.0_")][:_MOST_PEOPLE]
    people = [_Properties(file, one, 8, coding) for one in sorted(named)]
    said = [(one.number(_KIND), _with_address(one.text(_NAME), one.text(*_AT))) for one in people]
    return ", ".join(who for kind, who in said if kind != 2), ", ".join(who for kind, who in said if kind == 2)


def _with_address(name: str, address: str) -> str:
    name, address = " ".join(name.split()), " ".join(address.split())
    return f"{name} <{address}>" if name and "@" in address and name != address else name or address


def _attachment(said: _Properties) -> Attachment:
    return Attachment(" ".join(said.text(*_FILE_NAMES).split()), said.size(_FILE))


def _moment(tenths: int) -> str:
    """Tenths of a microsecond since 1601 as ISO 8601 has them; "" where there is none."""
    try:
        return (_SINCE + timedelta(microseconds=tenths // 10)).isoformat() if tenths else ""
    except OverflowError:
        return ""
