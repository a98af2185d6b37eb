"""Indicators: figures computed from published data and from nothing else."""

from litigation_app.statistics.indicators.catalogue import Indicator, IndicatorUnknown, all_indicators, get
from litigation_app.statistics.indicators.feeding import read_in
from litigation_app.statistics.indicators.leading import headline
from litigation_app.statistics.indicators.values import IndicatorValue, compute

__all__ = [
    "Indicator",
    "IndicatorUnknown",
    "IndicatorValue",
    "all_indicators",
    "compute",
    "get",
    "headline",
    "read_in",
]
