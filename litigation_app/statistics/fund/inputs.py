"""What counts does the estimate start from: each year an interval, with its source and the release it came from?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


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
