"""Which exact number is meant, however it is spaced, dashed or scripted? Pure; unlike names, a number is itself or another."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.vault.name_search.folding import in_latin

NATIONAL_ID = "national-id"
PASSPORT = "passport"
PHONE = "phone"
FILE_NUMBER = "file-number"
KINDS = (NATIONAL_ID, PASSPORT, PHONE, FILE_NUMBER)
_BETWEEN = re.compile(r"[\W_]+")
_FEWEST, _MOST_OF_PASSPORT = 5, 15
_FEWEST_OF_PHONE, _MOST_OF_PHONE = 8, 15  # with its country, as E.164 has it
_FIGURES_OF_YEAR = 4
_PIECES = re.compile(r"\d+|[^\W\d_]+")
_SAYING_NUMBER = frozenset({"br", "broj", "posl"})  # "K. br. 12/2024"
_OF_THIS_CENTURY = 70  # two figures of a year below it


def normal(kind: str, typed: str, countries: Iterable[str] = ()) -> list[str]:
    """The number as it is compared; several where it could be of several countries, none where it is no number of this kind."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if kind == PHONE:
        return _phone(text, countries)
    found = {NATIONAL_ID: _national_id, PASSPORT: _passport, FILE_NUMBER: _file_number}[kind](text)
    return [found] if found else []


def kept(kind: str, typed: str, countries: Iterable[str] = ()) -> list[str]:
    """The forms of which marks are kept: a court's number also without its register, "12/2024", as it is said on the telephone."""
    found = normal(kind, typed, countries)
    if kind == FILE_NUMBER and found and _has_year(pieces := found[0].split("/")):
        return list(dict.fromkeys([*found, "/".join(pieces[-2:])]))
    return found


def kinds_of(typed: str, countries: Iterable[str] = ()) -> dict[str, list[str]]:
    """Every kind of number that was perhaps typed, each as it is compared; none for what has no figure in it."""
    if not any(letter.isdecimal() for letter in typed):
        return {}
    asked = tuple(countries)
    found = {kind: normal(kind, typed, asked) for kind in KINDS}
    return {kind: said for kind, said in found.items() if said}


def _national_id(text: str) -> str:
    digits = _BETWEEN.sub("", text)
    return _figures(digits) if digits.isdecimal() and len(digits) == _table()["national_id"]["digits"] else ""


def has_check_digit(national_id: str) -> bool:
    """Whether the last of thirteen digits fits the others; one that was given wrongly is still hers, so this only warns."""
    found = _national_id(national_id)
    if not found:
        return False
    weights = _table()["national_id"]["weights"]
    said = 11 - sum(int(digit) * weight for digit, weight in zip(found, weights, strict=False)) % 11
    return int(found[-1]) == (said if said < 10 else 0)


def _passport(text: str) -> str:
    letters = in_latin(_BETWEEN.sub("", text)).upper()
    is_one = letters.isascii() and letters.isalnum() and _FEWEST <= len(letters) <= _MOST_OF_PASSPORT
    return letters if is_one and any(letter.isdecimal() for letter in letters) else ""


def _phone(text: str, countries: Iterable[str]) -> list[str]:
    digits = _BETWEEN.sub("", text)
    if not digits.isdecimal():
        return []
    figures = _figures(digits)
    codes = _table()["calling_codes"]
    if text.startswith("+"):
        whole = [figures]
    elif figures.startswith("00"):
        whole = [figures[2:]]
    else:
        own = figures.removeprefix("0")
        whole = [codes[country] + own for country in dict.fromkeys(countries) if country in codes]
    return ["+" + one for one in whole if _FEWEST_OF_PHONE <= len(one) <= _MOST_OF_PHONE]


def _file_number(text: str) -> str:
    """ "K. br. 12/24", "К 012 / 2024" and "k-12/2024" are one: letters and figures in turn, the year behind a number in full."""
    pieces = [one for one in _pieces(text) if one not in _SAYING_NUMBER]
    last = pieces[-1] if len(pieces) > 1 and pieces[-2].isdecimal() else ""
    if last.isdecimal() and len(last) == 2:  # of a year
        pieces[-1] = f"{20 if int(last) < _OF_THIS_CENTURY else 19}{last}"
    return "/".join(map(_unpadded, pieces))


def as_written(typed: str) -> str:
    """A court's number with the words and the figures of the year that were typed: so the register of judgments compares it."""
    return "/".join(map(_unpadded, _pieces(unicodedata.normalize("NFKC", typed).strip())))


def _pieces(text: str) -> list[str]:
    """Letters and figures in turn, in Latin letters and the figures 0 to 9."""
    return [_figures(one) if one.isdecimal() else in_latin(one).lower() for one in _PIECES.findall(text)]


def _has_year(pieces: list[str]) -> bool:
    """Whether it ends in a number and a year."""
    ends_in_figures = len(pieces) > 1 and all(one.isdecimal() for one in pieces[-2:])
    return ends_in_figures and len(pieces[-1]) == _FIGURES_OF_YEAR


def _unpadded(piece: str) -> str:
    return piece.lstrip("0") or "0" if piece.isdecimal() else piece


def _figures(digits: str) -> str:
    """Figures of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(digit)) for digit in digits)


@cache
def _table() -> Mapping[str, Any]:
    return read_toml(__file__, "identifiers.toml")
