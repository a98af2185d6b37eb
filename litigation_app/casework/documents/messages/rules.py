"""What does an e-mail say: from whom, to whom, when, about what, and which files hang on it? As text; nothing is fetched. Pure."""

import html.parser
import re
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import parsedate_to_datetime
from typing import NamedTuple

MOST_NAMED = 200  # attachments that are named; the others are counted
_MOST_HEADER = 8_000  # letters
_MOST_BODY = 2_000_000
_GUESSES = ("utf-8-sig", "cp1250", "cp1251")
_PLAIN, _HTML = "text/plain", "text/html"
_LINES = re.compile(r"p|div|br|tr|li|h[1-6]|table|[uo]l|blockquote|pre|hr").fullmatch
_UNSEEN = frozenset({"script", "style", "title", "template"})


class Attachment(NamedTuple):
    """A file that hangs on an e-mail."""

    name: str
    size: int


class Email(NamedTuple):
    """An e-mail as text. `sent`: as ISO 8601 has the moment, or as it was written where it is none; `many`: how many files hang on it."""

    sender: str = ""
    to: str = ""
    cc: str = ""
    sent: str = ""
    subject: str = ""
    body: str = ""
    many: int = 0
    attachments: tuple[Attachment, ...] = ()

    def texts(self) -> list[str]:
        """As the reader of documents hands it out."""
        hanging = [f"{one.size}\t{one.name}" for one in self.attachments[:MOST_NAMED]]
        return [_sound(text) for text in (*self[:6], str(self.many), *hanging)]

    def all_text(self) -> str:
        """Everything that can be searched."""
        names = (one.name for one in self.attachments[:MOST_NAMED])
        return _sound("\n".join([self.subject, self.sender, self.to, self.cc, self.sent, self.body, *names]))


def email_of(texts: Iterable[str]) -> Email:
    """What `texts` said; raises ValueError for what it never says."""
    sender, to, cc, sent, subject, body, many, *hanging = texts
    cut = [one.partition("\t") for one in hanging[:MOST_NAMED]]
    named = tuple(Attachment(name, int(size)) for size, _tab, name in cut)
    return Email(sender, to, cc, sent, subject, body, int(many), named)


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()  # half a letter is none


class _Bounded(Compat32):
    """No header longer than anybody writes: a library that follows its grammar would be busy with it for minutes."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MOST_HEADER]


def read_eml(document: bytes) -> Email:
    """A message of RFC 5322; raises RecursionError where it nests without end."""
    message = BytesParser(policy=_Bounded()).parsebytes(document.removeprefix(b"\xef\xbb\xbf"))
    parts = list(_leaves(message))
    hanging = [part for part in parts if not _is_text(part)]
    said = {name.lower(): _decoded(str(value)) for name, value in reversed(list(message.raw_items()))}
    return Email(
        said.get("from", ""),
        said.get("to", ""),
        said.get("cc", ""),
        _moment(said.get("date", "")),
        said.get("subject", ""),
        _body(parts, _PLAIN) or _body(parts, _HTML),
        len(hanging),
        tuple(Attachment(_name(part), len(_bytes(part))) for part in hanging[:MOST_NAMED]),
    )


def _leaves(part: Message) -> Iterator[Message]:
    """All parts that hold no others; a message inside is one of them."""
    under = part.get_payload() if part.get_content_maintype() == "multipart" else None
    if isinstance(under, list):
        for one in under:
            yield from _leaves(one)  # type: ignore[arg-type]  # of a parsed message all are messages
    else:
        yield part


def _is_text(part: Message) -> bool:
    is_attached = part.get_content_disposition() == "attachment" or bool(_file_name(part))
    return part.get_content_type() in {_PLAIN, _HTML} and not is_attached


def _body(parts: Iterable[Message], kind: str) -> str:
    """The texts of this kind that are no attachments."""
    texts = (
        in_letters(_bytes(part), part.get_param("charset"))
        for part in parts
        if _is_text(part) and part.get_content_type() == kind
    )
    said = (text if kind == _PLAIN else from_html(text) for text in texts)
    return "\n\n".join(said).strip()[:_MOST_BODY]


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except ValueError:  # of a coding that is none
        return "?"


def _name(part: Message) -> str:
    inside = part.get_payload()
    subject = str(inside[0].get("subject", "")) if isinstance(inside, list) and inside else ""  # type: ignore[union-attr]
    return _decoded(_file_name(part) or subject) or part.get_content_type()


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decoded(header: str) -> str:
    """Its encoded words as letters, on one line."""
    letters = in_letters(header.encode("utf-8", "surrogateescape"), None)
    try:
        said = decode_header(letters)
    except HeaderParseError:
        said = [(letters, None)]
    words = (one if isinstance(one, str) else in_letters(one, coding or "raw-unicode-escape") for one, coding in said)
    return " ".join("".join(words).split())[:_MOST_HEADER]


def _moment(written: str) -> str:
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return written


def in_letters(content: bytes, coding: object) -> str:
    """In the coding that is named, if it can be read so; else in the first in which it can."""
    named = [coding] if isinstance(coding, str) and "\0" not in coding else []
    for one in (*named, *_GUESSES):
        try:
            return content.decode(one)
        except (UnicodeError, LookupError):
            continue
    return content.decode("latin-1")


class _Words(html.parser.HTMLParser):
    """The text of a page, with its lines; nothing of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.unseen = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unseen = self.unseen or (tag if tag in _UNSEEN else "")
        self.words += ["\n"] if _LINES(tag) else []

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unseen:
            self.unseen = ""

    def handle_data(self, data: str) -> None:
        self.words += [] if self.unseen else [" ".join(data.split()) + (" " if data[-1:].isspace() else "")]


def from_html(page: str) -> str:
    """What a page of HTML says, without anything that it would load."""
    words = _Words()
    words.feed(page)
    words.close()
    lines = "".join(words.words).splitlines()
    return "\n".join(
        line for place, line in enumerate(map(str.strip, lines)) if line or (place and lines[place - 1].strip())
    )
