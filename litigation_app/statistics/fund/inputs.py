"""What counts does the estimate start from: each year, or several together, an interval, with its source and release?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")


class CountsRefused(ValueError):
    """The counts cannot be used; the message says why, `code` for the pages."""

    code = "counts"


class NoYears(CountsRefused):
    """Nothing is counted by year."""

    code = "no_years"


class OneCount(CountsRefused):
    """The publication has one count of several years alone, within which records may have begun."""

    code = "one_count"


class TooManyVictims(CountsRefused):
    """A year with more victims than an estimate can mean."""

    code = "too_many_victims"


class TooManyInCases(CountsRefused):
    """A year with more victims than the law of those who come in cases is computed for."""

    code = "too_many_in_cases"


@dataclass(frozen=True)
class Interval:
    """A count known to lie between two whole numbers, both included; of one year, or the sum of so many `years`. `printed_in`: the
    year of the publication that prints it, and no later one changes it; None: it goes on being counted until the newest."""

    lo: int
    hi: int
    years: int = 1
    printed_in: int | None = None

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
    """Identified victims of one group by year, or by the first of several counted as one. `release_id` is None for a literal of the
    scenario file, `official` for whatever are no official figures; of those a range lies between the sources of a year, of others
    it hides a count. `left_out`: the years of the earliest published count, where it is of several; "" where none was."""

    group: str
    years: Mapping[int, Interval]
    source: str
    release_id: str | None = None
    official: Official | None = None
    left_out: str = ""

    @property
    def masked_share(self) -> float:
        """Share of the years that are ranges, 0 to 1."""
        return sum(v.years for v in self.years.values() if not v.is_exact) / self.covered if self.years else 0.0

    @property
    def covered(self) -> int:
        """How many years were counted."""
        return sum(v.years for v in self.years.values())

    @property
    def spans(self) -> dict[range, Interval]:
        """Each count by the years that it is of."""
        return {range(year, year + v.years): v for year, v in self.years.items()}

    @property
    def printed_in(self) -> dict[str, int]:
        """The year of the publication that prints a count, by its years; {} where none does."""
        return {spelled(span): one.printed_in for span, one in self.spans.items() if one.printed_in}

    def known(self, reported: Sequence[float]) -> tuple[float, ...]:
        """Which share of each count had been heard of when it was printed, on the average of its years. `reported`: after 0, 1, ...
        years."""
        last = max((span[-1] for span in self.spans), default=0)
        until = {span: one.printed_in or last for span, one in self.spans.items()}
        return tuple(
            sum(reported[min(until[span] - year, len(reported) - 1)] for year in span) / len(span) for span in until
        )

    def lowest(self) -> CountSeries:
        """Every withheld year at the lowest count that it can have."""
        return replace(self, years={y: replace(v, hi=v.lo) for y, v in self.years.items()})

    def highest(self) -> CountSeries:
        """Every withheld year at the highest count that it can have."""
        return replace(self, years={y: replace(v, lo=v.hi) for y, v in self.years.items()})


def spelled(span: range) -> str:
    """Years as a scenario and a result call them: 2021, or several together 2015-2019."""
    return str(span[0]) if len(span) == 1 else f"{span[0]}-{span[-1]}"


def years_in(name: str) -> range:
    """The years of such a name; empty for what names none."""
    found = _YEARS.fullmatch(name)
    return range(int(found[1]), int(found[2] or found[1]) + 1) if found else range(0)


def covered(names: Iterable[str]) -> int:
    """How many years these are."""
    return sum(len(years_in(name)) for name in names)
