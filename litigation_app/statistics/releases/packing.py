"""How does a publication travel as one file? A zip whose bytes are the same every time, given out piece by piece."""

import zipfile
from collections.abc import Iterator

from litigation_app.statistics.releases.shapes import Release

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day a zip can name: a real one would change the bytes


class _Outlet:
    """What zipfile writes into: keeps only what has not been given out yet."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, piece: bytes, /) -> int:
        self._waiting += piece
        return len(piece)

    def flush(self) -> None:
        """zipfile asks for it; nothing waits elsewhere."""

    def close(self) -> None:
        """zipfile never closes what it was given."""

    def taken(self) -> bytes:
        piece = bytes(self._waiting)
        self._waiting.clear()
        return piece


def zipped(release: Release) -> Iterator[bytes]:
    """The pieces of a zip with the publication's folder in it, made of the bytes that were checked."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as pack:
        for path in sorted(release.files):
            entry = zipfile.ZipInfo(f"{release.id}/{path}", _ZIP_EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            pack.writestr(entry, release.files[path])
            yield outlet.taken()
    yield outlet.taken()
