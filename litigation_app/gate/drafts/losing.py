"""What does each indicator say from these tables alone? Computed from what is printed, as a reader would."""

from collections.abc import Mapping, Sequence
from typing import Any

from litigation_app.gate.designs import plan
from litigation_app.gate.designs.published_tables import Sheet
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import IndicatorValue
from litigation_app.statistics.releases import series
from litigation_app.statistics.releases.drafts import unsigned

WITHHELD, CANNOT_EXIST = "Q", "M"  # SDMX CL_OBS_STATUS
WHOLE = 100


def figures(
    mode: str, country: str, year: int, sheets: Mapping[str, Sheet], printed: Mapping[str, Sequence[Sequence[Any]]]
) -> dict[str, tuple[int, int, int, int]]:
    """By indicator that the plan feeds: how many figures it has, how many are withheld, of how many a range can be said, and
    how many are 0 of 0.
    """
    release = series.with_totals(unsigned([country], year, mode, list(sheets.values()), printed))
    values = indicators.compute(release)
    fed = sorted({name for names in plan.PLANS[mode].tables.values() for name in names})
    return {name: _counted([value for value in values if value.indicator_id == name]) for name in fed}


def _counted(values: Sequence[IndicatorValue]) -> tuple[int, int, int, int]:
    nothing = sum(value.status == CANNOT_EXIST for value in values)
    hidden = [value for value in values if value.value is None and value.status == WITHHELD]
    return len(values), len(hidden), sum(map(_says_something, hidden)), nothing


def _says_something(value: IndicatorValue) -> bool:
    """From 0 to 100 percent, or from a number upwards, is what everybody knew before."""
    return value.low is not None and value.high is not None and not (value.low == 0 and value.high == WHOLE)
