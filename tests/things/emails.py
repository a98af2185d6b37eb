"""E-mails as people send them, and Outlook's files, written here byte by byte."""

import struct
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any

WORD = "Neizmišljenka"
END, NOBODY, FREE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
Storage = Mapping[str, Any]  # a stream is bytes, a storage such a mapping


def eml(body: str = f"Poštovani,\nšaljem presudu za {WORD}.\n", *, page: str = "", **headers: str) -> EmailMessage:
    """A message with the usual heads, its text, and perhaps the same as a page."""
    said = {
        "From": "Вера Замишљена <vera@primer.example>",
        "To": "tuzilastvo@primer.example",
        "Subject": "Рочиште 4. 12. – Ђорђевић",
        "Date": "Mon, 07 Dec 2026 10:00:00 +0100",
    }
    message = EmailMessage()
    for name, value in (said | headers).items():
        message[name] = value
    message.set_content(body)
    if page:
        message.add_alternative(page, subtype="html")
    return message


def msg(**changed: Any) -> bytes:
    """A message of Outlook: two people, a text, an attachment; `changed`: properties of its root by their number."""
    moment = 134_095_680_000_000_000  # a day of December 2025, in tenths of a microsecond since 1601
    fixed = struct.pack("<HHLQ", 0x40, 0x0039, 6, moment)
    root: dict[str, Any] = {
        "__properties_version1.0": bytes(32) + fixed,
        "__substg1.0_0037001F": "Рочиште Ђорђевић".encode("utf-16-le"),
        "__substg1.0_0C1A001F": "Vera Zamišljena".encode("utf-16-le"),
        "__substg1.0_5D01001F": "vera@primer.example".encode("utf-16-le"),
        "__substg1.0_1000001F": (f"Poštovani,\r\nšaljem presudu za {WORD}.\r\n" + "x " * 3000).encode("utf-16-le"),
        "__recip_version1.0_#00000000": person("Tužilaštvo", "tuzilastvo@primer.example", 1),
        "__recip_version1.0_#00000001": person("Sud", "sud@primer.example", 2),
        "__attach_version1.0_#00000000": {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": "пресуда.pdf".encode("utf-16-le"),
            "__substg1.0_37010102": b"%PDF" * 2_000,
        },
    }
    return compound(root | {f"__substg1.0_{name}": value for name, value in changed.items()})


def person(name: str, address: str, kind: int) -> Storage:
    return {
        "__properties_version1.0": bytes(8) + struct.pack("<HHLQ", 3, 0x0C15, 6, kind),
        "__substg1.0_3001001F": name.encode("utf-16-le"),
        "__substg1.0_39FE001F": address.encode("utf-16-le"),
    }


def compound(root: Storage) -> bytes:
    """A compound file of these storages and streams ([MS-CFB], version 3)."""
    writer = _Writer()
    writer.add("Root Entry", 5, root)
    return writer.written()


class _Writer:
    def __init__(self) -> None:
        self.entries: list[list[Any]] = []
        self.sectors: list[bytes] = []
        self.table: list[int] = []
        self.small, self.small_table = b"", list[int]()

    def add(self, name: str, kind: int, content: Any) -> int:
        number, row = len(self.entries), [name, kind, NOBODY, NOBODY, END, 0]
        self.entries.append(row)
        if isinstance(content, bytes):
            row[4], row[5] = self._stream(content), len(content)
            return number
        before = row
        for place, (under, said) in enumerate(content.items()):
            row[4] = 0 if kind != 5 else END
            added = self.add(under, 2 if isinstance(said, bytes) else 1, said)
            before[3 if place == 0 else 2] = added  # the first is the child, each other hangs on the one before
            before = self.entries[added]
        return number

    def _stream(self, content: bytes) -> int:
        if len(content) >= 4096:
            return self._kept(content)
        if not content:
            return END
        first, count = len(self.small_table), -(-len(content) // 64)
        self.small += content.ljust(count * 64, b"\0")
        self.small_table += [*range(first + 1, first + count), END]
        return first

    def _kept(self, content: bytes, mark: int = END) -> int:
        first, count = len(self.table), -(-len(content) // 512)
        self.sectors += [content[at : at + 512].ljust(512, b"\0") for at in range(0, count * 512, 512)]
        self.table += [*range(first + 1, first + count), mark] if mark == END else [mark] * count
        return first if count else END

    def written(self) -> bytes:
        root = self.entries[0]
        root[4], root[5] = self._kept(self.small), len(self.small)
        small = b"".join(struct.pack("<L", one) for one in self.small_table)
        small_at = self._kept(small.ljust(-(-len(small) // 512) * 512, b"\xff"))
        listed_at = self._kept(b"".join(map(_entry, self.entries)))
        count = -(-(len(self.table) + 1) // 127)
        tables = [len(self.table) + one for one in range(count)]
        table = struct.pack(f"<{len(self.table)}L", *self.table) + struct.pack(f"<{count}L", *[0xFFFFFFFD] * count)
        self.sectors.append(table.ljust(count * 512, b"\xff"))
        head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
        head += struct.pack("<LLLLLLLL", count, listed_at, 0, 4096, small_at, -(-len(small) // 512), END, 0)
        return head + struct.pack("<109L", *tables, *[FREE] * (109 - count)) + b"".join(self.sectors)


def _entry(row: list[Any]) -> bytes:
    name, kind, right, child, start, size = row
    letters = (name + "\0").encode("utf-16-le")
    root = bytes.fromhex("0b0d020000000000c000000000000046") if kind == 5 else bytes(16)
    said = letters.ljust(64, b"\0") + struct.pack("<HBBLLL", len(letters), kind, 1, NOBODY, right, child)
    return said + root + bytes(20) + struct.pack("<LLL", start, size, 0)
