"""What does every figure say of itself: value, bounds, how they were made, on how many it rests, and its mark?"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, Cell

SMALL_DENOMINATOR = 20  # below it a share is marked "U" (low reliability), the whole line of it
_TENTH = Decimal("0.1")

SHOWN, WITHHELD, CANNOT_EXIST, UNRELIABLE, PROVISIONAL, BREAK = "A", "Q", "M", "U", "P", "B"  # SDMX CL_OBS_STATUS


@dataclass(frozen=True)
class Estimate:
    """A figure. `value` None: withheld (Q), or nothing to count (M). `low`..`high` hold the true one; None: no bound.

    `method`: "" (the value is exact), "clopper-pearson" (95 % confidence), "rounding", "possible"
    (what the published numbers leave open for a withheld one), "garwood" (95 % of a rate), "band" (a
    median between two marks). `n` None: withheld, or the figure has no base.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    method: str
    n: int | None
    status: str


def count(cell: Cell) -> Estimate:
    """A count as it stands: zero is a number, withheld is none."""
    if cell.value is None:
        return Estimate(None, cell.low, None if cell.high == UNBOUNDED else cell.high, "possible", None, WITHHELD)
    return Estimate(cell.value, cell.value, cell.value, "", None, SHOWN)


def nothing_to_count() -> Estimate:
    """0 of 0: no share exists; it is neither zero nor withheld."""
    return Estimate(None, None, None, "", 0, CANNOT_EXIST)


def percent(value: Decimal | float, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """A share (0 to 1) in percent with one decimal."""
    return (Decimal(value) * 100).quantize(_TENTH, rounding)


def percent_down(value: Decimal | float) -> Decimal:
    """A lower end is rounded down, so that the interval still holds what it held."""
    return percent(value, ROUND_FLOOR)


def percent_up(value: Decimal | float) -> Decimal:
    """An upper end is rounded up."""
    return percent(value, ROUND_CEILING)


def whole(value: Decimal | None) -> int | None:
    """A printed count as a whole number; None stays None (hidden)."""
    return None if value is None else int(value)
