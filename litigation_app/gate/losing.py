"""What does each indicator lose by what these tables withhold? Computed from the printed tables alone, as a reader would."""

from collections.abc import Mapping, Sequence
from typing import Any

from litigation_app.gate import plan
from litigation_app.gate.neighbours import Span
from litigation_app.gate.sheets import Sheet
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import IndicatorValue
from litigation_app.statistics.releases.drafts import unsigned

WITHHELD, CANNOT_EXIST = "Q", "M"  # SDMX CL_OBS_STATUS
WHOLE = 100


def figures(
    mine: Span, sheets: Sequence[Sheet], printed: Mapping[str, Sequence[Sequence[Any]]]
) -> dict[str, tuple[int, int, int, int]]:
    """By indicator that the plan feeds: how many figures it has, how many are withheld, of how many a range can be said, and
    how many are 0 of 0.
    """
    release = unsigned(mine.countries, mine.first_year, mine.last_year, mine.mode, sheets, printed)
    values = indicators.compute(release)
    fed = sorted({name for names in plan.MODES[mine.mode].plan.tables.values() for name in names})
    return {name: _counted([value for value in values if value.indicator_id == name]) for name in fed}


def _counted(values: Sequence[IndicatorValue]) -> tuple[int, int, int, int]:
    nothing = sum(value.status == CANNOT_EXIST for value in values)
    hidden = [value for value in values if value.value is None and value.status == WITHHELD]
    return len(values), len(hidden), sum(map(_says_something, hidden)), nothing


def _says_something(value: IndicatorValue) -> bool:
    """From 0 to 100 percent, or from a number upwards, is what everybody knew before."""
    return value.low is not None and value.high is not None and not (value.low == 0 and value.high == WHOLE)
