"""How does a file get into its sealed form while it arrives, and out again under a ticket? It never lies anywhere in the clear."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, NoReturn
from uuid import UUID, uuid4

from werkzeug.exceptions import ServiceUnavailable

from litigation_app.core.blobs import Blob, BlobMissing, Blobs, Part
from litigation_app.core.language import _l
from litigation_app.ledger import Ticket
from litigation_app.vault.capsules import capsules, unsealing
from litigation_app.vault.ciphers.aead import Alg, SealBroken
from litigation_app.vault.ciphers.file_encryption import CHUNK, KEY_BYTES, Bytes, Content, FilePlace, Reader, Writer
from litigation_app.vault.keys import holder

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

CAPSULE = "file"  # beside the row: the file's own key, its length and its SHA-256
_NOWHERE = UUID(int=0)
_IN_MEMORY = 2 * CHUNK  # sealed bytes of a file that are kept in memory before a part on the disk is begun


class StoreUnwritable(ServiceUnavailable):
    """The disk is full or broken: the file was not taken."""

    description = _l("The disk of the desk is full, so the files were not taken. Tell your administrator.")


class _Unsealing(io.RawIOBase):
    """What lies sealed, read like any file from any place."""

    def __init__(self) -> None:
        super().__init__()
        self._position = 0

    def _whole(self) -> int:
        """How many bytes there are."""
        raise NotImplementedError

    def _between(self, start: int, stop: int) -> Iterator[bytes]:
        raise NotImplementedError

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._whole()}[whence]
        if start + offset < 0:
            raise ValueError("before the start")
        self._position = start + offset
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: "WriteableBuffer") -> int:
        wanted, filled = memoryview(buffer).cast("B"), 0
        for piece in self._between(self._position, self._position + len(wanted)):
            wanted[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._position += filled
        return filled


class Incoming(_Unsealing):
    """A file that arrives: sealed as it is written, under a key that only this process knows until it is kept.

    Written once from start to end; the first `seek` ends the writing, and then it reads like a file.
    """

    def __init__(self, blobs: Blobs, place: FilePlace, alg: Alg = Alg.GCM) -> None:
        super().__init__()
        self.place = place
        self._blobs, self._key = blobs, os.urandom(KEY_BYTES)
        self._small = bytearray()
        self._part: Part | None = None
        self._content: Content | None = None
        self._reader: Reader | None = None
        self._writer = Writer(self._store, self._key, place, alg=alg)

    def __repr__(self) -> str:
        return "<Incoming>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")

    def _store(self, sealed: Bytes) -> None:
        if self._part is None and len(self._small) + len(sealed) <= _IN_MEMORY:
            self._small += sealed
            return
        self._on_disk().write(sealed)

    def _on_disk(self) -> Part:
        if self._part is None:
            self._part = self._blobs.begin()
            self._part.write(self._small)
            self._small = bytearray()
        return self._part

    def write(self, data: "ReadableBuffer") -> int:
        """Raises StoreUnwritable (503) where the disk takes no more."""
        if self._content is not None:
            raise io.UnsupportedOperation("this file is complete")
        try:
            return self._writer.write(memoryview(data))
        except OSError as error:
            raise StoreUnwritable from error

    @property
    def length(self) -> int:
        """How many bytes were written so far."""
        return self._writer.size

    def finish(self) -> Content:
        """End the writing; may be called again."""
        if self._content is None:
            try:
                self._content = self._writer.close()
            except OSError as error:
                raise StoreUnwritable from error
        return self._content

    def _readable(self) -> Reader:
        content = self.finish()
        if self._reader is None:
            size = self._part.size if self._part is not None else len(self._small)
            self._reader = Reader(self._read_at, size, self._key, self.place)
            if self._reader.size != content.size:
                raise SealBroken
        return self._reader

    def _read_at(self, offset: int, size: int) -> bytes:
        return (
            self._part.read_at(offset, size) if self._part is not None else bytes(self._small[offset : offset + size])
        )

    def _whole(self) -> int:
        return self.finish().size

    def _between(self, start: int, stop: int) -> Iterator[bytes]:
        return self._readable().pieces(start, stop)

    def writable(self) -> bool:
        return self._content is None

    def tell(self) -> int:
        return super().tell() if self._content is not None else self.length

    def close(self) -> None:
        """Throw away what was not kept."""
        if self._part is not None:
            self._part.close()
        self._small = bytearray()
        super().close()


class SealedFile:
    """A stored file, opened: whole or any range of it."""

    def __init__(self, blob: Blob, reader: Reader, of: str) -> None:
        self._blob, self._reader, self._of = blob, reader, of
        self.size = reader.size

    def pieces(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to, not including, `stop`; raises SealBroken where a chunk does not hold."""
        with unsealing.naming(self._of):
            yield from self._reader.pieces(start, stop)

    def close(self) -> None:
        self._blob.close()


