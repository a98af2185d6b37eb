"""How is a legal basis said to a reader of another language? Names of laws stay, in her script; English words do not."""

import re
from functools import lru_cache

from litigation_app.law.articles import as_cited
from litigation_app.law.script import IN_CYRILLIC, in_script_of, to_latin
from litigation_app.law.words import Word, tables_beside

_ENTITY = re.compile(r"\bSl\. glasnik RS\b")  # of the entity: Serbia's gazette has the same short name
_ENTITY_IN_FULL = "Sl. glasnik Republike Srpske"
_LATIN = {"sr-Cyrl": "sr-Latn"}  # articles are cited in Latin letters, the script comes last
_FOREIGN = re.compile("[qwxy]", re.IGNORECASE)


def cited(basis: str, language: str, country: str = "") -> str:
    """The legal basis with its English words ("art.", "reply to an appeal") in the reader's language and script.

    What holds a foreign letter (q, w, x, y) stays in Latin letters. `country`: whose law it is, so that its articles are
    cited as there ("čl. 432. st. 1. ZKP"); in English and Macedonian in one way for all ("Art. 432(1) ZKP").
    """
    said = _ENTITY.sub(_ENTITY_IN_FULL, basis) if country == "BA" else basis
    if language != "en":
        found, language_of_words = _words(), _LATIN.get(language, language)
        said = _pattern().sub(lambda english: found[english.group()].read_in(language_of_words), said)
    said = as_cited(said, country, language)
    if language not in IN_CYRILLIC:
        return to_latin(said)
    return said if _FOREIGN.search(said) else in_script_of(language, said)


@lru_cache(maxsize=1)
def _words() -> dict[str, Word]:
    return {word.en: word for word in tables_beside(__file__, "citations.toml")["cite"].values()}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Whole words, the longest first."""
    longest_first = sorted(_words(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
