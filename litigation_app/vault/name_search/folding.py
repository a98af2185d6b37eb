"""To which skeleton do all spellings of one name come, in Cyrillic or Latin, with or without marks? Pure."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from litigation_app.core.toml_files import read_toml

_APOSTROPHES = re.compile("['’‘`´ʼʹ]")  # O'Neil is one word
_GAP = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_SPELLED_TWO_WAYS = (("dj", "d"), ("gj", "d"), ("kj", "c"), ("lj", "l"), ("nj", "n"))  # one letter in the other script
_MARK = "M"  # the Unicode class of what stands on or under a letter


class _Rules(NamedTuple):
    """All languages together: a name does not say of which it is."""

    letters: dict[int, str]
    groups: dict[str, str]
    any_group: re.Pattern[str]


def skeleton(name: str) -> str:
    """The name for comparing: its parts in small plain letters, a space between them."""
    rules = _rules()
    text = in_latin(_APOSTROPHES.sub("", unicodedata.normalize("NFKC", name)))
    return " ".join(_merged(part, rules) for part in _GAP.split(text) if part)


def parts(name: str) -> list[str]:
    """The skeletons of the name's parts, in the order in which they were written."""
    return skeleton(name).split()


def initials(given: str, family: str) -> str:
    """Of both names; of a name in one field, as an accused has it, those of its first and last word."""
    words = (given, family) if family else given.split()
    return "".join(word[:1] for word in (*words[:1], *words[1:][-1:])).upper()[:4]


def in_latin(text: str) -> str:
    """Letter for letter in small plain Latin; nothing is merged (a number is copied, not heard)."""
    rules = _rules()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    while True:  # a letter that has come out from under its mark is looked up again
        plainer = _plain(text, rules)
        if plainer == text:
            return text
        text = plainer


def in_plain_letters(text: str) -> str:
    """A text for searching: small plain Latin, one spelling for what has two; words stay where they are."""
    plain = in_latin(text)
    for two, one in _SPELLED_TWO_WAYS:
        plain = plain.replace(two, one)
    return plain


def _plain(text: str, rules: _Rules) -> str:
    known = text.translate(rules.letters)
    if known.isascii():
        return known
    apart = unicodedata.normalize("NFKD", known).casefold()
    return "".join(letter for letter in apart if not unicodedata.category(letter).startswith(_MARK))


def _merged(part: str, rules: _Rules) -> str:
    """One part with its groups merged, until nothing changes any more: every step shortens it or takes an x or q away."""
    while True:
        merged = rules.any_group.sub(lambda found: rules.groups[found[0]], part)
        merged = _DOUBLED.sub(r"\1", merged)
        if merged == part:
            return part
        part = merged


@cache
def _rules() -> _Rules:
    letters: dict[int, str] = {}
    groups: dict[str, str] = {}
    for language in read_toml(__file__, "folding.toml").values():
        letters |= {ord(pair[0]): pair[2:] for pair in language.get("letters", "").split()}
        groups |= {together: to for together, to, _why in language.get("groups", ())}
    longest_first = sorted(groups, key=len, reverse=True)
    return _Rules(letters, groups, re.compile("|".join(map(re.escape, longest_first))))
