"""On how few counts does the number of victims rest on the limits of the grid, or on what is assumed of how years differ?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.statistics.fund.frequency import FEW_YEARS
from litigation_app.statistics.fund.inputs import covered, years_in

HARDLY_ANY = 2  # years: the cost may then come out several times too high
GRID = "negbin"  # the model whose mean exists only within the grid; also that of a group that names none, or a judgement and has counts
DIFFERING = ("gamma_poisson", "clustered")  # models with which a sum of years says the rate as well as its years do


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
        FewCounts(group, tuple(sorted(counts)), models.get(group, GRID) not in DIFFERING)
        for group, counts in result["low"]["counts"].items()
        if is_few(covered(counts))
    ]


@dataclass(frozen=True)
class Together:
    """A group some of whose counts are of several years: these by name, with the year of the publication that prints them (None: none
    does). `is_assumed`: how much years differ is for the model to assume, which moves the number of victims too and not the bad
    years alone. `gap`: then all counts as a yearly average, and what the model expects of a year (ranges at their highest); None
    where late reports raise it too."""

    group: str
    years: Mapping[str, int | None]
    is_assumed: bool
    gap: tuple[float, float] | None


def together(result: Mapping[str, Any]) -> list[Together]:
    """Every group that has such counts, in the order of the run."""
    printed = result.get("printed_in", {})
    said = {one["group"]: one for one in result["scenario"].get("frequency", ())}
    found = []
    for group, counts in result["high"]["counts"].items():
        years = {name: printed.get(group, {}).get(name) for name in counts if len(years_in(name)) > 1}
        if years:
            own = said.get(group, {})
            is_assumed = own.get("model", GRID) not in DIFFERING and len(counts) - len(years) < FEW_YEARS
            average = sum(high for _low, high in counts.values()) / covered(counts)
            expected = next(one["mean"] for one in result["depth"]["ahead"] if one["group"] == group)
            is_told = is_assumed and "reporting" not in own
            found.append(Together(group, years, is_assumed, (average, expected) if is_told else None))
    return found
