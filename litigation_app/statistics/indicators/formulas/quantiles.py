"""In which band must a median lie, when only counts of bands are published and some of them are withheld?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.statistics.indicators.formulas.estimates import CANNOT_EXIST, SHOWN, WITHHELD, Estimate, whole
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, ZERO, Cell

_ONE = Decimal(1)
LEAST = 11  # house rule of the check before publishing: no median of fewer (docs/disclosure.md)


@dataclass(frozen=True)
class Place:
    """The first and the last band (counted from 0) in which it may lie; the number of bands: beyond the last one.

    None: nothing can be said at all.
    """

    first: int | None
    last: int | None

    @property
    def is_known(self) -> bool:
        """It lies in one band for sure."""
        return self.first is not None and self.first == self.last


NOWHERE = Place(None, None)


def cumulated(parts: Sequence[Cell], total: Cell, others: Sequence[Cell] = ()) -> list[Cell]:
    """How many lie in the bands up to each one: what the bands themselves say, and what total and later bands leave.

    A sum that is known though its parts are withheld has a value: everybody can work it out.
    """
    found = []
    for place in range(1, len(parts) + 1):
        mine, rest = parts[:place], [*parts[place:], *others]
        low = max(_sum(mine, "low"), _less(total.low, _sum(rest, "high")))
        high = min(_sum(mine, "high"), _less(total.high, _sum(rest, "low")))
        known = low if low == high else None
        found.append(Cell(known, low, max(low, high)))
    return found


def _sum(cells: Sequence[Cell], end: str) -> Decimal:
    return sum((getattr(cell, end) for cell in cells), ZERO)


def _less(whole: Decimal, part: Decimal) -> Decimal:
    """At least 0; of something unbounded: unbounded."""
    if whole == UNBOUNDED:
        return UNBOUNDED
    return ZERO if part == UNBOUNDED else max(whole - part, ZERO)


def reached(sums: Sequence[Cell], total: Cell, share: float) -> Place:
    """The band in which the share of the total is reached: the smallest value that so many lie at or below.

    `first`: it cannot be reached before; `last`: it is reached there at the latest. A total of 0 has no quantile.
    """
    if total.high in (ZERO, UNBOUNDED):
        return NOWHERE
    wanted = Decimal(str(share))
    first = next((place for place, one in enumerate(sums) if one.high >= wanted * max(total.low, _ONE)), len(sums))
    last = next((place for place, one in enumerate(sums) if one.low >= wanted * total.high), len(sums))
    return Place(first, last)


def median(
    parts: Mapping[str, Cell], group: Cell, edges: Mapping[str, int], others: Sequence[Cell] = (), share: float = 0.5
) -> Estimate:
    """The quantile as a band: between `low` and `high` months or euros; `high` None: not reached within the bands.

    Of fewer than LEAST it is not said at all.
    """
    n = whole(group.value)
    place = NOWHERE if group.low < LEAST else reached(cumulated(list(parts.values()), group, others), group, share)
    if place.first is None or place.last is None:
        return Estimate(None, None, None, "band", n, CANNOT_EXIST if n == 0 else WITHHELD)
    ends = [0, *(edges[code] for code in parts if code in edges)]
    if place.first == 0 and place.last == len(parts):
        return Estimate(None, None, None, "band", n, WITHHELD)  # "more than nothing" says nothing
    low = Decimal(ends[min(place.first, len(ends) - 1)])
    high = Decimal(ends[place.last + 1]) if place.last + 1 < len(ends) else None
    return Estimate(None, low, high, "band", n, SHOWN)
