"""What lies beside the shelf: publications that are written and checked, but not on it yet."""

import shutil
import time
from pathlib import Path

from litigation_app.statistics.releases.shapes import ID
from litigation_app.statistics.releases.writing import flush

_PREFIX = "agreed-"  # not hidden: a backup takes it along
_WRITING = (".before-", ".writing-")  # what was being written when the machine stopped
_OLD_SECONDS = 24 * 3600


def lay(folder: Path, shelf: Path) -> None:
    """Lay a written publication beside the shelf, durably; raises OSError. What a stop left there long ago is cleared away."""
    _clear(shelf)
    place = _place(shelf, folder.name)
    shutil.rmtree(place, ignore_errors=True)  # somebody's agreement to the same that was not recorded
    folder.rename(place)
    flush(shelf)


def waiting(shelf: Path) -> list[str]:
    """The names of those that lie beside the shelf."""
    return sorted(path.name.removeprefix(_PREFIX) for path in shelf.glob(f"{_PREFIX}*")) if shelf.is_dir() else []


def put(shelf: Path, name: str) -> None:
    """Move one on the shelf, durably. Nothing happens where somebody else just did. Raises OSError."""
    place = _place(shelf, name)
    if (shelf / name).exists() or not ID.fullmatch(name):
        return
    try:
        place.rename(shelf / name)
    except FileNotFoundError:
        return
    flush(shelf)


def _place(shelf: Path, name: str) -> Path:
    return shelf / f"{_PREFIX}{name}"


def _clear(shelf: Path) -> None:
    for path in shelf.iterdir():
        if path.name.startswith(_WRITING) and time.time() - path.stat().st_mtime > _OLD_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
