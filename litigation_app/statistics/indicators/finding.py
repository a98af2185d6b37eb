"""Which indicators does a reader mean by a few words, in either script, with or without its marks?"""

import re
import unicodedata
from functools import lru_cache

from litigation_app.law.script import to_latin
from litigation_app.statistics.indicators.catalogue import Indicator, every

MOST = 100  # letters of what is looked for
_SAID = ("title", "plain", "definition")
_WORD = re.compile(r"\w[\w-]*")


def meant(text: str, language: str) -> frozenset[str] | None:
    """The ids of those whose code, name, meaning or definition, in this language or English, has words that begin like each of
    these. None: nothing is looked for.
    """
    asked = _words(text)
    if not asked:
        return None
    found = (
        name for name, said in _by_id(language) if all(any(word.startswith(one) for word in said) for one in asked)
    )
    return frozenset(found)


@lru_cache(maxsize=8)
def _by_id(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((one.id, frozenset(_parted(_told(one, language)))) for one in every())


def _told(one: Indicator, language: str) -> list[str]:
    told = {one.say(what, tongue) for what in _SAID if what in one.words for tongue in (language, "en")}
    return _words(" ".join([one.id, one.id.replace("-", ""), *told]))


def _parted(words: list[str]) -> list[str]:
    """A word with a hyphen is found by each of its parts too."""
    return [*words, *(part for word in words if "-" in word for part in word.split("-") if not part.isdigit())]


def _words(text: str) -> list[str]:
    """In small plain Latin letters; đ and dj are one."""
    parted = unicodedata.normalize("NFKD", to_latin(text).casefold())
    plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return _WORD.findall(plain.replace("đ", "d").replace("dj", "d"))
