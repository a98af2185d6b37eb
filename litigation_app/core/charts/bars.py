"""How do counts of groups look side by side, or on top of each other?"""

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from litigation_app.core.charts.axis import Scale, scale_of
from litigation_app.core.charts.svg import (
    LETTER,
    Canvas,
    Number,
    hidden_runs,
    name_of,
    plain,
    rect,
    rule,
    sentence,
    tag,
    text,
    wrapped,
)

Values = Sequence[Sequence[float | None]]
_WIDTH, _LEFT, _RIGHT = 1000.0, 64.0, 984.0
_TOP, _BOTTOM, _HEIGHT = 44.0, 284.0, 340.0
_BELOW = 8.0  # px: a hatched band crosses the axis
_GAP = 4.0  # px between two bars of a group
_FILL = 0.72  # share of a group's slot that its bars take
_WIDEST = 96.0
_ROOM_FOR_NUMBER = 18.0
_LINE = 18.0
_STRONG = 1.2  # a strong letter beside a usual one


def bars(
    groups: Sequence[str], series: Sequence[str], values: Values, *, title: str, unit: str = "", number: Number = plain
) -> Markup:
    """Bars side by side; `values[group][series]`, None withheld: a hatched band across the axis, neighbours in one."""
    canvas = Canvas(name_of("bars", groups, series, values, title), _WIDTH, _HEIGHT)
    slot = (_RIGHT - _LEFT) / max(len(groups), 1)
    width = min(slot * _FILL / max(len(series), 1), _WIDEST)
    said = [[len(number(value)) * LETTER * _STRONG if value is not None else 0.0 for value in row] for row in values]
    longest = max((one for row in said for one in row), default=0.0)
    turned = _overlap(said, slot, width)
    top = _TOP + longest if turned else _TOP
    scale = _frame(canvas, groups, [value for row in values for value in row], number, unit, top)
    for index, row in enumerate(values):
        left = _LEFT + slot * (index + 0.5) - width * len(row) / 2
        _side_by_side(canvas, scale, row, left, width, number, turned=turned)
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
    row: Sequence[float | None],
    left: float,
    width: float,
    number: Number,
    *,
    turned: bool,
) -> None:
    """`turned`: numbers that are wider than their bars stand upright on them, so that none lies over its neighbour."""
    for position, value in enumerate(row):
        if value is None:
            continue
        x, base, end = left + width * position, scale.at(0), scale.at(value)
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
    groups: Sequence[str], series: Sequence[str], values: Values, *, title: str, unit: str = "", number: Number = plain
) -> Markup:
    """Bars on top of each other. A group with a withheld part stacks only what is shown, and has one band beside it."""
    canvas = Canvas(name_of("stacked", groups, series, values, title), _WIDTH, _HEIGHT)
    heights = [sum(value or 0 for value in row) for row in values]
    scale = _frame(canvas, groups, heights, number, unit)
    slot = (_RIGHT - _LEFT) / max(len(groups), 1)
    for index, row in enumerate(values):
        parts = 2 if None in row else 1
        width = min(slot * _FILL, _WIDEST * 1.5) / parts
        left = _LEFT + slot * (index + 0.5) - width * parts / 2
        _stack(canvas, scale, row, left, width - _GAP, number)
        if parts == 2:
            canvas.hide(left + width, _TOP - _BELOW, width, _BOTTOM - _TOP + 2 * _BELOW)
    canvas.add(rule(_LEFT, scale.at(0), _RIGHT, scale.at(0), "base"))
    return canvas.finish(title, _described(groups, series, values, number))


def _stack(
    canvas: Canvas, scale: Scale, row: Sequence[float | None], left: float, width: float, number: Number
) -> None:
    reached = 0.0
    for position, value in enumerate(row):
        if not value:
            continue
        high, low = scale.at(reached + value), scale.at(reached)
        canvas.add(rect(left, high, width, low - high, f"series-{position}"))
        if low - high >= _ROOM_FOR_NUMBER:
            canvas.add(text(left + width / 2, (low + high) / 2 + 5, number(value), "middle inverse"))
        reached += value
    if None not in row:
        canvas.add(text(left + width / 2, scale.at(reached) - 6, number(reached), "middle strong"))


def _frame(
    canvas: Canvas, groups: Sequence[str], values: Sequence[float | None], number: Number, unit: str, top: float = _TOP
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
