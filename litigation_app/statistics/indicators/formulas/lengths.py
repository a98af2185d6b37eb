"""What is the most that the squares of the lengths of trials can add up to, where so many hearings were a trial's later ones?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, Cell


@dataclass(frozen=True)
class Limit:
    """At most so many hearings were the first-th to the last-th of their trial in a year; `last` None: or a later one."""

    first: int
    last: int | None
    most: int

    def held_by(self, length: int) -> int:
        """How many of a trial of this length it speaks of."""
        return max(0, (length if self.last is None else min(self.last, length)) - self.first + 1)


def limits(every: Cell, parts: Mapping[str, Cell]) -> tuple[Limit, ...]:
    """By what is printed of the hearings but the first, which one they were: each code alone, and from each code on."""
    codes = list(parts)
    asked = [(start, end) for start in range(len(codes)) for end in {start + 1, len(codes)}]
    return tuple(_limits(every, list(parts.values()), [_places(code) for code in codes], asked))


def _limits(
    every: Cell, cells: Sequence[Cell], places: Sequence[tuple[int, int | None]], asked: Sequence[tuple[int, int]]
) -> Iterator[Limit]:
    for start, end in asked:
        inside, outside = cells[start:end], [*cells[:start], *cells[end:]]
        most = min(sum(one.high for one in inside), every.high - sum(one.low for one in outside))
        if most < UNBOUNDED:
            yield Limit(places[start][0], places[end - 1][1], max(0, int(most)))


def _places(code: str) -> tuple[int, int | None]:
    """ "3_5": from the third to the fifth; "11_more": from the eleventh on."""
    first, _rest, last = code.partition("_")
    return int(first), None if last == "more" else int(last or first)


@lru_cache(maxsize=4096)
def squares(hearings: int, limited: tuple[Limit, ...]) -> float:
    """The highest sum of squares of the lengths of the trials that so many hearings are of.

    A linear programme over how many trials have each length, which need not be whole: never less than the truth. Where some
    hearings are left out, those that stay are as limited as all. Limits that contradict the number are not believed.
    """
    import numpy as np
    from scipy.optimize import linprog

    longest = _longest(hearings, limited)
    if not (longest and limited):
        return float(hearings**2)
    lengths = np.arange(1, longest + 1)
    later = [[one.held_by(length) for length in range(1, longest + 1)] for one in limited]
    most = [one.most for one in limited]
    found = linprog(-(lengths**2.0), later, most, lengths[None, :], [hearings], method="highs")
    return min(-float(found.fun), float(hearings**2)) if found.success else float(hearings**2)


def _longest(hearings: int, limited: Sequence[Limit]) -> int:
    """Of one trial, as far as the limits allow."""
    found = 0
    while found < hearings and all(one.held_by(found + 1) <= one.most for one in limited):
        found += 1
    return found
