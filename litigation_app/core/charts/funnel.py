"""How many of those who entered reach each step, lane by lane?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from litigation_app.core.charts.svg import (
    Canvas,
    Number,
    Span,
    Value,
    area,
    hidden_runs,
    most,
    name_of,
    plain,
    rect,
    rule,
    sentence,
    text,
    told,
    wrapped,
)


@dataclass(frozen=True)
class Step:
    """How many reached it."""

    label: str
    value: Value


@dataclass(frozen=True)
class Lane:
    """Steps that count one thing (`unit`: "cases", "claims"); lanes never add up to each other."""

    name: str
    unit: str
    steps: Sequence[Step]


_WIDTH, _LEFT = 1000.0, 152.0
_LANE, _LABELS, _BLOCK = (
    182.0,
    70.0,
    76.0,
)  # room above the blocks for three lines of a label, and for a number below them
_NUMBER = 30.0  # above a block
_SHARE = 0.5  # of a step's slot taken by its block, the rest by the link
_WIDEST = 190.0
_ROOM_FOR_NUMBER = 24.0
_BOLD = 0.9  # of the letters that fit: bold ones are wider


def funnel(lanes: Sequence[Lane], *, title: str, number: Number = plain) -> Markup:
    """Blocks of each lane's own scale, joined where both ends are shown; no link and no exit count at a withheld step."""
    canvas = Canvas(name_of("funnel", lanes, title), _WIDTH, _LANE * len(lanes))
    slot = min((_WIDTH - _LEFT) / max((len(lane.steps) for lane in lanes), default=1), _WIDEST)
    for index, lane in enumerate(lanes):
        top = _LANE * index
        if index:
            canvas.add(rule(0, top, _WIDTH, top, "lane-line"))
        _head(canvas, lane, top)
        _draw(canvas, lane, top + _LABELS + 12, slot, number)
    said = [
        sentence(lane.name, [step.label for step in lane.steps], [step.value for step in lane.steps], number)
        for lane in lanes
    ]
    return canvas.finish(title, ". ".join(said))


def _head(canvas: Canvas, lane: Lane, top: float) -> None:
    lines, units = wrapped(lane.name, (_LEFT - 24) * _BOLD), wrapped(lane.unit, _LEFT - 24)
    first = top + min(_LABELS + 34, _LANE - 10 - 18 * (len(lines) + len(units) - 1))  # a long name begins higher
    for row, line in enumerate(lines):
        canvas.add(text(0, first + row * 18, line, "strong"))
    for row, line in enumerate(units, start=len(lines)):
        canvas.add(text(0, first + 2 + row * 18, line, "small-text"))


def _draw(canvas: Canvas, lane: Lane, top: float, slot: float, number: Number) -> None:
    base, width = top + _BLOCK, slot * _SHARE
    unit = _BLOCK / (max((most(step.value) for step in lane.steps), default=0) or 1)
    heights = [None if (value := told(step.value)) is None else value * unit for step in lane.steps]
    for index, (now, then) in enumerate(pairwise(heights)):
        if now and then is not None:
            left = _LEFT + slot * index + width
            canvas.add(
                area(
                    [(left, base - now), (left + slot - width, base - then), (left + slot - width, base), (left, base)],
                    "link",
                )
            )
    for index, step in enumerate(lane.steps):
        x = _LEFT + slot * index
        lines = wrapped(step.label, slot - 8)
        for row, line in enumerate(reversed(lines)):
            canvas.add(text(x, top - _NUMBER - row * 17, line, "small-text"))
        if isinstance(step.value, Span):
            _span(canvas, x, base, width, step.value, unit)
        elif step.value is not None:
            _block(canvas, x, base, width, heights[index] or 0, number(step.value))
    for first, last in hidden_runs([step.value for step in lane.steps]):
        canvas.hide(_LEFT + slot * first, top, slot * (last - first) + width, _BLOCK)


def _block(canvas: Canvas, x: float, base: float, width: float, height: float, words: str) -> None:
    if height:
        canvas.add(rect(x, base - height, width, height, "step"))
    else:
        canvas.add(rule(x, base, x + width, base, "zero"))
    if height >= _ROOM_FOR_NUMBER:
        canvas.add(text(x + width / 2, base - height + 20, words, "middle inverse"))
    else:
        canvas.add(text(x + width / 2, base - height - 7, words, "middle strong"))


def _span(canvas: Canvas, x: float, base: float, width: float, span: Span, unit: float) -> None:
    """A withheld step between its two ends; the number above it is its range."""
    low, high = base - span.low * unit, base - span.high * unit
    canvas.span(x, width, low, high)
    canvas.add(text(x + width / 2, high - 7, span.words, "middle strong"))
