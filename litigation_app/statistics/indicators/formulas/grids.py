"""What do counts on a grid of months, some of them withheld, leave open about the time that something takes?

Of each interval between two marks it is known only how many ended, left or came in it, and of a withheld count only a range.
The answer is the lowest and the highest value that any whole numbers within the ranges give.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import prod

from litigation_app.statistics.indicators.formulas.survival import Stay

MONTHS = (6, 12, 24, 36, 60)  # the marks of the catalogue
_MOST_WAYS = 20_000  # more ways to fill the hidden cells than this say nothing but 0 to 1


@dataclass(frozen=True)
class Span:
    """A whole number that lies between two; a published one has both ends alike."""

    low: int
    high: int

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.low, self.high + 1))

    def __len__(self) -> int:
        return max(self.high - self.low + 1, 0)


def exactly(value: int) -> Span:
    """A count that was printed."""
    return Span(value, value)


NONE = Span(0, 0)


@dataclass(frozen=True)
class Interval:
    """What happened between two marks: ended by the event asked about, ended otherwise, lost sight of, came in late."""

    events: Span
    others: Span = NONE
    censored: Span = NONE
    entered: Span = NONE

    @property
    def ways(self) -> int:
        """How many combinations of the four hidden counts there are."""
        return prod(map(len, (self.events, self.others, self.censored, self.entered)))


@dataclass(frozen=True)
class Open:
    """The share lies between these two, 0 to 1. `width` 0: it is known."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How wide hiding makes the share, 0 to 1."""
        return self.high - self.low


ANYTHING = Open(0.0, 1.0)


def waiting(start: Span, intervals: Sequence[Interval], rest: Span) -> list[Open]:
    """The share that still waits at each mark (Kaplan-Meier). Whoever ended otherwise is taken as lost sight of.

    `start`: at risk at 0; `rest`: still there after the last mark. Within an interval nobody knows the order: both
    "left first" and "ended first" are tried.
    """
    seen = [Interval(one.events, NONE, _sum(one.others, one.censored), one.entered) for one in intervals]
    return _each(start, seen, rest, is_incidence=False)


def incidence(start: Span, intervals: Sequence[Interval], rest: Span) -> list[Open]:
    """The share that has ended by the event at each mark (Aalen-Johansen): whoever ended otherwise no longer can."""
    return _each(start, intervals, rest, is_incidence=True)


def _sum(one: Span, other: Span) -> Span:
    return Span(one.low + other.low, one.high + other.high)


def _each(start: Span, intervals: Sequence[Interval], rest: Span, *, is_incidence: bool) -> list[Open]:
    if prod([len(start), *(one.ways for one in intervals)]) > _MOST_WAYS:
        return [ANYTHING] * len(intervals)
    found = []
    for mark in range(1, len(intervals) + 1):
        low, high = (_extreme(_Search(intervals, rest, mark, is_incidence, is_low), start) for is_low in (True, False))
        found.append(ANYTHING if low is None or high is None else Open(low, high))
    return found


@dataclass(frozen=True)
class _Search:
    """The lowest (or highest) value at a mark, by how many are at risk when an interval begins; each is worked out once."""

    intervals: Sequence[Interval]
    rest: Span
    mark: int
    is_incidence: bool
    is_low: bool
    known: dict[tuple[int, int], float | None] = field(default_factory=dict)

    def at(self, place: int, at_risk: int) -> float | None:
        """None: no whole numbers within the ranges get there."""
        if place == len(self.intervals):
            fits = self.rest.low <= at_risk <= self.rest.high
            return (0.0 if self.is_incidence else 1.0) if fits else None
        if (place, at_risk) not in self.known:
            self.known[place, at_risk] = self.best(self._values(place, at_risk))
        return self.known[place, at_risk]

    def best(self, values: Iterable[float | None]) -> float | None:
        found = [value for value in values if value is not None]
        return (min(found) if self.is_low else max(found)) if found else None

    def _values(self, place: int, at_risk: int) -> Iterator[float | None]:
        one = self.intervals[place]
        for said in product(one.events, one.others, one.censored, one.entered):
            moved = Moved(at_risk, *said)
            after = self.at(place + 1, moved.left) if moved.left >= 0 else None
            yield after if after is None or place >= self.mark else self._value(moved, after)

    def _value(self, moved: "Moved", after: float) -> float:
        stays, ended = moved.stays(), moved.ended()
        rest = (stays.low if self.is_low else stays.high) * after
        if not self.is_incidence:
            return rest
        return min((ended.low if self.is_low else ended.high) + rest, 1.0)


@dataclass(frozen=True)
class Moved:
    """Whole numbers of one interval. Nobody knows their order, and the order says how many were at risk at each end."""

    at_risk: int
    events: int
    others: int
    censored: int
    entered: int

    @property
    def left(self) -> int:
        """How many are at risk when the next interval begins."""
        return self.at_risk + self.entered - self.events - self.others - self.censored

    def stays(self) -> Open:
        """Which share of those at risk is through: least if the lost went first, most if the late ones came first."""
        gone = self.events + self.others
        if not gone:
            return Open(1.0, 1.0)
        fewest = self.at_risk - self.censored
        low = 1 - gone / fewest if fewest > gone else 0.0
        return Open(low, 1 - gone / (self.at_risk + self.entered))

    def ended(self) -> Open:
        """Which share ends by the event: least if it came when most were there, most after all the others had gone."""
        if not self.events:
            return Open(0.0, 0.0)
        if not self.at_risk:
            return ANYTHING
        through = 1 - self.others / self.at_risk if self.others < self.at_risk else 0.0
        most, fewest = self.at_risk - self.others + self.entered, self.at_risk - self.others - self.censored
        low = min(self.events / (self.at_risk + self.entered), through * self.events / most if most else 0.0)
        return Open(low, min(through * self.events / fewest, 1.0) if fewest >= self.events else 1.0)


def _extreme(search: _Search, start: Span) -> float | None:
    return search.best(search.at(0, at_risk) for at_risk in start)


@dataclass(frozen=True)
class Grid:
    """What a table of counts on the grid says."""

    start: Span
    intervals: tuple[Interval, ...]
    rest: Span

    def waiting(self) -> list[Open]:
        """The share that still waits, one for each mark (Kaplan-Meier)."""
        return waiting(self.start, self.intervals, self.rest)

    def incidence(self) -> list[Open]:
        """The share that has ended by the event, one for each mark (Aalen-Johansen)."""
        return incidence(self.start, self.intervals, self.rest)


def counted(stays: Sequence[Stay], event: str, marks: Sequence[float] = MONTHS) -> Grid:
    """Exact times as a grid has them: an interval holds (before, mark]; whoever is there after the last mark is `rest`."""
    intervals = tuple(_interval(stays, event, low, high) for low, high in pairwise((0.0, *marks)))
    start = sum(stay.entered == 0 for stay in stays)
    rest = sum(stay.left > marks[-1] >= stay.entered for stay in stays)
    return Grid(exactly(start), intervals, exactly(rest))


def _interval(stays: Sequence[Stay], event: str, low: float, high: float) -> Interval:
    ends = [stay.end for stay in stays if low < stay.left <= high]
    came = sum(low < stay.entered <= high for stay in stays)
    mine, lost = ends.count(event), ends.count("")
    return Interval(exactly(mine), exactly(len(ends) - mine - lost), exactly(lost), exactly(came))
