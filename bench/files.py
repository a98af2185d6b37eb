"""What does sealing cost a large file, in and out, beside a plain copy of it on the same disk, and how fast does a part open?"""

import hashlib
import io
import os
import random
import resource
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from werkzeug.formparser import MultiPartParser

from bench.measuring import Figure, cpu, figure
from litigation_app.core.blobs import Blobs
from litigation_app.vault.capsules import files
from litigation_app.vault.ciphers.file_encryption import CHUNK, FilePlace, Reader, Writer

GIBIBYTE = 2**30
PIECE = 2**16
RANGES = 2_000
REPEATS = 3
_BOUNDARY = b"----WebKitFormBoundary7MA4YWxkTrZu0gWq"  # as long as browsers make it
_PLACE = FilePlace(uuid4(), "bench", uuid4(), uuid4())
_KEY = os.urandom(32)


def figures(size: int = GIBIBYTE) -> Iterator[Figure]:
    """CPU seconds for a file of `size` bytes that arrives, comes in a form, leaves, opens in the middle; and its memory.

    Every paper's SHA-256 is kept, and it alone takes longer than a copy: what arrives is held against a copy that takes
    it too, what leaves against a plain one. On the disk (fsync) is what both sides end with.
    """
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        plain, sealed, copy = (Path(folder) / name for name in ("plain", "sealed", "copy"))
        blobs = Blobs(Path(folder) / "store")
        _fill(plain, size)
        held = _peak()
        acts = {
            "copy": lambda: _copy(plain, copy),
            "copy_with_digest": lambda: _copy(plain, copy, hashlib.sha256()),
            "file_in": lambda: _seal(plain, sealed),
            "file_in_by_form": lambda: _receive(plain, blobs),
            "file_out": lambda: _open(sealed, copy),
        }
        took = _in_turn(acts, GIBIBYTE / size)
        for name, floor in (
            ("file_in", "copy_with_digest"),
            ("file_in_by_form", "copy_with_digest"),
            ("file_out", "copy"),
        ):
            yield figure(name, took[name], "s/GiB", took[floor], 2, "ratio", "lower", size)
        yield _memory(_peak() - held, size)
        yield _range(plain, sealed, size)


def _in_turn(acts: dict[str, Callable[[], None]], per_gib: float) -> dict[str, float]:
    """The least of some repeats, all in turn, so that a busy machine is as unkind to the one as to the other."""
    least = dict.fromkeys(acts, float("inf"))
    for _ in range(REPEATS):
        for name, act in acts.items():
            least[name] = min(least[name], cpu(act, 1) * per_gib)
    return least


def _fill(path: Path, size: int) -> None:
    with path.open("wb") as out:
        for _ in range(0, size, 2**20):
            out.write(os.urandom(min(2**20, size)))


def _copy(source: Path, target: Path, digest: Any = None) -> None:
    with source.open("rb", buffering=0) as found, target.open("wb", buffering=0) as out:
        while piece := found.read(PIECE):
            out.write(piece)
            if digest is not None:
                digest.update(piece)
        os.fsync(out.fileno())


def _seal(source: Path, target: Path) -> None:
    """As a paper arrives: its SHA-256, 64 KiB chunks, and on the disk before it counts."""
    with source.open("rb", buffering=0) as found, target.open("wb", buffering=2**20) as out:
        writer = Writer(out.write, _KEY, _PLACE)
        while piece := found.read(PIECE):
            writer.write(piece)
        writer.close()
        out.flush()
        os.fsync(out.fileno())


def _open(source: Path, target: Path) -> None:
    with source.open("rb", buffering=0) as found, target.open("wb", buffering=0) as out:
        for piece in _reader(found).pieces():
            out.write(piece)
        os.fsync(out.fileno())


def _reader(found: io.FileIO) -> Reader:
    return Reader(lambda at, size: os.pread(found.fileno(), size, at), os.fstat(found.fileno()).st_size, _KEY, _PLACE)


class _Form(io.RawIOBase):
    """A file as a browser sends it, without a second copy of it anywhere."""

    def __init__(self, file: io.FileIO) -> None:
        super().__init__()
        head = b'--%b\r\nContent-Disposition: form-data; name="papers"; filename="a.pdf"\r\n\r\n' % _BOUNDARY
        self._parts: list[Any] = [io.BytesIO(head), file, io.BytesIO(b"\r\n--%b--\r\n" % _BOUNDARY)]

    def read(self, size: int = -1) -> bytes:
        while self._parts:
            piece: bytes = self._parts[0].read(size)
            if piece:
                return piece
            del self._parts[0]
        return b""


def _receive(source: Path, blobs: Blobs) -> None:
    """The same through Werkzeug's reading of the form, into the store, and kept."""
    incoming = files.pass_through(blobs)
    with source.open("rb", buffering=0) as found:
        parser = MultiPartParser(stream_factory=lambda **_said: incoming)  # type: ignore[arg-type]
        parser.parse(_Form(found), _BOUNDARY, None)  # type: ignore[arg-type]
    files.store(incoming)
    blobs.delete(incoming.place.file)


def _range(plain: Path, sealed: Path, size: int) -> Figure:
    """64 KiB from anywhere, with the file opened anew each time, beside the same read of the plain file."""
    starts = [random.Random(place).randrange(max(size - CHUNK, 1)) for place in range(RANGES)]

    def opened() -> None:
        for start in starts:
            with sealed.open("rb", buffering=0) as found:
                b"".join(_reader(found).pieces(start, start + CHUNK))

    def read() -> None:
        for start in starts:
            with plain.open("rb", buffering=0) as found:
                os.pread(found.fileno(), CHUNK, start)

    took, floor = cpu(opened) / RANGES * 1e3, cpu(read) / RANGES * 1e3
    return figure("file_range_64_kib", took, "ms", floor, 5, "value", "lower", RANGES)


def _memory(grown: float, size: int) -> Figure:
    """A plain copy grows by nothing, so there is no floor to divide by."""
    asked = {"goal": 32, "goal_on": "value", "better": "lower", "n": size}
    return {"name": "file_memory", "value": round(grown, 1), "unit": "MB", "floor": None, "ratio": None, **asked}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
