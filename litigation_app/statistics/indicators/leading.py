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

    Where it is withheld, the share of the same whole that is sure to be the largest; of a funnel that nothing bounds the furthest
    step that is printed: both say their own name. So do data with broader categories, which have no such code.
    """
    own = [value for value in values if value.indicator_id == indicator.id and value.year == TOTAL]
    usual = next((value for value in own if value.code in {"", indicator.headline}), None)
    if usual is not None and (
        usual.value is not None or (has_ends(indicator, usual) and indicator.kind != "distribution")
    ):
        return usual
    parts = [value for value in own if value.code not in {indicator.total, MEDIAN[1]}]
    if indicator.kind == "cohort_funnel":
        return next((value for value in reversed(parts) if value.value is not None), usual)
    first = usual or next(iter(parts), None)
    if first is None or indicator.kind not in SHARES_OF_MANY:
        return usual
    if indicator.kind == "duration_km":  # shares over by a mark, which have no sum
        return max((value for value in parts if value.value), key=_least, default=first)
    largest = max(parts, key=_least, default=first)
    is_sure = _least(largest) > 0 and all(_most(one) <= _least(largest) for one in parts if one is not largest)
    return largest if is_sure else first


def _least(value: IndicatorValue) -> Decimal:
    return value.low or Decimal(0) if value.value is None else value.value


def _most(value: IndicatorValue) -> Decimal:
    return (_ALL if value.high is None else value.high) if value.value is None else value.value
