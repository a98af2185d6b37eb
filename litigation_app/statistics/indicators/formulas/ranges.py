"""Between which bounds does a printed, a rounded or a withheld cell lie?"""

from dataclasses import dataclass
from decimal import Decimal

from litigation_app.core.money import ends_of_rounded

ZERO = Decimal(0)
UNBOUNDED = Decimal("Infinity")


@dataclass(frozen=True)
class Cell:
    """A cell as a reader sees it: its value (None: withheld) and the bounds that it lies between; `high` may be UNBOUNDED."""

    value: Decimal | None
    low: Decimal
    high: Decimal


def less(whole: Cell, part: Cell) -> Cell:
    """What is left of a whole without one of its parts."""
    value = None if whole.value is None or part.value is None else whole.value - part.value
    low = ZERO if part.high == UNBOUNDED else max(whole.low - part.high, ZERO)
    high = whole.high if whole.high == UNBOUNDED else max(whole.high - part.low, low)
    return Cell(value, low, high)


def exactly(value: Decimal) -> Cell:
    """A number that is published as it is."""
    return Cell(value, value, value)


def rounded_to(value: Decimal, digits: int) -> Cell:
    """What a reader knows of an amount printed with so many significant digits, in whole units at the finest."""
    return Cell(value, *ends_of_rounded(value, digits))
