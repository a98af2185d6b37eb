"""Which countries may be ranked, how far does the one axis reach, and which official series do most countries have? Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

MOST_PERCENT = 100.0


class Years(NamedTuple):
    """The years that a figure is of, both included."""

    first: int
    last: int

    @property
    def width(self) -> int:
        """How many they are."""
        return self.last - self.first + 1

    def meets(self, other: "Years") -> bool:
        """Whether they have a year in common."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class Newest:
    """The newest figure of a country with its 95 percent interval."""

    name: str
    years: Years
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Ranking:
    """Of each country those that are lower beyond chance. `has_rest`: some two are not ranked, for their intervals overlap or
    they are of other years.
    """

    higher: Sequence[tuple[str, Sequence[str]]]
    has_rest: bool


def years_of(code: str) -> Years:
    """The YEAR of a table: 2021, or 2015_2019 together."""
    first, _rest, last = code.partition("_")
    return Years(int(first), int(last or first))


def common(countries: Iterable[Sequence[Years]]) -> Years | None:
    """The newest years in a row of which most countries have figures; None: nobody has any."""
    covered = [{year for span in spans for year in range(span.first, span.last + 1)} for spans in countries]
    counts = Counter(year for years in covered for year in years)
    if not counts:
        return None
    shared = {year for year, count in counts.items() if count == max(counts.values())}
    first = last = max(shared)
    while first - 1 in shared:
        first -= 1
    return Years(first, last)


def ranking(figures: Sequence[Newest]) -> Ranking:
    """A country is above another where its interval lies wholly above and both figures have a year in common."""
    higher = [(one.name, [other.name for other in figures if is_above(one, other)]) for one in figures]
    ranked = sum(len(below) for _name, below in higher)
    pairs = len(figures) * (len(figures) - 1) // 2
    return Ranking([(name, below) for name, below in higher if below], has_rest=ranked < pairs)


def is_above(one: Newest, other: Newest) -> bool:
    return one.low > other.high and one.years.meets(other.years)


def top(ends: Iterable[float], *, is_percent: bool) -> float:
    """The end of the axis of all panels: it holds every figure, interval and range; of shares no more than all."""
    highest = max(ends, default=0.0) or 1.0
    return min(highest, MOST_PERCENT) if is_percent else highest


class Candidate(NamedTuple):
    """A series of a country: what it counts, whose it is, how many years it has."""

    name: str
    body: str
    years: int


def chosen(found: Mapping[str, Sequence[Candidate]]) -> dict[str, int]:
    """By country the place of the series to show: what most countries count, of the body that most countries have, then of most
    years, then the first. A country without that count has its own first.
    """
    names = Counter(name for those in found.values() for name in {one.name for one in those})
    order = list(dict.fromkeys(one.name for those in found.values() for one in those))
    name = max(order, key=lambda each: (names[each], -order.index(each)), default="")
    bodies = Counter(body for those in found.values() for body in {one.body for one in those if one.name == name})

    def weight(one: Candidate) -> tuple[bool, int, int]:
        return (one.name == name, bodies[one.body] if one.name == name else 0, one.years if one.name == name else 0)

    return {
        country: max(range(len(those)), key=lambda place: (weight(those[place]), -place))
        for country, those in found.items()
        if those
    }
