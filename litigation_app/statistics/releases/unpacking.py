"""Which files does a bundle bring that came as one file or as a folder? Only those of the format, and no more than fit."""

import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from litigation_app.core.zip_directory import zip_directory
from litigation_app.statistics.releases import layout
from litigation_app.statistics.releases.reading import MOST_BYTES, read_files
from litigation_app.statistics.releases.shapes import ReleaseBroken

MOST_FILES = 100  # a publication has some twenty
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MOST_DIRECTORY = 256 * 1024
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def brought(path: Path) -> Mapping[str, bytes]:
    """The files of a folder or of a zip by their names in the format; raises ReleaseBroken."""
    if path.is_dir():
        return _of_format(read_files(path))
    with path.open("rb") as file:
        return unzipped(file)


def unzipped(file: IO[bytes]) -> Mapping[str, bytes]:
    """The files of a zip that holds one bundle's folder, or the inside of it; raises ReleaseBroken. Nothing is written."""
    try:
        said = zip_directory(file)
        if file.seek(0, 2) > MOST_BYTES or said.size > MOST_DIRECTORY or said.is_zip64:
            raise ReleaseBroken("too_large")
        file.seek(0)
        with zipfile.ZipFile(file) as pack:
            return _of_format(_read(pack))
    except _DAMAGED as error:
        raise ReleaseBroken("archive") from error


def _read(pack: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in pack.infolist() if not entry.is_dir()]
    if len(pack.infolist()) > 2 * MOST_FILES or len(entries) > MOST_FILES:
        raise ReleaseBroken("too_large")
    inside = _top_folder(entries)
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for entry in entries:
        name = entry.filename.removeprefix(inside)
        kind = entry.external_attr >> 16
        if entry.flag_bits & 1 or entry.compress_type not in _METHODS or (stat.S_IFMT(kind) not in (0, stat.S_IFREG)):
            raise ReleaseBroken("added", name)
        if name in files or not layout.is_file_name(name):
            raise ReleaseBroken("added", name)
        with pack.open(entry) as packed:
            files[name] = packed.read(left + 1)  # what the entry says of its size is not believed
        left -= len(files[name])
        if left < 0:
            raise ReleaseBroken("too_large")
    return files


def _top_folder(entries: list[zipfile.ZipInfo]) -> str:
    """What all names begin with: the folder of the bundle, where it was packed with it."""
    package = next((entry.filename for entry in entries if entry.filename.endswith(layout.PACKAGE)), "")
    folder = package.removesuffix(layout.PACKAGE)
    return folder if folder.count("/") <= 1 and all(entry.filename.startswith(folder) for entry in entries) else ""


def _of_format(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    for name in files:
        if not layout.is_file_name(name):
            raise ReleaseBroken("added", name)
    return files
