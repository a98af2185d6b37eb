"""How do many files become one that is taken whole or not at all? A plain tar whose last words list and vouch for all of it.

tar = members … | manifest.json (canonical JSON: what is said of them, then name, size and SHA-256 of each) | manifest.mac
Only plain files; that a member may be packed is a matter of who put it in.
"""

import hashlib
import hmac
import json
import os
import re
import stat
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

Mac = Callable[[bytes], bytes]
Tell = Callable[[int], None]  # how many more bytes are done

MANIFEST, SEAL = "manifest.json", "manifest.mac"
_MOST_MANIFEST = 2**28  # bytes; a million members
_BLOCK = tarfile.BLOCKSIZE
_MOST_END = 2**16  # bytes of nothing after the last member
_PIECE = 2**20
_LARGEST_USTAR = 8**11
_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*){0,7}", re.ASCII)
_LONGEST_NAME = 200


class ArchiveRefused(Exception):
    """This is no whole backup; the message is one plain sentence."""


@dataclass(frozen=True)
class Member:
    """One file of the archive. `start`: where its bytes begin."""

    name: str
    size: int
    sha256: str
    start: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Manifest:
    """What is said of the archive, and what is in it."""

    said: Mapping[str, Any]
    members: tuple[Member, ...]

    def under(self, folder: str) -> list[Member]:
        """The members of a folder, in their order."""
        return [one for one in self.members if one.name.startswith(folder + "/")]


def is_name(name: str) -> bool:
    """Whether a member may be called so: plain names, below one another, nothing that leads elsewhere."""
    return len(name) <= _LONGEST_NAME and _NAME.fullmatch(name) is not None


class Writer:
    """Writes an archive from start to end."""

    def __init__(self, file: BinaryIO, tell: Tell) -> None:
        self._file, self._tell = file, tell
        self._members: list[Member] = []

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        """So many bytes of `source`; raises ArchiveRefused if it ends before."""
        self._head(name, size)
        digest, left = hashlib.sha256(), size
        while left:
            piece = source.read(min(_PIECE, left))
            if not piece:
                raise ArchiveRefused(f"{name} became shorter while it was read.")
            self._file.write(piece)
            digest.update(piece)
            self._tell(len(piece))
            left -= len(piece)
        self._pad(size)
        self._members.append(Member(name, size, digest.hexdigest()))

    def add_bytes(self, name: str, content: bytes) -> None:
        self._put(name, content)
        self._tell(len(content))
        self._members.append(Member(name, len(content), hashlib.sha256(content).hexdigest()))

    def finish(self, said: Mapping[str, Any], mac: Mac) -> None:
        """List what was added, vouch for it, and end the archive."""
        members = [[one.name, one.size, one.sha256] for one in self._members]
        manifest = json.dumps({"said": said, "members": members}, sort_keys=True, separators=(",", ":")).encode()
        self._put(MANIFEST, manifest)
        self._put(SEAL, mac(manifest).hex().encode())
        self._file.write(bytes(2 * _BLOCK))

    def _put(self, name: str, content: bytes) -> None:
        self._head(name, len(content))
        self._file.write(content)
        self._pad(len(content))

    def _head(self, name: str, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        is_small = size < _LARGEST_USTAR
        self._file.write(info.tobuf(tarfile.USTAR_FORMAT) if is_small else info.tobuf(tarfile.GNU_FORMAT))

    def _pad(self, size: int) -> None:
        self._file.write(bytes(-size % _BLOCK))


class Archive:
    """An archive that is read. Nothing in it is believed before `manifest` has found its MAC good."""

    def __init__(self, path: Path) -> None:
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError:
            raise ArchiveRefused(f"{path} cannot be read.") from None
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            os.close(descriptor)
            raise ArchiveRefused(f"{path} is no file.")
        self._file, self.size = os.fdopen(descriptor, "rb"), found.st_size

    def close(self) -> None:
        self._file.close()

    def manifest(self, mac: Mac) -> Manifest:
        """What is in it, if the owner of the key made it and every member stands where it was put; raises ArchiveRefused.

        Looks at heads only: `check` reads all of it.
        """
        heads = list(self._heads())
        if [one.name for one in heads[-2:]] != [MANIFEST, SEAL] or heads[-2].size > _MOST_MANIFEST:
            raise ArchiveRefused("This file is no backup of a desk, or its end is missing.")
        content, seal = (self._content(one) for one in heads[-2:])
        if not hmac.compare_digest(mac(content).hex().encode(), seal):
            raise ArchiveRefused("This backup was made by another desk than the keyring's, or it was changed.")
        found = json.loads(content)
        members = [Member(name, size, sha256) for name, size, sha256 in found["members"]]
        if [(one.name, one.size) for one in members] != [(one.name, one.size) for one in heads[:-2]]:
            raise ArchiveRefused("This backup is not what its list says.")
        placed = (Member(m.name, m.size, m.sha256, h.start) for m, h in zip(members, heads, strict=False))
        return Manifest(found["said"], tuple(placed))

    def _heads(self) -> Iterator[Member]:
        names: set[str] = set()
        self._file.seek(0)
        while any(block := self._file.read(_BLOCK)):
            info = _head_of(block)
            start = self._file.tell()
            if info.name in names:
                raise ArchiveRefused("This file is no backup of a desk: a name stands in it twice.")
            if info.size < 0 or start + info.size > self.size:
                raise ArchiveRefused("This backup is cut short.")
            names.add(info.name)
            yield Member(info.name, info.size, "", start)
            self._file.seek(start + info.size + -info.size % _BLOCK)
        rest = self._file.read(_MOST_END)
        if len(block) < _BLOCK or len(rest) < _BLOCK or any(rest):
            raise ArchiveRefused("This backup is cut short, or something follows its end.")

    def _content(self, member: Member) -> bytes:
        self._file.seek(member.start)
        return self._file.read(min(member.size, _MOST_MANIFEST))

    def check(self, members: Iterable[Member], tell: Tell) -> None:
        """Read every byte once; raises ArchiveRefused naming the first member that is damaged."""
        for member in members:
            for piece in self.pieces(member):
                tell(len(piece))

    def pieces(self, member: Member) -> Iterator[bytes]:
        """Its bytes; raises ArchiveRefused after the last one if they are not what was put in."""
        digest, left = hashlib.sha256(), member.size
        self._file.seek(member.start)
        while left:
            piece = self._file.read(min(_PIECE, left))
            if not piece:
                raise ArchiveRefused("This backup is cut short.")
            digest.update(piece)
            left -= len(piece)
            yield piece
        if digest.hexdigest() != member.sha256:
            raise ArchiveRefused(f"This backup is damaged: {member.name} is not what was put into it.")


def _head_of(block: bytes) -> tarfile.TarInfo:
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError):
        raise ArchiveRefused("This file is no backup of a desk, or it is cut short.") from None
    if info.type != tarfile.REGTYPE or not is_name(info.name):
        raise ArchiveRefused("This file is no backup of a desk: something in it is no plain file.")
    return info
