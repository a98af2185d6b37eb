"""How is an amount of money written in words, as a filing repeats it? "osamsto hiljada dinara i 00/100"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.law.script import to_cyrillic

LARGEST = Decimal("999999999999.99")
CYRILLIC = "sr-Cyrl"
_KEYS = {"sr-Latn": "sr", CYRILLIC: "sr"}  # the others are called in the file as they are


class NotSpelled(ValueError):
    """An amount below zero, above the largest, or with more than two decimals; or a language or currency without words."""


@dataclass(frozen=True)
class Noun:
    """What is counted: its gender, and its forms after 1, after 2 to 4, after 5 and more."""

    gender: str
    forms: tuple[str, str, str]

    def after(self, number: int, *, one_alone: bool) -> str:
        """The form that follows this number; `one_alone`: only 1 itself takes the first form (English)."""
        if number == 1 or (not one_alone and number % 10 == 1 and number % 100 != 11):
            return self.forms[0]
        is_few = 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14
        return self.forms[1] if is_few else self.forms[2]


@dataclass(frozen=True)
class Numerals:
    """The number words of one language. `rounds`: words for a whole scale counted once (1000: "hiljadu")."""

    units: tuple[str, ...]
    genders: Mapping[str, Mapping[int, str]]
    tens: tuple[str, ...]
    hundreds: tuple[str, ...]
    rounds: Mapping[int, str]
    scale: Mapping[int, Noun]
    currency: Mapping[str, Noun]
    between: str
    joins_last: bool
    has_hyphen: bool
    one_alone: bool


def amount(value: Decimal, currency: str, language: str) -> str:
    """The amount in words, the hundredths in digits; raises NotSpelled.

    Languages: en, sr-Latn, sr-Cyrl, mk, bs, cnr.
    """
    if not 0 <= value <= LARGEST or value != value.quantize(Decimal("0.01")):
        raise NotSpelled(str(value))
    words = _words(_KEYS.get(language, language))
    noun = words.currency.get(currency)
    if noun is None:
        raise NotSpelled(currency)
    whole = int(value)
    counted = f"{number(whole, words, noun.gender)} {noun.after(whole, one_alone=words.one_alone)}"
    said = f"{counted} {words.between} {int(value * 100) % 100:02d}/100"
    return to_cyrillic(said) if language == CYRILLIC else said


def number(value: int, words: Numerals, gender: str = "m") -> str:
    """A whole number from 0 to 999,999,999,999 in words that agree with a noun of this gender."""
    groups = _groups(value, words, gender)
    if not groups:
        return words.units[0]
    *before, last = groups
    is_joined = words.joins_last and bool(before) and len(last) == 1
    parts = [" ".join(_joined(group, words) for group in before)] if before else []
    return (
        f" {words.between} ".join([*parts, _joined(last, words)])
        if is_joined
        else " ".join([*parts, _joined(last, words)])
    )


def _groups(value: int, words: Numerals, gender: str) -> list[list[str]]:
    """The groups of three digits from the left, each as its parts; the word of its scale ends a group."""
    found = []
    for power in sorted(words.scale, reverse=True):
        count = value // 10**power % 1000
        if count == 1 and 10**power in words.rounds:
            found.append([words.rounds[10**power]])
        elif count:
            noun = words.scale[power]
            parts = _parts(count, words, noun.gender)
            found.append([f"{_joined(parts, words)} {noun.after(count, one_alone=words.one_alone)}"])
    rest = value % 1000
    return [*found, _parts(rest, words, gender)] if rest else found


def _parts(value: int, words: Numerals, gender: str) -> list[str]:
    """1 to 999 as its words: hundreds, tens, units."""
    found = [words.hundreds[value // 100]] if value >= 100 else []
    rest = value % 100
    if rest >= 20:
        tens, unit = words.tens[rest // 10], rest % 10
        if words.has_hyphen and unit:
            return [*found, f"{tens}-{words.units[unit]}"]
        found.append(tens)
        rest = unit
    return [*found, _unit(rest, words, gender)] if rest else found


def _unit(value: int, words: Numerals, gender: str) -> str:
    return words.genders.get(gender, {}).get(value, words.units[value])


def _joined(parts: Sequence[str], words: Numerals) -> str:
    if words.joins_last and len(parts) > 1:
        return f"{' '.join(parts[:-1])} {words.between} {parts[-1]}"
    return " ".join(parts)


@lru_cache(maxsize=8)
def _words(key: str) -> Numerals:
    table = read_toml(__file__, "numerals.toml")
    if key not in table:
        raise NotSpelled(key)
    own = table[key]
    said: dict[str, Any] = {**table.get(own.get("like", ""), {}), **own}
    currency = {**table.get(own.get("like", ""), {}).get("currency", {}), **own.get("currency", {})}
    return Numerals(
        units=tuple(said["units"]),
        genders={"f": _numbered(said["feminine"]), "n": _numbered(said["neuter"])},
        tens=tuple(said["tens"]),
        hundreds=tuple(said["hundreds"]),
        rounds=_numbered(said["rounds"]),
        scale={int(power): _noun(noun) for power, noun in said["scale"].items()},
        currency={code: _noun(noun) for code, noun in currency.items()},
        between=said["and"],
        joins_last=said.get("joins_last", False),
        has_hyphen=said.get("tens_hyphen", False),
        one_alone=said.get("one_alone", False),
    )


def _numbered(row: Mapping[str, str]) -> dict[int, str]:
    return {int(number): word for number, word in row.items()}


def _noun(row: Mapping[str, Any]) -> Noun:
    first, few, many = row["forms"]
    return Noun(row["gender"], (first, few, many))
