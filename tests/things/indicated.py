"""The values of indicators, found by what they are of."""

from collections.abc import Sequence

from litigation_app.statistics.indicators import IndicatorValue


def named(values: Sequence[IndicatorValue]) -> dict[tuple[str, ...], IndicatorValue]:
    return {(one.indicator_id, *(code for _, code in one.dims)): one for one in values}
