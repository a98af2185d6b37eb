"""What do official figures answer of an indicator: which series, which rates, and what is the newest of them?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from litigation_app.core.language import _, current
from litigation_app.statistics.official import measures, presenting, ratios, remarks
from litigation_app.statistics.official.figures import REPORTING, Figure
from litigation_app.statistics.official.rules import by_year
from litigation_app.statistics.releases import TOTAL

_PLAIN = {"PERSON", "CLAIM", "CASE", "APPLICATION"}  # the title of the series says what is counted

_PER, _PERCENT = (
    {100: "PT", 100_000: "PER_100K"},
    {"PERCENT": "PT"},
)  # units of official figures as indicators call them


class Span(NamedTuple):
    """A number of several years together, of a part of one, up to a day, or not dated: `when` in words; `remark`: what is said of it
    ("": nothing)."""

    when: str
    value: Decimal
    remark: str


@dataclass(frozen=True)
class Series:
    """A series of one body: what it is in words, its numbers by year. `rank`: what stands for the indicator comes first. `parts`: of
    a rate by year what was divided by what. `unit`: as indicators have it; "": none of theirs.
    """

    name: str
    body: str
    years: Mapping[int, Decimal]
    rank: tuple[int, int, int]
    stands: bool  # for the indicator as a whole: a rate, a total, a part that is asked for
    measure: str = ""  # "": a rate
    kind: ratios.Kind | None = None
    code: str = ""  # of the body, as in measures.toml
    spans: tuple[Span, ...] = ()
    unit: str = ""
    parts: Mapping[int, tuple[Decimal, Decimal]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.name} · {self.body}"


@cache
def indicators() -> frozenset[str]:
    """Those that some measure or rate answers, whether anything is printed or not."""
    rates = {one.indicator for one in ratios.kinds()} - {""}
    return measures.asking() | rates


def answers(indicator_id: str, country: str, figures: Sequence[Figure]) -> list[Series]:
    """The rates that the indicator asks for, then the series; of a table that has a total the total alone. What has no single
    year comes with its spans alone.
    """
    mine = [one for one in figures if measures.indicator_of(one.key.measure, one.key.breakdown) == indicator_id]
    with_total = {one.table for one in mine if one.key.breakdown == TOTAL}
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for one in mine:
        if one.key.breakdown == TOTAL or one.table not in with_total:
            groups.setdefault((one.table, one.key.breakdown, one.key.series), []).append(one)
    series = [
        _series(layer, is_first=not place) for rows in groups.values() for place, layer in enumerate(_layers(rows))
    ]
    found = [*_rates(indicator_id, country, figures), *series]
    return sorted((one for one in found if one.years or one.spans), key=lambda one: (one.rank, one.title))


def standing(found: Sequence[Series]) -> list[Series]:
    """Those of single years that stand for the indicator as a whole; a shortest or longest time, or one court's, does not."""
    return [one for one in found if one.stands and one.years]


def newest(found: Sequence[Series]) -> tuple[int, list[Series]]:
    """The newest year of what stands for the indicator, and whoever printed a number of it; raises IndexError: there is nothing."""
    first = found[0]
    alike = [one for one in found if one.name == first.name]
    year = max(year for one in alike for year in one.years)
    return year, [one for one in alike if year in one.years]


def _rates(indicator_id: str, country: str, figures: Iterable[Figure]) -> list[Series]:
    asked = [one for one in ratios.kinds() if one.indicator == indicator_id]
    if not asked:
        return []
    groups: dict[tuple[ratios.Kind, str], dict[int, ratios.Ratio]] = {}
    found = ratios.ratios(country, figures)
    for one in sorted(found, key=lambda one: one.period.kind == REPORTING):  # calendar years first
        if one.kind in asked and one.value is not None and one.period.is_of_a_year:
            groups.setdefault((one.kind, one.series), {}).setdefault(int(one.period.year), one)
    return [_rate(kind, body, years) for (kind, body), years in groups.items()]


def _rate(kind: ratios.Kind, body: str, found: Mapping[int, ratios.Ratio]) -> Series:
    name, said = kind.says.read_in(current()), presenting.words("SERIES", body)
    years = {year: round(one.value or Decimal(0), 1) for year, one in found.items()}
    parts = {year: (one.part.value or Decimal(0), one.whole) for year, one in found.items()}
    return Series(
        name, said, years, (0, ratios.kinds().index(kind), -len(years)), stands=True, kind=kind, code=body,
        unit=_PER.get(kind.per, ""), parts=parts,
    )  # fmt: skip


def _layers(rows: Sequence[Figure]) -> list[list[Figure]]:
    """Of one body: a second number of a year, from another source or of a report's own period, stands in a series of its own.

    Calendar years come first, and of sources the one that has most.
    """
    many = Counter(one.source for one in rows)
    ordered = sorted(
        rows, key=lambda one: (one.key.period.kind == REPORTING, -many[one.source], one.source, one.key.period.code)
    )
    found: list[list[Figure]] = []
    for one in ordered:
        year = one.key.period.year
        layer = next((layer for layer in found if year not in {other.key.period.year for other in layer}), None)
        if layer is None:
            found.append(layer := [])
        layer.append(one)
    return found


def _series(rows: Sequence[Figure], *, is_first: bool) -> Series:
    key, years = rows[0].key, by_year(rows)
    leads = [TOTAL, *measures.measures()[key.measure].leads]
    place = leads.index(key.breakdown) if key.breakdown in leads else len(leads)
    body = presenting.words("SERIES", key.series)
    if not is_first:
        body = f"{body} ({_said(rows[0])})"
    return Series(
        _name(rows[0].table, key.breakdown), body, years, (1, place, -len(years)), place < len(leads), key.measure,
        code=key.series, unit=_PERCENT.get(key.unit, key.unit),
        spans=tuple(_span(one) for one in rows if one.value is not None and not by_year([one])),
    )  # fmt: skip


def _span(one: Figure) -> Span:
    return Span(presenting.when(one.key.period), one.value or Decimal(0), remarks.read(one.note))


def _said(one: Figure) -> str:
    """What tells a further series of a body from its first."""
    return presenting.when(one.key.period) if one.key.period.kind == REPORTING else _("another source")


def _name(table: str, breakdown: str) -> str:
    """The title, its unit where that says more, and the part where it says more."""
    title, unit = presenting.title(table), measures.unit_of(table)
    counted, part = presenting.unit(unit), presenting.words("BREAKDOWN", breakdown)
    said = title if unit in _PLAIN or counted.casefold() in title.casefold() else f"{title} ({counted})"
    return said if breakdown == TOTAL or part.casefold() == title.casefold() else f"{said}, {part}"
