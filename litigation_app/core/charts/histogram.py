"""How are the outcomes of many runs spread?"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts.axis import Across, scale_of, ticks
from litigation_app.core.charts.svg import Canvas, Number, hidden_runs, name_of, path, plain, rect, rule, sentence, text

_WIDTH, _LEFT, _RIGHT = 1000.0, 72.0, 984.0
_TOP, _BOTTOM, _HEIGHT = 72.0, 304.0, 364.0
_BELOW = 8.0
_ROW = 18.0


@dataclass(frozen=True)
class Mark:
    """A value worth a line of its own: the mean, the 95 % year."""

    label: str
    at: float


def histogram(
    edges: Sequence[float],
    counts: Sequence[float | None],
    *,
    title: str,
    unit: str = "",
    marks: Sequence[Mark] = (),
    behind: Sequence[float] = (),
    number: Number = plain,
) -> Markup:
    """Columns between `edges` (one more than counts), named lines at `marks`; a withheld count is a band, never a height.
    `behind`: another height for each column, as a line of steps."""
    canvas = Canvas(name_of("histogram", edges, counts, title, marks, behind), _WIDTH, _HEIGHT)
    scale = scale_of([*counts, *behind], _TOP, _BOTTOM)
    scale.draw(canvas, _LEFT, _RIGHT, number)
    low, high = edges[0], edges[-1]
    across = Across(low, high, _LEFT, _RIGHT)
    for index, count in enumerate(counts):
        if count:
            x, top = across(edges[index]), scale.at(count)
            canvas.add(rect(x, top, across(edges[index + 1]) - x, _BOTTOM - top, "bin"))
    if behind:
        pairs = zip(itertools.pairwise(edges), behind, strict=True)
        steps = [(across(x), scale.at(height)) for ends, height in pairs for x in ends]
        canvas.add(path(steps, "behind"))
    for first, last in hidden_runs(counts):
        x = across(edges[first])
        canvas.hide(x, _TOP - _BELOW, across(edges[last + 1]) - x, _BOTTOM - _TOP + 2 * _BELOW)
    canvas.add(rule(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, "base"))
    for row, mark in enumerate(mark for mark in marks if low <= mark.at <= high):
        _mark(canvas, across(mark.at), 24 + row % 3 * _ROW, f"{mark.label} {number(mark.at)}")
    for value in ticks(low, high, 8):
        if low <= value <= high:
            canvas.add(text(across(value), _BOTTOM + 24, number(value), "tick middle"))
    canvas.add(text((_LEFT + _RIGHT) / 2, _BOTTOM + 48, unit, "small-text middle"))
    bins = [f"{number(a)} – {number(b)}" for a, b in itertools.pairwise(edges)]
    return canvas.finish(title, sentence(title, bins, counts, number))


def _mark(canvas: Canvas, x: float, y: float, words: str) -> None:
    canvas.add(rule(x, y, x, _BOTTOM, "whisker"), text(x + 6, y, words, "strong halo"))
