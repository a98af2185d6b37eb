"""Which counts of official figures can a group of a scenario stand on, what is each called, and which would an estimate take today?"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from litigation_app.advocacy.figures import counted
from litigation_app.advocacy.figures import presenters as few_years
from litigation_app.advocacy.studies.scenarios.queries import Kept
from litigation_app.core.language import _
from litigation_app.statistics.fund import official_counts, scenario_text, studies
from litigation_app.statistics.fund.inputs import CountsRefused
from litigation_app.statistics.fund.official_counts import MEASURE, Printed
from litigation_app.statistics.fund.scenario import Scenario, ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.official import presenting, queries

Choice = tuple[str, str]


def offered(country: str, stored: str, on_shelf: Path, trusted: Set[bytes]) -> tuple[Choice, ...]:
    """What a group writes to name its counts, and its words: of each measure what the rule picks, then every series of the
    newest edition of the country. What is `stored` ("": nothing) stays, also where the edition does not have it."""
    edition = queries.latest(on_shelf, trusted, country)
    printed = official_counts.printed_victims(edition) if edition else []
    usual = stored or official_counts.reference(country, MEASURE)
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
        for measure in dict.fromkeys((MEASURE, *taken))
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


def served(scenario: Scenario, on_shelf: Path, trusted: Set[bytes]) -> Served | None:
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
