"""Which indicators are there, what do they mean, and from which cells of a publication do they come?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from litigation_app.law.words import Word, word_of

_FILE = Path(__file__).parent / "catalogue.toml"
_WORDS = ("title", "plain", "definition", "numerator", "denominator", "basis")


class IndicatorUnknown(LookupError):
    """No indicator has this id."""


@dataclass(frozen=True)
class Indicator:
    """An indicator as catalogue.toml describes it. `part` is the numerator's code, "" where every code is a line.

    `by_source`: what differs where it is computed from another source than the caseload.
    """

    id: str
    kind: str
    tables: tuple[str, ...]
    by: str
    total: str
    part: str
    unit: str
    counted: str
    direction: str
    year_basis: str
    follow_up_years: int
    chart: str
    headline: str
    frames: tuple[str, ...]
    words: Mapping[str, Word]
    pitfalls: tuple[Word, ...]
    by_source: Mapping[str, Mapping[str, Any]]

    def read_from(self, mode: str) -> "Indicator":
        """The same as it is computed from this source."""
        own = self.by_source.get(mode)
        if own is None:
            return self
        words = {**self.words, **{key: word_of(own[key]) for key in _WORDS if key in own}}
        years = {"year_basis": own["year_basis"], "follow_up_years": own["follow_up_years"]}
        return replace(self, tables=tuple(own["tables"]), words=words, **years)

    def say(self, what: str, language: str) -> str:
        """`what`: title, plain, definition, numerator, denominator or basis."""
        return self.words[what].read_in(language)


@lru_cache(maxsize=1)
def all_indicators() -> tuple[Indicator, ...]:
    """Every indicator in the order of the catalogue."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_read(name, entry) for name, entry in content.items())


def get(indicator_id: str) -> Indicator:
    """An indicator by its id; raises IndicatorUnknown."""
    for indicator in all_indicators():
        if indicator.id == indicator_id:
            return indicator
    raise IndicatorUnknown(indicator_id)


def _read(name: str, entry: Mapping[str, Any]) -> Indicator:
    apart = {*_WORDS, "pitfalls", "tables", "frames", "part", "by_source"}
    own = {key: value for key, value in entry.items() if key not in apart}
    return Indicator(
        id=name,
        tables=tuple(entry["tables"]),
        frames=tuple(entry["frames"]),
        part=entry.get("part", ""),
        by_source=entry.get("by_source", {}),
        words={key: word_of(entry[key]) for key in _WORDS},
        pitfalls=tuple(word_of(one) for one in entry["pitfalls"]),
        **own,
    )
