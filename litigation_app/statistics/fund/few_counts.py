"""On how few yearly counts does the number of victims rest on the limits of the grid, and not on counts?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.statistics.fund.frequency import FEW_YEARS
from litigation_app.statistics.fund.inputs import covered, years_in

HARDLY_ANY = 2  # years: the cost may then come out several times too high
GRID = "negbin"  # the model whose mean exists only within the grid; also what a group has that names none


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
    tables = result["scenario"].get("frequency", ())
    models = {one["group"]: one.get("model", GRID) for one in tables}
    return [
        FewCounts(group, tuple(sorted(counts)), models.get(group, GRID) == GRID)
        for group, counts in result["low"]["counts"].items()
        if is_few(covered(counts))
    ]


def together(result: Mapping[str, Any]) -> dict[str, list[str]]:
    """The years that are counted as one, by group; groups without any are left out."""
    found = {
        group: [name for name in counts if len(years_in(name)) > 1] for group, counts in result["low"]["counts"].items()
    }
    return {group: names for group, names in found.items() if names}
