"""In which words does a publication say its tables, dimensions and codes?"""

from functools import lru_cache
from pathlib import Path

from litigation_app.law import codes
from litigation_app.law.words import Table, WordMissing, read_tables
from litigation_app.statistics.releases.shapes import TOTAL

_FILE = Path(__file__).parent / "words.toml"
_SHARED = {"SEX": "sex", "AGE": "age_band", "FORM": "form", "STATUS": "status"}
YEAR = "YEAR"


@lru_cache(maxsize=1)
def _words() -> dict[str, Table]:
    return dict(read_tables(_FILE))


def code(dimension: str, value: str, language: str) -> str:
    """The words for a code; a year, years together (2021_2022), or a code that nobody has words for, stands for itself."""
    if dimension == YEAR:
        return say("year", value, language) if value == TOTAL else value.replace("_", "–")
    if dimension in _words() and value in _words()[dimension]:
        return say(dimension, value, language)
    try:
        return codes.label(_SHARED.get(dimension, "special"), value, language)
    except WordMissing:
        return value


def say(kind: str, value: str, language: str) -> str:
    """The words of a kind (dimension, unit, table, definition); a value without words stands for itself."""
    word = _words().get(kind, {}).get(value)
    return word.read_in(language) if word else value
