"""How does a publication reach the shelf: whole, signed, durable and once?"""

import base64
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from litigation_app.statistics.releases import layout
from litigation_app.statistics.releases.shapes import ReleaseContents, ReleaseExists, Signer


def write(shelf: Path, contents: ReleaseContents, signer: Signer) -> Path:
    """Put a publication on the shelf and give its folder; raises ContentsRefused, ReleaseExists.

    It is complete or not there: written beside, flushed to the disk, then renamed.
    """
    name, files = layout.files_of(contents)
    return place(shelf, name, sign(files, signer))


def place(shelf: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Put a folder with these files, by their names in it, beside the others; raises ReleaseExists."""
    folder = shelf / name
    if folder.exists():
        raise ReleaseExists(name)
    shelf.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".writing-", dir=shelf))
    try:
        _fill(beside, files)
        _settle(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def sign(files: Mapping[str, bytes], signer: Signer) -> dict[str, bytes]:
    """The files with their checksums and the signature of the checksums."""
    sums = layout.checksums(files)
    return {
        **files,
        layout.SUMS: sums,
        layout.SIGNATURE: base64.b64encode(signer.sign(sums)) + b"\n",
        layout.SIGNER: base64.b64encode(signer.public_key()) + b"\n",
    }


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        with target.open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    for inner in [*(path for path in folder.iterdir() if path.is_dir()), folder]:
        flush(inner)


def _settle(beside: Path, folder: Path) -> None:
    try:
        beside.rename(folder)
    except OSError as error:
        if folder.exists():
            raise ReleaseExists(folder.name) from error
        raise
    flush(folder.parent)


def flush(folder: Path) -> None:
    """Have what a folder names on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
