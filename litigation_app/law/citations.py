"""How is a legal basis said to a reader of another language? Names of laws stay, in her script; English words do not."""

import re
from functools import lru_cache
from pathlib import Path

from litigation_app.law.articles import as_cited
from litigation_app.law.script import in_script_of
from litigation_app.law.words import Word, read_tables

_FILE = Path(__file__).with_name("citations.toml")
_FOREIGN = re.compile("[qwxy]", re.IGNORECASE)


def cited(basis: str, language: str, country: str = "") -> str:
    """The legal basis with its English words ("art.", "reply to an appeal") in the reader's language and script.

    What holds a foreign letter (q, w, x, y) stays in Latin letters. `country`: whose law it is, so that its articles are
    cited as there ("čl. 432. st. 1. ZKP").
    """
    if language == "en":
        return basis
    found = _words()
    said = as_cited(_pattern().sub(lambda english: found[english.group()].read_in(language), basis), country)
    return said if _FOREIGN.search(said) else in_script_of(language, said)


@lru_cache(maxsize=1)
def _words() -> dict[str, Word]:
    return {word.en: word for word in read_tables(_FILE)["cite"].values()}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Whole words, the longest first."""
    longest_first = sorted(_words(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
