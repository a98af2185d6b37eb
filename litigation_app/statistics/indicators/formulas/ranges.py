"""Between which bounds does a withheld cell lie, by what is published beside it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
UNBOUNDED = Decimal("Infinity")
_MOST_ROUNDS = 100  # bounds only ever narrow; a long chain settles in a few rounds


@dataclass(frozen=True)
class Range:
    """Both ends included; `high` may be UNBOUNDED."""

    low: Decimal
    high: Decimal

    def narrowed(self, low: Decimal, high: Decimal) -> "Range":
        """The part that both allow; published numbers that contradict each other narrow nothing."""
        found = Range(max(self.low, low), min(self.high, high))
        return found if found.low <= found.high else self


@dataclass(frozen=True)
class Whole:
    """The cell `total` is the sum of all the cells `parts`."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Within:
    """The cell `part` counts some of those that the cell `whole` counts."""

    part: str
    whole: str


@dataclass(frozen=True)
class Cell:
    """A cell as a reader sees it: its value (None: withheld) and the bounds that follow from the others."""

    value: Decimal | None
    low: Decimal
    high: Decimal


def less(whole: Cell, part: Cell) -> Cell:
    """What is left of a whole without one of its parts."""
    value = None if whole.value is None or part.value is None else whole.value - part.value
    low = ZERO if part.high == UNBOUNDED else max(whole.low - part.high, ZERO)
    high = whole.high if whole.high == UNBOUNDED else max(whole.high - part.low, low)
    return Cell(value, low, high)


def exactly(value: Decimal) -> Range:
    """The range of a number that is published as it is."""
    return Range(value, value)


def rounded_to(value: Decimal, digits: int) -> Range:
    """What a reader knows of an amount printed with so many significant digits, in whole units at the finest."""
    if value == 0:
        return Range(ZERO, ZERO)
    half = Decimal(10) ** max(value.adjusted() - digits + 1, 0) / 2
    return Range(max(value - half, ZERO), value + half)


def withheld() -> Range:
    """The range of a withheld count or sum before anything else is known."""
    return Range(ZERO, UNBOUNDED)


def narrowed(
    ranges: Mapping[str, Range], wholes: Sequence[Whole], withins: Sequence[Within] = ()
) -> Mapping[str, Range]:
    """The ranges after each sum and each "some of" has had its say, until nothing narrows any more.

    Simple propagation: the bounds always hold the true value, but they may be wider than an optimal attacker's.
    """
    found = dict(ranges)
    for _round in range(_MOST_ROUNDS):
        before = dict(found)
        for whole in wholes:
            _apply_sum(found, whole)
        for within in withins:
            part, all_ = found[within.part], found[within.whole]
            found[within.part] = part.narrowed(ZERO, all_.high)
            found[within.whole] = all_.narrowed(part.low, UNBOUNDED)
        if found == before:
            break
    return found


def _apply_sum(found: dict[str, Range], whole: Whole) -> None:
    parts = [found[name] for name in whole.parts]
    lows, highs = sum((part.low for part in parts), ZERO), sum((part.high for part in parts), ZERO)
    total = found[whole.total].narrowed(lows, highs)
    found[whole.total] = total
    for name in whole.parts:
        mine = found[name]
        other_lows = lows - mine.low
        other_highs = sum((found[other].high for other in whole.parts if other != name), ZERO)
        low = total.low - other_highs if other_highs != UNBOUNDED else ZERO
        found[name] = mine.narrowed(low, max(total.high - other_lows, ZERO))
        lows += found[name].low - mine.low
