"""What counts does the estimate start from: each year an interval, with its source and the release it came from?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

ALL = "_T"  # the code of a margin in a release table


class CountsRefused(ValueError):
    """The counts cannot be used; the message says why."""


class NoYears(CountsRefused):
    """Nothing is counted by year."""


class TooManyVictims(CountsRefused):
    """A year with more victims than an estimate can mean."""


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
        """Whether it was printed as one number."""
        return self.lo == self.hi


@dataclass(frozen=True)
class Official:
    """Which counts they are where others print them: measure and series of the official figures, and the how-manieth edition.
    `unsure`: years of which the edition itself is not sure, with how sure it is (medium, low, memory; of several the least).
    `rule`: why this series and no other (one of `official_counts.RULES`); `others`: the years of each that could serve too."""

    measure: str
    series: str
    edition: int
    unsure: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
    others: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class CountSeries:
    """Identified victims of one group by year. `release_id` is None for a literal of the scenario file, `official` for whatever
    are no official figures; of those a range lies between the sources of a year, of others it hides a count."""

    group: str
    years: Mapping[int, Interval]
    source: str
    release_id: str | None = None
    official: Official | None = None

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
        NoYears: no year.
        CountsRefused: a withheld year without any upper bound.
    """
    table = {(c.year, c.category): c.value for c in cells}
    years = sorted({year for year, _ in table if year != ALL})
    if not years:
        raise NoYears("the table has no year")
    found = {int(year): _year(table, year, years, ceiling) for year in years}
    return CountSeries(group=group, years=found, source=source, release_id=release_id)


def by_category(cells: Iterable[Cell]) -> dict[str, Interval]:
    """Counts of each category over all years, from the table's row of totals; a withheld one lies between the sum of its
    published years and what the published categories leave of the published grand total.

    Raises:
        CountsRefused: a withheld category that nothing bounds.
    """
    table = {(c.category, c.year): c.value for c in cells}
    categories = sorted({category for category, _ in table if category != ALL})
    return {category: _year(table, category, categories, None) for category in categories}


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
