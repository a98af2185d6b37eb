"""Where do the third-party files of the look lie, and how do they travel small?"""

import gzip
from functools import cache
from pathlib import Path

import flask_bootstrap

_WHEEL = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5"
_ALLOWED = {"bootstrap.min.css": _WHEEL / "css" / "bootstrap.min.css"}
_HIGHEST_LEVEL = 9


def bootstrap_file(name: str) -> Path:
    """The file of the Bootstrap-Flask wheel under this name. FileNotFoundError: not one of those served."""
    if name not in _ALLOWED:
        raise FileNotFoundError(name)
    return _ALLOWED[name]


def icon_sprite() -> Path:
    """All Bootstrap Icons in one SVG (1.1 MB), of which `core.icons` cuts those used."""
    return _WHEEL / "icons" / "bootstrap-icons.svg"


@cache
def compressed(path: Path) -> bytes:
    """The file's bytes as gzip, packed once per process: for files that do not change while the desk runs."""
    return gzip.compress(path.read_bytes(), _HIGHEST_LEVEL, mtime=0)
