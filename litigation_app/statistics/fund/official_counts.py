"""Which yearly counts of victims does an edition of official figures give an estimate?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.statistics.fund.inputs import CountSeries, Interval, NoYears, Official
from litigation_app.statistics.official.figures import CONFIDENCES, Figure, is_unsure, of_release
from litigation_app.statistics.official.measures import measures
from litigation_app.statistics.releases import TOTAL, Release

MEASURE, UNIT, VICTIM = "identified_victims", "PERSON", "victim"
NAMED, ONLY, MOST_YEARS, GOES_ON, BY_NAME = RULES = ("named", "only", "most_years", "goes_on", "by_name")
_SCHEME = "release:"


@dataclass(frozen=True)
class Wanted:
    """What a group of a scenario names; `series` "" leaves it open."""

    measure: str = MEASURE
    series: str = ""


def wanted(said: str | None) -> Wanted:
    """Out of the `release` of a group, "release:RS/identified_victims" or "release:RS/identified_victims/TIP"; whoever names
    nothing wants the identified victims."""
    _country, measure, series = [*(said or "").removeprefix(_SCHEME).split("/"), "", ""][:3]
    return Wanted(measure or MEASURE, series)


def reference(country: str, measure: str, series: str = "") -> str:
    """The `release` with which a group names a series; without one, a measure whose series the rule picks."""
    return "/".join(filter(None, (f"{_SCHEME}{country}", measure, series)))


def is_picked(said: str | None) -> bool:
    """Whether a group names more than what every group stands on that names nothing."""
    return wanted(said) != Wanted()


def unused(result: Mapping[str, Any]) -> dict[str, str]:
    """By group what a scenario picks of official figures and its run does not stand on."""
    tables, there = result["scenario"].get("frequency", ()), result["low"]["counts"]
    names = {one["group"]: one.get("release") for one in tables if one["group"] in there}
    return {group: str(said) for group, said in names.items() if is_picked(said) and group not in result["official"]}


@dataclass(frozen=True)
class Printed:
    """A measure of victims: the single years that each of its series prints, by the series' code, and which one the rule takes."""

    measure: str
    years_of: Mapping[str, tuple[int, ...]]
    taken: str


def printed_victims(release: Release) -> list[Printed]:
    """Every measure of an edition that counts victims and prints single years of all of them, in the order of `measures.toml`.

    Raises:
        KeyError, ValueError: the release is no edition of official figures.
    """
    every, found = of_release(release), []
    for one in measures().values():
        years_of = _years_by_series(figure for figure in every if _is_wanted(figure, Wanted(one.id)))
        if years_of and one.counted == VICTIM:
            found.append(Printed(one.id, years_of, _longest(years_of)[0]))
    return found


def counts_of(release: Release, want: Wanted, *, group: str) -> CountSeries:
    """Victims by year of one series, as its sources printed them: of several that print other numbers for a year, from the
    least to the most. Years that are not printed, parts of a year and several years together are left out.

    Raises:
        NoYears: the edition has no such measure, or no single year of it (in that series).
    """
    printed = [one for one in of_release(release) if _is_wanted(one, want)]
    years_of = _years_by_series(printed)
    series, rule = (want.series, NAMED) if want.series else _longest(years_of)
    if series not in years_of:
        what = f"{want.measure} in the series {want.series}" if want.series else want.measure
        raise NoYears(f"{release.id} prints no single year of {what}")
    own = sorted((one for one in printed if one.key.series == series), key=_year)
    found: dict[int, list[int]] = {}
    for one in own:
        found.setdefault(_year(one), []).append(int(one.value or 0))
    years = {year: Interval(min(counts), max(counts)) for year, counts in found.items()}
    titles = {one.code: one.title for one in release.sources}
    source = "; ".join(dict.fromkeys(titles[one.source] for one in own))
    number = release.vintage.number if release.vintage else 1
    others = {name: found for name, found in years_of.items() if name != series}
    official = Official(want.measure, series, number, _unsure(own), rule if others else ONLY, others)
    return CountSeries(group, years, source, release.id, official)


def _unsure(own: Iterable[Figure]) -> dict[str, str]:
    """Years with a figure that the edition marks as less than sure, and the mark of the least sure one."""
    marks: dict[str, str] = {}
    for one in own:
        if is_unsure(one):
            year = str(_year(one))
            marks[year] = max(one.confidence, marks.get(year, one.confidence), key=CONFIDENCES.index)
    return marks


def _is_wanted(one: Figure, want: Wanted) -> bool:
    """Whether it is a number of all victims of a single year, or of a report's own twelve months."""
    key = one.key
    is_of_a_year = one.value is not None and key.period.is_of_a_year
    return is_of_a_year and (key.measure, key.unit, key.breakdown) == (want.measure, UNIT, TOTAL)


def _years_by_series(printed: Iterable[Figure]) -> dict[str, tuple[int, ...]]:
    years: dict[str, set[int]] = {}
    for one in printed:
        years.setdefault(one.key.series, set()).add(_year(one))
    return {series: tuple(sorted(years[series])) for series in sorted(years)}


def _longest(years_of: Mapping[str, tuple[int, ...]]) -> tuple[str, str]:
    """The series with the most years, of two the one that goes on longer, of two such the first by its code; and which of these
    rules decided. "" where there is none."""
    most = max(map(len, years_of.values()), default=0)
    longest = [series for series, years in years_of.items() if len(years) == most]
    last = max((years_of[series][-1] for series in longest), default=0)
    latest = [series for series in longest if years_of[series][-1] == last]
    rule = MOST_YEARS if len(longest) == 1 else GOES_ON if len(latest) == 1 else BY_NAME
    return next(iter(latest), ""), rule


def _year(one: Figure) -> int:
    """A report's own twelve months stand for the year in which they begin."""
    return int(one.key.period.year)
