"""Which share of a group is it, and how much would it change by chance alone?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from litigation_app.statistics.indicators.formulas.estimates import (
    SHOWN,
    SMALL_DENOMINATOR,
    UNRELIABLE,
    WITHHELD,
    Estimate,
    nothing_to_count,
    percent,
    percent_down,
    percent_up,
    whole,
)
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, ZERO, Cell

CONFIDENCE = 0.95
_ONE, _ALL = Decimal(1), Decimal(100)
_ROUNDED = Decimal("0.1")  # percentage points, more than a printed share was rounded by


@dataclass(frozen=True)
class Bounds:
    """Two shares, 0 to 1."""

    low: float
    high: float


def clopper_pearson(x: int, n: int) -> Bounds:
    """The exact binomial interval, 95 %: never covers less than it says. Raises ValueError.

    Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404-413.
    """
    from scipy.special import betaincinv

    _require_counts(x, n)
    tail = (1 - CONFIDENCE) / 2
    low = 0.0 if x == 0 else float(betaincinv(x, n - x + 1, tail))
    high = 1.0 if x == n else float(betaincinv(x + 1, n - x, 1 - tail))
    return Bounds(low, high)


def _require_counts(x: int, n: int) -> None:
    if not 0 <= x <= n or n == 0:
        raise ValueError(f"{x} of {n} is no share")


def proportion(part: Cell, base: Cell) -> Estimate:
    """Part of base in percent. Withheld when either is; 0 of a published base is 0; 0 of 0 does not exist."""
    if base.value == 0:
        return nothing_to_count()
    if part.value is None or base.value is None:
        low, high = possible_share(part, base)
        return Estimate(None, percent_down(low), percent_up(high), "possible", whole(base.value), WITHHELD)
    x, n = int(part.value), int(base.value)
    bounds = clopper_pearson(x, n)
    status = UNRELIABLE if n < SMALL_DENOMINATOR else SHOWN
    return Estimate(
        percent(Decimal(x) / n), percent_down(bounds.low), percent_up(bounds.high), "clopper-pearson", n, status
    )


def possible_share(part: Cell, base: Cell) -> tuple[Decimal, Decimal]:
    """Between which shares (0 to 1) the true one lies, given the bounds of both counts; the part is some of the base."""
    low = ZERO if base.high in (UNBOUNDED, ZERO) else min(part.low / base.high, _ONE)
    if part.high == 0:
        return ZERO, ZERO
    return low, _ONE if base.low == 0 else min(part.high / base.low, _ONE)


def distribution(parts: Mapping[str, Cell], base: Cell) -> dict[str, Estimate]:
    """The share of each part; each interval speaks of its own share alone. The parts are the whole: a withheld share is no less than
    all the others leave at their most, and no more than at their least.
    """
    found = {code: proportion(part, base) for code, part in parts.items()}
    return {code: _left_by(found, code) if base.low > 0 else one for code, one in found.items()}


def _left_by(found: Mapping[str, Estimate], code: str) -> Estimate:
    one, others = found[code], [_ends(each) for name, each in found.items() if name != code]
    if one.value is not None or one.low is None or one.high is None:
        return one
    least, most = (_ALL - sum((ends[at] for ends in others), ZERO) for at in (1, 0))
    return replace(one, low=max(one.low, least), high=min(one.high, most))


def _ends(one: Estimate) -> tuple[Decimal, Decimal]:
    """Between which shares it lies; a printed one was rounded."""
    if one.value is not None:
        return max(one.value - _ROUNDED, ZERO), one.value + _ROUNDED
    return one.low or ZERO, _ALL if one.high is None else one.high
