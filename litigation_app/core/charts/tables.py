"""Which rows say the same as a picture? Headings and rows of finished words; None stays None and is shown as withheld."""

from collections.abc import Sequence
from dataclasses import dataclass

from litigation_app.core.charts.funnel import Lane
from litigation_app.core.charts.svg import Maybe, Number, Span, Value, plain

Cell = str | None


@dataclass(frozen=True)
class Table:
    """What `data_table` and `chart_card` take: the first column holds the names of the rows."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def _words(value: Value, number: Number) -> Cell:
    if isinstance(value, Span):
        return value.words
    return None if value is None else number(value)


def bars_table(
    groups: Sequence[str],
    series: Sequence[str],
    values: Sequence[Maybe],
    *,
    corner: str = "",
    number: Number = plain,
) -> Table:
    """A row for each series, a column for each group (also for `stacked`)."""
    rows = [[name, *(_words(row[index], number) for row in values)] for index, name in enumerate(series)]
    return Table([corner, *groups], rows)


def line_table(
    xs: Sequence[object],
    values: Maybe,
    lows: Sequence[float | None],
    highs: Sequence[float | None],
    *,
    headings: Sequence[str],
    number: Number = plain,
) -> Table:
    """A row for each x with value, lower and upper end; `headings` are four words. A withheld value has no ends but its range."""
    rows = []
    for x, value, low, high in zip(xs, values, lows, highs, strict=True):
        ends = [_words(None if value is None else end, number) for end in (low, high)]
        rows.append([str(x), _words(value, number), *(["–", "–"] if isinstance(value, Span) else ends)])
    return Table(headings, rows)


def funnel_table(lanes: Sequence[Lane], *, headings: Sequence[str], number: Number = plain) -> Table:
    """A row for each step; `headings` are three words: lane, step, number."""
    rows = [
        [f"{lane.name} ({lane.unit})", step.label, _words(step.value, number)] for lane in lanes for step in lane.steps
    ]
    return Table(headings, rows)


def histogram_table(
    edges: Sequence[float], counts: Sequence[float | None], *, headings: Sequence[str], number: Number = plain
) -> Table:
    """A row for each column: from, to, how many; `headings` are three words."""
    rows = [
        [number(low), number(high), _words(count, number)]
        for low, high, count in zip(edges, edges[1:], counts, strict=False)
    ]
    return Table(headings, rows)
