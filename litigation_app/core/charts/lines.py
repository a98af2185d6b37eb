"""How does a figure change over the years, and how sure is it?"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup

from litigation_app.core.charts.axis import Scale, ticks
from litigation_app.core.charts.svg import (
    HALF_LETTER,
    Canvas,
    Maybe,
    Number,
    Span,
    area,
    hidden_runs,
    most,
    name_of,
    path,
    plain,
    rule,
    sentence,
    tag,
    text,
    told,
)

_WIDTH, _LEFT, _MARGIN = 1000.0, 72.0, 16.0
_TOP, _HEIGHT = 44.0, 340.0
_BELOW = 8.0
_CAP = 6.0
_ENDS = 60.0  # px right of the last x of an axis of time, for its number
_LABELS = 150.0  # px right of a fan for the names of its edges
_APART, _FAR_APART = 17.0, 24.0  # px between two names: of all edges, and of those that people quote
_A_YEAR = 52.0  # px that the name of a year takes
_MEDIAN, _QUOTED = 0.5, (0.05, 0.5, 0.95)
FAN, FLAT_FAN = 380.0, 264.0  # px: a fan, and one that leaves a page room for words
_KEY, _SAMPLE = 22.0, 48.0  # px: where the name of a line stands above a fan; the piece of that line beside it
_YEARS = 36.0  # px below, for years or months


def line(
    xs: Sequence[object],
    values: Maybe,
    lows: Sequence[float | None],
    highs: Sequence[float | None],
    *,
    title: str,
    unit: str = "",
    number: Number = plain,
    is_dotted: bool = False,
    after: Sequence[float] = (),
    width: float = _WIDTH,
    height: float = _HEIGHT,
) -> Markup:
    """A figure with its interval for each x; a withheld one breaks the line and leaves a band: between its ends, where it has
    any (Span), or across the axis.

    `is_dotted`: what lies between the figures may be chance. `after`: how far each x lies from the left end, in any unit of time;
    without it they stand evenly. In half a page, where no table stands below, a band carries its words.
    """
    canvas, right = _canvas(name_of("line", xs, values, lows, highs, title), width, height), width - _MARGIN
    bottom = height - _YEARS
    scale = _reaching(values, lows, highs, bottom)
    scale.draw(canvas, _LEFT, right, number, unit)
    at, beside = _places(len(xs), after, right)
    for first, last in hidden_runs(values):
        canvas.hide(at[first] - beside, _TOP - _BELOW, at[last] - at[first] + 2 * beside, bottom - _TOP + 2 * _BELOW)
    canvas.add(rule(_LEFT, scale.at(0), right, scale.at(0), "base"))
    canvas.add(*(path(run, "line dotted" if is_dotted else "line") for run in _runs(at, values, scale) if len(run) > 1))
    for index, (x, value, low, high) in enumerate(zip(at, values, lows, highs, strict=True)):
        if isinstance(value, Span):
            canvas.span(x - beside / 2, beside, scale.at(value.low), scale.at(value.high))
            canvas.add(*_range_in_words(x, scale.at(value.high), value, width))
        elif value is not None:
            follows = told(values[index + 1]) if index + 1 < len(values) else None
            _whisker(canvas, scale, x, low, high)
            _point(canvas, x, scale.at(value), number(value), rises=follows is not None and follows > value)
    canvas.add(*(text(x, bottom + 28, str(name), "middle") for x, name in zip(at, xs, strict=True)))
    return canvas.finish(title, sentence(title, [str(x) for x in xs], values, number))


def _reaching(values: Maybe, lows: Sequence[float | None], highs: Sequence[float | None], bottom: float) -> Scale:
    """A scale from zero to all that is shown, and to the upper ends of what is withheld."""
    shown = [ends for value, *ends in zip(values, lows, highs, strict=True) if told(value) is not None]
    reach = [0.0, *(end for ends in shown for end in ends if end is not None), *map(most, values)]
    return Scale(ticks(min(reach), max(reach)), _TOP, bottom)


def _canvas(name: str, width: float, height: float) -> Canvas:
    return Canvas(name, width, height, look="chart" if width == _WIDTH else "chart half")


def _range_in_words(x: float, y: float, span: Span, width: float) -> list[Markup]:
    return [] if width == _WIDTH else [text(x, y - 8, span.words, "middle strong halo")]


def _places(count: int, after: Sequence[float], right: float) -> tuple[list[float], float]:
    """Where each x stands, and how far to each side what is withheld there reaches."""
    slot = (right - _LEFT) / max(count, 1)
    if not after:
        return [_LEFT + slot * (index + 0.5) for index in range(count)], slot * 0.3
    unit = (right - _LEFT - _ENDS) / max(after)
    gaps = [b - a for a, b in pairwise((0.0, *after))]
    return [_LEFT + unit * one for one in after], unit * min(gaps) * 0.3


def _runs(at: Sequence[float], values: Maybe, scale: Scale) -> list[list[tuple[float, float]]]:
    """The points of a line in pieces: it breaks at a withheld value."""
    found: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(at, map(told, values), strict=True):
        if value is None:
            found.append([])
        else:
            found[-1].append((x, scale.at(value)))
    return found


def _whisker(canvas: Canvas, scale: Scale, x: float, low: float | None, high: float | None) -> None:
    if low is None or high is None:
        return
    bottom, top = scale.at(low), scale.at(high)
    canvas.add(rule(x, bottom, x, top, "whisker"))
    canvas.add(*(rule(x - _CAP, end, x + _CAP, end, "whisker") for end in (bottom, top)))


def _point(canvas: Canvas, x: float, y: float, words: str, *, rises: bool) -> None:
    """The number stands on the side that the line does not take."""
    canvas.add(tag("circle", cx=x, cy=y, r=5, class_="step"))
    canvas.add(text(x + 10, y + 20 if rises else y - 10, words, "strong halo"))


def fan(
    years: Sequence[int],
    quantiles: Mapping[float, Sequence[float]],
    *,
    title: str,
    unit: str = "",
    zero_label: str = "",
    beside: Sequence[float] = (),
    beside_label: str = "",
    number: Number = plain,
    quantile_label: Number | None = None,
    height: float = FAN,
    width: float = _WIDTH,
) -> Markup:
    """Bands between paired quantiles (0.05 with 0.95), the median white, zero red, the edges named at their right end: all of them,
    in half a page those that people quote.

    `beside`: another line, dashed, named above the picture so that no band lies under the name.
    """
    canvas, bottom = _canvas(name_of("fan", years, sorted(quantiles.items()), title), width, height), height - _YEARS
    edges = [*beside, *(value for row in quantiles.values() for value in row)]
    scale = Scale(ticks(min([0.0, *edges]), max([0.0, *edges]), 6), _TOP, bottom)
    named = quantile_label or (lambda q: f"{q * 100:g} %")
    quoted = quantiles if width == _WIDTH else {q: row for q, row in quantiles.items() if q in _QUOTED}
    right = width - _MARGIN - (_LABELS if width == _WIDTH else _room(quoted, named, number))
    scale.draw(canvas, _LEFT, right, number, unit)
    step = (right - _LEFT) / max(len(years) - 1, 1)
    at = [_LEFT + step * index for index in range(len(years))]
    _bands(canvas, scale, at, quantiles)
    _zero(canvas, scale, right, zero_label)
    if beside:
        canvas.add(path([(x, scale.at(value)) for x, value in zip(at, beside, strict=True)], "beside"))
        canvas.add(text(right - _SAMPLE - 8, _KEY, beside_label, "strong end"))
        canvas.add(rule(right - _SAMPLE, _KEY - 5, right, _KEY - 5, "beside"))
    every = 1 if width == _WIDTH else math.ceil(_A_YEAR / step)
    named_years = [*zip(at, years, strict=True)][::every]
    canvas.add(*(text(x, height - _BELOW - 2, str(year), "tick middle") for x, year in named_years))
    _name_edges(canvas, scale, right, quoted, named, number)
    ends = [row[-1] for row in quantiles.values()]
    return canvas.finish(title, sentence(str(years[-1]), [named(q) for q in quantiles], ends, number))


def _room(quantiles: Mapping[float, Sequence[float]], named: Number, number: Number) -> float:
    """For the longest name of an edge."""
    return max(len(f"{named(q)}  {number(row[-1])}") for q, row in quantiles.items()) * HALF_LETTER


def _bands(canvas: Canvas, scale: Scale, at: Sequence[float], quantiles: Mapping[float, Sequence[float]]) -> None:
    lower = sorted(q for q in quantiles if q < _MEDIAN)
    for depth, q in enumerate(lower):
        upper = min(quantiles, key=lambda other: abs(other - (1 - q)))
        up = [(x, scale.at(value)) for x, value in zip(at, quantiles[upper], strict=True)]
        down = [(x, scale.at(value)) for x, value in zip(at, quantiles[q], strict=True)]
        canvas.add(area([*up, *reversed(down)], f"band-{depth + 3 - len(lower)}"))
    if _MEDIAN in quantiles:
        canvas.add(path([(x, scale.at(v)) for x, v in zip(at, quantiles[_MEDIAN], strict=True)], "median"))


def _zero(canvas: Canvas, scale: Scale, right: float, words: str) -> None:
    y = scale.at(0)
    canvas.add(rule(_LEFT, y, right, y, "empty-line"))
    if words:
        above = scale.marks[0] == 0
        canvas.add(text(_LEFT + 10, y - 8 if above else y + 20, words, "empty-word halo"))


def _name_edges(
    canvas: Canvas,
    scale: Scale,
    right: float,
    quantiles: Mapping[float, Sequence[float]],
    named: Number,
    number: Number,
) -> None:
    """Names beside the last points, pushed apart where the edges lie close together."""
    ends = sorted(((scale.at(row[-1]), q, row[-1]) for q, row in quantiles.items()), key=lambda end: (end[0], -end[1]))
    places = spread(
        [end[0] for end in ends], _APART if len(ends) > len(_QUOTED) else _FAR_APART, scale.top, scale.bottom
    )
    for place, (_y, q, value) in zip(places, ends, strict=True):
        look = "strong" if q == _MEDIAN else ""
        canvas.add(text(right + 12, place + 5, f"{named(q)}  {number(value)}", look))


def spread(wished: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Heights in the same order, at least `apart` from each other, near the wished ones and not below `bottom`."""
    places: list[float] = []
    for wish in wished:
        places.append(max(wish, places[-1] + apart if places else top))
    limit = max(bottom, top + apart * (len(places) - 1))
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], limit)
        limit = places[index] - apart
    return places
