"""How do published numbers and proceedings become pictures? Pure functions: values in, SVG, table or board out."""

from litigation_app.core.charts.bars import bars, stacked
from litigation_app.core.charts.cohorts import Block, CohortLane, cohorts
from litigation_app.core.charts.curve import exceedance
from litigation_app.core.charts.dots import DotRow, dots
from litigation_app.core.charts.funnel import Lane, Step, funnel
from litigation_app.core.charts.heat import Spot, heat
from litigation_app.core.charts.histogram import Mark, histogram
from litigation_app.core.charts.horizontal import horizontal
from litigation_app.core.charts.lines import FAN, FLAT_FAN, fan, line
from litigation_app.core.charts.panels import Panel, multiples
from litigation_app.core.charts.sideways import Swing, sideways, tornado
from litigation_app.core.charts.svg import HALF, Span, Value
from litigation_app.core.charts.tables import (
    Table,
    bars_table,
    funnel_table,
    histogram_table,
    line_table,
)
from litigation_app.core.charts.waterfall import Fall, waterfall

__all__ = [
    "FAN", "FLAT_FAN", "HALF", "Block", "CohortLane", "DotRow", "Fall", "Lane", "Mark", "Panel", "Span", "Spot", "Step",
    "Swing", "Table", "Value", "bars", "bars_table", "cohorts", "dots", "exceedance", "fan", "funnel", "funnel_table",
    "heat", "histogram", "histogram_table", "horizontal", "line", "line_table", "multiples", "sideways", "stacked",
    "tornado", "waterfall",
]  # fmt: skip
