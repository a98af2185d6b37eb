"""Which series of official figures would an estimate of this scenario stand on, and which others could it take?"""

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from litigation_app.advocacy.figures import counted, few_years
from litigation_app.advocacy.studies.scenarios.queries import Kept
from litigation_app.statistics.fund import official_counts, scenario_text, studies
from litigation_app.statistics.fund.inputs import CountsRefused
from litigation_app.statistics.fund.scenario import Scenario, ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.official import presenting, queries


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
