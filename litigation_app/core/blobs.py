"""Where do files lie? Under a folder, by UUID, whole or not at all. Knows no key, no database and no request."""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from litigation_app.core import held

Bytes = bytes | bytearray | memoryview
_INCOMING = "incoming"
_AT_ONCE = 2**18  # bytes written by one call: whole pages cost half of what odd pieces do
_UNLOCKED_FOR = timedelta(seconds=10)  # at most, between a part's making and its lock
ORPHAN_AFTER = timedelta(hours=1)  # a blob is stored before its row is saved, by far less than this


class BlobMissing(Exception):
    """No such blob lies in the store."""


class Blob:
    """One stored blob, open for reading from any place."""

    def __init__(self, path: Path) -> None:
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            raise BlobMissing from None
        self.size = os.fstat(self._descriptor).st_size

    def read_at(self, offset: int, size: int) -> bytes:
        return os.pread(self._descriptor, size, offset)

    def close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


class Part:
    """A blob that is being written. Its lock says that somebody lives who writes it; unkept, it goes when closed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / _INCOMING / uuid4().hex
        descriptor = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
        self._file = os.fdopen(descriptor, "wb", buffering=_AT_ONCE)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.size = 0

    def write(self, data: Bytes) -> None:
        self._file.write(data)
        self.size += memoryview(data).nbytes

    def read_at(self, offset: int, size: int) -> bytes:
        self._file.flush()
        return os.pread(self._file.fileno(), size, offset)

    def keep(self, name: UUID) -> None:
        """Store it under its name: its bytes are on the disk before the name is, and the name before this returns."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._path.rename(_path(self._folder, name))
        _sync(self._folder)
        self._file.close()

    def close(self) -> None:
        """Throw it away unless it was kept; may be called again."""
        if self._file.closed:
            return
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()
        with contextlib.suppress(OSError):  # what is still to be written, on a disk that is full
            self._file.close()


class Blobs:
    """A store on local files. Several processes may use one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self) -> Part:
        """A new blob, to be written and then kept or closed; raises OSError where the disk is full."""
        for folder in (self._folder, self._folder / _INCOMING):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
                _sync(folder.parent)
        return Part(self._folder)

    def open(self, name: UUID) -> Blob:
        """Raises BlobMissing."""
        return Blob(_path(self._folder, name))

    def delete(self, name: UUID) -> None:
        """Take a blob away; nothing happens where there is none."""
        try:
            _path(self._folder, name).unlink()
        except FileNotFoundError:
            return
        _sync(self._folder)

    def names(self) -> Iterator[UUID]:
        """Every stored blob."""
        for entry, _age in _entries(self._folder):
            with contextlib.suppress(ValueError):
                yield UUID(entry.name)

    def clear_incoming(self) -> int:
        """Take away what a killed process left half written; how many there were. Living writers are left alone."""
        dead = [path for path, age in _entries(self._folder / _INCOMING) if age > _UNLOCKED_FOR and held.is_dead(path)]
        for path in dead:
            path.unlink(missing_ok=True)
        return len(dead)

    def sweep(self, is_known: Callable[[UUID], bool], *, older_than: timedelta = ORPHAN_AFTER) -> int:
        """Take away what no row speaks of, left by a change that was not saved; how many there were."""
        gone = 0
        for path, age in list(_entries(self._folder)):
            name = _name(path)
            if name is not None and age > older_than and not is_known(name):
                self.delete(name)
                gone += 1
        return gone


def _path(folder: Path, name: UUID) -> Path:
    return folder / str(name)


def _name(path: Path) -> UUID | None:
    try:
        return UUID(path.name)
    except ValueError:
        return None


def _entries(folder: Path) -> Iterator[tuple[Path, timedelta]]:
    """Every file of a folder with its age."""
    if not folder.is_dir():
        return
    now = time.time()
    with os.scandir(folder) as found:
        for entry in found:
            with contextlib.suppress(FileNotFoundError):
                if entry.is_file(follow_symlinks=False):
                    yield Path(entry.path), timedelta(seconds=now - entry.stat(follow_symlinks=False).st_mtime)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
