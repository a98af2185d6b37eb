"""In which words does a publication say its tables, dimensions and codes?"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from litigation_app.law import codes
from litigation_app.law.words import Word, WordMissing, read_tables, spoken
from litigation_app.statistics.releases.shapes import TOTAL

_FILES = (Path(__file__).parent / "words.toml", Path(__file__).parents[1] / "official" / "words.toml")
_SHARED = {"SEX": "sex", "AGE": "age_band", "FORM": "form", "STATUS": "status"}
_PARTS = "__"  # between the parts of a breakdown of official figures
YEAR, BREAKDOWN, PERIOD = "YEAR", "BREAKDOWN", "PERIOD"


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, Word]]:
    found: dict[str, dict[str, Word]] = {}
    for file in _FILES:
        for kind, table in read_tables(file).items():
            found.setdefault(kind, {}).update(table)
    return found


def code(dimension: str, value: str, language: str) -> str:
    """The words for a code; a year, years together (2021_2022), or a code that nobody has words for, stands for itself."""
    if dimension == YEAR:
        return say("year", value, language) if value in _words()["year"] else value.replace("_", "–")
    if dimension in (BREAKDOWN, PERIOD):
        return _joined(dimension, value, language)
    if dimension in _words() and value in _words()[dimension]:
        return say(dimension, value, language)
    try:
        return codes.label(_SHARED.get(dimension, "special"), value, language)
    except WordMissing:
        return value


def say(kind: str, value: str, language: str) -> str:
    """The words of a kind (dimension, unit, table, definition); a value without words stands for itself."""
    return spoken(_words().get(kind, {}), value, language)


def _joined(dimension: str, value: str, language: str) -> str:
    """The parts of a breakdown ("sex_female__age_minor"), or a period ("reporting__20190401__20200331")."""
    parts = [value] if value == TOTAL else value.split(_PARTS)
    return ", ".join(_part(dimension, part, language) for part in parts)


def _part(dimension: str, part: str, language: str) -> str:
    if dimension == PERIOD and part.isdigit():
        return f"{part[6:].lstrip('0')}. {part[4:6].lstrip('0')}. {part[:4]}."
    return say(dimension, part, language)
