"""How likely is it at each pair of two quantities (a map whose cells carry their number, not their colour alone)?"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts.svg import Canvas, Number, in_line, name_of, path, plain, rect, tag, text

STEPS = (1e-4, 1e-3, 1e-2, 1e-1, 0.5)  # a new colour at each power of ten, and at a half
DARK = 4  # from this colour on the number in the cell is white
_LEFT, _TOP, _RIGHT, _ROW = 92.0, 44.0, 984.0, 24.0
_RING = 6  # fits between the numbers of two rows


@dataclass(frozen=True)
class Spot:
    """One pair worth a ring of its own."""

    label: str
    row: float
    column: float


def level_of(value: float) -> int:
    """Number of the colour of a chance: 0 below one in ten thousand, 5 from a half on."""
    return sum(value >= step for step in STEPS)


def heat(
    rows: Sequence[float],
    columns: Sequence[float],
    values: Sequence[Sequence[float]],
    *,
    title: str,
    contour: Sequence[float] = (),
    contour_label: str = "",
    spot: Spot | None = None,
    row_unit: str = "",
    column_unit: str = "",
    number: Number = plain,
    chance: Number = plain,
) -> Markup:
    """Cells in rows (the largest on top) and columns; `contour`: for each row the column value from which on the line is passed."""
    bottom = _TOP + _ROW * len(rows)
    canvas = Canvas(name_of("heat", rows, columns, values, title, contour, spot), 1000.0, bottom + 66)
    width = (_RIGHT - _LEFT) / len(columns)
    top = {index: bottom - _ROW * (index + 1) for index in range(len(rows))}
    for index, row in enumerate(values):
        _colour(canvas, row, top[index], width)
        canvas.add(text(_LEFT - 10, top[index] + 17, number(rows[index]), "tick end"))
    every = 1 + len(columns) // 11
    for index in range(0, len(columns), every):
        canvas.add(text(_LEFT + width * (index + 0.5), bottom + 22, number(columns[index]), "tick middle"))
    canvas.add(text(0, _TOP - 16, row_unit, "small-text"), text(_RIGHT, bottom + 48, column_unit, "small-text end"))
    if contour:
        _contour(canvas, [_between(x, columns, width) for x in contour], top, contour_label)
    if spot:
        _ring(canvas, _across(spot.column, columns, width), _down(spot.row, rows, top), spot.label)
    for index, row in enumerate(values):
        _numbers(canvas, row, top[index], width, chance)
    down, across = (
        [f"{unit} {number(one)}" for one in ends] for unit, ends in ((row_unit, rows), (column_unit, columns))
    )
    return canvas.finish(title, _described(down, across, values, chance))


def _colour(canvas: Canvas, row: Sequence[float], top: float, width: float) -> None:
    """Neighbours of one colour are one rectangle, so that a map of 400 cells stays light."""
    start = 0
    for level, run in itertools.groupby(row, level_of):
        many = len(list(run))
        canvas.add(rect(_LEFT + width * start, top, width * many, _ROW, f"heat-{level}"))
        start += many


def _numbers(canvas: Canvas, row: Sequence[float], top: float, width: float, chance: Number) -> None:
    """Above line and ring, so that none hides a number."""
    placed = [(value, _LEFT + width * (index + 0.5)) for index, value in enumerate(row)]
    for is_dark, run in itertools.groupby(placed, lambda one: level_of(one[0]) >= DARK):
        words = [(x, chance(value)) for value, x in run]
        canvas.add(in_line(words, top + 17, "middle inverse" if is_dark else "middle"))


def _across(value: float, columns: Sequence[float], width: float) -> float:
    """Where a value lies among the middles of the columns, kept within the map."""
    place = (value - columns[0]) / (columns[-1] - columns[0]) * (len(columns) - 1)
    return _LEFT + width * (min(max(place, -0.5), len(columns) - 0.5) + 0.5)


def _between(value: float, columns: Sequence[float], width: float) -> float:
    """The edge between the cells left of a value and those from it on: where a line hides no number."""
    place = (value - columns[0]) / (columns[-1] - columns[0]) * (len(columns) - 1)
    return _LEFT + width * min(max(math.ceil(round(place, 9)), 0), len(columns))


def _down(value: float, rows: Sequence[float], top: dict[int, float]) -> float:
    """Between the middles of the two rows that hold it: in a row's middle it would ring another value."""
    if len(rows) == 1:
        return top[0] + _ROW / 2
    above = next((index for index in range(1, len(rows) - 1) if rows[index] >= value), len(rows) - 1)
    share = (value - rows[above - 1]) / (rows[above] - rows[above - 1])
    return top[above - 1] + _ROW / 2 - _ROW * min(max(share, -0.5), 1.5)


def _contour(canvas: Canvas, xs: Sequence[float], top: dict[int, float], label: str) -> None:
    points = [point for i, x in enumerate(xs) for point in ((x, top[i] + _ROW), (x, top[i]))]
    canvas.add(path(points, "contour-under"), path(points, "contour"))
    x, is_right = points[-1][0], points[-1][0] > (_LEFT + _RIGHT) / 2
    canvas.add(text(x, _TOP - 8, label, "strong end" if is_right else "strong"))


def _ring(canvas: Canvas, x: float, y: float, label: str) -> None:
    rings = (tag("circle", cx=x, cy=y, r=_RING, class_=look) for look in ("ring-under", "ring"))
    canvas.add(tag("g", tag("title", label), *rings))


def _described(rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[float]], chance: Number) -> str:
    """Four corners say what a listener needs first; the table has every cell."""
    corners = [(r, c) for r in (0, len(rows) - 1) for c in (0, len(columns) - 1)]
    return ". ".join(f"{rows[r]}, {columns[c]}: {chance(values[r][c])}" for r, c in corners)
