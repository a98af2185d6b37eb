"""How likely is more than x, down to one in ten thousand (log scale)?"""

import math
from collections.abc import Sequence

from markupsafe import Markup

from litigation_app.core.charts.axis import Across, Scale, ticks
from litigation_app.core.charts.histogram import Mark
from litigation_app.core.charts.svg import Canvas, Number, name_of, path, plain, rule, sentence, tag, text

_WIDTH, _LEFT, _RIGHT = 1000.0, 92.0, 968.0
_TOP, _BOTTOM, _HEIGHT = 44.0, 344.0, 410.0
_ABOUT = 7  # numbers on the axis of values
_LINE = 18.0


def exceedance(
    chances: Sequence[float],
    values: Sequence[float],
    *,
    title: str,
    unit: str = "",
    marks: Sequence[Mark] = (),
    number: Number = plain,
    chance: Number = plain,
) -> Markup:
    """A falling curve: chance (log) that the value on the axis is exceeded. `marks` stand on it: at a value, with its name."""
    canvas = Canvas(name_of("exceedance", chances, values, title, marks), _WIDTH, _HEIGHT)
    depth = math.floor(math.log10(min(chances)) + 1e-9)
    scale = Scale([float(depth), 0.0], _TOP, _BOTTOM)
    for power in range(depth, 1):
        y = scale.at(power)
        canvas.add(rule(_LEFT, y, _RIGHT, y, "grid"), text(_LEFT - 10, y + 5, chance(10.0**power), "tick end"))
    along = ticks(min(values), max(values), _ABOUT)
    at = Across(along[0], along[-1], _LEFT, _RIGHT)
    canvas.add(*(text(at(x), _BOTTOM + 24, number(x), "tick middle") for x in along))
    canvas.add(text((_LEFT + _RIGHT) / 2, _BOTTOM + 50, unit, "small-text middle"))
    canvas.add(rule(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, "base"))
    canvas.add(path([(at(v), scale.at(math.log10(c))) for c, v in zip(chances, values, strict=True)], "line"))
    for mark in marks:
        _mark(canvas, at(mark.at), scale.at(math.log10(_chance_of(mark.at, chances, values))), mark, number)
    return canvas.finish(title, sentence(title, [chance(c) for c in chances], values, number))


def _chance_of(value: float, chances: Sequence[float], values: Sequence[float]) -> float:
    return min(zip(chances, values, strict=True), key=lambda point: abs(point[1] - value))[0]


def _mark(canvas: Canvas, x: float, y: float, mark: Mark, number: Number) -> None:
    """A dot on the curve and a line down from it; words to the left where the right is too near."""
    near = x > _RIGHT - 260
    canvas.add(rule(x, y, x, _BOTTOM, "whisker"), tag("circle", cx=x, cy=y, r=5, class_="step"))
    look = "strong halo end" if near else "strong halo"
    canvas.add(
        text(x - 10 if near else x + 10, y - 8 if not near else y + _LINE, f"{mark.label} {number(mark.at)}", look)
    )
