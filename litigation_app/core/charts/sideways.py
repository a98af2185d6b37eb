"""How far does each of several things move a figure, or how large is each (bars that lie, the longest on top)?"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts.axis import Across, ticks
from litigation_app.core.charts.svg import Canvas, Number, beside, name_of, plain, rect, rule, sentence, text

_WIDTH, _LEFT, _RIGHT, _TOP = 1000.0, 300.0, 900.0, 56.0
_ROW, _BAR = 46.0, 22.0
_BELOW = 44.0
_END = 8.0
_LABEL = 250.0  # of 300 px: Cyrillic letters are wider than the average


@dataclass(frozen=True)
class Swing:
    """A figure with one thing low and high; `low_word` and `high_word` say what the thing itself is there."""

    label: str
    at_low: float
    at_high: float
    low_word: str
    high_word: str


def tornado(
    swings: Sequence[Swing], base: float, *, title: str, base_label: str = "", unit: str = "", number: Number = plain
) -> Markup:
    """A bar from the low to the high end of each, the base line through all; both ends carry their figure and their word."""
    canvas = Canvas(name_of("tornado", swings, base, title), _WIDTH, _TOP + _ROW * len(swings) + _BELOW)
    ends = [base, *(end for swing in swings for end in (swing.at_low, swing.at_high))]
    axis = _axis(canvas, min(ends), max(ends), _ROW * len(swings), number, unit)
    for index, swing in enumerate(swings):
        y = _TOP + _ROW * index + (_ROW - _BAR) / 2
        canvas.add(*beside(swing.label, y + _BAR / 2, _LABEL))
        for end, look in ((swing.at_low, "series-2"), (swing.at_high, "series-1")):
            left, right = sorted((axis(base), axis(end)))
            canvas.add(rect(left, y, max(right - left, 1.0), _BAR, look))
        _ends(canvas, axis, swing, y + _BAR / 2 + 5, number)
    canvas.add(rule(axis(base), _TOP - 6, axis(base), _TOP + _ROW * len(swings), "base"))
    canvas.add(text(axis(base), _TOP - 32, f"{base_label} {number(base)}".strip(), "middle strong"))
    return canvas.finish(title, ". ".join(sentence_of(one, number) for one in swings))


def sentence_of(swing: Swing, number: Number) -> str:
    """What a listener hears of it: the same two ends."""
    low, high = f"{swing.low_word} {number(swing.at_low)}", f"{swing.high_word} {number(swing.at_high)}"
    return f"{swing.label}: {low}, {high}"


def _ends(canvas: Canvas, axis: Across, swing: Swing, y: float, number: Number) -> None:
    ends = sorted([(swing.at_low, swing.low_word), (swing.at_high, swing.high_word)])
    (left, left_word), (right, right_word) = ends
    canvas.add(text(axis(left) - _END, y, f"{left_word}: {number(left)}", "end halo"))
    canvas.add(text(axis(right) + _END, y, f"{right_word}: {number(right)}", "halo"))


def sideways(
    labels: Sequence[str],
    series: Sequence[str],
    values: Sequence[Sequence[float]],
    *,
    title: str,
    unit: str = "",
    number: Number = plain,
) -> Markup:
    """For each label a bar of each series, one below the other, from zero."""
    high = _BAR * len(series) + 18
    canvas = Canvas(name_of("sideways", labels, series, values, title), _WIDTH, _TOP + high * len(labels) + _BELOW)
    most = max((value for row in values for value in row), default=0.0)
    axis = _axis(canvas, 0.0, most, high * len(labels), number, unit)
    for index, (label, row) in enumerate(zip(labels, values, strict=True)):
        y = _TOP + high * index + 9
        canvas.add(*beside(label, y + (high - 18 - _BAR) / 2 + _BAR / 2, _LABEL))
        for place, value in enumerate(row):
            top = y + _BAR * place
            canvas.add(rect(axis(0), top + 1, max(axis(max(value, 0.0)) - axis(0), 1.0), _BAR - 2, f"series-{place}"))
            canvas.add(text(axis(max(value, 0.0)) + _END, top + _BAR / 2 + 5, number(value), "strong"))
    canvas.add(rule(axis(0), _TOP, axis(0), _TOP + high * len(labels), "base"))
    return canvas.finish(
        title, ". ".join(sentence(a, series, row, number) for a, row in zip(labels, values, strict=True))
    )


def _axis(canvas: Canvas, low: float, high: float, height: float, number: Number, unit: str) -> Across:
    """Room for the words at both ends is kept free, so that none leaves the picture."""
    room = (high - low) * 0.28 if low else 0.0
    marks = ticks(low - room, high + room)
    axis = Across(marks[0], marks[-1], _LEFT, _RIGHT)
    axis.draw(canvas, marks, _TOP, _TOP + height, number)
    if unit:
        canvas.add(text(0, 16, unit, "small-text"))
    return axis
