"""How much money is it, and which part of one sum is another, when sums are rounded and some are withheld?"""

from decimal import Decimal

from litigation_app.statistics.indicators.formulas.estimates import (
    SHOWN,
    WITHHELD,
    Estimate,
    nothing_to_count,
    percent,
    percent_down,
    percent_up,
)
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, ZERO, Cell


def gap(owed: Cell, paid: Cell) -> Estimate:
    """What is owed and not paid; never below 0 (interest can make more be paid than was awarded)."""
    low = ZERO if paid.high == UNBOUNDED else max(owed.low - paid.high, ZERO)
    high = None if owed.high == UNBOUNDED else max(owed.high - paid.low, ZERO)
    if owed.value is None or paid.value is None:
        return Estimate(None, low, high, "possible", None, WITHHELD)
    return Estimate(max(owed.value - paid.value, Decimal(0)), low, high, "rounding", None, SHOWN)


def ratio(part: Cell, base: Cell) -> Estimate:
    """Part of base in percent; above 100 when interest was paid. The bounds are those of rounding, not of chance."""
    if base.value == 0:
        return nothing_to_count()
    low = ZERO if base.high == UNBOUNDED else part.low / base.high if base.high else ZERO
    high = _highest(part, base)
    ends = percent_down(low), None if high is None else percent_up(high)
    if part.value is None or base.value is None:
        return Estimate(None, *ends, "possible", None, WITHHELD)
    return Estimate(percent(part.value / base.value), *ends, "rounding", None, SHOWN)


def _highest(part: Cell, base: Cell) -> Decimal | None:
    if part.high == 0:
        return ZERO
    return None if base.low == 0 or part.high == UNBOUNDED else part.high / base.low
