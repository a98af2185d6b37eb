"""Which share of the victims whom others count (the State, the press, the scenario) do our own publications see, in the same years?"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from litigation_app.core.language import _
from litigation_app.statistics.fund.inputs import CountSeries, CountsRefused
from litigation_app.statistics.fund.studies import counts_of
from litigation_app.statistics.official import figures, presenting, queries, rules
from litigation_app.statistics.releases.queries import whole

MEASURE, TOTAL = "identified_victims", "_T"
OURS = "caseload"
MOST = 6  # rows; the newest publications first


@dataclass(frozen=True)
class Covered:
    """A publication beside a series of somebody else's counts: common years, both numbers of them, and the share (two where a year of
    ours is hidden)."""

    publication: str
    series: str
    years: str
    ours: tuple[int, int]
    theirs: int

    @property
    def shares(self) -> tuple[float, float]:
        """At the lowest and at the highest of hidden counts."""
        return self.ours[0] / self.theirs, self.ours[1] / self.theirs


def covered(country: str, own: CountSeries | None, on_shelf: Path, trusted: Set[bytes]) -> list[Covered]:
    """Our publications of a country beside official figures, and beside the counts that a scenario names itself."""
    theirs = _official(country, on_shelf, trusted)
    if own is not None:
        exact = {year: one.lo for year, one in own.years.items() if one.is_exact}
        theirs[_("counts named in the scenario")] = exact
    found = [
        one
        for publication, ours in _ours(country, on_shelf, trusted)
        for name, counts in theirs.items()
        if (one := _beside(publication, ours, name, counts))
    ]
    return found[:MOST]


def _official(country: str, on_shelf: Path, trusted: Set[bytes]) -> dict[str, Mapping[int, int]]:
    latest = queries.latest(on_shelf, trusted, country)
    found: dict[str, list[figures.Figure]] = {}
    for one in figures.of_release(latest) if latest else []:
        if one.key.measure == MEASURE and one.key.breakdown == TOTAL:
            found.setdefault(presenting.words("SERIES", one.key.series), []).append(one)
    return {name: {year: int(value) for year, value in rules.by_year(some).items()} for name, some in found.items()}


def _ours(country: str, on_shelf: Path, trusted: Set[bytes]) -> Iterator[tuple[str, CountSeries]]:
    for one in whole(on_shelf, trusted):
        if one.mode == OURS and one.countries == (country,):
            try:
                yield one.title, counts_of(one)
            except CountsRefused:
                continue


def _beside(publication: str, ours: CountSeries, name: str, theirs: Mapping[int, int]) -> Covered | None:
    years = sorted(set(ours.years) & set(theirs))
    every = sum(theirs[year] for year in years)
    if not every:
        return None
    seen = tuple(sum(getattr(ours.years[year], end) for year in years) for end in ("lo", "hi"))
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return Covered(publication, name, f"{span} ({len(years)})", (seen[0], seen[1]), every)
