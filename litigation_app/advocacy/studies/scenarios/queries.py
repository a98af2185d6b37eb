"""Which scenarios are there, which share of the victims whom others count do our publications see, and which official counts serve?"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app.advocacy.figures import counted
from litigation_app.advocacy.figures import presenters as few_years
from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.core.db import db
from litigation_app.core.language import _
from litigation_app.statistics.fund import official_counts, scenario_files, scenario_text, studies
from litigation_app.statistics.fund.inputs import CountSeries, CountsRefused
from litigation_app.statistics.fund.official_counts import Printed
from litigation_app.statistics.fund.scenario import Scenario as FundScenario
from litigation_app.statistics.fund.scenario import ScenarioRefused, canonical_hash
from litigation_app.statistics.fund.scenario_reading import scenario_from
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
        exact = {year: one.lo for year, one in own.years.items() if one.is_exact and one.years == 1}
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
        if one.mode == studies.CASELOAD and one.countries == (country,):
            try:
                yield one.title, counts_of(one)
            except CountsRefused:
                continue


def _beside(publication: str, ours: CountSeries, name: str, theirs: Mapping[int, int]) -> Covered | None:
    spans = {span: one for span, one in ours.spans.items() if theirs.keys() >= set(span)}
    common = sorted(year for span in spans for year in span)
    every = sum(theirs[year] for year in common)
    if not every:
        return None
    low, high = (sum(getattr(one, end) for one in spans.values()) for end in ("lo", "hi"))
    return Covered(publication, name, f"{years(common)} ({len(common)})", (low, high), every)


Choice = tuple[str, str]


def offered(country: str, stored: str, on_shelf: Path, trusted: Set[bytes]) -> tuple[Choice, ...]:
    """What a group writes to name its counts, and its words: of each measure what the rule picks, then every series of the
    newest edition of the country. What is `stored` ("": nothing) stays, also where the edition does not have it."""
    edition = queries.latest(on_shelf, trusted, country)
    printed = official_counts.printed_victims(edition) if edition else []
    usual = stored or official_counts.reference(country, official_counts.MEASURE)
    choices = _by_rule(country, printed) | _by_name(country, printed)
    if not stored:  # nothing written means the same as the usual measure without a series
        choices = {"" if said == usual else said: words for said, words in choices.items()}
    if stored not in choices:
        choices[stored] = _(
            "%(said)s: not among the official figures that the desk holds today", said=counted.named(stored)
        )
    return tuple(choices.items())


def _by_rule(country: str, printed: Sequence[Printed]) -> dict[str, str]:
    """Each measure without a series; the usual one also where nothing of it is printed."""
    taken = {one.measure: _dated(one.taken, one.years_of[one.taken]) for one in printed}
    return {
        official_counts.reference(country, measure): _(
            "%(measure)s, as the rule picks (now: %(series)s)",
            measure=presenting.title(measure),
            series=taken.get(measure) or _("none, for the desk holds no such figures"),
        )
        for measure in dict.fromkeys((official_counts.MEASURE, *taken))
    }


def _by_name(country: str, printed: Sequence[Printed]) -> dict[str, str]:
    return {
        official_counts.reference(country, one.measure, series): _(
            "%(measure)s: %(series)s",
            measure=presenting.title(one.measure),
            series=_dated(series, found),
        )
        for one in printed
        for series, found in one.years_of.items()
    }


def _dated(series: str, found: Sequence[int]) -> str:
    """A series with its years, and a word where they are too few for an estimate."""
    return f"{_series(series)}, {few_years.marked(found, years(found))}"


def _series(code: str) -> str:
    return presenting.words("SERIES", code)


def years(found: Sequence[int]) -> str:
    """Ascending years, those that follow one another together: 2013, 2014, 2016 and 2017 are "2013–2014, 2016–2017"."""
    runs = [[year for _place, year in run] for _key, run in groupby(enumerate(found), lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


@dataclass(frozen=True)
class Serving:
    """A series of the newest edition: `years` that it prints, what a scenario writes to name it, the same in words, and whether it
    would be taken."""

    series: str
    years: str
    reference: str
    words: str
    is_taken: bool


@dataclass(frozen=True)
class Served:
    """Every series that could serve, the one that would be taken first; `why`: in a sentence."""

    edition: str
    why: str
    series: tuple[Serving, ...]


def edition_of(kept: Kept, on_shelf: Path, trusted: Set[bytes]) -> str:
    """The id of the newest edition, where the scenario picks a series of it; "" where it picks none, or the edition has it not."""
    try:
        scenario = scenario_from(scenario_text.tree_of(kept.text))
    except ScenarioRefused:
        return ""
    is_picking = any(official_counts.is_picked(one.release) for one in scenario.groups if one.name == studies.GROUP)
    edition = queries.latest(on_shelf, trusted, scenario.code) if is_picking else None
    if edition is None:
        return ""
    try:
        studies.given(scenario, edition)
    except CountsRefused:
        return ""
    return edition.id


def served(scenario: FundScenario, on_shelf: Path, trusted: Set[bytes]) -> Served | None:
    """None where the country has no edition that holds, or none that this scenario can read."""
    edition = queries.latest(on_shelf, trusted, scenario.code)
    if edition is None:
        return None
    try:
        [found] = studies.given(scenario, edition)
    except CountsRefused:
        return None
    taken = found.official
    if taken is None:
        return None
    years_of = {taken.series: tuple(found.years), **taken.others}
    return Served(
        edition.id,
        counted.rule_of(taken.rule),
        tuple(
            Serving(
                presenting.words("SERIES", series),
                few_years.marked(years, ", ".join(map(str, sorted(years)))),
                official_counts.reference(scenario.code, taken.measure, series),
                counted.named(official_counts.reference(scenario.code, taken.measure, series)),
                series == taken.series,
            )
            for series, years in years_of.items()
        ),
    )
