"""Which rates and ratios follow from official figures? Exact: no chance is in them, so they have no interval."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.law.words import Word, word_of
from litigation_app.statistics.official.figures import Figure, Period

_HERE = Path(__file__).parent
POPULATION, MEMORY = "population", "memory"
_THOUSAND = 1000
_NO_COUNT = {"PERCENT", "MONTHS"}  # what is a share or a time itself is no part of a share


@dataclass(frozen=True)
class Kind:
    """A ratio: `part` of `of`, each (measure, breakdown), times `per`; `indicator` "": none asks for it. `of_a_year`: of no other
    time than a year, as `per` is."""

    id: str
    part: tuple[str, str]
    of: tuple[str, str]
    per: int
    says: Word
    indicator: str
    of_a_year: bool = False


@dataclass(frozen=True)
class Residents:
    """How many people live there in a year; `confidence` and `source` are shown with every rate."""

    people: int
    source: str
    confidence: str


@dataclass(frozen=True)
class Ratio:
    """A ratio of one series and period. `value` None: there was nothing to divide by. `whole`: the number divided by."""

    kind: Kind
    series: str
    period: Period
    part: Figure
    whole: Decimal
    value: Decimal | None
    confidence: str = "high"  # of the number divided by


@cache
def kinds() -> tuple[Kind, ...]:
    rows = _content("ratios.toml")["ratio"]
    return tuple(_kind(row) for row in rows)


def _kind(row: Mapping[str, Any]) -> Kind:
    (part, of), says = (tuple(row[name]) for name in ("part", "of")), word_of(row["says"])
    return Kind(row["id"], part, of, row["per"], says, row.get("indicator", ""), row.get("of_a_year", False))


@cache
def population(country: str) -> Mapping[int, Residents]:
    """By year; raises KeyError for a country that the file does not have."""
    row = _content("population.toml")[country]
    found = {
        int(year): Residents(thousands * _THOUSAND, row["source"], MEMORY)
        for year, thousands in row["thousands"].items()
    }
    for one in row.get("sourced", ()):
        found |= {
            int(year): Residents(count, one["source"], one["confidence"]) for year, count in one["people"].items()
        }
    return found


def residents(country: str, year: int) -> Residents:
    """Of that year; where it is not known of the nearest one, marked as not verified."""
    known = population(country)
    nearest = min(known, key=lambda one: (abs(one - year), one))
    return known[year] if year in known else replace(known[nearest], confidence=MEMORY)


def ratios(country: str, figures: Iterable[Figure]) -> list[Ratio]:
    """All that follow, by kind, then by period. Both parts are of one series and period; a figure twice printed counts as
    each source prints it.
    """
    held = [one for one in figures if one.value is not None and one.key.unit not in _NO_COUNT]
    found = [ratio for kind in kinds() for ratio in _of_kind(kind, country, held)]
    places = {kind: place for place, kind in enumerate(kinds())}
    return sorted(found, key=lambda one: (places[one.kind], one.series, one.period.year))


def _of_kind(kind: Kind, country: str, held: Sequence[Figure]) -> Iterable[Ratio]:
    parts = [one for one in held if (one.key.measure, one.key.breakdown) == kind.part]
    for part in (one for one in parts if one.key.period.is_of_a_year or not kind.of_a_year):
        for whole, sure in _wholes(kind, country, part, held):
            value = part.value * kind.per / whole if whole and part.value is not None else None
            yield Ratio(kind, part.key.series, part.key.period, part, whole, value, sure)


def _wholes(kind: Kind, country: str, part: Figure, held: Sequence[Figure]) -> list[tuple[Decimal, str]]:
    """What it is divided by, each with how sure that is."""
    period = part.key.period
    if kind.of[0] == POPULATION:
        there = population(country).get(int(period.year)) if period.code == "calendar" else None
        return [(Decimal(there.people), there.confidence)] if there else []
    mine = [one for one in held if (one.key.measure, one.key.breakdown) == kind.of]
    alike = [one for one in mine if (one.key.series, one.key.period) == (part.key.series, period)]
    return [(value, "high") for value in sorted({one.value for one in alike if one.value is not None})]


@cache
def _content(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
