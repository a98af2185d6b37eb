"""Which codes may a record hold, and how are they said on a screen?"""

from bisect import bisect_right

from litigation_app.law.words import Table, WordMissing, choices, tables_beside

_SPECIAL = "special"
UNKNOWN = "_U"

_MAJORITY = 18
_BAND_STARTS = (0, 9, 18, 21, 24, 27, 30, 39, 48)
_BANDS = ("Y0T8", "Y9T17", "Y18T20", "Y21T23", "Y24T26", "Y27T29", "Y30T38", "Y39T47", "Y_GE48")


def label(list_: str, code: str, language: str) -> str:
    """Return the words for a code of a list ("sex", "form" ...), or for total and unknown; raises WordMissing."""
    word = _table(list_).get(code) or _table(_SPECIAL).get(code)
    if word is None:
        raise WordMissing(f"{list_}.{code}")
    return word.read_in(language)


def options(list_: str, language: str) -> list[tuple[str, str]]:
    """Return (code, words) in the order of the list, ready for a choice field; raises WordMissing (no such list)."""
    return choices(_table(list_), language)


def known(list_: str) -> tuple[str, ...]:
    """Return the codes of a list in their order; raises WordMissing for an unknown list."""
    return tuple(_table(list_))


def age_band(years: int | None) -> str:
    """Return the fine age band of a completed age in years; None or a negative age is unknown."""
    if years is None or years < 0:
        return UNKNOWN
    return _BANDS[bisect_right(_BAND_STARTS, years) - 1]


def age_group(years: int | None) -> str:
    """Return child, adult or unknown for a completed age in years: the bands that are published by default."""
    if years is None or years < 0:
        return UNKNOWN
    return "Y_LT18" if years < _MAJORITY else "Y_GE18"


def group_of(band: str) -> str:
    """Return child, adult or unknown for an age band; raises ValueError for a code that is no band."""
    if band in ("Y_LT18", "Y_GE18", UNKNOWN):
        return band
    return age_group(_BAND_STARTS[_BANDS.index(band)])


def _table(list_: str) -> Table:
    try:
        return tables_beside(__file__, "codes.toml")[list_]
    except KeyError as unknown:
        raise WordMissing(list_) from unknown
