"""Indicators: figures computed from published data and from nothing else."""

from litigation_app.statistics.indicators.catalogue import Indicator, IndicatorUnknown, all_indicators, get
from litigation_app.statistics.indicators.values import IndicatorValue, compute, headline

__all__ = ["Indicator", "IndicatorUnknown", "IndicatorValue", "all_indicators", "compute", "get", "headline"]
