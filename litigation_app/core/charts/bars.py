"""How do counts of groups look side by side, or on top of each other?"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from litigation_app.core.charts.axis import Scale, scale_of
from litigation_app.core.charts.svg import (
    LETTER,
    Canvas,
    Maybe,
    Number,
    Span,
    Value,
    hidden_runs,
    most,
    name_of,
    plain,
    rect,
    rule,
    sentence,
    tag,
    text,
    told,
    wrapped,
)

Values = Sequence[Maybe]
_WIDTH, _LEFT, _RIGHT = 1000.0, 64.0, 984.0
_TOP, _BOTTOM, _HEIGHT = 44.0, 284.0, 340.0
_BELOW = 8.0  # px: a hatched band crosses the axis
_GAP = 4.0  # px between two bars of a group
_FILL = 0.72  # share of a group's slot that its bars take
_WIDEST = 96.0
_ROOM_FOR_NUMBER = 18.0
_LINE = 18.0
_STRONG = 1.2  # a strong letter beside a usual one


class Place(NamedTuple):
    """Where a bar stands (px)."""

    left: float
    width: float


def bars(
    groups: Sequence[str], series: Sequence[str], values: Values, *, title: str, unit: str = "", number: Number = plain
) -> Markup:
    """Bars side by side; `values[group][series]`, None withheld: a hatched band across the axis, neighbours in one."""
    canvas = Canvas(name_of("bars", groups, series, values, title), _WIDTH, _HEIGHT)
    slot = (_RIGHT - _LEFT) / max(len(groups), 1)
    width = min(slot * _FILL / max(len(series), 1), _WIDEST)
    said = [
        [len(number(one)) * LETTER * _STRONG if (one := told(value)) is not None else 0.0 for value in row]
        for row in values
    ]
    longest = max((one for row in said for one in row), default=0.0)
    turned = _overlap(said, slot, width)
    top = _TOP + longest if turned else _TOP
    scale = _frame(canvas, groups, [most(value) for row in values for value in row], number, unit, top)
    for index, row in enumerate(values):
        left = _LEFT + slot * (index + 0.5) - width * len(row) / 2
        _side_by_side(canvas, scale, row, Place(left, width), number, turned=turned)
    canvas.add(rule(_LEFT, scale.at(0), _RIGHT, scale.at(0), "base"))
    return canvas.finish(title, _described(groups, series, values, number))


def _overlap(said: Sequence[Sequence[float]], slot: float, width: float) -> bool:
    """Whether two neighbouring numbers of these widths would lie over each other, in a group or from group to group."""
    inside = any((a + b) / 2 > width for row in said for a, b in pairwise(row))
    between = [
        (one[-1] + other[0]) / 2 > slot - width * (len(one) - 1) for one, other in pairwise(said) if one and other
    ]
    return inside or any(between)


def _side_by_side(
    canvas: Canvas,
    scale: Scale,
    row: Maybe,
    place: Place,
    number: Number,
    *,
    turned: bool,
) -> None:
    """`turned`: numbers that are wider than their bars stand upright on them, so that none lies over its neighbour."""
    left, width = place
    for position, value in enumerate(row):
        x = left + width * position
        if isinstance(value, Span):
            canvas.span(x + _GAP / 2, width - _GAP, scale.at(value.low), scale.at(value.high))
        if isinstance(value, Span) or value is None:
            continue
        base, end = scale.at(0), scale.at(value)
        if value:
            canvas.add(rect(x + _GAP / 2, min(base, end), width - _GAP, abs(base - end), f"series-{position}"))
        middle, top = x + width / 2, min(base, end) - 6
        upright = tag(
            "text", number(value), transform=f"translate({middle + 5:.2f} {top:.2f}) rotate(-90)", class_="strong"
        )
        canvas.add(upright if turned else text(middle, top, number(value), "middle strong"))
    for first, last in hidden_runs(row):
        x = left + width * first + _GAP / 2
        canvas.hide(x, _TOP - _BELOW, width * (last - first + 1) - _GAP, _BOTTOM - _TOP + 2 * _BELOW)


def stacked(
    groups: Sequence[str],
    series: Sequence[str],
    values: Values,
    *,
    title: str,
    unit: str = "",
    number: Number = plain,
    rests: Maybe = (),
) -> Markup:
    """Bars on top of each other. What is withheld of a group stands hatched on what is shown, as high as `rests` says that it
    comes to together; where nothing bounds it, there is one band beside the bar.
    """
    canvas = Canvas(name_of("stacked", groups, series, values, title, rests), _WIDTH, _HEIGHT)
    left_out = list(rests) or [0.0 if all(told(value) is not None for value in row) else None for row in values]
    heights = [sum(told(value) or 0 for value in row) + most(rest) for row, rest in zip(values, left_out, strict=True)]
    scale = _frame(canvas, groups, heights, number, unit)
    slot = (_RIGHT - _LEFT) / max(len(groups), 1)
    for index, (row, rest) in enumerate(zip(values, left_out, strict=True)):
        parts = 2 if rest is None else 1
        width = min(slot * _FILL, _WIDEST * 1.5) / parts
        left = _LEFT + slot * (index + 0.5) - width * parts / 2
        _stack(canvas, scale, row, rest, Place(left, width - _GAP), number)
        if parts == 2:
            canvas.hide(left + width, _TOP - _BELOW, width, _BOTTOM - _TOP + 2 * _BELOW)
    canvas.add(rule(_LEFT, scale.at(0), _RIGHT, scale.at(0), "base"))
    return canvas.finish(title, _described(groups, series, values, number))


def _stack(canvas: Canvas, scale: Scale, row: Maybe, rest: Value, place: Place, number: Number) -> None:
    (left, width), reached = place, 0.0
    for position, value in enumerate(map(told, row)):
        if not value:
            continue
        high, low = scale.at(reached + value), scale.at(reached)
        canvas.add(rect(left, high, width, low - high, f"series-{position}"))
        if low - high >= _ROOM_FOR_NUMBER:
            canvas.add(text(left + width / 2, (low + high) / 2 + 5, number(value), "middle inverse"))
        reached += value
    if most(rest):
        canvas.span(left, width, scale.at(reached), scale.at(reached + most(rest)))
    if isinstance(rest, float | int):
        canvas.add(text(left + width / 2, scale.at(reached + rest) - 6, number(reached + rest), "middle strong"))


def _frame(
    canvas: Canvas, groups: Sequence[str], values: Sequence[float], number: Number, unit: str, top: float = _TOP
) -> Scale:
    """The scale with its lines, and the names of the groups in lines that fit their slots."""
    scale = scale_of(values, top, _BOTTOM)
    scale.draw(canvas, _LEFT, _RIGHT, number, unit)
    slot = (_RIGHT - _LEFT) / max(len(groups), 1)
    tallest = 1
    for index, name in enumerate(groups):
        lines = wrapped(name, slot - 8)
        tallest = max(tallest, len(lines))
        for row, line in enumerate(lines):
            canvas.add(text(_LEFT + slot * (index + 0.5), _BOTTOM + 28 + row * _LINE, line, "middle"))
    canvas.height = _BOTTOM + 40 + (tallest - 1) * _LINE
    return scale


def _described(groups: Sequence[str], series: Sequence[str], values: Values, number: Number) -> str:
    return ". ".join(sentence(group, series, row, number) for group, row in zip(groups, values, strict=True))
