"""How is a Serbian sentence in Latin letters said in Bosnian and in Montenegrin?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from litigation_app.core.toml_files import read_toml

_WORD = re.compile(r"%\(\w+\)s|[^\W\d_]+")  # a placeholder is found first, and kept
_MOST = 8192  # sentences: more than all files of words have
_KINDS = ("phrases", "words", "stems")


@dataclass(frozen=True)
class Dialect:
    """What ijekavian.toml says of one language: words in a row, whole words, parts of words."""

    phrases: Mapping[str, str]
    words: Mapping[str, str]
    stems: Mapping[str, str]

    def said(self, text: str) -> str:
        """The sentence in this language; what the table does not know stays as it is."""
        parts = self._phrase.split(text)  # what a phrase says is final; between phrases word by word
        return "".join(
            _cased(part, self.phrases[part.lower()]) if at % 2 else _WORD.sub(lambda found: self._word(found[0]), part)
            for at, part in enumerate(parts)
        )

    def forms(self, text: str) -> Iterator[tuple[str, str]]:
        """Each Serbian word of the text that no phrase says, small, and what becomes of it."""
        for rest in self._phrase.split(text)[::2]:
            for word in _WORD.findall(rest):
                if not word.startswith("%"):
                    yield word.lower(), self._word(word.lower())

    def _word(self, word: str) -> str:
        small = word.lower()
        said = self.words.get(small) or self._stem.sub(lambda found: self.stems[found[0]], small)
        return word if said == small else _cased(word, said)

    @cached_property
    def _phrase(self) -> re.Pattern[str]:
        return re.compile(rf"\b({_longest_first(self.phrases)})\b", re.IGNORECASE)

    @cached_property
    def _stem(self) -> re.Pattern[str]:
        return re.compile(_longest_first(self.stems))


@lru_cache(maxsize=_MOST)
def bosnian(text: str) -> str:
    """A Serbian sentence in Bosnian."""
    return dialects()["bosnian"].said(text)


@lru_cache(maxsize=_MOST)
def montenegrin(text: str) -> str:
    """A Serbian sentence in Montenegrin."""
    return dialects()["montenegrin"].said(text)


@lru_cache(maxsize=1)
def dialects() -> Mapping[str, Dialect]:
    """Both of them, by their names in ijekavian.toml."""
    table: Mapping[str, Any] = read_toml(__file__, "ijekavian.toml")
    return {
        name: Dialect(**{kind: table[kind] | table[name][kind] for kind in _KINDS})
        for name in ("bosnian", "montenegrin")
    }


def _longest_first(table: Mapping[str, str]) -> str:
    return "|".join(re.escape(one) for one in sorted(table, key=len, reverse=True))


def _cased(before: str, said: str) -> str:
    """`said` with the capitals of what stood there before."""
    if before.isupper() and len(before) > 1:
        return said.upper()
    return said[0].upper() + said[1:] if before[0].isupper() else said
