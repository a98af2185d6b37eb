"""On how few counts does the number of victims rest on the limits of the grid, or on what is assumed of how years differ?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.statistics.fund.frequency import FEW_YEARS
from litigation_app.statistics.fund.inputs import covered, years_in

HARDLY_ANY = 2  # years: the cost may then come out several times too high
GRID = "negbin"  # the model whose mean exists only within the grid; also what a group has that names none
BY_CHANCE = "gamma_poisson"  # the model that knows how much years differ


@dataclass(frozen=True)
class FewCounts:
    """A group with fewer than `FEW_YEARS` years of counts, ascending, some perhaps together; `is_on_grid`: the number of
    victims itself rests on limits."""

    group: str
    years: tuple[str, ...]
    is_on_grid: bool

    @property
    def is_hardly_any(self) -> bool:
        """Whether the number of victims has next to nothing to stand on."""
        return self.is_on_grid and covered(self.years) <= HARDLY_ANY


def is_few(years: int) -> bool:
    """Whether so many years of counts are too few; none at all is another matter (a judgement)."""
    return 0 < years < FEW_YEARS


def few_counts(result: Mapping[str, Any]) -> list[FewCounts]:
    """Every group of a run that has too few, in the order of the run."""
    models = _models(result)
    return [
        FewCounts(group, tuple(sorted(counts)), models.get(group, GRID) == GRID)
        for group, counts in result["low"]["counts"].items()
        if is_few(covered(counts))
    ]


def _models(result: Mapping[str, Any]) -> dict[str, str]:
    return {one["group"]: one.get("model", GRID) for one in result["scenario"].get("frequency", ())}


@dataclass(frozen=True)
class Together:
    """A group some of whose counts are of several years: these by name, with the year at whose end they were known (None: not said);
    all its counts as a yearly average, and what the model expects of a year (ranges at their highest). `is_assumed`: how much years
    differ is for the model to assume, which moves the number of victims too and not the bad years alone."""

    group: str
    years: Mapping[str, int | None]
    average: float
    expected: float
    is_assumed: bool


def together(result: Mapping[str, Any]) -> list[Together]:
    """Every group that has such counts, in the order of the run."""
    known, models = result.get("known_in", {}), _models(result)
    found = []
    for group, counts in result["high"]["counts"].items():
        years = {name: known.get(group, {}).get(name) for name in counts if len(years_in(name)) > 1}
        if years:
            average = sum(high for _low, high in counts.values()) / covered(counts)
            expected = next(one["mean"] for one in result["depth"]["ahead"] if one["group"] == group)
            found.append(Together(group, years, average, expected, models.get(group, GRID) != BY_CHANCE))
    return found
