"""What does a paper that is written from the file say? Draft and facts in, lines out. Pure."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple, NoReturn

from litigation_app.law.script import CYRILLIC, LATIN, in_script, to_cyrillic
from litigation_app.law.words import Word, word_of

BLANK = "________"
_CLAIM = "{claim}"
_PLACE = re.compile(r"\{(\w+)\}")
_NAMES_OF_SOMEBODY = frozenset({"client", "address", "lawyer", "office", "accused"})
NAMES = frozenset({"client", "born", "address", "lawyer", "office", "court", "file_number", "accused", "day", "total"})


class Look(StrEnum):
    """How a line looks."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ROW = "row"
    MARK = "mark"


class Line(NamedTuple):
    """A line of the paper: one cell of text, or the cells of a row."""

    look: Look
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What the file says, by the names of the templates ("": not known); the rows of a claim: kind, legal basis, amount.

    `below`: what follows the rows, in the language of the paper.
    """

    said: Mapping[str, str] = field(repr=False)
    rows: Sequence[tuple[str, str, str]] = field(default=(), repr=False)
    below: Sequence[str] = field(default=(), repr=False)

    def __str__(self) -> NoReturn:
        raise TypeError("facts of a file are not printed")


@dataclass(frozen=True)
class Draft:
    """One kind of paper: its name on the screen, and its text by language. `of_trial`: its number is always the trial's."""

    id: str
    words: Word
    texts: Mapping[str, str]
    of_trial: bool = False


@cache
def _table() -> Mapping[str, object]:
    return tomllib.loads(Path(__file__).with_name("templates.toml").read_text(encoding="utf-8"))


@cache
def templates() -> Mapping[str, Draft]:
    """All templates; raises ValueError for one that names what no file has."""
    rows: Mapping[str, Mapping[str, object]] = _table()["template"]  # type: ignore[assignment]
    found = {}
    for id_, row in rows.items():
        texts: Mapping[str, str] = row["text"]  # type: ignore[assignment]
        strange = {name for text in texts.values() for name in _PLACE.findall(text)} - NAMES - {"claim"}
        if strange:
            raise ValueError(f"templates.toml: {id_} asks for {sorted(strange)}")
        found[id_] = Draft(id_, word_of(row), texts, bool(row.get("of_trial")))
    return found


def write(template: Draft, facts: Facts, language: str) -> list[Line]:
    """The lines of the paper in this language of LANGUAGES; what is not known is left as a line to write on."""
    own = "sr" if language in {CYRILLIC, LATIN} else language
    words: list[str] = _table()["words"][own]  # type: ignore[index]
    lines = [Line(Look.MARK, (_spelled(words[-1], language),))]
    for text in template.texts[own].strip().splitlines():
        lines += _rows(facts, words, language) if text == _CLAIM else [_line(text, facts, language)]
    return lines


def _line(text: str, facts: Facts, language: str) -> Line:
    look, rest = Look.TEXT, text
    if text.startswith("## "):
        look, rest = Look.HEADING, text[3:]
    elif text.startswith("# "):
        look, rest = Look.TITLE, text[2:]
    parts = _PLACE.split(rest)  # text, name, text, …
    filled = [
        _fact(part, facts, language) or BLANK if at % 2 else _spelled(part, language) for at, part in enumerate(parts)
    ]
    return Line(look, ("".join(filled),))


def _fact(name: str, facts: Facts, language: str) -> str:
    """What the file says of this, names in the script of the paper."""
    said = facts.said.get(name, "")
    return in_script(said, language) if name in _NAMES_OF_SOMEBODY else said


def _rows(facts: Facts, words: Sequence[str], language: str) -> list[Line]:
    heads = tuple(_spelled(word, language) for word in words[:3])
    rows = [*facts.rows] or [(BLANK, BLANK, BLANK)]
    total = (_spelled(words[3], language), "", facts.said.get("total", "") or BLANK)
    below = [Line(Look.TEXT, (one,)) for one in facts.below]
    return [*(Line(Look.ROW, row) for row in (heads, *rows, total)), *below]


def _spelled(text: str, language: str) -> str:
    return to_cyrillic(text) if language == CYRILLIC else text
