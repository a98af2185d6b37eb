"""How does a publication (or a scenario's own counts) become a result, and how is a result said in a few lines?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from litigation_app.statistics.fund.inputs import ALL, Cell, CountSeries, CountsRefused, series_from_cells
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.scenario_files import read_file
from litigation_app.statistics.fund.study import StudyResult, run_series
from litigation_app.statistics.releases import Release

TABLE = "victims_by_status"
GROUP = "trafficking"
DIMENSIONS = 2


def counts_of(release: Release) -> CountSeries:
    """Victims by year, from the year totals of a publication's table by status.

    Raises:
        CountsRefused: the publication has no such table, or a withheld year that nothing bounds.
    """
    if not release.has(TABLE):
        raise CountsRefused(f"{release.id} has no table {TABLE}")
    cells = []
    for row in release.table(TABLE):
        if len(row.codes) == DIMENSIONS and (row.codes[0] == ALL or row.codes[0].isdigit()):
            cells.append(Cell(row.codes[0], row.codes[1], None if row.value is None else int(row.value)))
    return series_from_cells(cells, group=GROUP, release_id=release.id, source=release.title)


def run_on(scenario: Scenario, release: Release | None, *, paths: int, seed: int) -> StudyResult:
    """Run a scenario on a publication's counts; without one, on the counts that the scenario file names itself."""
    given = [] if release is None else [counts_of(release)]
    return run_series(scenario, given, paths=paths, seed=seed)


def run_file(path: Path, release: Release | None, *, paths: int, seed: int) -> dict[str, Any]:
    """As `run_on` for a scenario file; the result as JSON values.

    Raises:
        ScenarioRefused, CountsRefused: the message is one plain sentence with the key at fault.
    """
    return run_on(read_file(path), release, paths=paths, seed=seed).plain()


def in_words(result: dict[str, Any]) -> Iterator[str]:
    """The headline figures as lines, both variants."""
    year, money = result["first_year"] + result["settled_year"], result["currency"]
    yield f"{result['scenario_code']}, {result['paths']} paths, seed {result['seed']}, {result['currency']}, year {year}"
    for name in ("low", "high"):
        one = result[name]
        cost, present = one["settled_cost"], one["present_value"]
        yield (
            f"withheld counts at their {'lowest' if name == 'low' else 'highest'}: "
            f"expected {cost['mean']:,.0f}, 95 % year {cost['q95']:,.0f}, 99 % year {cost['q99']:,.0f}; "
            f"{result['horizon']}-year present value {present['mean']:,.0f} (99 %: {present['q99']:,.0f}) {money}; "
            f"runs dry in {100 * one['dry_by_year'][-1]:.1f} % of the paths; office {100 * one['office_share']:.0f} %"
        )
