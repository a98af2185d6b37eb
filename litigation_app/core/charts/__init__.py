"""How do published numbers and proceedings become pictures? Pure functions: values in, SVG, table or board out."""

from litigation_app.core.charts.bars import bars, stacked
from litigation_app.core.charts.funnel import Lane, Step, funnel
from litigation_app.core.charts.histogram import Mark, histogram
from litigation_app.core.charts.lines import fan, line
from litigation_app.core.charts.tables import (
    Table,
    bars_table,
    fan_table,
    funnel_table,
    histogram_table,
    line_table,
)

__all__ = [
    "Lane",
    "Mark",
    "Step",
    "Table",
    "bars",
    "bars_table",
    "fan",
    "fan_table",
    "funnel",
    "funnel_table",
    "histogram",
    "histogram_table",
    "line",
    "line_table",
    "stacked",
]
