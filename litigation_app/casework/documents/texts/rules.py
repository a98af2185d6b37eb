"""On which pages of a text do all the words stand, and what stands around them? Texts come in plain letters as well. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_WORDS = 12
MOST_HITS = 5  # pages of one document that are shown
_BEFORE, _AFTER = 14, 22  # words around the first one found


class Hit(NamedTuple):
    """A page (from 1; 0: the text has no pages) and the words around what was found."""

    page: int
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Text:
    """A text by page, as it was written and in plain letters, word for word."""

    pages: Sequence[str] = field(repr=False)
    plain: Sequence[str] = field(repr=False)
    is_paged: bool = True


def words_of(typed: str) -> list[str]:
    """The words that are looked for, each at its beginning: "presud" finds "presude"."""
    return "".join(letter if letter.isalnum() else " " for letter in typed).split()[:MOST_WORDS]


def hits(text: Text, words: Sequence[str]) -> list[Hit]:
    """The pages on which every word stands, at most MOST_HITS."""
    found = []
    for number, plain in enumerate(text.plain, 1):
        places = [_place(plain, word) for word in words]
        if words and min(places) >= 0:
            found.append(_hit(text, number, places[0]))
            if len(found) == MOST_HITS:
                break
    return found


def _place(plain: str, word: str) -> int:
    """Where the word begins; -1: nowhere."""
    at = plain.find(word)
    while at > 0 and plain[at - 1].isalnum():
        at = plain.find(word, at + 1)
    return at


def _hit(text: Text, number: int, at: int) -> Hit:
    """The same word in the text as it was written: both have the same words in the same order."""
    written = text.pages[number - 1].split()
    place = min(len(text.plain[number - 1][: at + 1].split()) - 1, len(written) - 1)
    before, after = written[max(0, place - _BEFORE) : place], written[place + 1 : place + 1 + _AFTER]
    return Hit(number if text.is_paged else 0, " ".join(before), written[place], " ".join(after))


def is_enough(words: Iterable[str]) -> bool:
    """Whether there is something to look for: some word of two letters or figures."""
    return any(len(word) > 1 for word in words)
