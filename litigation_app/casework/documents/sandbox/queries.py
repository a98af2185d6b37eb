"""What does a document say, how does a page of it look, and what is left of it without what it tells besides?

A foreign file is parsed only in a short-lived process that reaches nothing (`reader.py`), in memory, for a bounded
time; what comes back is text or a picture drawn anew, never a byte of the file itself (but for `cleaned` office files).
"""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Thread, Timer
from typing import Any

from litigation_app.casework.documents.messages.rules import Email, email_of
from litigation_app.core.jobs import feed

MOST_PAGES = 100_000  # of a document; no number beyond is looked for
MOST_BYTES = 64 * 2**20  # of a document that is looked into; a larger one is only kept and downloaded
WIDTHS = (900, 1400, 2000)  # pixels of a page, by zoom
PICTURES = frozenset({"jpeg", "png", "tiff"})
SHOWN = PICTURES | {"pdf"}
MESSAGES = frozenset({"eml", "msg"})
TEXTS = frozenset({"pdf", "docx", "odt", "xlsx", "txt"}) | MESSAGES
CLEANED = PICTURES | {"pdf", "docx"}
_PICTURE = (b"\xff\xd8", b"\x89PNG\r\n")
_BEGINS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"} | dict.fromkeys(
    PICTURES, _PICTURE
)  # what is made of a document of this kind
_SECONDS = 30
_MOST_ANSWER = 128 * 2**20
_MOST_CONTENTS = 32 * 2**20  # five million letters, each written as six
_AT_ONCE = BoundedSemaphore(2)  # such processes beside this one: each may take a gigabyte


class Unreadable(Exception):
    """The document does not open, takes too long, or is beyond the limits; nothing is said of what is in it."""


class HoldsHidden(Unreadable):
    """It cannot be cleaned: it holds tracked changes, comments or hidden data, which a person has to settle first."""


@dataclass(frozen=True)
class Contents:
    """How many pages can be shown (0: none), and the text of each page (files without pages: all of it as one)."""

    pages: int = 0
    texts: tuple[str, ...] = field(default=(), repr=False)


def contents(kind: str, document: bytes) -> Contents:
    """The pages and the text of a document; nothing of one that cannot be looked into."""
    if kind not in SHOWN | TEXTS or len(document) > MOST_BYTES:
        return Contents()
    try:
        return said_of(_ask({"do": "contents", "kind": kind}, document))
    except Unreadable:
        return Contents()


def said_of(answer: bytes) -> Contents:
    """What the reader says that it found, though a document may have taken it over. Raises Unreadable for what it never says."""
    try:
        said = json.loads(answer if len(answer) <= _MOST_CONTENTS else b"", object_pairs_hook=_flat)
        pages, texts = said["pages"], said["texts"]
        is_sound = type(pages) is int and 0 <= pages <= MOST_PAGES and type(texts) is list and len(texts) <= MOST_PAGES
        if is_sound and all(type(one) is str and one.encode() is not None for one in texts):  # half a letter is none
            return Contents(pages, tuple(texts))
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise Unreadable


def _flat(said: list[tuple[str, Any]]) -> dict[str, Any]:
    """The one object of such an answer; another inside it ends the reading at once. Raises ValueError."""
    if {name for name, _value in said} != {"pages", "texts"}:
        raise ValueError
    return dict(said)


def picture(kind: str, document: bytes, *, page: int, zoom: int) -> bytes:
    """A page (from 1) drawn anew, as PNG or JPEG; `zoom` is a place in WIDTHS. Raises Unreadable."""
    made = _ask({"do": "picture", "kind": kind, "page": page, "width": WIDTHS[zoom]}, document)
    if not made.startswith(_PICTURE):
        raise Unreadable
    return made


def message(kind: str, document: bytes) -> Email:
    """What an e-mail says, as text alone. Raises Unreadable."""
    try:
        return email_of(said_of(_ask({"do": "message", "kind": kind}, document)).texts)
    except ValueError:
        raise Unreadable from None


def cleaned(kind: str, document: bytes) -> bytes:
    """The document without what it tells besides: a picture drawn anew, a PDF of pictures, an office file without names of authors.

    Raises Unreadable, and HoldsHidden of an office file.
    """
    if kind not in CLEANED or len(document) > MOST_BYTES:
        raise Unreadable
    made = _ask({"do": "cleaned", "kind": kind}, document)
    if made == b"hidden":
        raise HoldsHidden
    if not made.startswith(_BEGINS[kind]):
        raise Unreadable
    return made


def is_shut_in() -> bool:
    """Whether the process that looks into documents reaches no path, no other process and no network. Raises Unreadable."""
    return bool(json.loads(_ask({"do": "shut_in", "kind": ""}, b"")))


def _ask(task: dict[str, Any], document: bytes) -> bytes:
    if not _AT_ONCE.acquire(timeout=_SECONDS):
        raise Unreadable
    try:
        return _answer(
            [sys.executable, "-I", "-m", "litigation_app.casework.documents.sandbox.reader", json.dumps(task)], document
        )
    finally:
        _AT_ONCE.release()


def _answer(command: list[str], document: bytes) -> bytes:
    with subprocess.Popen(  # noqa: S603  # our own module; the document comes by the pipe
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as reader:
        stop = Timer(_SECONDS, reader.kill)
        stop.start()
        feeder = Thread(target=feed, args=(reader.stdin, document), daemon=True)
        feeder.start()
        answer = reader.stdout.read(_MOST_ANSWER + 1) if reader.stdout else b""
        if len(answer) > _MOST_ANSWER:
            reader.kill()
        code = reader.wait()
        feeder.join()
        stop.cancel()
    if code != 0 or not answer:
        raise Unreadable
    return answer
