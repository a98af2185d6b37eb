"""Of what is a document made, whatever it is printed as? Texts, points, tables and pictures; no look, no file."""

from dataclasses import asdict, dataclass, field
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str


@dataclass(frozen=True)
class Mark:
    """A paragraph in small print: a source, a limit, what a figure does not say."""

    words: str


@dataclass(frozen=True)
class Points:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows of finished words; the first `words` columns hold words, the others numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG whose looks are classes) and what it shows, for those who do not see it; `narrow`: the same for a page in a
    window that has no room for it."""

    title: str
    svg: Markup = field(repr=False)
    narrow: Markup | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Verbatim:
    """Lines that are printed as they stand."""

    words: str = field(repr=False)


Part = Text | Mark | Points | Table | Picture | Verbatim


@dataclass(frozen=True)
class Chapter:
    """`number` is "1" to "12", or a letter for an annex."""

    number: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Document:
    """`language` is one of LANGUAGES; `facts` (name, value) stand under the title."""

    title: str
    under: str
    language: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]


def plain(document: Document) -> dict[str, Any]:
    """As JSON values; each part says its kind."""
    said = asdict(document)
    for chapter, told in zip(document.chapters, said["chapters"], strict=True):
        told["parts"] = [
            {"kind": type(part).__name__.lower(), **row} for part, row in zip(chapter.parts, told["parts"], strict=True)
        ]
    return said


def words(document: Document) -> list[str]:
    """Every text, point, mark and cell, in order; what is printed verbatim and drawn is left out."""
    found = [document.title, document.under, *(f"{name} {value}" for name, value in document.facts)]
    for chapter in document.chapters:
        found.append(chapter.title)
        for part in chapter.parts:
            found += _words(part)
    return found


def _words(part: Part) -> list[str]:
    match part:
        case Text() | Mark():
            return [part.words]
        case Points():
            return list(part.items)
        case Table():
            return [part.title, *part.headings, *(cell for row in part.rows for cell in row)]
        case Picture():
            return [part.title]
        case _:
            return []
