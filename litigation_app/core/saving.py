"""Under which name does a browser save what it is sent?"""

from pathlib import PurePosixPath
from urllib.parse import quote

_PLAIN_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._- ")
_UNTITLED = "paper"


def disposition(name: str) -> str:
    """The header under which a browser saves a file, never shows it (RFC 6266, RFC 8187); in ASCII, whatever the name."""
    end = PurePosixPath(name).suffix.removeprefix(".").lower()
    is_plain = set(name) <= _PLAIN_LETTERS and bool(name)
    simple = name if is_plain else _UNTITLED + (f".{end}" if end.isascii() and end.isalnum() else "")
    return f"attachment; filename=\"{simple}\"; filename*=UTF-8''{quote(name, safe='')}"