class Stretch(_Unsealing):
    """The bytes of an opened file from `start` up to, not including, `stop`, for whoever sends them at a reader's own pace.

    `broken` is called before SealBroken is raised: by then nobody who asked may be there. Closing it closes the file.
    """

    def __init__(self, file: SealedFile, start: int, stop: int, broken: Callable[[SealBroken], None]) -> None:
        super().__init__()
        self._file, self._start, self._stop, self._broken = file, start, stop, broken

    def __repr__(self) -> str:
        return "<Stretch>"

    def _whole(self) -> int:
        return self._stop - self._start

    def _between(self, start: int, stop: int) -> Iterator[bytes]:
        try:
            yield from self._file.pieces(self._start + start, min(self._start + stop, self._stop))
        except SealBroken as broken:
            self._broken(broken)
            raise

    def close(self) -> None:
        self._file.close()
        super().close()


def receive(blobs: Blobs, table: str) -> Incoming:
    """A new file of a row that does not exist yet: `place.row` will be its id, `place.file` its name in the store. Raises VaultLocked."""
    vault, row = holder.current(), uuid4()
    return Incoming(blobs, FilePlace(vault.instance, table, row, file=row), vault.alg)


def pass_through(blobs: Blobs) -> Incoming:
    """What only waits to be read once by this process, as the body of a request does."""
    return Incoming(blobs, FilePlace(_NOWHERE, "request", uuid4(), uuid4()))


def store(incoming: Incoming) -> None:
    """Put the sealed file on the disk for good; it means nothing before `keep` has saved its key. Raises StoreUnwritable."""
    incoming.finish()
    try:
        incoming._on_disk().keep(incoming.place.file)
    except OSError as error:
        raise StoreUnwritable from error


def keep(incoming: Incoming, *, subject: UUID) -> None:
    """Seal the stored file's own key beside its row, under the subject's key, in this request's transaction."""
    content, place = incoming.finish(), incoming.place
    said = {"key": incoming._key.hex(), "sha256": content.digest.hex(), "size": content.size}
    capsules.seal(subject=subject, table=place.table, row=place.row, capsule=CAPSULE, content=said)


def open_file(ticket: Ticket, blobs: Blobs, *, subject: UUID, table: str, row: UUID, file: UUID) -> SealedFile:
    """The file under a ticket of its own reading. Raises TicketRefused, BlobMissing, SealBroken."""
    said, of = unsealing.open(ticket, subject=subject, table=table, row=row, capsule=CAPSULE), f"{table}:{row}"
    place = FilePlace(holder.current().instance, table, row, file)
    blob = blobs.open(file)
    with ExitStack() as undo, unsealing.naming(of):
        undo.callback(blob.close)
        reader = Reader(blob.read_at, blob.size, bytes.fromhex(said["key"]), place)
        if reader.size != said["size"]:
            raise SealBroken
        undo.pop_all()
    return SealedFile(blob, reader, of)


__all__ = [
    "BlobMissing",
    "Incoming",
    "SealedFile",
    "StoreUnwritable",
    "Stretch",
    "keep",
    "open_file",
    "pass_through",
    "receive",
    "store",
]
