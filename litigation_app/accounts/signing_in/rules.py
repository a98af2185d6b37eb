"""Would a guesser find this password soon? Pure: no rules of composition, only length, this desk's words and known passwords."""

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Lock

from litigation_app.accounts.rules import SHORTEST_PASSWORD

OWN_LETTERS = 8  # so many must be left when the words of the desk and of the person are marked as entered in error
GUESSES_LOG10 = 10  # below this many guesses (as a power of ten) a stolen hash is opened in days
_SHORTEST_WORD = 3
_READ_AT_ONCE = 72  # letters: the estimate's work grows with their square
_ONE_AT_A_TIME = Lock()  # zxcvbn keeps the words of its caller in a table that all threads share

_CYRILLIC = dict(zip("абвгдезијклмнопрстуфхцчшжђћѓќѕйыэ", "abvgdezijklmnoprstufhccszdcgkzjie", strict=True))
_CYRILLIC |= {"љ": "lj", "њ": "nj", "џ": "dz", "ђ": "dj", "ѓ": "gj", "ќ": "kj", "ѕ": "dz"}
_LETTERS = str.maketrans(_CYRILLIC | {"đ": "dj", "ß": "ss"})
_SIGNS = str.maketrans("0134578@$!", "oieastbasi")


def weakness(password: str, context: Iterable[str]) -> str | None:
    """Why the password is refused, as a code ("short", "context", "guessable"), or None. It is taken as typed.

    `context`: the person's name, her address, her offices; the words of the desk itself are always added.
    """
    if len(password) < SHORTEST_PASSWORD:
        return "short"
    known = _known()
    own = {part for text in context for part in _parts(text)} | set(known["desk"])
    if len(_without(folded(password), own)) < OWN_LETTERS:
        return "context"
    words = sorted(own | set(known["everyday"]))
    return "guessable" if _guesses_log10(password, words) < GUESSES_LOG10 else None


def folded(text: str) -> str:
    """Small plain Latin letters and nothing else: no capitals, marks, spaces, Cyrillic, or digits that stand for letters."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain.translate(_SIGNS) if letter.isalnum())


def _parts(text: str) -> set[str]:
    """The words of a name or an address, and the whole of it."""
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    return {part for part in map(folded, [*words, text]) if len(part) >= _SHORTEST_WORD}


def _without(text: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text


@cache
def _known() -> dict[str, list[str]]:
    table = tomllib.loads(Path(__file__).with_name("known_words.toml").read_text(encoding="utf-8"))
    return {name: list(table[name]) for name in ("desk", "everyday")}


def _guesses_log10(password: str, words: list[str]) -> float:
    """The strength of its strongest part, as typed or as plain Latin letters, whichever is weaker."""
    readings = (password, folded(password))
    return min(max((_estimate(part, words) for part in _cut(text)), default=0.0) for text in readings)


def _cut(text: str) -> list[str]:
    return [text[start : start + _READ_AT_ONCE] for start in range(0, len(text), _READ_AT_ONCE)]


def _estimate(text: str, words: list[str]) -> float:
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # its lists take thirteen megabytes, and only somebody who enrols needs them

    with _ONE_AT_A_TIME:
        return float(zxcvbn(text, user_inputs=words, max_length=_READ_AT_ONCE)["guesses_log10"])
