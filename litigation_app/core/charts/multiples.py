"""How do many small pictures of one figure stand beside each other, on one axis or each on its own?"""

from collections.abc import Sequence

from markupsafe import Markup

from litigation_app.core.charts.axis import Scale, ticks
from litigation_app.core.charts.svg import (
    Canvas,
    Maybe,
    Number,
    Span,
    hidden_runs,
    name_of,
    path,
    plain,
    rule,
    sentence,
    tag,
    text,
    told,
)

_WIDTH, _HEIGHT = 320.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 308.0, 28.0, 154.0
_MARKS = 3


def highest(values: Sequence[float | None]) -> float:
    """The end of an axis that all of them fit on; withheld ones have no say."""
    return max((value for value in values if value is not None), default=0.0)


def small(
    xs: Sequence[object],
    values: Maybe,
    lows: Sequence[float | None],
    highs: Sequence[float | None],
    *,
    title: str,
    top: float,
    unit: str = "",
    number: Number = plain,
) -> Markup:
    """One small picture from 0 to `top`; its first and last x are named. A withheld value is a band: between its ends, or across
    the axis.
    """
    canvas = Canvas(name_of("small", xs, values, lows, highs, title, top), _WIDTH, _HEIGHT, look="chart small")
    scale = Scale(ticks(0.0, top, _MARKS), _TOP, _BOTTOM)
    scale.draw(canvas, _LEFT, _RIGHT, number, unit)
    slot = (_RIGHT - _LEFT) / max(len(xs), 1)
    at = [_LEFT + slot * (index + 0.5) for index in range(len(xs))]
    for first, last in hidden_runs(values):
        canvas.hide(at[first] - slot * 0.45, _TOP, slot * (last - first + 0.9), _BOTTOM - _TOP)
    for x, value, low, high in zip(at, values, lows, highs, strict=True):
        if isinstance(value, Span):
            canvas.span(x - slot * 0.2, slot * 0.4, scale.at(value.low), scale.at(min(value.high, scale.marks[-1])))
        elif value is not None and low is not None and high is not None:
            canvas.add(rule(x, scale.at(low), x, scale.at(min(high, scale.marks[-1])), "whisker"))
    canvas.add(*(path(run, "line") for run in runs(at, values, scale) if len(run) > 1))
    points = [(x, one) for x, value in zip(at, values, strict=True) if (one := told(value)) is not None]
    canvas.add(*(tag("circle", cx=x, cy=scale.at(one), r=3.5, class_="step") for x, one in points))
    ends = [(at[0], xs[0]), (at[-1], xs[-1])] if len(xs) > 1 else [(at[0], xs[0])] if xs else []
    canvas.add(*(text(x, _BOTTOM + 24, str(name), "middle") for x, name in ends))
    return canvas.finish(title, sentence(title, [str(x) for x in xs], values, number))


def runs(at: Sequence[float], values: Maybe, scale: Scale) -> list[list[tuple[float, float]]]:
    """The points of a line in pieces: it breaks at a withheld value."""
    found: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(at, map(told, values), strict=True):
        if value is None:
            found.append([])
        else:
            found[-1].append((x, scale.at(value)))
    return found
