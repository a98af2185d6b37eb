"""How many are that for every hundred thousand inhabitants, and how much would it change by chance alone?"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from litigation_app.statistics.indicators.formulas.estimates import (
    SHOWN,
    SMALL_DENOMINATOR,
    UNRELIABLE,
    WITHHELD,
    Estimate,
    nothing_to_count,
)
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, Cell

PER = 100_000
CONFIDENCE = 0.95
_HUNDREDTH = Decimal("0.01")


def rate(part: Cell, population: int) -> Estimate:
    """Cases per 100,000. The population is taken as known; the interval is the exact one of a Poisson count.

    Source: F. Garwood, Biometrika 28 (1936), 437-442.
    """
    if population == 0:
        return nothing_to_count()
    if part.value is None:
        high = None if part.high == UNBOUNDED else _per(part.high, population, ROUND_CEILING)
        return Estimate(None, _per(part.low, population, ROUND_FLOOR), high, "possible", None, WITHHELD)
    count = int(part.value)
    low, high_ = garwood(count)
    ends = _per(Decimal(low), population, ROUND_FLOOR), _per(Decimal(high_), population, ROUND_CEILING)
    status = UNRELIABLE if count < SMALL_DENOMINATOR else SHOWN
    return Estimate(_per(part.value, population, ROUND_HALF_EVEN), *ends, "garwood", count, status)


def garwood(count: int) -> tuple[float, float]:
    """The exact 95 percent interval of the mean of a Poisson count."""
    from scipy.special import gammaincinv

    tail = (1 - CONFIDENCE) / 2
    low = 0.0 if count == 0 else float(gammaincinv(count, tail))
    return low, float(gammaincinv(count + 1, 1 - tail))


def _per(count: Decimal, population: int, rounding: str) -> Decimal:
    return (count * PER / population).quantize(_HUNDREDTH, rounding)
