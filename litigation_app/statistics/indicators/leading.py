"""Which one value stands for an indicator on the list and in its first sentence?"""

from collections.abc import Sequence
from decimal import Decimal

from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.values import MEDIAN, IndicatorValue, has_ends
from litigation_app.statistics.releases import TOTAL

SHARES_OF_MANY = {"distribution", "duration_km"}
_ALL = Decimal(100)  # percent


def headline(indicator: Indicator, values: Sequence[IndicatorValue]) -> IndicatorValue | None:
    """The one value that stands for an indicator: all years together; None when the publication has no such table.

    Where nothing bounds it, the largest share of the same whole that is printed, if no hidden one can be larger; of a funnel
    the furthest step that is printed: both say their own name. So do data with broader categories, which have no such code.
    """
    own = [value for value in values if value.indicator_id == indicator.id and value.year == TOTAL]
    usual = next((value for value in own if value.code in {"", indicator.headline}), None)
    if usual is not None and (usual.value is not None or has_ends(indicator, usual)):
        return usual
    parts = [value for value in own if value.code not in {indicator.total, MEDIAN[1]}]
    if indicator.kind == "cohort_funnel":
        return next((value for value in reversed(parts) if value.value is not None), usual)
    first = usual or next(iter(parts), None)
    if first is None or indicator.kind not in SHARES_OF_MANY:
        return usual
    largest = max(parts, key=_size, default=first)
    return largest if _size(largest) > _left(indicator, parts) else first


def _left(indicator: Indicator, parts: Sequence[IndicatorValue]) -> Decimal:
    """How large a hidden share may be, in percent; 0 where none is hidden, and of shares over by a mark, which have no sum."""
    if indicator.kind == "duration_km" or all(value.value is not None for value in parts):
        return Decimal(0)
    return _ALL - sum((_size(value) for value in parts), Decimal(0))


def _size(value: IndicatorValue) -> Decimal:
    return Decimal(0) if value.value is None else value.value
