"""Which scenarios are there, shipped or kept by people, and which share of the victims whom others count do our publications see?"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.core.db import db
from litigation_app.core.language import _
from litigation_app.statistics.fund import scenario_files, scenario_text
from litigation_app.statistics.fund.inputs import CountSeries, CountsRefused
from litigation_app.statistics.fund.scenario import canonical_hash
from litigation_app.statistics.fund.studies import counts_of
from litigation_app.statistics.official import figures, presenting, queries, rules
from litigation_app.statistics.releases.queries import whole

LISTED = 200


@dataclass(frozen=True)
class Kept:
    """A scenario by what links name it: `ref` is the country's code where it ships (then `row` is None), else its id."""

    ref: str
    name: str
    country: str
    text: str
    hash: str
    row: Scenario | None = None

    @property
    def tree(self) -> Mapping[str, Any]:
        return scenario_text.tree_of(self.text)


@cache
def shipped() -> tuple[Kept, ...]:
    """Those that ship, by country; they are read once."""
    return tuple(_shipped(code) for code in scenario_files.names())


def own(*, archived: bool = False) -> list[Kept]:
    """Those that people keep, the last changed first."""
    which = Scenario.archived_at.is_not(None) if archived else Scenario.archived_at.is_(None)
    found = select(Scenario).where(which).order_by(Scenario.changed_at.desc(), Scenario.id).limit(LISTED)
    return [kept(row) for row in db.session.scalars(found)]


def find(ref: str) -> Kept:
    """One by its reference; raises NotFound."""
    there = next((one for one in shipped() if one.ref == ref), None)
    return there or kept(get(ref))


def get(ref: str) -> Scenario:
    """One that people keep; raises NotFound."""
    try:
        row = db.session.get(Scenario, UUID(ref))
    except ValueError:
        row = None
    if row is None:
        raise NotFound
    return row


def kept(row: Scenario) -> Kept:
    return Kept(str(row.id), row.name, row.country, row.text, row.hash, row)


def _shipped(name: str) -> Kept:
    tree = scenario_text.shipped(name)
    code = str(tree["country"]["code"])
    return Kept(code, str(tree["country"]["name"]), code, scenario_text.text_of(tree), canonical_hash(tree))


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
