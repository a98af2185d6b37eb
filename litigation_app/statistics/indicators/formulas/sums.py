"""How much money is it, when sums are rounded and some are withheld?"""

from decimal import Decimal

from litigation_app.statistics.indicators.formulas.estimates import SHOWN, WITHHELD, Estimate
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, ZERO, Cell


def gap(owed: Cell, paid: Cell) -> Estimate:
    """What is owed and not paid; never below 0 (interest can make more be paid than was awarded)."""
    low = ZERO if paid.high == UNBOUNDED else max(owed.low - paid.high, ZERO)
    high = None if owed.high == UNBOUNDED else max(owed.high - paid.low, ZERO)
    if owed.value is None or paid.value is None:
        return Estimate(None, low, high, "possible", None, WITHHELD)
    return Estimate(max(owed.value - paid.value, Decimal(0)), low, high, "rounding", None, SHOWN)
