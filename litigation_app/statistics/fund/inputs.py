"""What counts does the estimate start from: each year an interval, with its source and the release it came from?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

ALL = "_T"  # the code of a margin in a release table


class CountsRefused(ValueError):
    """The counts cannot be used; the message says why."""


@dataclass(frozen=True)
class Interval:
    """A count known to lie between two whole numbers, both included."""

    lo: int
    hi: int

    def __post_init__(self) -> None:
        if not 0 <= self.lo <= self.hi:
            raise CountsRefused(f"a count cannot lie between {self.lo} and {self.hi}")

    @property
    def is_exact(self) -> bool:
        return self.lo == self.hi


@dataclass(frozen=True)
class CountSeries:
    """Identified victims of one group by year. `release_id` is None for a literal of the scenario file."""

    group: str
    years: Mapping[int, Interval]
    source: str
    release_id: str | None = None

    @property
    def masked_share(self) -> float:
        """Share of the years that are ranges, 0 to 1."""
        return sum(not v.is_exact for v in self.years.values()) / len(self.years) if self.years else 0.0

    def lowest(self) -> CountSeries:
        """Every withheld year at the lowest count that it can have."""
        return replace(self, years={y: Interval(v.lo, v.lo) for y, v in self.years.items()})

    def highest(self) -> CountSeries:
        """Every withheld year at the highest count that it can have."""
        return replace(self, years={y: Interval(v.hi, v.hi) for y, v in self.years.items()})


@dataclass(frozen=True)
class Cell:
    """One cell of a release table: year code, category code, value (None = withheld)."""

    year: str
    category: str
    value: int | None


def series_from_cells(
    cells: Iterable[Cell], *, group: str, release_id: str, source: str, ceiling: int | None = None
) -> CountSeries:
    """Counts by year from a release table that shows its margins (`_T`).

    The finest published margin is used, and withheld cells are never summed up (a year's total is its own published cell).
    A withheld year lies between the sum of that year's published categories and what the published years leave of the
    published grand total, or `ceiling` (the largest count the releasing rules may withhold) where that is smaller.

    Raises:
        CountsRefused: no year, or a withheld year without any upper bound.
    """
    table = {(c.year, c.category): c.value for c in cells}
    years = sorted({year for year, _ in table if year != ALL})
    if not years:
        raise CountsRefused("the table has no year")
    found = {int(year): _year(table, year, years, ceiling) for year in years}
    return CountSeries(group=group, years=found, source=source, release_id=release_id)


def _year(table: Mapping[tuple[str, str], int | None], year: str, years: list[str], ceiling: int | None) -> Interval:
    value = table.get((year, ALL))
    if value is not None:
        return Interval(value, value)
    lo = sum(v for (y, c), v in table.items() if y == year and c != ALL and v is not None)
    bounds = [] if ceiling is None else [max(ceiling, lo)]
    whole = table.get((ALL, ALL))
    if whole is not None:
        bounds.append(whole - sum(table.get((y, ALL)) or 0 for y in years if y != year))
    if not bounds:
        raise CountsRefused(f"{year}: withheld, and nothing published bounds it from above")
    return Interval(lo, max(lo, min(bounds)))
